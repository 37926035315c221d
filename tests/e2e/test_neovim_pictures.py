"""A real Neovim makes pictures better: again, one of two, edited, its prompt back, reopened."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from limner.image.formats import provenance
from tests.e2e.test_neovim import EDITORS, PLUGIN
from tests.lsp.test_redrawing import MADE
from tests.services.fake import picture
from tests.services.images import Service

pytestmark = [
    pytest.mark.editor,
    pytest.mark.skipif(not EDITORS, reason="no Neovim: set LIMNER_NVIM to its command"),
]

LINK = "![A red fox.](a-red-fox.png)"
NEW = "![A red fox.](a-red-fox-1.png)"


@pytest.fixture(params=EDITORS, ids=lambda path: Path(path).parent.name)
def editor(request):
    return request.param


@pytest.fixture
def note(tmp_path):
    (tmp_path / "a-red-fox.png").write_bytes(provenance.embed(picture("red"), MADE))
    file = tmp_path / "note.md"
    file.write_text(f"# Über 😀\n\n{LINK} make it night\n")
    return file


async def told(editor: str, file: Path, service: str, *story: tuple) -> list[dict]:
    """Drive *editor* through a story and return what it reported; the last is messages."""
    steps = [
        dict(zip(("step", "value", "answers"), step, strict=False))
        for step in (("open", str(file)), *story)
    ]
    running = await asyncio.create_subprocess_exec(
        *(editor, "--headless", "--clean", "-i", "NONE", "-l"),
        str(Path(__file__).parent / "story.lua"),
        env={
            **os.environ,
            "LIMNER_COMMAND": "\x1f".join((sys.executable, "-m", "limner", "serve")),
            "LIMNER_PLUGIN": PLUGIN,
            "LIMNER_STORY": json.dumps(steps),
            "LIMNER_IMAGE_BASE_URL": service,
            "LIMNER_IMAGE_MODEL": "painter",
            "XDG_STATE_HOME": str(file.parent / ".state"),
            "XDG_CONFIG_HOME": str(file.parent / ".config"),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(90):
        output, problems = await running.communicate()
    events = [json.loads(line) for line in output.decode().split("\n") if line.startswith("{")]
    assert events, problems.decode()
    assert "failed" not in events[0], events
    return events


def colour(path: Path) -> tuple:
    with Image.open(path) as opened:
        return opened.convert("RGB").getpixel((3, 3))


async def test_a_picture_is_drawn_and_drawn_again(editor, note):
    note.write_text("A red fox.\n")
    (note.parent / "a-red-fox.png").unlink()
    async with Service("navy") as service:
        events = await told(
            editor, note, service.url,
            ("select", "red fox"),
            ("command", "'<,'>Limner draw"),
            ("text", "(red-fox.png)"),
            ("cursor", "![Red"),
            ("command", "Limner again", ["Use the new picture"]),
            ("text", "(red-fox-1.png)"),
            ("save",),
        )  # fmt: skip

    assert len(service.lines) == 2
    assert note.read_text() == "A red fox.\n\n![Red fox.](red-fox-1.png)\n"
    assert (note.parent / "red-fox.png").exists()
    assert events[-1]["questions"][0][1] == ["Use the new picture", "Keep the picture as it is"]


async def test_one_of_two_is_chosen_and_one_undo_takes_it_back(editor, note):
    async with Service("navy", "lime") as service:
        await told(
            editor, note, service.url,
            ("cursor", "![A red"),
            ("command", "Limner again 2", ["2"]),
            ("text", NEW),
            ("undo",),
            ("text", LINK),
            ("save",),
        )  # fmt: skip

    assert service.json["n"] == 2
    assert colour(note.parent / "a-red-fox-1.png") == (0, 255, 0)
    assert note.read_text() == f"# Über 😀\n\n{LINK} make it night\n"


@pytest.mark.parametrize("way", ["words beside", "asked", "said"])
async def test_a_picture_is_edited(editor, note, way):
    story = {
        "words beside": (("select", f"{LINK} make it night"), ("command", "'<,'>Limner edit")),
        "asked": (("cursor", "![A red"), ("command", "Limner edit")),
        "said": (("cursor", "![A red"), ("command", "Limner edit make it night")),
    }[way]
    answers = ["make it night"] if way == "asked" else []
    first, (step, line) = story
    async with Service("navy") as service:
        await told(
            editor, note, service.url, first, (step, line, [*answers, "Use the new picture"]),
            ("text", NEW), ("save",),
        )  # fmt: skip

    assert b"make it night" in service.bodies[0]
    assert service.lines == ["POST /v1/images/edits HTTP/1.1"]
    assert provenance.read((note.parent / "a-red-fox-1.png").read_bytes()).edits == (
        "make it night",
    )


async def test_hovering_tells_and_the_prompt_comes_back(editor, note):
    events = await told(
        editor, note, "",
        ("cursor", "![A red"),
        ("hover",),
        ("actions", None, ["Insert the prompt of this picture"]),
        ("text", "```limner-prompt"),
        ("save",),
    )  # fmt: skip

    assert "A red fox in deep snow." in events[0]["hover"]
    assert "Generated by old" in events[0]["hover"]
    assert "```limner-prompt\nA red fox in deep snow." in note.read_text()


async def test_a_file_closed_while_drawing_is_offered_its_picture_on_reopening(editor, note):
    note.write_text("A red fox.\n")
    async with Service("navy", seconds=1) as service:
        events = await told(
            editor, note, service.url,
            ("select", "red fox"),
            ("command", "'<,'>Limner draw"),
            ("close",),
            ("open", str(note.with_name("other.md"))),
            ("message", "is kept"),
            ("open", str(note)),
            ("cursor", "red fox"),
            ("actions", None, ["Insert the finished picture"]),
            ("text", "(red-fox.png)"),
            ("save",),
        )  # fmt: skip

    assert note.read_text() == "A red fox.\n\n![Red fox.](red-fox.png)\n"
    assert len(service.lines) == 1
    assert events
