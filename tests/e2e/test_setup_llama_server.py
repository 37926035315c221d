"""``limner setup`` with a real chat server: listed, a model chosen, tried, written.

Its model is random, so whether the trial gives a prompt is not known beforehand; that nothing is
written when it does not, is.
"""

import json
import tomllib

import pytest

from limner.cli import main
from limner.services import discovery
from tests.support import tools

URL = tools.server("llama")
pytestmark = tools.server_marks("llama", "llama_server.sh")


@pytest.fixture
def config(own_folders):
    return own_folders / "config" / "limner" / "config.toml"


def test_it_is_found_and_wants_its_key(capsys, monkeypatch):
    port = int(URL.split(":")[2].split("/")[0])
    monkeypatch.setattr(discovery, "PORTS", {port: "llama.cpp"})

    assert main(["setup", "--format", "json"]) == 0
    (server,) = json.loads(capsys.readouterr().out)["chat"]
    assert server == {
        "name": "llama.cpp", "baseUrl": URL, "models": [], "reachable": True,
        "problem": "wants a key",
    }  # fmt: skip


def test_its_model_is_listed_tried_and_written_or_not(capsys, monkeypatch, config):
    monkeypatch.setenv("LIMNER_CHAT_KEY", "local-key")
    code = main(["setup", "--chat-base-url", URL, "--format", "json"])
    done = json.loads(capsys.readouterr().out)

    assert done["chat"] == {"baseUrl": URL, "model": "tiny-chat"}
    assert code == (0 if done["written"] else 1)
    assert (done["error"] is None, bool(done["prompt"])) == (done["written"], done["written"])
    assert config.exists() == done["written"]


def test_it_is_written_without_a_trial(capsys, monkeypatch, config):
    monkeypatch.setenv("LIMNER_CHAT_KEY", "local-key")

    assert main(["setup", "--chat-base-url", URL, "--no-try"]) == 0
    assert tomllib.loads(config.read_text()) == {"chat": {"baseUrl": URL, "model": "tiny-chat"}}
    assert "local-key" not in config.read_text()


def test_a_wrong_key_writes_nothing(capsys, monkeypatch, config):
    monkeypatch.setenv("LIMNER_CHAT_KEY", "wrong-key-entirely")
    command = ["setup", "--chat-base-url", URL, "--chat-model", "tiny-chat"]

    assert main([*command, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "key-refused"
    assert not config.exists()
