"""A key that must show up nowhere: no log, message, file, process argument or error."""

import asyncio
import json
import logging
import os

import pytest

from limner.errors import LimnerError
from limner.image import pricing
from limner.image.jobs import paid_drawing
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import PictureRequest
from limner.image.sandbox import isolation
from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.expansion import ExpansionRequest
from limner.services import keys
from limner.services.hosts import endpoint
from limner.services.openai.chat_completions import OpenAIChat
from limner.services.openai.image_generations import OpenAIImages
from limner.services.picgo import PicGo
from tests.support import fake_service as f
from tests.support.pictures import picture

KEY = "sk-canary-7c1f0e2b9d"

ECHO = {"error": {"message": f"Incorrect API key provided: {KEY[:7]}****{KEY[-4:]} or {KEY}"}}
PARTS = [KEY, KEY[3:], KEY[:12]]

ANSWERS = {
    "picture": f.reply(f.body_of()),
    "in passes": f.passing(picture("navy"), picture()),
    "401": f.reply(ECHO, 401),
    "400": f.reply(ECHO, 400),
    "403": f.reply(ECHO, 403),
    "500": f.reply(ECHO, 500),
    "429": f.reply(ECHO, 429, retry_after="999"),
    "dropped": f.drop,
    "garbage": f.garbage,
    "HTML": f.reply(f"<html>{KEY}".encode(), 500, "text/html"),
    "echoed in JSON": f.reply(ECHO),
    "stalls": f.stall,
    "words": f.stream(*f.words("A quiet lake, seen from the shore.")),
    "error event": f.stream(ECHO),
}


def chain(error: BaseException | None):
    """An error with all that hangs on it, as a traceback or a debugger would show it."""
    while error is not None:
        yield repr(error)
        yield str(error.args)
        yield repr(vars(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


@pytest.fixture(autouse=True)
def few_decoders():
    """Every picture has a process of its own, which is not to see the key."""


@pytest.mark.parametrize("name", ANSWERS)
async def test_the_key_shows_up_nowhere(name, tmp_path, monkeypatch, caplog, capfd):
    """Text and picture with every log at its most talkative, over good and bad answers."""
    arguments = []

    async def watched(program, *rest, **options):
        arguments.append([program, *rest])
        assert KEY not in str(options.get("env"))
        return await real(program, *rest, **options)

    real = asyncio.create_subprocess_exec
    monkeypatch.setattr(isolation.asyncio, "create_subprocess_exec", watched)
    monkeypatch.setenv("LIMNER_IMAGE_KEY", KEY)
    monkeypatch.setenv("OPENAI_LOG", "debug")
    caplog.set_level(logging.DEBUG)
    taken = keys.take_keys(os.environ)
    said = [repr(taken), str(taken)]
    (tmp_path / "project").mkdir()
    journal = open_journal(tmp_path / "state")
    async with f.serving(ANSWERS[name]) as fake:
        place = endpoint(f"http://127.0.0.1:{fake.port}/v1")
        key = await keys.find_key("image", place, taken)
        service = fake.service(key=key, seconds=0.6)
        said.append(repr(service))
        said.append(keys.key_status("image", place, taken))
        asked = DrawingJob(PictureRequest("A lake."), "a lake", tmp_path / "project")
        caps = Caps(9, 10**9, 10**9)
        paid = Billing(
            journal=journal,
            caps=caps,
            host=place.authority,
            model="painter",
            prices=pricing.read_table(),
        )
        jobs = [
            paid_drawing.carry_out(OpenAIImages(service), asked, paid, said.append),
            PicGo(fake.service("upload", "", 0.6, key)).upload(tmp_path / "fox.png"),
            ChatExpander(OpenAIChat(service)).expand(ExpansionRequest("a lake"), said.append),
        ]
        for job in jobs:
            try:
                said.append(repr(await job))
            except LimnerError as error:
                said += chain(error)
        assert any(KEY in str(request.headers) for request in fake.requests)
    printed = capfd.readouterr()
    said += [record.getMessage() + str(record.args) for record in caplog.records]
    said += [printed.out, printed.err, json.dumps(arguments)]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    stored = b"".join(path.read_bytes() for path in files if path.suffix != ".answer")

    assert [text for text in said for part in PARTS if part in text] == []
    assert [part for part in PARTS if part.encode() in stored] == []
    assert "LIMNER_IMAGE_KEY" not in os.environ
