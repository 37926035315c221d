"""The cast in an editor: offered on names and pictures, written into the project's own file."""

import json

import pytest

from limner.errors import Refused, RequestRejected, ServiceUnavailable
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.lsp.features.project_cast.cast_writing import ADD, ADD_AND_OPEN, CANCEL
from limner.prompt.chat.chat_model import ChatReply
from limner.prompt.offline.offline_expander import OfflineExpander
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor, selection
from tests.support.pictures import picture

CHAPTER = """# The Pier

«Mia», a thin girl of eight, ran down the hill. She wore a yellow raincoat that was too big.

Captain Bruno was a stout old man with a white beard.
"""
LOOK = "a thin girl of eight, in a yellow raincoat"


class Model:
    """A chat model that says one thing, and keeps what it was asked."""

    name, host = "talker", "chat.test"

    def __init__(self, said: str, error: Exception | None = None) -> None:
        self.said, self.error, self.asked = said, error, []

    async def reply(self, request, on_text=lambda _: None):
        self.asked.append(request.messages[-1])
        if self.error is not None:
            raise self.error
        return ChatReply(self.said, whole=True)


async def looked(editor) -> None:
    """Wait until every document has been looked at."""
    while tasks := [*editor.server.watch._tasks.values()]:
        for task in tasks:
            await task


async def opened(folder, text, settings="", *, eyes=None, name="chapter.md", **options):
    """Open a chapter of a book in *folder*, whose project's file says *settings*."""
    if settings:
        (folder / "limner.toml").write_text(settings)
    plain, start, end = selection(text)
    editor = Editor(FakeBackends(eyes=eyes), folder=folder.as_uri(), **options)
    editor.server.watch.seconds = 0.01
    await editor.start()
    path = folder / name
    path.write_text(plain)
    language = {"md": "markdown", "py": "python", "tex": "latex"}[name.rpartition(".")[2]]
    buffer = editor.open(plain, path.as_uri(), language)
    await looked(editor)
    return editor, buffer, await editor.actions(buffer, start, end)


def titled(actions, title):
    found = [action for action in actions if action["title"].startswith(title)]
    return found[0] if found else None


async def run(editor, action) -> None:
    assert action is not None
    await editor.run(action)
    await editor.settle()
    await looked(editor)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then «Mia» ran.", "Mia"),
        ("Then M«»ia ran.", "Mia"),
        ("Then “«Sea Breeze»” left.", "Sea Breeze"),
        ("Then «“Sea Breeze”» left.", "Sea Breeze"),
        ("Then Captain Br«»uno sat.", "Captain Bruno"),
        ("Then «Bruno of Bree» sat.", "Bruno of Bree"),
        ("Then «*Zoë O’Hara-Lind*» sat.", "Zoë O’Hara-Lind"),
        ("«The Marigold» sank.", "The Marigold"),
        ("The pier: «Pier»", "Pier"),
        ("![«Mia» waits](mia.png)", "Mia"),
        ("```limner-prompt\nThen «Mia» ran.\n```\n", "Mia"),
        ("The «»pier was old.", ""),
        ("Th«»e pier was old.", ""),
        ("Ros«»e petals fell.", ""),
        ("«The» pier.", ""),
        ("Then «She» ran.", ""),
        ("A «red fox».", ""),
        ("Then «Mia ran».", ""),
        ("«Anna Berta Carla Dora Emma»", ""),
        ("«Mia.\nBruno»", ""),
        ("Then `M«»ia` ran.", ""),
        ("```py\n«Mia» = 3\n```\n", ""),
        ("Then NAS«»A called.", ""),
        ("Потом М«»ия побежала домой.", "Мия"),
        ("Пот«»ом Мия побежала домой.", ""),
        ("Dann lief «Mia» über die Brücke.", "Mia"),
        ("Dann lief die alte Ka«»tze über die Brücke.", ""),
        ("«Nelly»", ""),
        ("the «Old Girl»", ""),
    ],
)
async def test_a_name_is_offered_to_the_cast(tmp_path, text, name):
    _, _, actions = await opened(tmp_path, text, '[cast.Nelly]\nnames = ["Old Girl"]\n')
    offers = [action["title"] for action in actions if "to the cast" in action["title"]]

    assert offers == ([f"Add “{name}” to the cast"] if name else [])
    assert not offers or actions[-1]["title"] == offers[0]


@pytest.mark.parametrize(
    ("text", "offered"),
    [("class «Mia»:\n    pass\n", False), ("# Then «Mia» ran.\nx = 1\n", True)],
)
async def test_in_programs_only_comments_have_names(tmp_path, text, offered):
    _, _, actions = await opened(tmp_path, text, name="story.py")

    assert (titled(actions, "Add “Mia”") is not None) == offered


async def test_nothing_more_is_offered_by_itself_at_a_cursor(tmp_path):
    editor, buffer, _ = await opened(tmp_path, "Then M«»ia ran.")

    assert await editor.actions(buffer, 6, 6, 2) == []


async def test_somebody_is_added_with_the_authors_own_words(tmp_path):
    editor, buffer, actions = await opened(tmp_path, CHAPTER, '# A book\nstyle = "ink"\n')
    editor.answers = [ADD]
    await run(editor, titled(actions, "Add “Mia”"))

    assert editor.questions == [
        (f"Add Mia to the cast in limner.toml? {LOOK}", [ADD, CANCEL]),
    ]
    assert (tmp_path / "limner.toml").read_text() == (
        f'# A book\nstyle = "ink"\n\n[cast.Mia]\nlook = "{LOOK}"\n'
    )
    assert editor.messages == [f"Mia is in the cast now, in {tmp_path / 'limner.toml'}: {LOOK}"]
    at = buffer.text.index("Mia")
    assert titled(await editor.actions(buffer, at, at + 3), "Add “Mia”") is None
    assert titled(await editor.actions(buffer, at, at), "Add “Mia”") is None


async def test_the_question_says_where_in_the_project_somebody_is_written(tmp_path):
    (tmp_path / "world").mkdir()
    editor, _, actions = await opened(tmp_path, CHAPTER, 'cast = "world/limner.toml"\n')
    editor.answers = [ADD]
    await run(editor, titled(actions, "Add “Mia”"))

    assert editor.questions[0][0] == f"Add Mia to the cast in world/limner.toml? {LOOK}"
    assert LOOK in (tmp_path / "world" / "limner.toml").read_text()


@pytest.mark.parametrize("answer", [CANCEL, None])
async def test_nobody_is_added_without_a_yes(tmp_path, answer):
    editor, _, actions = await opened(tmp_path, CHAPTER)
    editor.answers = [answer]
    await run(editor, titled(actions, "Add “Mia”"))

    assert editor.messages == ["Mia was not added to the cast."]
    assert not (tmp_path / "limner.toml").exists()


async def test_where_nobody_can_be_asked_it_is_written_and_said(tmp_path):
    editor, _, actions = await opened(tmp_path, CHAPTER, questions=False)
    await run(editor, titled(actions, "Add “Mia”"))

    assert (tmp_path / "limner.toml").read_text() == f'[cast.Mia]\nlook = "{LOOK}"\n'
    assert editor.messages == [f"Mia is in the cast now, in {tmp_path / 'limner.toml'}: {LOOK}"]


async def test_the_file_is_opened_to_change_the_look(tmp_path):
    settings = '# A book\r\nstyle = "ink"\r\n'
    editor, _, actions = await opened(tmp_path, CHAPTER, show_document=True)
    (tmp_path / "limner.toml").write_bytes(settings.encode())
    editor.answers = [ADD_AND_OPEN]
    await run(editor, titled(actions, "Add “Mia”"))

    assert editor.questions[0][1] == [ADD, ADD_AND_OPEN, CANCEL]
    (shown,) = editor.shown
    assert shown["uri"] == (tmp_path / "limner.toml").as_uri()
    assert shown["selection"]["start"] == {"line": 3, "character": 0}
    assert editor.messages == []


async def test_somebody_whom_nothing_describes_is_left_to_the_author(tmp_path):
    editor, _, actions = await opened(tmp_path, "Then «Zoe Lind» ran.\n")
    await run(editor, titled(actions, "Add “Zoe Lind”"))
    assert 'write [cast."Zoe Lind"] with a look into' in editor.messages[0]
    assert editor.questions == []

    text = "Then «Zoe» ran.\n"
    editor, _, actions = await opened(tmp_path, text, show_document=True)
    editor.answers = [ADD_AND_OPEN]
    await run(editor, titled(actions, "Add “Zoe”"))
    assert (tmp_path / "limner.toml").read_text() == '[cast.Zoe]\nlook = ""\n'


async def test_the_words_of_a_picture_say_a_look(tmp_path):
    record = Provenance("Zoe, a tall woman with grey hair, waves", "p")
    (tmp_path / "zoe.png").write_bytes(provenance.embed(picture("red"), record))
    editor, _, actions = await opened(tmp_path, "Then «Zoe» ran.\n\n![a](zoe.png)\n")
    editor.answers = [ADD]
    await run(editor, titled(actions, "Add “Zoe”"))

    assert 'look = "a tall woman with grey hair"' in (tmp_path / "limner.toml").read_text()


async def test_a_chat_model_is_sent_sentences_only_after_a_yes(tmp_path):
    model = Model("A girl of eight in a yellow coat.")
    editor, _, actions = await opened(tmp_path, CHAPTER, eyes=model)
    editor.answers = ["Read them here", ADD]
    await run(editor, titled(actions, "Add “Mia”"))
    assert model.asked == []
    assert editor.questions[0][0] == (
        "Send 2 sentences about Mia to chat.test, for talker to say the look in one phrase?"
    )
    assert LOOK in (tmp_path / "limner.toml").read_text()

    (tmp_path / "limner.toml").unlink()
    editor, _, actions = await opened(tmp_path, CHAPTER, eyes=model)
    editor.answers = ["Send these sentences", ADD]
    await run(editor, titled(actions, "Add “Mia”"))
    assert json.loads(model.asked[0].content)["name"] == "Mia"
    assert 'look = "A girl of eight in a yellow coat"' in (tmp_path / "limner.toml").read_text()


async def test_a_service_that_fails_leaves_the_authors_own_words(tmp_path):
    model = Model("", ServiceUnavailable("chat.test is away."))
    editor, _, actions = await opened(tmp_path, CHAPTER, eyes=model)
    editor.answers = ["Send these sentences", ADD]
    await run(editor, titled(actions, "Add “Mia”"))

    assert editor.messages[0] == "chat.test is away. The author’s own words were used instead."
    assert LOOK in (tmp_path / "limner.toml").read_text()


async def test_a_refusal_is_shown_and_not_worked_around(tmp_path):
    model = Model("", Refused("chat.test declined."))
    editor, _, actions = await opened(tmp_path, CHAPTER, eyes=model)
    editor.answers = ["Send these sentences", ADD]
    await run(editor, titled(actions, "Add “Mia”"))

    assert editor.messages == ["chat.test declined."]
    assert not (tmp_path / "limner.toml").exists()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("style = \n", "is not valid TOML"),
        ('[cast."Captain Mia"]\nlook = "tall"\nnames = ["Mia"]\n', "another name of Captain Mia"),
        ('[cast.Mia]\nlook = "tall"\n', "Mia is in the cast already"),
        ('cast = "../cast.toml"\n', "name a .toml file of the project"),
    ],
)
async def test_what_cannot_be_added_gets_one_sentence(tmp_path, settings, said):
    editor, buffer, _ = await opened(tmp_path, CHAPTER)
    (tmp_path / "limner.toml").write_text(settings)
    at = buffer.text.index("Mia")
    actions = await editor.actions(buffer, at, at + 3)
    await run(editor, titled(actions, "Add “Mia”"))

    assert said in editor.messages[-1]
    assert (editor.questions, (tmp_path / "limner.toml").read_text()) == ([], settings)


async def test_an_untitled_document_has_no_cast():
    editor = Editor(FakeBackends())
    await editor.start()
    buffer = editor.open("Then Mia ran.", "untitled:Untitled-1")
    await run(editor, titled(await editor.actions(buffer, 5, 8), "Add “Mia”"))

    assert editor.messages == ["Save the document first: the cast is in its project’s limner.toml."]


async def test_a_file_with_unsaved_changes_is_not_written(tmp_path):
    editor, _, actions = await opened(tmp_path, CHAPTER, 'style = "ink"\n')
    editor.open('style = "oil"\n', (tmp_path / "limner.toml").as_uri(), "toml")
    await run(editor, titled(actions, "Add “Mia”"))

    assert editor.messages == ["limner.toml has changes that are not saved: save it first."]
    assert (tmp_path / "limner.toml").read_text() == 'style = "ink"\n'


async def test_a_command_without_a_name_says_what_it_wants(tmp_path):
    editor, _, actions = await opened(tmp_path, "«A red fox».")
    argument = actions[0]["command"]["arguments"][0]
    for options, text in (({}, "Select a name"), ({"name": "a girl"}, "Select a name")):
        call = {**argument, "options": options}
        await editor.run({"command": {"command": "limner.addToCast", "arguments": [call]}})
        assert text in editor.messages[-1]


BOOK = '[cast.Mia]\nlook = "{}"\n'


async def story(folder, look_then, look_now, text="![«»Mia waits](mia.png)\n", words="Mia waits"):
    """Open a chapter whose picture was drawn with one look, in a book that says another."""
    record = Provenance(words, f"{words}. Mia: {look_then}.", looks=(("Mia", look_then),))
    (folder / "mia.png").write_bytes(provenance.embed(picture("red"), record))
    return await opened(folder, text, BOOK.format(look_now))


@pytest.mark.parametrize(
    ("then", "now", "offered"),
    [
        ("a girl in red", "a girl in blue", True),
        ("a girl in red", "a girl in red", False),
        ("a girl in red", "a girl in red.", False),
        ("a girl in red", "", False),
    ],
)
async def test_a_picture_with_an_older_look_is_offered_todays(tmp_path, then, now, offered):
    _, _, actions = await story(tmp_path, then, now)

    assert (titled(actions, "Draw again with today’s look of Mia") is not None) == offered


async def test_todays_look_is_drawn_beside_the_older_picture(tmp_path):
    editor, buffer, actions = await story(tmp_path, "a girl in red", "a girl in blue")
    editor.answers = ["Use the new picture"]
    editor.server.backends.fake = OfflineExpander()
    await run(editor, titled(actions, "Draw again with today’s look of Mia"))

    assert buffer.text == "![Mia waits](mia-1.png)\n"
    new = provenance.read_file(tmp_path / "mia-1.png")
    assert (new.words, new.looks) == ("Mia waits", (("Mia", "a girl in blue"),))
    assert "a girl in blue" in new.prompt
    assert "a girl in red" not in new.prompt
    assert (tmp_path / "mia.png").exists()
    actions = await editor.actions(buffer, 3, 3)
    assert titled(actions, "Draw again with today’s look of Mia") is None


async def test_drawing_again_keeps_whose_looks_a_picture_has(tmp_path):
    editor, buffer, actions = await story(tmp_path, "a girl in red", "a girl in red")
    editor.answers = ["Use the new picture"]
    await run(editor, titled(actions, "Draw this picture again"))

    assert buffer.text == "![Mia waits](mia-1.png)\n"
    assert provenance.read_file(tmp_path / "mia-1.png").looks == (("Mia", "a girl in red"),)


@pytest.mark.parametrize(
    ("text", "settings", "offered"),
    [
        ("![«»Zoe waits](zoe.png)\n", "", True),
        ("![«»a fox](zoe.png)\n", "", False),
        ("![«»a fox](zoe.png)\n", BOOK.format("a girl"), True),
        ("![«»Zoe](zoe.svg)\n", "", False),
    ],
)
async def test_a_look_is_kept_where_there_is_somebody_to_keep_it_for(
    tmp_path, text, settings, offered
):
    (tmp_path / "zoe.png").write_bytes(picture("red"))
    _, _, actions = await opened(tmp_path, text, settings)

    assert (titled(actions, "Keep this look") is not None) == offered


async def kept(folder, text, record=None, answers=(ADD,), settings="", **options):
    folder.joinpath("img").mkdir()
    data = picture("red")
    data = provenance.embed(data, record) if record else data
    (folder / "img" / "zoe.png").write_bytes(data)
    editor, _, actions = await opened(folder, text, settings, **options)
    editor.answers = [*answers]
    await run(editor, titled(actions, "Keep this look"))
    file = folder / "limner.toml"
    return editor, file.read_text() if file.exists() else ""


ZOE = "![«»Zoe at the pier](img/zoe.png)\n"


async def test_the_look_of_a_picture_is_what_it_was_drawn_from(tmp_path):
    record = Provenance("Zoe, a tall woman with grey hair, waves", "p")
    editor, written = await kept(tmp_path, ZOE, record)

    assert written == (
        '[cast.Zoe]\nlook = "a tall woman with grey hair"\nreferences = ["/img/zoe.png"]\n'
    )
    assert editor.questions[0][0] == (
        "Add Zoe to the cast in limner.toml? a tall woman with grey hair; as in /img/zoe.png"
    )


@pytest.mark.parametrize("look", ["Send the picture", "Use the words only"])
async def test_a_model_looks_at_a_picture_only_after_a_yes(tmp_path, look):
    model = Model("A tall woman in a green coat.")
    _, written = await kept(tmp_path, ZOE, answers=(look, ADD), eyes=model)

    assert bool(model.asked) == (look == "Send the picture")
    assert ("a tall woman in a green coat" in written.lower()) == bool(model.asked)
    assert 'references = ["/img/zoe.png"]' in written
    if model.asked:
        assert model.asked[0].picture == (tmp_path / "img" / "zoe.png").read_bytes()


async def test_a_model_that_cannot_look_leaves_the_words(tmp_path):
    record = Provenance("Zoe, a tall woman with grey hair, waves", "p")
    model = Model("", RequestRejected("no pictures"))
    editor, written = await kept(
        tmp_path, ZOE, record, answers=("Send the picture", ADD), eyes=model
    )

    assert "talker at chat.test does not look at pictures" in editor.messages[0]
    assert 'look = "a tall woman with grey hair"' in written


async def test_whose_look_it_is_is_asked(tmp_path):
    text = "# Zoe\n\nThen Zoe met Captain Bruno.\n\n![«»A tall woman](img/zoe.png)\n"
    editor, written = await kept(tmp_path, text, answers=("Zoe", ADD), settings=BOOK.format("x"))

    assert editor.questions[0][1] == ["Captain Bruno", "Zoe", CANCEL]
    assert "[cast.Zoe]" in written


async def test_whose_look_it_is_may_be_said_by_nothing(tmp_path):
    settings = BOOK.format("a girl")
    editor, _ = await kept(tmp_path, "![«»a woman](img/zoe.png)\n", settings=settings)
    assert editor.messages == [
        "Nothing says whose look this is: write one name into the picture’s alternative text."
    ]


async def test_a_look_of_the_cast_is_not_written_over(tmp_path):
    settings = '[cast.Zoe]\nlook = "tall"\n'
    editor, written = await kept(tmp_path, ZOE, settings=settings)

    assert "Zoe is in the cast already: add “/img/zoe.png” to the references" in editor.messages[0]
    assert written == settings


async def test_a_changed_settings_file_is_read_anew(tmp_path):
    """Saved in the editor, or changed on the disk where the client tells of it."""
    editor, buffer, _ = await opened(tmp_path, CHAPTER, 'style = "ink"\n', watches=True)
    at = buffer.text.index("Mia")
    (watched,) = (each for each in editor.registered if each["id"] == "settings")
    assert watched["registerOptions"]["watchers"] == [{"globPattern": "**/*.toml"}]
    file = tmp_path / "limner.toml"

    file.write_text(BOOK.format("a girl"))
    editor.notify("textDocument/didSave", {"textDocument": {"uri": file.as_uri()}})
    await looked(editor)
    assert titled(await editor.actions(buffer, at, at + 3), "Add “Mia”") is None

    file.write_text('style = "oil"\n')
    change = {"changes": [{"uri": file.as_uri(), "type": 2}]}
    editor.notify("workspace/didChangeWatchedFiles", change)
    await looked(editor)
    assert titled(await editor.actions(buffer, at, at + 3), "Add “Mia”") is not None
