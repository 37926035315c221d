"""The terminal: what it prints, where it writes, and one clear sentence for bad input."""

import asyncio
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from limner._version import __version__
from limner.cli import console, main
from tests.support.folders import tree

NOTE = "# Trip\n\nWe saw a beach sunset, and a beach house.\n\nThen home.\n"


@pytest.fixture
def note(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "note.md"
    file.write_text(NOTE)
    return file


def test_expand_prints_the_prompt(capsys, note):
    assert main(["expand", "a", "beach", "sunset"]) == 0
    printed = capsys.readouterr()

    assert "a beach sunset" in printed.out.lower()
    assert printed.out.count("\n") == 1


def test_expand_prints_json_with_all_its_keys(capsys, note):
    assert main(["expand", "a beach sunset", "--format", "json", "--variations", "2"]) == 0
    row = json.loads(capsys.readouterr().out)

    assert list(row) == [
        "source",
        "dialect",
        "engine",
        "model",
        "items",
        "repairs",
        "notes",
        "sketch",
    ]
    assert (row["source"], row["dialect"], row["engine"]) == (
        "a beach sunset",
        "generic",
        "offline",
    )
    assert row["model"] is None
    assert (row["sketch"]["ground"], row["sketch"]["time"]) == ("beach", "sunset")
    assert [list(item) for item in row["items"]] == [
        ["prompt", "negative", "title", "alt", "added", "looks"]
    ] * 2
    assert list(row["items"][0]["added"]) == [
        "setting",
        "light",
        "composition",
        "palette",
        "medium",
        "mood",
    ]


def test_expand_reads_a_file_line_by_line(capsys, note):
    note.write_text("a beach sunset\r\n\n  a red fox\n")

    assert main(["expand", "--from", "note.md", "--format", "json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["source"] for row in rows] == ["a beach sunset", "a red fox"]


def test_a_line_without_words_is_named_and_the_others_go_on(capsys, note):
    note.write_text("a beach sunset\n\n---\na red fox\n")

    assert main(["expand", "--from", "note.md"]) == 1
    printed = capsys.readouterr()
    assert (printed.out.count("\n\n"), "fox" in printed.out) == (1, True)
    assert "limner: note.md, line 3: These words hold nothing to depict: say" in printed.err

    assert main(["expand", "--from", "note.md", "--format", "json"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    assert [row["source"] for row in rows] == ["a beach sunset", "---", "a red fox"]
    assert rows[1]["code"] == "bad-input"


def test_expand_is_a_filter(capsys, note, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("a beach\nsunset\n"))

    assert main(["expand"]) == 0
    assert "a beach sunset" in capsys.readouterr().out.lower()


READ = [
    ("a **red** fox in [the snow](snow.md)", "a red fox in the snow"),
    ("---\ntitle: Foxes\n---\n\na red fox\n", "a red fox"),
    ("+++\r\ntitle = 'Foxes'\r\n+++\r\na red fox\r\n", "a red fox"),
    ("---\na red fox\n---\n", "a red fox"),
    ("a red fox\nin snow\n", "a red fox in snow"),
    ("A red fox\n\nThe same fox at night\n", "A red fox. The same fox at night"),
    ("- a red fox\n- a hen\n", "a red fox, a hen"),
    ("    - a red fox\r\n    - a hen\r\n", "a red fox, a hen"),
    ("# The fox\n\nA fox in snow.\n", "The fox. A fox in snow."),
    ("a red fox --ar 16:9 --no snow, trees", "a red fox --ar 16:9 --no snow, trees"),
    ('a sign “Open”, 3 < 4, snake_case and ((fox:1.2)) & "OPEN" …', None),
]


@pytest.mark.parametrize(("text", "source"), READ)
def test_words_are_read_as_in_a_document(text, source, capsys, note, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(text, newline=""))

    assert main(["expand", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["source"] == (source or text)


def test_front_matter_alone_is_no_description(capsys, note, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("---\ntitle: Foxes\n---\n"))

    assert main(["expand"]) == 2
    assert "There is no description" in capsys.readouterr().err


def test_illustrate_writes_a_copy_and_leaves_the_document_alone(capsys, note):
    assert main(["illustrate", "note.md", "--select", "a beach sunset", "--output", "copy.md"]) == 0
    printed = capsys.readouterr()

    assert note.read_text() == NOTE
    assert (note.parent / "copy.md").read_text() == NOTE.replace(
        "house.\n", "house.\n\n![A beach sunset.](a-beach-sunset.png)\n"
    )
    assert (note.parent / "a-beach-sunset.png").read_bytes().startswith(b"\x89PNG")
    assert "embedded lexicon" in printed.err
    assert "this picture is a sketch" in printed.err


def test_illustrate_in_place_prints_json(capsys, note):
    command = ["illustrate", "note.md", "--select", "a beach sunset", "--format", "json"]
    assert main(command) == 0
    row = json.loads(capsys.readouterr().out)

    assert row | {"prompt": ""} == {
        "file": "note.md",
        "source": "a beach sunset",
        "picture": "a-beach-sunset.png",
        "link": "a-beach-sunset.png",
        "alt": "A beach sunset.",
        "engine": "offline",
        "renderer": "placeholder",
        "model": None,
        "prompt": "",
        "cost": None,
        "error": None,
        "code": None,
    }
    assert "![A beach sunset.](a-beach-sunset.png)" in note.read_text()
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["picture"] == "a-beach-sunset-1.png"


def test_illustrate_takes_a_line_and_an_occurrence(note):
    note.write_text("a red fox\na red fox\n")

    command = ["illustrate", "note.md", "--select", "a red fox", "--occurrence", "2"]
    assert main([*command, "--output", "two.md"]) == 0
    assert main(["illustrate", "note.md", "--line", "1", "--output", "one.md"]) == 0
    assert "fox.png" in (note.parent / "two.md").read_text()
    assert "fox-1.png" in (note.parent / "one.md").read_text()


def test_a_rehearsal_shows_the_edit_and_changes_nothing(capsys, note):
    before = tree(note.parent)

    assert main(["illustrate", "note.md", "--select", "a beach sunset", "--dry-run"]) == 0
    assert "+![A beach sunset.](a-beach-sunset.png)" in capsys.readouterr().out
    assert tree(note.parent) == before


@pytest.mark.parametrize(
    ("there", "provenance", "link"),
    [
        ([], "file", "a-beach-sunset.png"),
        (["a-beach-sunset.png"], "file", "a-beach-sunset-1.png"),
        (["a-beach-sunset.png", "a-beach-sunset-1.png"], "file", "a-beach-sunset-2.png"),
        (["a-beach-sunset.png.json"], "file", "a-beach-sunset.png"),
        (["a-beach-sunset.png.json"], "sidecar", "a-beach-sunset-1.png"),
    ],
)
def test_a_rehearsal_shows_the_link_that_is_written_then(capsys, note, there, provenance, link):
    (note.parent / "limner.toml").write_text(f'[image]\nprovenance = "{provenance}"\n')
    for name in there:
        (note.parent / name).write_bytes(b"another")
    command = ["illustrate", "note.md", "--select", "a beach sunset"]

    assert main([*command, "--dry-run"]) == 0
    assert f"+![A beach sunset.]({link})" in capsys.readouterr().out
    assert main(command) == 0
    assert f"![A beach sunset.]({link})" in note.read_text()


@pytest.mark.parametrize(
    ("engine", "words", "is_said"),
    [("auto", "a beach sunset", True), ("chat", "a beach sunset", True),
     ("offline", "a beach sunset", False)],
)  # fmt: skip
def test_a_rehearsal_says_that_a_chat_model_would_write(capsys, note, engine, words, is_said):
    command = ["illustrate", "note.md", "--select", words, "--dry-run", "--engine", engine]

    assert main(command) == 0
    assert ("A chat model, where one is set up, writes" in capsys.readouterr().err) is is_said


def test_settings_of_the_project_hold(note):
    (note.parent / "limner.toml").write_text(
        '[image]\ndestination = "/pictures"\nsize = "320x200"\n[draw]\nplacement = "replace"\n'
    )

    assert main(["illustrate", "note.md", "--select", "a beach sunset"]) == 0
    assert "We saw ![A beach sunset.](pictures/a-beach-sunset.png), and" in note.read_text()
    data = (note.parent / "pictures" / "a-beach-sunset.png").read_bytes()
    assert data[16:24] == bytes([0, 0, 1, 64, 0, 0, 0, 200])


def test_how_a_picture_was_made_is_read_from_the_file_beside_it(note, capsys):
    (note.parent / "limner.toml").write_text('[image]\nprovenance = "sidecar"\n')

    assert main(["illustrate", "note.md", "--select", "a beach sunset"]) == 0
    assert (note.parent / "a-beach-sunset.png.json").is_file()
    capsys.readouterr()
    assert main(["show", "a-beach-sunset.png"]) == 0
    assert "words     a beach sunset" in capsys.readouterr().out


BAD = [
    (["expand", " "], "There is no description: give some words"),
    (["expand", "…"], "These words hold nothing to depict: say what the picture shows"),
    (["expand", "--from", "rule.txt"], "rule.txt, line 2: These words hold nothing"),
    (["expand", "fox", "--from", "note.md"], "not both"),
    (["expand", "--from", "missing.txt"], "No such file"),
    (["expand", "fox", "--dialect", "paintbrush"], "must be one of"),
    (["illustrate", "missing.md", "--select", "x"], "No such file"),
    (["illustrate", "binary.md", "--select", "x"], "binary file"),
    (["illustrate", "latin.md", "--select", "x"], "not UTF-8"),
    (["illustrate", ".", "--select", "x"], "^limner: . is a folder: folders go with --missing"),
    (
        ["illustrate", "note.md", "--select", "a blue whale"],
        "does not occur in note.md: give words as they",
    ),
    (["illustrate", "note.md", "--select", "a beach"], "occurs 2 times .* --occurrence"),
    (["illustrate", "note.md", "--select", "a beach", "--occurrence", "3"], "occurs 2 times"),
    (["illustrate", "note.md", "--select", "home", "--occurrence", "2"], "occurs once in"),
    (["illustrate", "note.md", "--select", " "], "Nothing is selected"),
    (["illustrate", "data.json", "--select", "fox"], "would break the file"),
    (["illustrate", "book.ipynb", "--select", "fox"], "would break the file"),
    (["illustrate", "note.md", "--line", "2"], "holds no words"),
    (["illustrate", "note.md", "--line", "99"], "note.md has no line 99: it has 5\\."),
    (["illustrate", "note.md", "--select", "Then home", "--output", "note.md"], "exists already"),
    (["doctor", "missing.md"], "no file"),
]


@pytest.mark.parametrize(("command", "sentence"), BAD)
def test_bad_input_gets_one_sentence_and_changes_nothing(command, sentence, note, capsys):
    for name in ("data.json", "book.ipynb"):
        (note.parent / name).write_text('{"a": "fox"}')
    (note.parent / "rule.txt").write_text("\n---\n")
    (note.parent / "binary.md").write_bytes(b"\0\1\2")
    (note.parent / "latin.md").write_bytes(b"caf\xe9")
    before = tree(note.parent)

    assert main(command) == 2
    printed = capsys.readouterr()
    import re

    assert re.search(sentence, printed.err)
    assert printed.err.startswith("limner: ")
    assert printed.err.count("\n") == 1
    assert printed.out == ""
    assert tree(note.parent) == before


BAD_SETTINGS = [
    ({"LIMNER_CHAT_BASE_URL": "localhost:8080"}, "must begin with https://"),
    ({"LIMNER_CHAT_BASE_URL": "http://evil.example/v1"}, "unencrypted"),
    (
        {"LIMNER_CHAT_BASE_URL": "http://127.0.0.1:9/v1", "LIMNER_CHAT_KEY": "sk-bad\nkey"},
        "no usable key",
    ),
]


@pytest.mark.parametrize(("environ", "sentence"), BAD_SETTINGS)
def test_settings_that_cannot_be_used_get_one_sentence(
    environ, sentence, note, capsys, monkeypatch
):
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert main(["illustrate", "note.md", "--select", "a beach sunset"]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert "sk-bad" not in printed.err
    assert note.read_text() == NOTE


@pytest.mark.parametrize("place", ["project", "user"])
def test_a_settings_file_that_does_not_parse_is_named(place, note, capsys, own_folders):
    file = note.parent / "limner.toml"
    if place == "user":
        file = own_folders / "config" / "limner" / "config.toml"
        file.parent.mkdir(parents=True)
    file.write_text("style = ")

    assert main(["expand", "a fox"]) == 2
    assert f"{file} is not valid TOML" in capsys.readouterr().err


def test_a_folder_that_is_a_file_is_named(note, capsys):
    (note.parent / "limner.toml").write_text('image.destination = "pictures"\n')
    (note.parent / "pictures").write_text("")
    before = tree(note.parent)

    assert main(["illustrate", "note.md", "--select", "a beach sunset"]) in (1, 2)
    printed = capsys.readouterr()
    assert "pictures" in printed.err
    assert "Traceback" not in printed.err
    assert tree(note.parent) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(note, capsys):
    note.parent.chmod(0o555)
    try:
        assert main(["illustrate", "note.md", "--select", "a beach sunset"]) == 1
    finally:
        note.parent.chmod(0o755)
    assert "cannot" in capsys.readouterr().err.lower()
    assert note.read_text() == NOTE


def test_show_says_how_a_picture_was_made(note, capsys):
    main(["illustrate", "note.md", "--select", "a beach sunset"])
    capsys.readouterr()

    assert main(["show", "a-beach-sunset.png", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["words"] == "a beach sunset"
    assert "a beach sunset" in record["prompt"].lower()
    Image.new("RGB", (2, 2)).save(note.parent / "other.png")
    assert main(["show", "other.png"]) == 2
    assert "does not say how it was made" in capsys.readouterr().err
    assert main(["show", "note.md"]) == 2
    assert "is no picture" in capsys.readouterr().err


def test_history_is_empty_at_first(note, capsys):
    assert main(["history"]) == 0
    assert (
        capsys.readouterr().out
        == "No picture was asked of an image service yet; sketches are not listed.\n"
    )


def test_version_and_help_and_wrong_flags():
    run = [sys.executable, "-m", "limner"]
    version = subprocess.run([*run, "--version"], capture_output=True, text=True, check=True)
    helped = subprocess.run([*run, "--help"], capture_output=True, text=True, check=True)
    wrong = subprocess.run([*run, "paint"], capture_output=True, text=True, check=False)

    assert version.stdout == f"limner {__version__}\n"
    assert all(name in helped.stdout for name in ("serve", "expand", "illustrate", "doctor"))
    bare = subprocess.run(run, capture_output=True, text=True, check=False)

    assert (bare.returncode, bare.stdout, bare.stderr) == (2, "", helped.stdout)
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


@pytest.mark.parametrize(
    ("settings", "link"),
    [
        ("image.disclosure = true", '![{0}.](a-beach-sunset.png "Generated image")'),
        (
            "image.disclosure = true\nimage.figure = true",
            '![{0}.](a-beach-sunset.png "{0}. Generated image")',
        ),
        ("image.figure = true", '![{0}.](a-beach-sunset.png "{0}")'),
        (
            """image.template.markdown = '<img src="${target}" alt="${alt}">'""",
            '<img src="a-beach-sunset.png" alt="{0}.">',
        ),
    ],
)
def test_settings_say_how_a_picture_is_linked(settings, link, note):
    (note.parent / "limner.toml").write_text(settings)

    assert main(["illustrate", "note.md", "--select", "a beach sunset"]) == 0
    assert link.format("A beach sunset") in note.read_text()


def test_a_document_says_how_its_own_pictures_are_drawn(note, capsys):
    (note.parent / "limner.toml").write_text('draw.placement = "below"\n')
    head = "---\nlimner:\n  draw.placement: replace\n  image.size: 320x200\n  engine: chat\n---\n"
    note.write_text(head + NOTE)

    assert main(["illustrate", "note.md", "--select", "a beach sunset"]) == 0
    assert "Setting “engine” is ignored in a document" in capsys.readouterr().err
    assert note.read_text() == head + NOTE.replace(
        "a beach sunset", "![A beach sunset.](a-beach-sunset.png)"
    )
    data = (note.parent / "a-beach-sunset.png").read_bytes()
    assert data[16:24] == bytes([0, 0, 1, 64, 0, 0, 0, 200])

    assert main(["doctor", "note.md"]) == 1
    printed = capsys.readouterr().out
    assert "image.size = '320x200' (from the document)" in printed
    assert "draw.placement = 'replace' (from the document)" in printed
    assert "! Setting “engine” is ignored in a document" in printed


def test_a_vault_gets_its_pictures_and_links_as_its_settings_say(note, capsys):
    vault = Path(__file__).parents[1] / "projects" / "obsidian"
    shutil.copytree(vault, note.parent / "vault")
    (note.parent / "vault" / "limner.toml").write_text("")
    file = note.parent / "vault" / "walks" / "coast.md"

    assert main(["illustrate", str(file), "--select", "A lighthouse on a rocky cape."]) == 0
    assert "![[a-lighthouse-on-a-rocky-cape.png|A lighthouse on a rocky cape.]]" in file.read_text()
    assert (note.parent / "vault/attachments/a-lighthouse-on-a-rocky-cape.png").exists()
    capsys.readouterr()

    assert main(["doctor", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "language        obsidian" in printed
    assert "pictures        attachments, linked for example as fox.png (Obsidian)" in printed


def test_doctor_says_what_holds_and_from_where(note, capsys, monkeypatch):
    (note.parent / "limner.toml").write_text('style = "ink"\n')
    monkeypatch.setenv("LIMNER_CHAT_BASE_URL", "https://chat.example/v1")
    monkeypatch.setenv("LIMNER_CHAT_KEY", "sk-secret-canary")

    assert main(["doctor", "note.md"]) == 0
    printed = capsys.readouterr().out
    assert "style = 'ink' (from the project's limner.toml)" in printed
    assert "until you agree to chat.example" in printed
    assert "pictures        beside the document, linked for example as fox.png\n" in printed
    assert "config.toml (not there)\n" in printed
    assert "limner.toml\n" in printed
    assert "sk-secret-canary" not in printed


def test_doctor_marks_a_dialect_that_does_not_exist(note, capsys):
    (note.parent / "limner.toml").write_text('dialect = "dalle"\n')

    assert main(["doctor", "note.md"]) == 1
    printed = capsys.readouterr().out
    assert "! Setting “dialect” in the project's limner.toml must be one of openai" in printed
    assert "(did you mean openai?): the value held so far is used." in printed


@pytest.mark.skipif(sys.platform == "win32", reason="a signal sent there ends the process")
def test_ctrl_c_ends_a_question_at_once(monkeypatch):
    monkeypatch.setattr(console, "interactive", lambda: True)
    reader, writer = os.pipe()
    before = signal.getsignal(signal.SIGINT)
    give_up = threading.Timer(5, os.write, (writer, b"\n"))
    with os.fdopen(reader) as waiting:

        class Terminal:
            def readline(self) -> str:
                """Press Ctrl-C as soon as somebody waits for a line."""
                give_up.start()
                os.kill(os.getpid(), signal.SIGINT)
                return waiting.readline()

        monkeypatch.setattr("sys.stdin", Terminal())
        ask = console.Asking(yes=False).session.ask
        with pytest.raises(KeyboardInterrupt):
            asyncio.run(ask("Draw?", ("Draw",)))
        assert give_up.is_alive()
        give_up.cancel()
    os.close(writer)

    assert signal.getsignal(signal.SIGINT) is before
