"""Vim tells vim-lsp of a change only when a key is typed: an edit stands in the text until then."""

import asyncio

import pytest

from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor, selection

pytestmark = pytest.mark.usefixtures("short_waits")

TEXT = "A «red fox» in the snow.\n"
DONE = "a a painting of red fox, number 1 in the snow.\n"


async def expanded():
    """An editor in which a prompt stands, of which the server has not heard."""
    editor = Editor(FakeBackends(), "vim-lsp")
    await editor.start()
    text, start, end = selection(TEXT)
    buffer = editor.open(text)
    action, *_ = await editor.actions(buffer, start, end)
    editor.holds = True
    await editor.run(action)
    while editor.edits == 0:
        await asyncio.sleep(0)
    # Much longer than the document has to show it, where a client checks versions.
    await asyncio.sleep(0.1)
    return editor, buffer


async def test_an_edit_that_is_reported_late_is_sent_once():
    editor, buffer = await expanded()
    assert editor.edits == 1
    assert buffer.text.lower() == DONE
    editor.report_held()
    await editor.settle()

    assert editor.edits == 1
    assert not editor.server.pending.of(editor.server.documents.get(buffer.uri))
    assert not any("could not be inserted" in message for message in editor.messages)


async def test_what_was_taken_back_before_it_was_reported_is_not_sent_again():
    editor, buffer = await expanded()
    editor.type(buffer, 0, len(buffer.text), buffer.undo[-1])
    editor.report_held()
    await editor.settle()

    assert editor.edits == 1
    assert buffer.text == TEXT.replace("«", "").replace("»", "")
