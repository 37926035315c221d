"""What the server leaves to a client with buttons of its own."""

import pytest

from limner.errors import KeyRefused
from limner.lsp import client_window
from limner.lsp.landing import confirmed_edit
from limner.prompt.offline.offline_expander import OfflineExpander
from limner.services.configured_backends import ConfiguredBackends
from tests.support.fake_backends import FakeBackends, FakeExpander
from tests.support.own_client import OwnClient

EXPAND, DRAW = 0, 2


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    monkeypatch.setattr(confirmed_edit, "CONFIRM_SECONDS", 0.01)
    monkeypatch.setattr(client_window, "ANSWER_SECONDS", 0.05)


async def expanded(manners: str, expander, *answers: str):
    editor = OwnClient(FakeBackends(expander), manners)
    editor.answers = list(answers)
    await editor.start()
    buffer = editor.open("A red fox.\n")
    await editor.run((await editor.actions(buffer, 2, 9))[EXPAND])
    await editor.settle()
    return editor, buffer


async def test_work_without_a_service_is_left_to_the_client_to_tell():
    editor, buffer = await expanded("honest", OfflineExpander())

    assert [notice["method"] for notice in editor.notices] == ["limner/embedded"]
    assert editor.messages == []
    assert "ed fox" in buffer.text
    assert "photograph" in buffer.text


OFFLINE = "No chat model is set up or agreed to: Limner expands with its own lexicon"
SKETCH = "No image service is set up: this picture is a sketch of your words"
HINT = "Made without a service: see “limner setup”."


@pytest.mark.parametrize(
    ("announced", "told"),
    [
        ({}, [HINT]),
        ({"notes": True}, [OFFLINE, SKETCH]),
        ({"notes": True, "notices": True}, [SKETCH]),
    ],
)
async def test_hints_are_one_line_at_the_end_where_a_client_does_not_ask_for_all(
    tmp_path, announced, told
):
    editor = OwnClient(ConfiguredBackends({}), announced=announced)
    await editor.start()
    (tmp_path / "note.md").write_text("A red fox.\n")
    buffer = editor.open("A red fox.\n", (tmp_path / "note.md").as_uri())
    for _ in range(2):
        (tmp_path / "a-red-fox.png").unlink(missing_ok=True)
        await editor.run((await editor.actions(buffer, 0, 9))[DRAW])
        await editor.settle()

    assert all(said.startswith(line) for said, line in zip(editor.messages, told, strict=True))


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ([("One.", ""), ("Two.", "")], ["One. Two."]),
        ([("At length.", HINT), ("Drawn: fox.png", "")], [f"Drawn: fox.png {HINT}"]),
        ([("At length.", HINT), ("The picture cost $0.04.", "")], ["The picture cost $0.04."]),
    ],
)
async def test_notes_of_a_job_are_one_message(notes, told):
    editor = OwnClient(FakeBackends(), announced={})
    await editor.start()

    async def work():
        for note, hint in notes:
            editor.server.note(note, hint=hint)

    editor.server.start(work())
    await editor.settle()

    assert editor.messages == told


async def test_a_result_that_waits_is_handed_over_and_inserted_by_its_key():
    editor, buffer = await expanded("liar", FakeExpander())
    kept = editor.notices[-1]["params"]

    assert editor.notices[-1]["method"] == "limner/kept"
    assert kept["message"] == "The prompt could not be inserted and is kept."
    assert "A painting of red fox, number 1" in kept["text"]
    assert editor.messages == []

    editor.manners = "honest"
    cursor = {"line": 1, "character": 0}
    argument = {
        "uri": kept["uri"],
        "range": {"start": cursor, "end": cursor},
        "options": {"finished": kept["key"]},
    }
    await editor.request(
        "workspace/executeCommand",
        {"command": "limner.insertFinished", "arguments": [argument]},
    )
    await editor.settle()

    assert buffer.text == "A a painting of red fox, number 1.\n"


async def test_a_key_that_is_refused_can_be_given_anew_where_the_client_can_ask_for_it():
    refused = FakeExpander(error=KeyRefused("The key is not accepted."))
    editor, buffer = await expanded("honest", refused, "Set API Key…")

    assert editor.questions == [("The key is not accepted.", ["Expand offline", "Set API Key…"])]
    assert [notice["method"] for notice in editor.notices] == ["limner/keyWanted"]
    assert buffer.text == "A red fox.\n"


@pytest.mark.parametrize("language", ["markdown", "python"])
async def test_a_markdown_cell_may_have_its_picture_attached(tmp_path, language):
    settings = {"notebook": {"attachment": True}}
    editor = OwnClient(FakeBackends(), settings=settings)
    await editor.start()
    path = tmp_path / "book.ipynb"
    cell = (f"vscode-notebook-cell:{path}#W0", language, "# a red fox\n")
    (buffer,) = editor.open_notebook(path.as_uri(), cell)
    await editor.run((await editor.actions(buffer, 2, 11))[2])
    await editor.settle()
    told = [notice for notice in editor.notices if notice["method"] == "limner/attach"]

    assert (tmp_path / "a-red-fox.png").exists()
    if language == "markdown":
        assert "](attachment:a-red-fox.png)" in buffer.text
        (notice,) = told
        assert notice["params"]["uri"] == buffer.uri
        assert notice["params"]["file"] == (tmp_path / "a-red-fox.png").as_uri()
    else:
        assert "attachment" not in buffer.text
        assert told == []
