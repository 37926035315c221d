"""Every ``:Limner`` subcommand in a real Neovim, and the terminal's command as a filter."""

import shlex
import sys

import pytest

from tests.e2e.test_neovim import EDITORS, NOTE, WORDS, offline_prompts
from tests.e2e.test_neovim_pictures import LINK, editor, note, told  # noqa: F401 (fixtures)
from tests.services.images import Service

pytestmark = [
    pytest.mark.editor,
    pytest.mark.skipif(not EDITORS, reason="no Neovim: set LIMNER_NVIM to its command"),
]

LONG = (
    "An editorial photograph of a beach sunset. Small waves run up the sand and slide back in thin "
    "sheets. Sea spray blurs the far end of the shore. A wide view at eye level with the horizon "
    "in the lower third; the palette is coral, honey and dusk blue. The sky burns from gold to "
    "rose while the ground falls into blue shade. The feeling is calm and unhurried. Foam fizzes "
    "out into lace at the edge of the water, and the wet sand holds the colours of the sky."
)


@pytest.mark.parametrize(
    ("before", "story", "after"),
    [
        (
            f"{LONG}\n",
            (("command", "Limner dialect sd"), ("command", "1Limner shorten"), ("gone", "fizzes")),
            "a beach sunset",
        ),
        ("![](a-red-fox.png)\n", (("command", "Limner alt"), ("text", "![A red")), "![A red fox.]"),
        (f"{LINK}\n", (("command", "Limner prompt"), ("text", "limner-prompt")), "deep snow."),
    ],
    ids=["shorten", "alt", "prompt"],
)
async def test_words_are_written(editor, note, before, story, after):  # noqa: F811
    note.write_text(before)
    await told(editor, note, "", *story, ("save",))

    assert after in note.read_text()


async def test_missing_pictures_are_drawn(editor, note):  # noqa: F811
    note.write_text("![a hen](hen.png)\n\n![a cow](img/cow.png)\n")
    async with Service("navy") as service:
        events = await told(
            editor, note, service.url,
            ("command", "Limner missing", ["Draw 2"]),
            ("message", "2 of 2 missing pictures drawn."),
        )  # fmt: skip

    assert (note.parent / "hen.png").exists()
    assert (note.parent / "img" / "cow.png").exists()
    assert note.read_text() == "![a hen](hen.png)\n\n![a cow](img/cow.png)\n"
    assert events[-1]["questions"][0][0].startswith("Draw 2 missing pictures")


async def test_a_generator_and_a_style_are_chosen(editor, note):  # noqa: F811
    note.write_text(NOTE)
    events = await told(
        editor, note, "",
        ("command", "Limner dialect", ["Midjourney"]),
        ("command", "Limner style watercolour"),
        ("select", WORDS),
        ("command", "'<,'>Limner expand"),
        ("text", "watercolour"),
        ("save",),
    )  # fmt: skip

    assert "FLUX.1" in events[-1]["questions"][0][1]
    assert " --ar 3:2" in note.read_text()


async def test_the_server_is_started_anew(editor, note):  # noqa: F811
    note.write_text(NOTE)
    (prompt,) = offline_prompts()
    await told(
        editor, note, "",
        ("command", "Limner restart"),
        ("open", str(note)),
        ("select", WORDS),
        ("command", "'<,'>Limner expand"),
        ("text", prompt[-30:]),
        ("save",),
    )  # fmt: skip

    assert prompt in note.read_text()


async def test_a_key_is_typed_in_for_this_session(editor, note):  # noqa: F811
    note.write_text(NOTE)
    async with Service("navy") as service:
        await told(
            editor, note, service.url,
            ("secret", "sk-typed"),
            ("command", "Limner key image"),
            ("open", str(note)),
            ("select", WORDS),
            ("command", "'<,'>Limner draw", ["Draw"]),
            ("text", "(a-beach-sunset.png)"),
        )  # fmt: skip

    assert "authorization: bearer sk-typed" in service.heads[0].lower()
    assert not [path for path in note.parent.rglob("*") if path.is_file()
                and b"sk-typed" in path.read_bytes()]  # fmt: skip


async def test_what_it_does_not_know_is_said(editor, note):  # noqa: F811
    events = await told(editor, note, "", ("command", "Limner sing"), ("notified", "“sing”"))

    assert events


async def test_the_terminals_command_is_a_filter(editor, note):  # noqa: F811
    note.write_text(f"{WORDS}\n")
    (prompt,) = offline_prompts()
    command = f"{shlex.quote(sys.executable)} -m limner expand --engine offline"
    await told(editor, note, "", ("command", f"%!{command}"), ("text", prompt[-30:]), ("save",))

    assert note.read_text() == f"{prompt}\n"
