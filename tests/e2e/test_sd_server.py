"""A real image server: from a description to a link, candidates, a change, formats, a cancel.

Started by ``tests/tools/sd_server.sh``; its model is random, so the pictures are noise. With a chat
server (``tests/tools/llama_server.sh``) the description goes through both.
"""

import asyncio
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from limner.actions import drawing, figures, intents
from limner.actions.drawing import DrawingContext
from limner.document import Document, Span
from limner.image import pricing
from limner.image.formats import provenance
from limner.image.jobs import paid_drawing
from limner.image.jobs.choosing import first
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing, ImageBackend
from limner.image.jobs.session import Session
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import PictureRequest
from limner.project.roots import Project
from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.expansion import ExpansionRequest
from limner.services.hosts import endpoint
from limner.services.openai.chat_completions import OpenAIChat
from limner.services.openai.image_generations import OpenAIImages
from limner.services.service import Service
from limner.settings.declaration import DEFAULTS
from tests.support import tools

URL = tools.server("sd")
CHAT_URL = tools.server("llama")
pytestmark = tools.server_marks("sd", "sd_server.sh")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def journal(tmp_path):
    return open_journal(tmp_path / "state")


@pytest.fixture
def draw(tmp_path, journal):
    (tmp_path / "project").mkdir()

    async def run(prompt="a harbour at dawn", choose=first, seconds=120.0, **asked):
        service = Service("image", endpoint(URL), "sd-cpp-local", seconds)
        drawing_job = DrawingJob(
            PictureRequest(prompt, **{"size": "64x64", **asked}), prompt, tmp_path / "project"
        )
        billing = Billing(
            journal=journal,
            caps=Caps(50, 0, 0),
            host=service.endpoint.authority,
            model=service.model,
            prices=pricing.read_table(),
            free=True,
            again=True,
        )
        return await paid_drawing.carry_out(
            OpenAIImages(service), drawing_job, billing, choose=choose
        )

    return run


async def test_a_description_becomes_a_prompt_a_picture_and_a_link(tmp_path, journal):
    """Through both servers: the chat server's prompt, nonsense as it is, keeps the words."""
    if not CHAT_URL:
        pytest.skip("LIMNER_LLAMA_URL names no running llama-server")
    text = "# Coast\n\nThree red boats at dawn\n"
    path = tmp_path / "notes.md"
    document, span = Document(text, "markdown", path), Span(9, 32)
    chat = Service("chat", endpoint(CHAT_URL), "tiny-chat", 60.0, "local-key")
    tagged = {(chat.endpoint.authority, chat.model): "tagged"}
    intent = intents.read(document, span)
    request = ExpansionRequest(intent.subject)
    expanded = await ChatExpander(OpenAIChat(chat), reply_formats=tagged).expand(request)
    service = Service("image", endpoint(URL), "sd-cpp-local", 120.0)
    billing = Billing(
        journal=journal,
        caps=Caps(50, 0, 0),
        host=service.endpoint.authority,
        model=service.model,
        prices=pricing.read_table(),
        free=True,
    )
    settings = replace(DEFAULTS, image_size="64x64")
    backend = ImageBackend(OpenAIImages(service), billing)
    context = DrawingContext(Project(tmp_path, path), settings, backend, Session())
    picture = await drawing.draw_new(context, intent.subject, expanded.items[0])
    after = figures.write_figure(document, intent, picture.figure, "below").apply(text)
    record = provenance.read_file(picture.placed.picture)

    assert expanded.engine == "chat"
    assert "Three red boats at dawn" in record.prompt
    assert after == f"{text}\n![Three red boats at dawn.](three-red-boats-at-dawn.png)\n"
    with Image.open(picture.placed.picture) as image:
        assert (image.format, image.size) == ("PNG", (64, 64))
        assert image.info["parameters"].startswith(record.prompt[:40])


def test_a_person_at_a_terminal_gets_a_link(tmp_path):
    """Words, prompt, picture, link, history; the shape is the one the words ask for."""
    document = tmp_path / "notes.md"
    document.write_text("# Coast\n\nA harbour at dawn, 16:9, with two boats.\n")
    home = {name: str(tmp_path / name) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    environ = {
        **os.environ, **home, "LIMNER_IMAGE_BASE_URL": URL, "LIMNER_IMAGE_MODEL": "sd-cpp-local",
        "PYTHONPATH": str(ROOT / "server"),
    }  # fmt: skip
    command = [sys.executable, "-m", "limner", "illustrate", str(document), "--line", "3", "--yes"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    link = re.search(r"!\[([^]]*)\]\(([a-z0-9-]+\.png)\)", document.read_text())

    assert done.returncode == 0, done.stderr
    assert link, document.read_text()
    record = provenance.read_file(tmp_path / link[2])
    with Image.open(tmp_path / link[2]) as image:
        assert (image.format, image.size) == ("PNG", (768, 448))
    assert "16:9" not in link[1] + record.prompt
    assert record.model == "sd-cpp-local"
    history = [sys.executable, "-m", "limner", "history"]
    said = subprocess.run(history, env=environ, capture_output=True, text=True, check=True)
    assert "in the document" in said.stdout


async def test_the_prompt_changes_the_picture(draw):
    dawn, night = await draw("a harbour at dawn"), await draw("a street at night")

    assert _pixels(dawn.picture) != _pixels(night.picture)


@pytest.mark.parametrize(("kind", "ending"), [("png", "png"), ("webp", "webp"), ("jpeg", "jpg")])
async def test_it_makes_every_format(draw, kind, ending):
    placed = await draw(format=kind, compression=70)

    assert placed.picture.suffix == f".{ending}"
    assert placed.notes == ()
    assert provenance.read_file(placed.picture).prompt == "a harbour at dawn"


async def test_one_of_two_candidates_is_kept(draw, journal, tmp_path):
    shown = []

    async def choose(pictures):
        shown.extend(pictures)
        return 1

    placed = await draw(candidates=2, choose=choose)
    (job,) = journal.history()

    assert len(shown) == 2
    assert shown[0].data != shown[1].data
    assert _pixels(placed.picture) != b""
    assert list((tmp_path / "project").iterdir()) == [placed.picture]
    assert job.state == "placed"


@pytest.mark.parametrize("count", [1, 2])
async def test_a_picture_is_changed(draw, count):
    before = await draw()
    inputs = (before.picture.read_bytes(),) * count
    after = await draw("the same at night", inputs=inputs)

    assert after.picture != before.picture
    assert _pixels(after.picture) != _pixels(before.picture)
    assert after.size == (64, 64)


async def test_a_cancel_in_the_middle_leaves_a_true_journal(draw, journal, tmp_path):
    """The server finishes what nobody waits for; the next picture comes all the same."""
    task = asyncio.create_task(draw(size="512x512"))
    await asyncio.sleep(1.0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert [job.state for job in journal.history()] == ["unknown"]
    assert list((tmp_path / "project").iterdir()) == []
    placed = await draw()
    assert placed.size == (64, 64)
    assert [job.state for job in journal.history()] == ["placed", "unknown"]


def _pixels(path: Path) -> bytes:
    with Image.open(path) as image:
        return image.convert("RGB").tobytes()
