"""Whole jobs in a fake editor: choose an action, keep typing, and look at the document."""

import asyncio

import pytest

from limner.errors import KeyRefused, NothingSeen, Refused, SaveError
from tests.support.fake_backends import FakeBackends, FakeExpander
from tests.support.fake_editor import Editor, selection

pytestmark = pytest.mark.usefixtures("short_waits")

EXPAND, INSERT, DRAW, VARY = range(4)


async def opened(text: str, expander=None, manners: str = "honest", **options):
    editor = Editor(FakeBackends(expander or FakeExpander()), manners, **options)
    await editor.start()
    plain, start, end = selection(text)
    return editor, editor.open(plain), start, end


@pytest.mark.parametrize(
    ("before", "manners", "line"),
    [
        ("«red fox»\n", "honest", 1),
        ("«red fox»\r\n\r\nNext.\r\n", "honest", 1),
        ("«red fox»", "honest", 0),
        ("«red fox»\n", "neovim", 0),
        ("«red fox»\n\nNext.\n", "neovim", 1),
    ],
)
async def test_what_is_inserted_begins_behind_the_selections_line(before, manners, line):
    """Where its text begins at the selection's very end, editors select it.

    Neovim has no line behind the last line end; 0.10 takes an edit there for one more.
    """
    editor, buffer, start, end = await opened(before, manners=manners)
    await editor.run((await editor.actions(buffer, start, end))[INSERT])
    await editor.settle()

    assert editor.places[-1]["start"] == editor.places[-1]["end"]
    assert editor.places[-1]["start"]["line"] == line
    assert "A painting of red fox, number 1" in buffer.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        (EXPAND, "A «red fox» in snow.", "A a painting of red fox, number 1 in snow."),
        (EXPAND, "😀 é «red fox»\u2028!", "😀 é a painting of red fox, number 1\u2028!"),
        (
            INSERT,
            "Here: «red fox».\n\nNext.\n",
            "Here: red fox.\n\n```limner-prompt\nA painting of red fox, number 1\n```\n\nNext.\n",
        ),
        (
            VARY,
            "«red fox»\r\n",
            "red fox\r\n\r\n1. A painting of red fox, number 1\r\n"
            "2. A painting of red fox, number 2\r\n3. A painting of red fox, number 3\r\n",
        ),
    ],
)
async def test_an_action_changes_the_document_and_one_undo_restores_it(
    action, before, after, encoding
):
    editor, buffer, start, end = await opened(before, encoding=encoding)
    actions = await editor.actions(buffer, start, end)

    assert await editor.run(actions[action]) is None
    await editor.settle()

    assert buffer.text == after
    assert buffer.undo == [selection(before)[0]]
    assert editor.messages == editor.errors == []


async def test_the_words_arriving_are_shown_and_the_progress_ends():
    editor, buffer, start, end = await opened("A «red fox».", FakeExpander(reports=3))
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await editor.settle()
    values = [report["value"] for report in editor.progress]

    assert values[0] == {"kind": "begin", "title": "Expanding “red fox”", "cancellable": True}
    assert values[1] == {"kind": "report", "message": ""}
    assert values[-1]["kind"] == "end"


@pytest.mark.parametrize("way", ["progress", "request"])
async def test_cancel_really_cancels(way):
    expander = FakeExpander(held=True)
    editor, buffer, start, end = await opened("A «red fox».", expander)
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await expander.asked()
    if way == "progress":
        editor.cancel_progress()
    else:
        editor.notify("$/cancelRequest", {"id": editor.last_request})
    await editor.settle()

    assert expander.cancelled == 1
    assert (buffer.text, editor.edits) == ("A red fox.", 0)


async def test_shutdown_is_answered_with_jobs_in_flight():
    expander = FakeExpander(held=True)
    editor, buffer, *_ = await opened("A «red fox», two, three and more.", expander)
    for start, end in ((2, 9), (11, 14), (16, 21)):
        await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await expander.asked(3)

    assert await editor.request("shutdown", None) is None
    assert not editor.server.jobs
    assert expander.cancelled == 3


async def test_finished_requests_leave_nothing_behind():
    editor, buffer, start, end = await opened("A «red fox».")
    for _ in range(50):
        action = (await editor.actions(buffer, start, end))[INSERT]
        await editor.run(action)
        await editor.settle()

    assert len(editor.server.protocol._request_futures) <= 1
    assert not editor.server.work_done_progress.tokens
    assert not editor.server.documents.get(buffer.uri).followed


async def test_a_bug_in_a_handler_shows_nothing_of_the_author(caplog):
    class Broken(FakeExpander):
        async def expand(self, request, on_words=lambda words: None):
            raise ValueError("-".join(("sk", "LEAK", request.source)))

    editor, buffer, start, end = await opened("A «red fox».", Broken())
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await editor.settle()

    assert "ValueError" in caplog.text
    assert "sk-LEAK" not in caplog.text + str(editor.messages)
    assert editor.messages == ["Limner has run into a bug; its log says more."]


async def test_what_goes_wrong_as_expected_is_its_own_sentence_in_any_job(caplog):
    """Also in a job without words, such as one that inserts what is finished."""
    editor, _, _, _ = await opened("A «red fox».")

    async def work():
        raise SaveError("The journal cannot be written: free some space.")

    editor.server.start(work())
    await editor.settle()

    assert editor.messages == ["The journal cannot be written: free some space."]
    assert caplog.text == ""


async def test_a_bug_while_a_request_is_handled_is_answered_and_logged(caplog, monkeypatch):
    editor, buffer, start, end = await opened("A «red fox».")
    monkeypatch.setattr(editor.server.pending, "of", lambda document: 1 // 0)

    with pytest.raises(RuntimeError, match="its log says more"):
        await editor.actions(buffer, start, end)
    assert "ZeroDivisionError in" in caplog.text
    assert "code_action.py" in caplog.text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ((0, 0, "Well. "), "Well. A a painting of red fox, number 1 in snow."),
        ((9, 9, " cub"), "A a painting of red fox, number 1 cub in snow."),
        ((2, 2, "very "), "A very a painting of red fox, number 1 in snow."),
        ((0, 2, ""), "A painting of red fox, number 1 in snow."),
    ],
)
async def test_the_prompt_lands_where_the_words_have_moved(typed, expected):
    expander = FakeExpander(held=True)
    editor, buffer, start, end = await opened("A «red fox» in snow.", expander)
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await expander.asked()
    editor.type(buffer, *typed)
    expander.go.set()
    await editor.settle()

    assert buffer.text == expected


async def test_a_letter_typed_before_the_job_begins_moves_its_words():
    """Both messages may be read at once: the job itself begins later."""
    editor, buffer, start, end = await opened("A «red fox» in snow.")
    action = (await editor.actions(buffer, start, end))[EXPAND]
    chosen = asyncio.ensure_future(editor.run(action))
    await asyncio.sleep(0)
    editor.type(buffer, 0, 0, "typed\n")
    await chosen
    await editor.settle()

    assert buffer.text == "typed\nA a painting of red fox, number 1 in snow."


async def test_changed_words_are_never_overwritten_unasked():
    expander = FakeExpander(held=True)
    editor, buffer, start, end = await opened("A «red fox» in snow.", expander)
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await expander.asked()
    editor.type(buffer, 6, 9, "deer")
    expander.go.set()
    await editor.settle()

    assert buffer.text == "A red deer in snow."
    ((question, titles),) = editor.questions
    assert "You changed these words" in question
    assert titles == ["Insert it below", "Keep it for later"]

    first = (await editor.actions(buffer, 2, 10))[0]
    assert first["title"] == "Insert the finished prompt"
    await editor.run(first)
    await editor.settle()
    assert buffer.text == (
        "A red deer in snow.\n\n```limner-prompt\nA painting of red fox, number 1\n```"
    )
    assert (await editor.actions(buffer, 2, 10))[0]["title"] != first["title"]


async def test_words_that_are_gone_take_nothing_with_them():
    expander = FakeExpander(held=True)
    editor, buffer, start, end = await opened("A «red fox» in snow.", expander)
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await expander.asked()
    editor.type(buffer, 0, 13, "")
    expander.go.set()
    await editor.settle()

    assert buffer.text == "snow."
    assert "its place in the document is gone" in editor.messages[0]
    first = (await editor.actions(buffer, 0, 4))[0]
    await editor.run(first)
    assert buffer.text == "snow.\n\n```limner-prompt\nA painting of red fox, number 1\n```"


async def test_a_closed_document_gets_its_result_on_reopening():
    expander = FakeExpander(held=True)
    editor, buffer, start, end = await opened("A «red fox» in snow.", expander)
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await expander.asked()
    editor.close(buffer)
    expander.go.set()
    await editor.settle()
    buffer = editor.open("New. A red fox in snow.")
    first = (await editor.actions(buffer, 7, 14))[0]
    await editor.run(first)
    await editor.settle()

    assert buffer.text == "New. A a painting of red fox, number 1 in snow."


@pytest.mark.parametrize("manners", ["liar", "deaf"])
async def test_what_a_client_only_says_it_did_is_kept_and_offered(manners):
    editor, buffer, start, end = await opened("A «red fox».", manners=manners)
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await editor.settle()

    assert buffer.text == "A red fox."
    assert "could not be inserted and is kept" in editor.messages[0]
    editor.manners = "honest"
    await editor.run((await editor.actions(buffer, start, end))[0])
    await editor.settle()
    assert buffer.text == "A a painting of red fox, number 1."
    assert buffer.undo == ["A red fox."]


async def test_words_that_changed_before_the_command_are_refused():
    editor, buffer, start, end = await opened("A «red fox».")
    action = (await editor.actions(buffer, start, end))[EXPAND]
    editor.type(buffer, 2, 5, "blue")
    await editor.run(action)
    await editor.settle()

    assert editor.messages == ["The selected words have changed meanwhile: select them again."]
    assert buffer.text == "A blue fox."


async def test_words_in_work_are_not_worked_on_twice():
    expander = FakeExpander(held=True)
    editor, buffer, start, end = await opened("A «red fox».", expander)
    for _ in range(2):
        offered = await editor.actions(buffer, start, end)
        await editor.run(next(one for one in offered if one["title"].startswith("Expand")))
    expander.go.set()
    await editor.settle()

    assert len(expander.requests) == 1
    assert "still working on these words" in editor.messages[0]


@pytest.mark.parametrize(
    "error", [KeyRefused("The key was refused."), NothingSeen("The model finds nothing to depict.")]
)
async def test_what_a_model_cannot_do_is_offered_to_the_lexicon(error):
    expander = FakeExpander(error=error)
    editor, buffer, start, end = await opened("A «red fox».", expander)
    editor.answers = ["Expand offline"]
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await editor.settle()

    assert editor.questions == [(str(error), ["Expand offline"])]
    assert [settings.engine for settings in editor.server.backends.settings] == ["auto", "offline"]
    assert buffer.text == "A a painting of red fox, number 1."


async def test_a_refusal_is_shown_and_ends_there():
    expander = FakeExpander(error=Refused("The model declined: no."))
    editor, buffer, start, end = await opened("A «red fox».", expander)
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await editor.settle()

    assert editor.messages == ["The model declined: no."]
    assert (len(expander.requests), editor.questions, buffer.text) == (1, [], "A red fox.")


async def test_settings_are_pulled_and_wrong_ones_named_once():
    settings = {
        "dialect": "midjourney",
        "engine": "never",
        "chat": {"baseUrl": "http://evil.example"},
        "colour": 1,
        "expand": {"placement": "below"},
    }
    editor, buffer, start, end = await opened("«red fox»\n", settings=settings)
    for _ in range(2):
        await editor.run((await editor.actions(buffer, start, end))[EXPAND])
        await editor.settle()
    used = editor.server.backends.settings[0]

    assert (used.dialect, used.engine, used.chat_base_url) == ("midjourney", "auto", "")
    assert buffer.text.startswith("red fox\n\n```limner-prompt\n")
    assert len(editor.messages) == 3
    assert {key for key in ("engine", "chat.baseUrl", "colour") if key in str(editor.messages)} == {
        "engine",
        "chat.baseUrl",
        "colour",
    }


async def test_a_project_file_that_does_not_parse_is_named_and_defaults_are_used(tmp_path):
    (tmp_path / "limner.toml").write_text("style = ")
    editor = Editor(FakeBackends())
    await editor.start()
    buffer = editor.open("A red fox.", (tmp_path / "note.md").as_uri())
    for _ in range(2):
        await editor.run((await editor.actions(buffer, 2, 9))[INSERT])
        await editor.settle()

    (message,) = editor.messages
    assert message.startswith(f"{tmp_path}/limner.toml is not valid TOML")
    assert message.endswith("Until then the defaults are used.")
    assert buffer.text.count("A painting of red fox") == 2


async def test_what_a_message_says_is_no_link():
    """Clients render messages as Markdown; a service's words, or a file's, may hold anything."""
    said = "See [here](https://evil.example)\nand \u202e[there](x)"
    editor, buffer, start, end = await opened("A «red fox».", FakeExpander(error=Refused(said)))
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await editor.settle()
    await editor.server.choose(said, "Yes")
    async with editor.server.show_progress("A") as report:
        report(said)
        await asyncio.sleep(0)
    shown = [editor.messages[-1], editor.questions[-1][0]]
    reported = [row["value"].get("message", "") for row in editor.progress]

    assert len([message for message in reported if "here" in message]) == 1
    for message in (*shown, *reported):
        assert "](" not in message
        assert message.isprintable()
    assert all("[here] (https://evil.example) and" in message for message in shown)


class Typist(Editor):
    """An editor whose author types one letter more just before each of the first edits."""

    letters = 0

    def _take_edit(self, identifier, params):
        if self.letters > 0:
            self.letters -= 1
            (buffer,) = self.buffers.values()
            self.type(buffer, 0, 0, "x")
        super()._take_edit(identifier, params)


@pytest.mark.parametrize(("letters", "landed"), [(0, True), (19, True), (20, False)])
async def test_twenty_edits_are_sent_to_somebody_who_types_on(letters, landed):
    editor = Typist(FakeBackends())
    await editor.start()
    buffer = editor.open("A red fox.\n")
    editor.letters = letters
    await editor.run((await editor.actions(buffer, 2, 9))[EXPAND])
    await editor.settle()

    assert editor.edits == min(letters + 1, 20)
    assert ("a painting of red fox" in buffer.text) == landed
    assert bool(editor.server.pending.of(editor.server.documents.get(buffer.uri))) != landed


@pytest.mark.parametrize("way", ["action", "command"])
async def test_a_job_is_stopped_at_its_words_where_no_progress_is_shown(way):
    expander = FakeExpander(held=True)
    editor, buffer, start, end = await opened("A «red fox». An owl.", expander, progress=False)
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    await expander.asked()

    first, *_ = await editor.actions(buffer, start, start)
    assert first["title"] == "Stop expanding “red fox”"
    away = await editor.actions(buffer, len(buffer.text) - 4, len(buffer.text) - 2)
    assert not any(action["title"].startswith("Stop") for action in away)
    if way == "action":
        await editor.run(first)
    else:
        await editor.request("workspace/executeCommand", {"command": "limner.cancel"})
    await editor.settle()

    assert expander.cancelled == 1
    assert buffer.text == "A red fox. An owl."
    after = await editor.actions(buffer, start, end)
    assert not any(action["title"].startswith("Stop") for action in after)
