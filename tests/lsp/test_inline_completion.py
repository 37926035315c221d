"""Ghost text: what a draft is, what is offered to continue it, and when nothing is."""

import pytest

from limner.completion.drafts import draft_in
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.offline.offline_expander import expand
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor

INVOKED, AUTOMATIC = 1, 2
ON = {"inlineCompletion": True}
URI = "file:///tmp/nowhere/note.md"


def prompt_for(words: str, **rest) -> str:
    return expand(ExpansionRequest(words, **rest)).items[0].prompt


async def offered(
    text: str, kind: int = INVOKED, language="markdown", settings=ON, encoding="utf-16", uri=URI
) -> list[tuple[str, str]]:
    """Ask at the mark ``|``; return the document after each offer, and what it would add."""
    editor = Editor(FakeBackends(), encoding=encoding, settings=settings)
    await editor.start()
    at = text.index("|")
    buffer = editor.open(text.replace("|", "", 1), uri, language)
    place = editor.range(buffer, at, at)["start"]
    items = await editor.request(
        "textDocument/inlineCompletion",
        {
            "textDocument": {"uri": buffer.uri},
            "position": place,
            "context": {"triggerKind": kind},
        },
    )
    assert editor.server.backends.settings == []
    found = []
    for item in items:
        # What ghost text would replace begins what it adds: editors show nothing else.
        start, end = (editor._offset(buffer.text, item["range"][edge]) for edge in ("start", "end"))
        assert start == at
        assert item["insertText"].startswith(buffer.text[start:end])
        after = buffer.text[:start] + item["insertText"] + buffer.text[end:]
        found.append((after, item["insertText"]))
    return found


@pytest.mark.parametrize("kind", [INVOKED, AUTOMATIC])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_a_line_that_begins_with_the_trigger_gets_its_prompt_below(kind, encoding):
    ((after, _),) = await offered(
        "# Über 😀\n\n/imagine a beach 🏖 sunset|\n\nThe end.\n", kind, encoding=encoding
    )
    prompt = prompt_for("a beach 🏖 sunset")

    assert after == (
        f"# Über 😀\n\n/imagine a beach 🏖 sunset\n\n```limner-prompt\n{prompt}\n```\n\nThe end.\n"
    )


@pytest.mark.parametrize("rest", ["", "]"])
async def test_an_image_link_is_completed_and_its_prompt_stands_below(rest):
    """The words stay the alternative text, and the link names a picture that is not drawn yet."""
    ((after, _),) = await offered(f"Text.\n\n![a beach sunset|{rest}\n")

    assert after == (
        "Text.\n\n![a beach sunset](a-beach-sunset.png)\n\n"
        f"```limner-prompt\n{prompt_for('a beach sunset')}\n```\n"
    )


async def test_a_link_is_never_completed_to_a_picture_that_is_there(tmp_path):
    for name in ("a-beach-sunset.png", "a-beach-sunset-1.png"):
        (tmp_path / name).write_bytes(b"")
    uri = (tmp_path / "note.md").as_uri()
    ((after, _),) = await offered("![a beach sunset|", uri=uri)

    assert after.startswith("![a beach sunset](a-beach-sunset-2.png)\n")


async def test_an_unsaved_document_links_a_name():
    ((after, _),) = await offered("![a beach sunset|", uri="untitled:Untitled-1")

    assert after.startswith("![a beach sunset](a-beach-sunset.png)\n")


@pytest.mark.parametrize(
    ("text", "language", "begins"),
    [
        ("- /imagine a red fox|\n", "markdown", "\n  ```limner-prompt\n"),
        ("> /imagine a red fox|\n", "markdown", "\n>\n> ```limner-prompt\n"),
        ("/imagine a red fox|\n", "plaintext", "\n\nlimner-prompt: "),
        ("/imagine a red fox|\n", "latex", "\n% limner-prompt: "),
        ("/imagine a red fox|\n", "org", "\n# limner-prompt: "),
        ("# /imagine a red fox|\nx = 1\n", "python", "\n#\n# .. limner-prompt: "),
        ("/// ![a red fox|\nfn x() {}\n", "rust", "](a-red-fox.png)\n///\n/// ```limner-prompt\n"),
        ("1. ![a red fox|\n", "markdown", "](a-red-fox.png)\n   ```limner-prompt\n"),
    ],
)
async def test_the_prompt_takes_the_form_of_its_place(text, language, begins):
    uri = "file:///tmp/note.txt" if language == "plaintext" else URI
    ((_, added),) = await offered(text, language=language, uri=uri)

    assert added.startswith(begins)
    assert prompt_for("a red fox")[:20] in added


async def test_line_ends_are_left_to_the_editor():
    ((_, added),) = await offered("One\r\n\r\n/imagine a red fox|\r\n")

    assert "\r" not in added


@pytest.mark.parametrize(
    ("text", "kind", "language", "settings"),
    [
        # Nobody has asked.
        ("![a red fox|", AUTOMATIC, "markdown", ON),
        ("/imagine a red fox|", INVOKED, "markdown", {}),
        ("![a red fox|", INVOKED, "markdown", {"inlineCompletion": False}),
        ("/imagine a red fox|", INVOKED, "markdown", {**ON, "trigger": ""}),
        ("/imagine a red fox|", INVOKED, "markdown", {**ON, "trigger": "/draw"}),
        ("A red fox|", INVOKED, "markdown", ON),
        # No words, too many, or not at the end of the line.
        ("/imagine |", INVOKED, "markdown", ON),
        ("/imagine …|", INVOKED, "markdown", ON),
        ("![|", INVOKED, "markdown", ON),
        ("/imagine a red| fox", INVOKED, "markdown", ON),
        ("/imagine " + "a fox and " * 14 + "a hen|", INVOKED, "markdown", ON),
        ("/imagine" + " a" * 1000 + "|", INVOKED, "markdown", ON),
        # What would be written is no image there, or no prompt of its own.
        ("```\n![a red fox|\n```\n", INVOKED, "markdown", ON),
        ("Costs $![a red fox|$\n", INVOKED, "markdown", ON),
        ("![a red fox|\nand more of the paragraph.\n", INVOKED, "markdown", ON),
        ("![a red fox|", INVOKED, "latex", ON),
        ('"![a red fox|', INVOKED, "json", ON),
        (r"\![a red fox|", INVOKED, "markdown", ON),
        ("![a red fox|", INVOKED, "markdown", {**ON, "image": {"destination": "../../out"}}),
    ],
)
async def test_nothing_is_offered(text, kind, language, settings):
    assert await offered(text, kind, language, settings) == []


@pytest.mark.parametrize(
    ("before", "trigger", "words"),
    [
        ("/imagine a red fox", "/imagine", "a red fox"),
        ("/imagine a red fox", "/imagine ", "a red fox"),
        ("/imagined a red fox", "/imagine", None),
        ("  * /imagine a red fox ", "/imagine", "a red fox"),
        ("12. /imagine a red fox", "/imagine", "a red fox"),
        ("We /imagine a red fox", "/imagine", None),
        ("bild: ein Fuchs", "bild:", "ein Fuchs"),
        ("bild:ein Fuchs", "bild:", "ein Fuchs"),
        ("画一只红狐狸", "画", None),
        ("画 一只红狐狸", "画", "一只红狐狸"),
        ("(a.*) fox", "(a.*)", "fox"),
        ("![a [b] fox", "", None),
        ("![one](one.png) ![a red fox", "", "a red fox"),
    ],
)
def test_drafts(before, trigger, words):
    draft = draft_in(before, "", trigger)

    assert (draft and draft.words) == words
    if draft:
        assert before[draft.first :].startswith(words)


async def test_the_settings_that_shape_prompts_hold_here_too():
    settings = {**ON, "dialect": "midjourney", "style": "ink wash"}
    ((_, added),) = await offered("/imagine a red fox|", settings=settings)

    assert prompt_for("a red fox", dialect="midjourney", style="ink wash") in added


async def test_it_is_announced():
    capabilities = await Editor(FakeBackends()).start()

    assert capabilities["inlineCompletionProvider"] == {}


@pytest.mark.parametrize(
    ("before", "language", "after"),
    [
        ("Text.\n\n/imagine a beach sunset|\n", "markdown", "Text.\n\n```limner-prompt\n{}\n```\n"),
        ("x = 1\n# /imagine a beach sunset|\n", "python", "x = 1\n# \n#\n# .. limner-prompt: {}\n"),
    ],
)
async def test_the_line_that_asked_is_gone_once_its_prompt_is_taken(before, language, after):
    editor = Editor(FakeBackends(), settings=ON)
    await editor.start()
    at = before.index("|")
    buffer = editor.open(before.replace("|", ""), URI, language)
    place = editor.range(buffer, at, at)["start"]
    asked = {"textDocument": {"uri": buffer.uri}, "position": place, "context": {"triggerKind": 1}}
    (item,) = await editor.request("textDocument/inlineCompletion", asked)
    editor.type(buffer, at, at, item["insertText"])
    command = item["command"]
    params = {"command": command["command"], "arguments": command["arguments"]}
    await editor.request("workspace/executeCommand", params)
    await editor.settle()

    assert buffer.text == after.format(prompt_for("a beach sunset"))
