"""After Limner has replaced words by a prompt, what is done there is done to the whole prompt."""

import pytest

from limner.image.formats import provenance
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor

pytestmark = pytest.mark.usefixtures("short_waits")

EXPAND, INSERT, DRAW, VARY = range(4)
WORDS = "a beach sunset"
PROMPT = f"a painting of {WORDS}, number 1"
NOTE = f"We saw {WORDS} today.\n"


async def expanded(tmp_path, manners="honest"):
    editor = Editor(FakeBackends(), manners)
    await editor.start()
    buffer = editor.open(NOTE, (tmp_path / "note.md").as_uri())
    await editor.run((await editor.actions(buffer, 7, 7 + len(WORDS)))[EXPAND])
    await editor.settle()

    assert buffer.text == f"We saw {PROMPT} today.\n"
    return editor, buffer


@pytest.mark.parametrize(
    "selected", ["al", "painting of a beach", PROMPT, "", "ting of a beach sunset, number 1"]
)
async def test_the_next_action_takes_the_whole_prompt_and_its_first_words_name_the_picture(
    tmp_path, selected
):
    editor, buffer = await expanded(tmp_path)
    start = buffer.text.index(selected, 9) if selected not in ("al", PROMPT) else 9
    end = 7 + len(PROMPT) if selected == "al" else start + len(selected)
    start = 7 if selected == PROMPT else start
    end = 7 + len(PROMPT) if selected == PROMPT else end
    actions = await editor.actions(buffer, start, end)

    assert actions[DRAW]["command"]["arguments"][0]["text"] == PROMPT

    await editor.run(actions[DRAW])
    await editor.settle()
    picture = tmp_path / "a-beach-sunset.png"

    assert "![A beach sunset.](a-beach-sunset.png)" in buffer.text
    assert provenance.read_file(picture).prompt == PROMPT
    assert len(editor.server.backends.fake.requests) == 1


async def test_another_prompt_is_made_from_the_first_words(tmp_path):
    editor, buffer = await expanded(tmp_path)
    await editor.run((await editor.actions(buffer, 20, 20))[EXPAND])
    await editor.settle()

    assert [request.source for request in editor.server.backends.fake.requests] == [WORDS, WORDS]
    assert buffer.text == f"We saw {PROMPT} today.\n"


async def test_an_authors_change_belongs_to_the_prompt(tmp_path):
    editor, buffer = await expanded(tmp_path)
    at = buffer.text.index(", number")
    editor.type(buffer, at, at, " at noon")
    (action,) = await editor.actions(buffer, 12, 15, only=["refactor.rewrite.limner.draw"])

    assert action["command"]["arguments"][0]["text"] == PROMPT.replace(",", " at noon,")


@pytest.mark.parametrize("piecewise", [False, True])
async def test_after_undo_the_words_are_words_again(tmp_path, piecewise):
    editor, buffer = await expanded(tmp_path)
    if piecewise:
        editor.type(buffer, 7, 7 + len("a painting of "), "")
        editor.type(buffer, 7 + len(WORDS), 7 + len(WORDS) + len(", number 1"), "")
    else:
        editor.type(buffer, 7, 7 + len(PROMPT), WORDS)
    (action,) = await editor.actions(buffer, 9, 14, only=["refactor.rewrite.limner.draw"])

    assert buffer.text == NOTE
    assert action["command"]["arguments"][0]["text"] == "beach"


async def test_a_selection_that_holds_more_than_the_prompt_is_what_it_says(tmp_path):
    editor, buffer = await expanded(tmp_path)
    (action,) = await editor.actions(
        buffer, 3, 7 + len(PROMPT), only=["refactor.rewrite.limner.draw"]
    )

    assert action["command"]["arguments"][0]["text"] == f"saw {PROMPT}"


async def test_a_marked_prompt_is_drawn_without_its_negative_prompt(tmp_path):
    editor = Editor(FakeBackends())
    await editor.start()
    text = "```limner-prompt\nA fox in snow\nNegative prompt: blur, text\n```\n"
    buffer = editor.open(text, (tmp_path / "note.md").as_uri())
    start, end = text.index("A fox"), text.index("\n```\n")
    await editor.run((await editor.actions(buffer, start, end))[DRAW])
    await editor.settle()
    (picture,) = tmp_path.glob("*.png")
    record = provenance.read_file(picture)

    assert (record.prompt, record.negative) == ("A fox in snow", "blur, text")
