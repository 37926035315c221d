"""Many results for one document at the same time: each lands once, in its own place."""

import asyncio

import pytest

from tests.support.fake_backends import FakeBackends, FakeExpander
from tests.support.fake_editor import Editor

pytestmark = pytest.mark.usefixtures("short_waits")

MANY = 250


class Gate(FakeExpander):
    """Lets all go on at the same moment."""

    def __init__(self) -> None:
        super().__init__()
        self.open = asyncio.Event()

    async def expand(self, request, on_words=lambda words: None):
        await self.open.wait()
        return await super().expand(request, on_words)


async def test_all_results_of_one_document_land():
    gate = Gate()
    editor = Editor(FakeBackends(gate), "honest")
    await editor.start()
    words = [f"a red fox, the {number}th" for number in range(MANY)]
    buffer = editor.open("".join(f"{one}\n\n" for one in words))
    for one in words:
        start = buffer.text.index(f"{one}\n")
        argument = {
            "uri": buffer.uri,
            "range": editor.range(buffer, start, start + len(one)),
            "text": one,
        }
        await editor.request(
            "workspace/executeCommand", {"command": "limner.insertPrompt", "arguments": [argument]}
        )
    gate.open.set()
    await editor.settle(60)

    places = [buffer.text.index(f"A painting of {one}, number 1\n") for one in words]
    assert places == sorted(places)
    assert buffer.text.count("A painting of") == MANY
    assert not editor.server.pending.of(editor.server.documents.get(buffer.uri))


@pytest.mark.parametrize("line", [3, 10_000, 2**31 - 1])
async def test_a_finished_result_is_inserted_beyond_the_end_of_a_text(line):
    """The place is the text's end then; the client's numbers may be old."""
    editor = Editor(FakeBackends(FakeExpander(2)), "honest")
    await editor.start()
    buffer = editor.open("a red fox\n")
    (action, *_) = await editor.actions(buffer, 0, 9)
    await editor.run(action)
    editor.type(buffer, 0, 10, "")
    await editor.settle()
    place = {"line": line, "character": 7}
    argument = {"uri": buffer.uri, "range": {"start": place, "end": place}}
    await editor.request(
        "workspace/executeCommand", {"command": "limner.insertFinished", "arguments": [argument]}
    )
    await editor.settle()

    assert buffer.text.strip("`\n ").endswith("A painting of a red fox, number 1")
