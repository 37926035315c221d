"""``limner setup``: what it finds, asks, tries and writes, and what it leaves alone."""

import json
import os
import re
import time
import tomllib

import pytest

from limner import files
from limner.cli import main
from limner.services import discovery, hosts
from tests.support import fake_service as f
from tests.support.folders import tree
from tests.support.model_servers import LISTINGS, PROMPT, model_server, running
from tests.support.terminal import at_a_terminal

KEY = "sk-typed-only-here"


@pytest.fixture(autouse=True)
def looked_at(monkeypatch):
    """What this machine really runs is not looked at."""
    monkeypatch.setattr(discovery, "PORTS", {})


@pytest.fixture
def config(own_folders):
    return own_folders / "config" / "limner" / "config.toml"


def url(fake):
    return f"http://127.0.0.1:{fake.port}/v1"


def test_without_a_terminal_it_prints_what_is_there_and_changes_nothing(
    capsys, config, own_folders, monkeypatch
):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with (
        running(model_server(LISTINGS["LocalAI"])) as local,
        running(f.reply(b"<html>", kind="text/html")) as page,
    ):
        monkeypatch.setattr(discovery, "PORTS", {local.port: "llama.cpp", page.port: "vLLM"})
        assert main(["setup", "--format", "json"]) == 0
    printed = capsys.readouterr()

    assert json.loads(printed.out) == {
        "chat": [
            {"name": "LocalAI", "baseUrl": url(local), "models": ["gpt-4"], "reachable": True,
             "problem": None},
            {"name": "vLLM", "baseUrl": url(page), "models": [], "reachable": False,
             "problem": "is no model server, or one that does not list its models"},
        ],
        "image": [
            {"name": "LocalAI", "baseUrl": url(local), "models": ["stablediffusion"],
             "reachable": True, "problem": None},
        ],
        "config": str(config),
        "keys": {"chat": True, "image": True, "openai": True, "keyring": False},
        "current": {
            "engine": "auto",
            "chat": {"baseUrl": "", "model": "gpt-5.5"},
            "image": {"baseUrl": "", "model": "gpt-image-2.6-flare"},
        },
    }  # fmt: skip
    assert KEY not in printed.out + printed.err
    assert tree(own_folders) == {}


def test_what_only_draws_stands_under_image_also_while_it_is_broken(capsys, monkeypatch):
    with (
        running(model_server(LISTINGS["stable-diffusion.cpp"])) as painter,
        running(f.reply(b"oops", 500)) as broken,
    ):
        ports = dict.fromkeys((painter.port, broken.port), discovery.ONLY_DRAWS)
        monkeypatch.setattr(discovery, "PORTS", ports)
        assert main(["setup", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)

    assert report["chat"] == []
    assert [row["reachable"] for row in report["image"]] == [True, False]


def test_a_client_applies_what_it_asked_for(capsys, config):
    config.parent.mkdir(parents=True)
    config.write_text('# mine\nstyle = "ink"\n\n[chat]\ntimeout = 90 # slow machine\n')
    with running(model_server(LISTINGS["Ollama"])) as ollama:
        command = ["setup", "--chat-base-url", url(ollama), "--image-base-url", url(ollama)]
        assert main([*command, "--format", "json"]) == 0
    done = json.loads(capsys.readouterr().out)

    assert list(done) == [
        "config", "written", "chat", "image", "seconds", "prompt", "notes", "error", "code",
    ]  # fmt: skip
    assert (done["written"], done["error"], done["code"]) == (True, None, None)
    assert done["chat"] == {"baseUrl": url(ollama), "model": "gemma3:4b"}
    assert done["image"] == {"baseUrl": url(ollama), "model": "x/z-image-turbo:latest"}
    assert "red fox" in done["prompt"]
    assert 0 <= done["seconds"] < 30
    assert config.read_text() == (
        '# mine\nstyle = "ink"\n\n[chat]\ntimeout = 90 # slow machine\n'
        f'baseUrl = "{url(ollama)}"\nmodel = "gemma3:4b"\n\n'
        f'[image]\nbaseUrl = "{url(ollama)}"\nmodel = "x/z-image-turbo:latest"\n'
    )
    assert [path.name for path in config.parent.iterdir()] == ["config.toml"]
    asked = [request for request in ollama.requests if request.line.startswith("POST")]
    assert all(request.json["model"] == "gemma3:4b" for request in asked)


def test_a_trial_that_fails_writes_nothing(capsys, config):
    with running(model_server(LISTINGS["llama.cpp"], key="local-key")) as llama:
        command = ["setup", "--chat-base-url", url(llama), "--chat-model", "tiny-chat"]
        assert main(command) == 1
        said = capsys.readouterr()
        assert "does not accept the key" in said.err
        assert "Nothing is written" in said.err
        assert said.out == ""
        assert not config.exists()

        assert main([*command, "--format", "json"]) == 1
        assert json.loads(capsys.readouterr().out)["code"] == "key-refused"
        assert not config.exists()

        assert main([*command, "--no-try"]) == 0
    assert tomllib.loads(config.read_text())["chat"]["model"] == "tiny-chat"


def test_a_key_of_the_environment_is_used_and_never_written(
    capsys, config, own_folders, monkeypatch
):
    monkeypatch.setenv("LIMNER_CHAT_KEY", KEY)
    with running(model_server(LISTINGS["llama.cpp"], PROMPT, key=KEY)) as llama:
        assert main(["setup", "--chat-base-url", url(llama)]) == 0
    printed = capsys.readouterr()

    assert "tiny-chat" in config.read_text()
    assert "“tiny-chat” took" in printed.out
    assert KEY not in printed.out + printed.err
    assert not any(KEY.encode() in data for data in tree(own_folders).values())


def test_what_is_said_of_a_refusal_of_every_word(capsys, config):
    """The trial's words can be depicted; a model that says they cannot is of no use."""
    reply = json.dumps({"variations": [], "depictable": False, "reason": "no"})
    with running(model_server(LISTINGS["vLLM"], reply)) as vllm:
        code = main(["setup", "--chat-base-url", url(vllm)])

    assert code == 1
    assert "Nothing is written" in capsys.readouterr().err
    assert not config.exists()


def test_nobody_can_be_chosen(config, capsys):
    config.parent.mkdir(parents=True)
    config.write_text('image.baseUrl = "https://gpu.example/v1"\n')

    assert main(["setup", "--chat-base-url", "none", "--image-base-url", "none"]) == 0
    assert config.read_text() == 'image.baseUrl = ""\nengine = "offline"\n'


def test_a_service_that_is_chosen_is_used_again(config, capsys):
    config.parent.mkdir(parents=True)
    config.write_text('engine = "offline"\n')
    command = ["setup", "--chat-base-url", "https://gpu.example/v1", "--chat-model", "m"]

    assert main([*command, "--no-try"]) == 0
    assert tomllib.loads(config.read_text()) == {
        "engine": "auto", "chat": {"baseUrl": "https://gpu.example/v1", "model": "m"},
    }  # fmt: skip
    assert hosts.agreed(files.state_folder()) == ("gpu.example",)


def test_what_the_environment_says_otherwise_is_named(config, capsys, monkeypatch):
    monkeypatch.setenv("LIMNER_CHAT_MODEL", "other")
    command = ["setup", "--chat-base-url", "http://127.0.0.1:9/v1", "--chat-model", "m"]

    assert main([*command, "--no-try"]) == 0
    assert "LIMNER_CHAT_MODEL in your environment wins" in capsys.readouterr().err


BAD = [
    (["--chat-base-url", "http://gpu.example/v1"], "unencrypted"),
    (["--chat-base-url", "127.0.0.1:80"], "must begin with https://"),
    (["--chat-base-url", "none", "--chat-model", "m"], "needs a service"),
    (["--no-try"], "needs what to write"),
    (["--chat-model", "gpt-5.5"], "add --chat-base-url"),
    (["--image-base-url", ""], "add --image-base-url"),
]


@pytest.mark.parametrize(("options", "sentence"), BAD)
def test_wrong_use_gets_one_sentence(options, sentence, capsys, own_folders):
    assert main(["setup", *options]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""
    assert tree(own_folders) == {}


def test_a_service_without_a_fitting_model_wants_its_name(capsys, config):
    with running(model_server(LISTINGS["stable-diffusion.cpp"])) as painter:
        assert main(["setup", "--chat-base-url", url(painter)]) == 2
        assert "lists no model that writes: add --chat-model" in capsys.readouterr().err
        assert main(["setup", "--image-base-url", url(painter)]) == 0
    assert tomllib.loads(config.read_text()) == {
        "image": {"baseUrl": url(painter), "model": "sd-cpp-local"}
    }


def test_a_file_that_does_not_parse_is_refused_before_anything_is_tried(capsys, config):
    config.parent.mkdir(parents=True)
    config.write_text("style = ")
    with running(model_server(LISTINGS["vLLM"])) as vllm:
        for more in ([], ["--chat-base-url", url(vllm)]):
            assert main(["setup", *more]) == 2
            printed = capsys.readouterr()
            assert f"{config} is not valid TOML" in printed.err
            assert printed.err.count("\n") == 1
        assert vllm.requests == []
    assert config.read_text() == "style = "


@pytest.mark.skipif(os.name == "nt", reason="Windows has other folders")
def test_a_file_that_cannot_be_written_is_named(capsys, own_folders):
    (own_folders / "config").symlink_to("/proc/nowhere")
    command = ["setup", "--chat-base-url", "http://127.0.0.1:9/v1", "--chat-model", "m"]

    assert main([*command, "--no-try"]) == 1
    assert "Cannot write" in capsys.readouterr().err


def test_the_doctor_names_it(capsys):
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.count("run “limner setup”") == 2


def test_written_is_what_was_written(capsys, config):
    """Neither a new file without a setting, nor one that says the same already."""
    for command, written in (
        (["--image-base-url", "none"], False),
        (["--image-base-url", "http://127.0.0.1:9/v1", "--image-model", "m"], True),
        (["--image-base-url", "http://127.0.0.1:9/v1", "--image-model", "m"], False),
    ):
        assert main(["setup", *command, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["written"] is written
        assert main(["setup", *command]) == 0
        assert "Nothing had to be changed" in capsys.readouterr().out
        assert config.exists() is (command[1] != "none")


FAILURES = [
    (["--chat-base-url", "http://127.0.0.1:9/v1"], 1, "unavailable", "Nothing answers"),
    (["--chat-base-url", "{wants_key}"], 1, "key-refused", "does not accept the key"),
    (["--chat-base-url", "{without_v1}"], 2, "bad-input", "it may be at {without_v1}/v1."),
    (["--chat-base-url", "nonsense"], 2, "bad-input", "must begin with"),
]


@pytest.mark.parametrize(("options", "code", "word", "said"), FAILURES)
def test_what_fails_is_an_object_too(options, code, word, said, capsys, config):
    with (
        running(model_server(LISTINGS["vLLM"], key="other")) as closed,
        running(model_server(LISTINGS["vLLM"])) as vllm,
    ):
        places = {"wants_key": url(closed), "without_v1": url(vllm).removesuffix("/v1")}
        given = [option.format(**places) for option in options]
        assert main(["setup", *given, "--format", "json"]) == code
        done = json.loads(capsys.readouterr().out)
        assert main(["setup", *given]) == code

    assert (done["written"], done["code"]) == (False, word)
    assert said.format(**places) in done["error"]
    printed = capsys.readouterr()
    assert (printed.out, done["error"] in printed.err) == ("", True)
    assert "Name the model" not in printed.err or word == "bad-input"
    assert not config.exists()


def test_what_should_be_known_of_a_server_here_is_a_note(capsys, config, monkeypatch):
    """A key that is sent along, words that leave the machine, and an engine that is switched."""
    monkeypatch.setenv("LIMNER_CHAT_KEY", KEY)
    config.parent.mkdir(parents=True)
    config.write_text('engine = "offline"\n')
    with running(model_server(LISTINGS["Ollama"])) as ollama:
        command = ["setup", "--chat-base-url", url(ollama), "--chat-model", "gpt-oss:120b-cloud"]
        assert main([*command, "--format", "json"]) == 0
    notes = json.loads(capsys.readouterr().out)["notes"]

    assert [next(word for word in ("sent along", "leave this", "“auto”", "") if word in note)
            for note in notes] == ["sent along", "leave this", "“auto”"]  # fmt: skip
    assert "LIMNER_CHAT_KEY" in notes[0]


at_terminals = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")

RING = """
import sys, types, pathlib
class Ring:
    def get_password(self, service, account):
        return None
    def set_password(self, service, account, key):
        pathlib.Path({file!r}).write_text(account + " " + key)
module = types.ModuleType("keyring")
module.get_keyring = lambda: Ring()
sys.modules["keyring"] = module
"""


def program(ports, before=""):
    return (
        f"import sys; from limner.services import discovery, hosts; {before}\n"
        f"discovery.PORTS = {ports!r}\n"
        "from limner.cli import main\nsys.exit(main(['setup']))"
    )


@at_terminals
def test_enter_all_along_takes_what_is_found(config):
    with (
        running(model_server(LISTINGS["Ollama"])) as ollama,
        running(model_server(LISTINGS["stable-diffusion.cpp"])) as painter,
    ):
        code, shown = at_a_terminal(
            program({ollama.port: "Ollama", painter.port: "LM Studio"}),
            ("Which? [1]", "\n"), ("name? [gemma3:4b]", "\n"), ("Which? [1]", "2\n"),
            ("[Y/n]", "\n"),
        )  # fmt: skip

    assert code == 0, shown
    assert f"1. Ollama at {url(ollama)}: gemma3:4b and 1 more\n  2. OpenAI" in shown
    assert f"2. stable-diffusion.cpp at {url(painter)}: sd-cpp-local" in shown
    assert re.search(r"It took \d+\.\d s and wrote:\n  .*red fox", shown)
    assert tomllib.loads(config.read_text()) == {
        "chat": {"baseUrl": url(ollama), "model": "gemma3:4b"},
        "image": {"baseUrl": url(painter), "model": "sd-cpp-local"},
    }
    assert "nomic" not in shown


@at_terminals
@pytest.mark.parametrize(
    ("at", "typed", "code"),
    [
        ("Which? [1]", "\x03", 130),
        ("name? [gemma3:4b]", "\x04", 2),
        ("[Y/n]", "\x03", 130),
    ],
)
def test_ctrl_c_and_ctrl_d_leave_everything_as_it_was(own_folders, at, typed, code):
    turns = [("Which? [1]", "\n"), ("name? [gemma3:4b]", "\n"), ("draws the pictures?", ""),
             ("Which? [1]", "\n"), ("[Y/n]", "\n")]  # fmt: skip
    upto = [marker for marker, _ in turns].index(at)
    with running(model_server(LISTINGS["Ollama"])) as ollama:
        ended, shown = at_a_terminal(
            program({ollama.port: "Ollama"}), *turns[:upto], (at, typed), ("", "")
        )

    assert ended == code, shown
    assert "Traceback" not in shown
    assert shown.endswith("\n")
    assert tree(own_folders) == {}


@at_terminals
def test_ctrl_c_ends_a_trial_that_takes_long(own_folders):
    async def silent(fake, writer):
        listing = fake.requests[-1].line.startswith("GET")
        await (f.reply(LISTINGS["vLLM"]) if listing else f.stall)(fake, writer)

    def once_asked():
        while not any(request.line.startswith("POST") for request in vllm.requests):
            time.sleep(0.02)
        return "\x03"

    with running(silent) as vllm:
        code, shown = at_a_terminal(
            program({vllm.port: "vLLM"}), ("Which? [1]", "\n"), ("at dusk” …", once_asked)
        )

    assert code == 130, shown
    assert "Traceback" not in shown
    assert tree(own_folders) == {}


@at_terminals
def test_a_typed_key_goes_to_the_keyring_and_is_not_shown(config, own_folders, tmp_path):
    """A service elsewhere, here played by one that is taken for another machine's."""
    ring = tmp_path / "ring"
    elsewhere = "hosts.Endpoint.loopback = property(lambda endpoint: False)"
    with running(model_server(LISTINGS["vLLM"], key=KEY)) as vllm:
        code, shown = at_a_terminal(
            program({}, f"{RING.format(file=str(ring))}\n{elsewhere}"),
            ("Which? [3]", "2\n"), ("base URL, such as", f"http://127.0.0.1:{vllm.port}\n"),
            ("Key for", "wrong\n"), ("does not accept the key", ""), ("Key for", f"{KEY}\n"),
            ("Which? [3]", "\n"), ("[Y/n]", "\n"),
        )  # fmt: skip

    assert code == 0, shown
    assert "Enter: it needs none" in shown
    assert "limner key set" not in shown
    assert ring.read_text() == f"127.0.0.1:{vllm.port} {KEY}"
    assert "is kept in the system keyring" in shown
    assert KEY not in shown
    assert not any(KEY.encode() in data for data in tree(own_folders).values())
    assert hosts.agreed(files.state_folder()) == (f"127.0.0.1:{vllm.port}",)


@at_terminals
def test_a_key_of_a_local_server_is_asked_for_and_its_variable_named(config, own_folders):
    with running(model_server(LISTINGS["llama.cpp"], key=KEY)) as llama:
        code, shown = at_a_terminal(
            program({llama.port: "llama.cpp"}),
            ("Which? [1]", "\n"), ("Key for", f"{KEY}\n"), ("draws the pictures?", ""),
            ("Which? [3]", "\n"), ("[Y/n]", "\n"),
        )  # fmt: skip

    assert code == 0, shown
    assert "set the variable LIMNER_CHAT_KEY" in shown[: shown.index("Write them?")]
    assert ", which is new:" in shown
    assert "Try it: " not in shown
    assert "Enter: choose again" in shown
    assert KEY not in shown
    assert tomllib.loads(config.read_text())["chat"]["model"] == "tiny-chat"
    assert not any(KEY.encode() in data for data in tree(own_folders).values())


@at_terminals
def test_where_nothing_is_found_enter_changes_nothing(own_folders):
    code, shown = at_a_terminal(
        program({}), ("Which? [3]", "1\n"), ("Enter: choose again", "\n"),
        ("Which? [3]", "\n"), ("Which? [3]", "\n"),
    )  # fmt: skip

    assert code == 0, shown
    assert "None of them answers" in shown
    assert "Nothing is to be changed" in shown
    assert tree(own_folders) == {}


@at_terminals
def test_a_model_that_fails_can_be_left(own_folders):
    with running(model_server(LISTINGS["vLLM"], "")) as vllm:
        code, shown = at_a_terminal(
            program({vllm.port: "vLLM"}), ("Which? [1]", "\n"), ("What now?", "4\n")
        )

    assert code == 1, shown
    assert "nothing is changed" in shown
    assert tree(own_folders) == {}


@at_terminals
def test_a_model_that_was_loaded_meanwhile_can_be_tried_again(config, monkeypatch):
    """It answers nothing the first time, for longer than it may take."""
    answer, stalled = model_server(LISTINGS["vLLM"]), []
    monkeypatch.setenv("LIMNER_CHAT_TIMEOUT", "2")

    async def loading(fake, writer):
        if fake.requests[-1].line.startswith("POST") and not stalled:
            stalled.append(fake)
            await f.stall(fake, writer)
        await answer(fake, writer)

    with running(loading) as vllm:
        code, shown = at_a_terminal(
            program({vllm.port: "vLLM"}), ("Which? [1]", "\n"), ("chat.timeout = 4", ""),
            ("1. Try again", ""), ("Which? [1]", "\n"), ("and wrote:", ""), ("Which? [3]", "\n"),
            ("Write them?", "\n"),
        )  # fmt: skip

    assert code == 0, shown
    assert tomllib.loads(config.read_text())["chat"]["model"] == "Qwen/Qwen3-8B"


@at_terminals
def test_words_that_would_leave_this_machine_are_asked_about(config):
    """Ollama has some models run at its maker's."""
    with running(model_server(LISTINGS["Ollama"])) as ollama:
        code, shown = at_a_terminal(
            program({ollama.port: "Ollama"}),
            ("Which? [1]", "\n"), ("name?", "2\n"), ("leave this machine", "n\n"),
            ("Which? [1]", "\n"), ("name?", "1\n"), ("Which? [1]", "4\n"), ("[Y/n]", "\n"),
        )  # fmt: skip

    assert code == 0, shown
    assert tomllib.loads(config.read_text()) == {
        "chat": {"baseUrl": url(ollama), "model": "gemma3:4b"}
    }


@at_terminals
def test_what_is_set_up_is_tried_and_agreed_to(config):
    """A service elsewhere, here played by one that is taken for another machine's."""
    config.parent.mkdir(parents=True)
    with running(model_server(LISTINGS["vLLM"])) as vllm:
        held = f'[chat]\nbaseUrl = "{url(vllm)}"\nmodel = "large"\n'
        config.write_text(held)
        code, shown = at_a_terminal(
            program({}, "hosts.Endpoint.loopback = property(lambda endpoint: False)"),
            ("Which? [1]", "\n"), ("and wrote:", ""), ("Which? [3]", "\n"),
        )  # fmt: skip

    assert code == 0, shown
    assert f"1. What is set up now: large at {url(vllm)}" in shown
    assert "Nothing is to be changed" in shown
    assert config.read_text() == held
    assert hosts.agreed(files.state_folder()) == (f"127.0.0.1:{vllm.port}",)


@at_terminals
def test_what_is_set_up_and_dead_is_called_so(config):
    config.parent.mkdir(parents=True)
    config.write_text('[chat]\nbaseUrl = "http://127.0.0.1:9/v1"\nmodel = "large"\n')
    code, shown = at_a_terminal(
        program({}), ("Which? [1]", "\n"), ("Nothing answers at 127.0.0.1:9", ""),
        ("What now?", "4\n"),
    )  # fmt: skip

    assert code == 1, shown


@at_terminals
def test_a_server_without_a_fitting_model_is_named():
    measuring = {"object": "list", "data": LISTINGS["Ollama"]["data"][:1]}
    with running(model_server(measuring)) as ollama:
        _, shown = at_a_terminal(program({ollama.port: "Ollama"}), ("Which? [3]", "\x04"))

    assert f"Ollama at 127.0.0.1:{ollama.port} has only models that neither write" in shown


@at_terminals
def test_a_key_alone_is_not_what_is_set_up(own_folders, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    code, shown = at_a_terminal(program({}), ("Which? [3]", "\n"), ("Which? [3]", "\n"))

    assert code == 0, shown
    assert "What is set up now" not in shown
    assert tree(own_folders) == {}


MANY = {"object": "list", "data": [{"id": f"model-{n}", "owned_by": "vllm"} for n in range(30)]}


@at_terminals
def test_what_is_no_models_name_is_asked_for_again(config):
    """Twelve models are shown: another number is none of them, and an arrow key types no name."""
    odd = ("13", "0", "-1", "?", "\x1b[A", "mod\tel")
    again = [turn for typed in odd for turn in (("[model-0]", f"{typed}\n"), ("nswer in" if not
             typed.isprintable() else "from 1 to 12, or a name.", ""))]  # fmt: skip
    with running(model_server(MANY)) as vllm:
        code, shown = at_a_terminal(
            program({vllm.port: "vLLM"}), ("Which? [1]", "\n"), *again,
            ("[model-0]", "mispelt\n"), ("does not list “mispelt”. Take it all", "n\n"),
            ("Which? [1]", "\n"), ("[model-0]", "model-20\n"), ("Who draws", ""),
            ("Which? [3]", "\n"), ("[Y/n]", "\n"),
        )  # fmt: skip

    assert code == 0, shown
    assert tomllib.loads(config.read_text())["chat"]["model"] == "model-20"
