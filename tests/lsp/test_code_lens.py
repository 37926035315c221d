"""Over a prompt that Limner wrote: draw, vary, shorten."""

import pytest

from tests.support.fake_backends import FakeBackends, FakeExpander
from tests.support.fake_editor import Editor

PROMPT = "A red fox in the snow."


async def lenses(text: str, language: str, *, on: bool = True, encoding: str = "utf-16"):
    editor = Editor(FakeBackends(FakeExpander()), encoding=encoding, settings={"codeLens": on})
    await editor.start()
    buffer = editor.open(text, "file:///tmp/walk.md", language)
    params = {"textDocument": {"uri": buffer.uri}}
    return editor, buffer, await editor.request("textDocument/codeLens", params)


MARKED = [
    ("markdown", "😀\n\n```limner-prompt\n{}\n```\n", 2),
    ("markdown", "> - a\n>\n>   ```limner-prompt\n>   {}\n>   ```\n", 2),
    ("markdown", "~~~ limner-prompt\n{}\n~~~\n", 0),
    ("html", "<p>x</p>\n<!-- limner-prompt: {} -->\n", 1),
    ("asciidoc", "Text.\n\n// limner-prompt: {}\n", 2),
    ("latex", "Text.\r\n% limner-prompt: {}\r\n", 1),
    ("python", "x = 1\n# limner-prompt: {}\n", 1),
    ("plaintext", "limner-prompt: {}\n", 0),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("language", "text", "line"), MARKED)
async def test_a_marked_prompt_has_three_lenses(language, text, line, encoding):
    editor, buffer, found = await lenses(text.format(PROMPT), language, encoding=encoding)
    commands = [lens["command"] for lens in found]
    start = buffer.text.index(PROMPT)

    assert [command["title"] for command in commands] == ["Draw", "Vary", "Shorten"]
    assert {lens["range"]["start"]["line"] for lens in found} == {line}
    for command in commands:
        (argument,) = command["arguments"]
        assert argument == {
            "uri": buffer.uri,
            "range": editor.range(buffer, start, start + len(PROMPT)),
            "version": 1,
            "text": PROMPT,
        }


async def test_a_lens_does_what_it_says():
    editor, buffer, found = await lenses(f"```limner-prompt\n{PROMPT}\n```\n", "markdown")
    await editor.run(found[1])
    await editor.settle()

    assert f"1. A painting of {PROMPT}, number 1" in buffer.text
    assert editor.messages == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("markdown", "The mark is limner-prompt: see there.\n"),
        ("markdown", "```limner-prompt\n```\n"),
        ("markdown", "```limner-prompt\n"),
        ("html", "<!-- limner-prompt:  -->\n"),
        ("markdown", "x\n"),
        ("markdown", ""),
    ],
)
async def test_other_text_has_none(language, text):
    assert (await lenses(text, language))[2] == []


async def test_lenses_are_off_until_a_person_wants_them():
    assert (await lenses(f"```limner-prompt\n{PROMPT}\n```\n", "markdown", on=False))[2] == []
