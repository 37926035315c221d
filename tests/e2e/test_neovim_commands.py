"""Every ``:Limner`` subcommand in a real Neovim, and the terminal's command as a filter."""

import shlex
import sys

import pytest

from tests.support import neovim
from tests.support.image_service import ImageService
from tests.support.neovim import LINK, NOTE, WORDS, offline_prompts, told, within

pytestmark = neovim.marks

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
async def test_words_are_written(editor, fox_note, before, story, after):
    fox_note.write_text(before)
    await told(editor, fox_note, "", *story, ("save",))

    assert after in fox_note.read_text()


async def test_a_selected_line_is_left_before_the_words_come(editor, fox_note):
    """Else Neovim holds them back for four seconds, and ``u`` changes letters instead."""
    fox_note.write_text(f"{WORDS}\n")
    events = await told(
        editor, fox_note, "",
        ("actions_on_line", WORDS, ["Expand"]),
        ("text", "."),
        ("command", "normal! u"),
        ("save",),
    )  # fmt: skip

    assert {"mode": "n"} in events
    assert fox_note.read_text() == f"{WORDS}\n"


async def test_missing_pictures_are_drawn(editor, fox_note):
    fox_note.write_text("![a hen](hen.png)\n\n![a cow](img/cow.png)\n")
    async with ImageService("navy") as service:
        events = await told(
            editor, fox_note, service.url,
            ("command", "Limner missing", ["Draw 2"]),
            ("message", "2 of 2 missing pictures drawn."),
        )  # fmt: skip

    assert (fox_note.parent / "hen.png").exists()
    assert (fox_note.parent / "img" / "cow.png").exists()
    assert fox_note.read_text() == "![a hen](hen.png)\n\n![a cow](img/cow.png)\n"
    assert events[-1]["questions"][0][0].startswith("Draw 2 missing pictures")


async def test_a_generator_and_a_style_are_chosen(editor, fox_note):
    fox_note.write_text(NOTE)
    events = await told(
        editor, fox_note, "",
        ("command", "Limner dialect", ["Midjourney"]),
        ("command", "Limner style watercolour"),
        ("select", WORDS),
        ("command", "'<,'>Limner expand"),
        ("text", "watercolour"),
        ("save",),
    )  # fmt: skip

    assert "FLUX.1" in events[-1]["questions"][0][1]
    assert " --ar 3:2" in fox_note.read_text()


async def test_the_server_is_started_anew(editor, fox_note):
    fox_note.write_text(NOTE)
    (prompt,) = offline_prompts()
    await told(
        editor, fox_note, "",
        ("command", "Limner restart"),
        ("open", str(fox_note)),
        ("select", WORDS),
        ("command", "'<,'>Limner expand"),
        ("text", prompt[-30:]),
        ("save",),
    )  # fmt: skip

    assert within(prompt) in fox_note.read_text()


async def test_a_key_is_typed_in_for_this_session(editor, fox_note):
    fox_note.write_text(NOTE)
    async with ImageService("navy") as service:
        await told(
            editor, fox_note, service.url,
            ("secret", "sk-typed"),
            ("command", "Limner key image"),
            ("open", str(fox_note)),
            ("select", WORDS),
            ("command", "'<,'>Limner draw", ["Draw"]),
            ("text", "(a-beach-sunset.png)"),
        )  # fmt: skip

    assert "authorization: bearer sk-typed" in service.heads[0].lower()
    assert not [path for path in fox_note.parent.rglob("*") if path.is_file()
                and b"sk-typed" in path.read_bytes()]  # fmt: skip


async def test_what_it_does_not_know_is_said(editor, fox_note):
    events = await told(editor, fox_note, "", ("command", "Limner sing"), ("notified", "“sing”"))

    assert events


async def test_setup_check_and_history_are_lists(editor, fox_note):
    events = await told(
        editor, fox_note, "",
        ("command", "Limner", ["history"]),
        ("notified", "no picture was asked"),
        ("command", "Limner check"),
        ("text", "runs on"),
        ("command", "quit"),
        ("command", "Limner actions"),
        ("text", "# What Limner offers"),
        ("command", "buffer note.md"),
        ("command", "Limner setup", ["Limner by itself"]),
        ("notified", "writes your prompts now"),
    )  # fmt: skip
    questions = dict(events[-1]["questions"])

    assert {"check", "history", "setup", "stop"} <= set(questions["Limner:"])
    assert questions["Who should write your prompts:"][-1] == "Something else: in a terminal"
    config = (fox_note.parent / ".config" / "limner" / "config.toml").read_text()
    assert 'engine = "offline"' in config


async def test_messages_are_one_line_and_whole_in_their_list(editor, fox_note):
    fox_note.write_text(NOTE)
    events = await told(
        editor, fox_note, "",
        ("select", WORDS),
        ("command", "'<,'>Limner draw"),
        ("text", "(a-beach-sunset.png)"),
        ("history_of_messages", "Limner expands with its own lexicon"),
    )  # fmt: skip
    (event,) = [event for event in events if "messages_now" in event]

    assert (event["status"], event["blocked"]) == ("", False)
    assert "Limner: No chat model is set up" in event["messages_now"]


async def test_the_terminals_command_is_a_filter(editor, fox_note):
    fox_note.write_text(f"{WORDS}\n")
    (prompt,) = offline_prompts()
    command = f"{shlex.quote(sys.executable)} -m limner expand --engine offline"
    await told(editor, fox_note, "", ("command", f"%!{command}"), ("text", prompt[-30:]), ("save",))

    assert fox_note.read_text() == f"{prompt}\n"
