"""What a service answers instead of a picture: the same sentence in the editor and the terminal."""

import asyncio
import re

import pytest

from limner.cli import main
from limner.services.configured_backends import ConfiguredBackends
from tests.support import fake_service as f
from tests.support.fake_editor import Editor


def error(code: str, kind: str = "invalid_request_error") -> dict:
    return {"error": {"code": code, "type": kind, "message": "said the service"}}


ANSWERS = {
    "moderation": (
        f.reply(error("moderation_blocked", "image_generation_user_error"), 400),
        ("declined", "change its words"),
    ),
    "401": (f.reply(error("invalid_api_key"), 401), ("does not accept the key", "limner key")),
    "429 quota": (f.reply(error("insufficient_quota"), 429), ("nothing left", "top it up")),
    "404 model": (f.reply(error("model_not_found"), 404), ("painter", "image.model")),
    "time-out": (f.stall, ("did not answer", "before you try again")),
    "HTML": (f.reply(b"<html>Welcome to the hotel", 200, "text/html"), ("web page", "baseUrl")),
}
"""Each answer, and what its sentence must hold: what happened, and the next step."""


@pytest.mark.parametrize("name", ANSWERS)
async def test_one_sentence_in_the_editor_and_the_terminal_and_one_request(
    name, tmp_path, monkeypatch, capsys
):
    answer, holds = ANSWERS[name]
    note = tmp_path / "note.md"
    note.write_text("A red fox.\n")
    monkeypatch.setenv("LIMNER_IMAGE_MODEL", "painter")
    monkeypatch.setenv("LIMNER_IMAGE_TIMEOUT", "1")
    monkeypatch.setenv("LIMNER_ENGINE", "offline")
    async with f.serving(answer) as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{service.port}/v1")
        in_editor = await drawn_in_an_editor(note)
        asked = len(service.requests)
        in_terminal = await drawn_in_a_terminal(note, capsys)

        assert (asked, len(service.requests)) == (1, 2)
    assert without_number(in_terminal) == without_number(f"limner: {in_editor}\n")
    assert all(part in in_editor for part in holds), in_editor
    assert in_editor.endswith(".")
    assert note.read_text() == "A red fox.\n"
    assert list(tmp_path.glob("*.png")) == []


def without_number(said: str) -> str:
    """What was kept is kept twice, under two names."""
    return re.sub(r"Kept: \S+ \(“limner history --save \d+”\)", "Kept", said)


async def drawn_in_an_editor(note) -> str:
    editor = Editor(ConfiguredBackends({}))
    await editor.start()
    buffer = editor.open(note.read_text(), note.as_uri())
    await editor.run((await editor.actions(buffer, 2, 9))[2])
    await editor.settle(20)
    return editor.messages[-1]


async def drawn_in_a_terminal(note, capsys) -> str:
    command = ["illustrate", str(note), "--select", "fox", "--yes"]
    capsys.readouterr()
    assert await asyncio.to_thread(main, command) == 1
    return capsys.readouterr().err
