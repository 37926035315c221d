"""What is offered where: nothing awaits, nothing is sent, nothing looks at the whole document."""

import pytest

from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor, selection

KIND = "refactor.rewrite.limner"
FOUR = [f"{KIND}.expand", f"{KIND}.insertPrompt", f"{KIND}.draw", f"{KIND}.vary"]
AS_IT_STANDS = f"{KIND}.drawAsItStands"
INVOKED, AUTOMATIC = 1, 2


async def offered(text: str, kind: int | None = INVOKED, tags: bool = False, **context):
    editor = Editor(FakeBackends(), llm_tag=tags)
    capabilities = await editor.start()
    plain, start, end = selection(text)
    buffer = editor.open(plain)
    actions = await editor.actions(buffer, start, end, kind, **context)
    assert editor.server.backends.settings == []
    return actions, capabilities


@pytest.mark.parametrize(
    ("text", "kind", "context", "kinds"),
    [
        ("A «red fox».", INVOKED, {}, FOUR),
        ("A «red fox».", AUTOMATIC, {}, FOUR),
        ("A «red fox».", None, {}, FOUR),
        ("A «» red fox.", INVOKED, {}, FOUR),
        ("A «» red fox.", AUTOMATIC, {}, []),
        ("A «» red fox.", None, {}, FOUR),
        ("«»\n", INVOKED, {}, []),
        ("A «. - !» fox", INVOKED, {}, []),
        ("A «red fox».", INVOKED, {"only": ["refactor"]}, FOUR),
        ("A «red fox».", INVOKED, {"only": ["refactor.rewrite"]}, FOUR),
        ("A «red fox».", INVOKED, {"only": [KIND]}, FOUR),
        ("A «red fox».", INVOKED, {"only": [f"{KIND}.draw"]}, [f"{KIND}.draw"]),
        ("A «red fox».", INVOKED, {"only": ["refactor.rewrite.lim"]}, []),
        ("A «red fox».", INVOKED, {"only": ["source"]}, []),
        ("A «red fox».", INVOKED, {"only": ["source.fixAll", "quickfix"]}, []),
        ("A «red fox».", AUTOMATIC, {"only": ["refactor"]}, []),
        ("A «red fox».", AUTOMATIC, {"only": ["source"]}, []),
        ("A «red fox».", None, {"only": ["refactor.rewrite"]}, FOUR),
        ("«" + "word " * 39 + "»", INVOKED, {}, FOUR),
        (
            "«" + "word " * 40 + "»",
            INVOKED,
            {},
            [*FOUR, AS_IT_STANDS, f"{KIND}.shorten"],
        ),
        (
            "```limner-prompt\n«" + "word " * 40 + "»\n```",
            INVOKED,
            {},
            [*FOUR, f"{KIND}.shorten"],
        ),
        ("«" + "long " * 5000 + "»", INVOKED, {}, []),
    ],
)
async def test_actions_are_offered(text, kind, context, kinds):
    actions, _ = await offered(text, kind, **context)

    assert [action["kind"] for action in actions] == kinds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One fox. Two «»red hens! Three.", "Two red hens!"),
        ("The «»only sentence of the line\nand the next.", "The only sentence of the line"),
        ("  «»indented words.  \n", "indented words."),
        ("Ends. «»", None),
    ],
)
async def test_without_a_selection_the_sentence_at_the_cursor_is_meant(text, words):
    actions, _ = await offered(text)
    found = {action["command"]["arguments"][0]["text"] for action in actions}

    assert found == ({words} if words else set())


async def test_an_action_carries_what_its_command_needs():
    actions, _ = await offered("😀 «red fox».")

    assert actions[0] == {
        "title": "Expand into an image prompt",
        "kind": f"{KIND}.expand",
        "command": {
            "title": "Expand into an image prompt",
            "command": "limner.expand",
            "arguments": [
                {
                    "uri": "file:///tmp/note.md",
                    "range": {
                        "start": {"line": 0, "character": 3},
                        "end": {"line": 0, "character": 10},
                    },
                    "version": 1,
                    "text": "red fox",
                }
            ],
        },
    }


@pytest.mark.parametrize(
    ("tags", "only", "tagged"),
    [(True, None, [[1]] * 4), (True, [f"{KIND}.draw"], [None]), (False, None, [None] * 4)],
)
async def test_the_llm_tag_is_sent_where_announced_and_never_on_a_sole_action(tags, only, tagged):
    context = {"only": only} if only else {}
    actions, _ = await offered("A «red fox».", tags=tags, **context)

    assert [action.get("tags") for action in actions] == tagged
    assert not any("isPreferred" in action for action in actions)


async def test_announced_capabilities():
    _, capabilities = await offered("A «red fox».")

    assert capabilities["textDocumentSync"]["change"] == 2
    assert capabilities["notebookDocumentSync"] == {"notebookSelector": [{"notebook": "*"}]}
    assert capabilities["codeActionProvider"] == {"codeActionKinds": [KIND, "quickfix"]}
    assert set(capabilities["executeCommandProvider"]["commands"]) == {
        "limner.expand",
        "limner.insertPrompt",
        "limner.vary",
        "limner.shorten",
        "limner.draw",
        "limner.drawMissing",
        "limner.writeAlt",
        "limner.insertFinished",
        "limner.cancel",
        "limner.dropDraft",
        "limner.explainActions",
        "limner.drawAgain",
        "limner.editImage",
        "limner.insertPromptOfImage",
        "limner.checkPicture",
        "limner.addToCast",
        "limner.keepLook",
    }


async def test_a_document_out_of_step_is_left_alone_until_it_is_sent_whole():
    editor = Editor(FakeBackends())
    await editor.start()
    buffer = editor.open("A red fox.")
    beyond = {"line": 40, "character": 0}
    for text in ({"range": {"start": beyond, "end": beyond}, "text": "x"}, {"text": "A red fox."}):
        editor.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": buffer.uri, "version": 2}, "contentChanges": [text]},
        )
        offers = await editor.actions(buffer, 2, 9)
        assert len(offers) == (0 if "range" in text else 4)


@pytest.mark.parametrize("language", ["json", "yaml", "toml", "css"])
async def test_nothing_is_written_into_files_that_it_would_break(language):
    editor = Editor(FakeBackends())
    await editor.start()
    buffer = editor.open('{"a": "red fox"}', "file:///tmp/data", language)
    assert await editor.actions(buffer, 7, 14) == []

    start, end = {"line": 0, "character": 7}, {"line": 0, "character": 14}
    argument = {"uri": buffer.uri, "range": {"start": start, "end": end}}
    await editor.run({"command": {"command": "limner.expand", "arguments": [argument]}})
    await editor.settle()
    assert "would break" in editor.messages[0]


async def test_notebook_cells_are_documents_of_their_own():
    """Each cell has its own version and its notebook's folder."""
    editor = Editor(FakeBackends())
    await editor.start()
    cell = "vscode-notebook-cell:/tmp/book.ipynb#W0sZmlsZQ%3D%3D"
    buffer = editor.buffers[cell] = type(editor.open("x", "file:///tmp/other.md"))(
        cell, "A red fox", "markdown"
    )
    item = {"uri": cell, "languageId": "markdown", "version": 7, "text": buffer.text}
    notebook = {"uri": "file:///tmp/book.ipynb", "notebookType": "jupyter-notebook", "version": 1}
    editor.notify(
        "notebookDocument/didOpen",
        {
            "notebookDocument": {**notebook, "cells": [{"kind": 1, "document": cell}]},
            "cellTextDocuments": [item],
        },
    )
    document = editor.server.documents.get(cell)

    assert str(document.path) == "/tmp/book.ipynb"
    assert len(await editor.actions(buffer, 2, 9)) == 4
    place = {"line": 0, "character": 5}
    change = {"range": {"start": place, "end": place}, "text": "dish"}
    text_content = [{"document": {"uri": cell, "version": 8}, "changes": [change]}]
    editor.notify(
        "notebookDocument/didChange",
        {
            "notebookDocument": {"uri": notebook["uri"], "version": 2},
            "change": {"cells": {"textContent": text_content}},
        },
    )
    assert (str(document.text), document.version) == ("A reddish fox", 8)
