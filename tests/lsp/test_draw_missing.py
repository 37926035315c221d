"""Hints at missing pictures and alternative texts, and what their quick fixes do."""

import asyncio
from types import SimpleNamespace

import pytest

from limner.errors import KeyRefused, Refused
from limner.image import pricing
from limner.image.formats.validation import decoded
from limner.image.jobs.image_backend import Billing, ImageBackend
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import Drawn
from limner.image.sketch.renderer import render
from limner.lsp.documents import watch
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor

FOX = "# Über 😀\n\n![a red fox](img/fox.png)\n"


async def opened(text, folder, language="markdown", backends=None, **options):
    """Open *text* as a file of *folder* in an editor whose author never types for long."""
    (folder / "limner.toml").write_text('[image]\nsize = "64x64"\n')
    editor = Editor(backends or FakeBackends(), folder=folder.as_uri(), **options)
    editor.server.watch.seconds = 0.01
    await editor.start()
    buffer = editor.open(text, (folder / "note.md").as_uri(), language)
    await looked(editor)
    return editor, buffer


async def looked(editor):
    """Wait until every document has been looked at."""
    for _ in range(2):
        while editor.server.watch._tasks:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0)


def hints(editor, buffer):
    return editor.diagnostics.get(buffer.uri, [])


def codes(editor, buffer):
    return [hint["code"] for hint in hints(editor, buffer)]


async def fixes(editor, buffer, number=0):
    """Ask for the quick fixes of one hint, as an editor does at its place."""
    hint = hints(editor, buffer)[number]
    actions = await editor.request(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": buffer.uri},
            "range": hint["range"],
            "context": {"diagnostics": [hint], "triggerKind": 1, "only": ["quickfix"]},
        },
    )
    return {action["title"]: action for action in actions}


async def fix(editor, buffer, title, number=0):
    await editor.run((await fixes(editor, buffer, number))[title])
    await editor.settle()
    await looked(editor)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_a_hint_stands_at_its_link(encoding, tmp_path):
    text = "😀 Ü ![a red fox](img/fox.png) and\r\n![](there.png)\r\n"
    (tmp_path / "there.png").write_bytes(b"")
    editor, buffer = await opened(text, tmp_path, encoding=encoding)
    missing, alt = hints(editor, buffer)

    start = text.index("![a")
    assert missing == {
        "range": editor.range(buffer, start, text.index(" and")),
        "severity": 4,
        "code": "missing-image",
        "source": "limner",
        "message": "The picture img/fox.png does not exist.",
        "data": {"text": "![a red fox](img/fox.png)", "missing": 1},
    }
    assert (alt["code"], alt["range"]["start"]) == ("missing-alt", {"line": 1, "character": 0})


async def test_findings_are_problems_where_that_is_wished(tmp_path):
    settings = {"diagnostics": {"severity": "warning"}}
    editor, buffer = await opened("![a red fox](img/fox.png)\n", tmp_path, settings=settings)
    (missing,) = hints(editor, buffer)
    (fix, *_) = (await fixes(editor, buffer)).values()

    assert missing["severity"] == 2
    assert fix["diagnostics"][0]["severity"] == 2


async def test_nothing_is_published_for_a_document_without_findings(tmp_path):
    (tmp_path / "there.png").write_bytes(b"")
    editor, _ = await opened("![a fox](there.png) ![x](https://a.example/b.png)", tmp_path)

    assert editor.published == 0


async def test_hints_follow_what_is_typed_and_go_when_the_document_closes(tmp_path):
    editor, buffer = await opened(FOX, tmp_path)
    editor.type(buffer, 0, 0, "![a blue whale]()\n\n")
    await looked(editor)
    assert codes(editor, buffer) == ["missing-image"] * 2

    editor.type(buffer, 0, len(buffer.text), "Words only.\n")
    await looked(editor)
    assert codes(editor, buffer) == []

    editor.type(buffer, 0, 0, FOX)
    await looked(editor)
    assert codes(editor, buffer) == ["missing-image"]
    editor.close(buffer)
    await asyncio.sleep(0)
    assert codes(editor, buffer) == []


async def test_only_a_pause_is_looked_at(tmp_path, monkeypatch):
    editor, buffer = await opened(FOX, tmp_path)
    clock = [1000.0]
    monkeypatch.setattr(watch, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    before = editor.published
    for _ in range(20):
        editor.type(buffer, 0, 0, "x")
        clock[0] += 0.009
        await asyncio.sleep(0.002)
    assert editor.published == before
    clock[0] += 0.002
    await looked(editor)
    assert editor.published == before + 1


async def test_settings_switch_hints_off(tmp_path):
    settings = {"diagnostics": {"missingImage": False}}
    editor, buffer = await opened("![](img/fox.png)", tmp_path, settings=settings)

    assert codes(editor, buffer) == ["missing-alt"]


@pytest.mark.parametrize("watches", [True, False])
async def test_a_file_that_comes_ends_its_hint(watches, tmp_path):
    editor, buffer = await opened(FOX, tmp_path, watches=watches)
    assert [each["id"] for each in editor.registered] == (
        ["pictures", "settings"] if watches else []
    )
    picture = tmp_path / "img" / "fox.png"
    picture.parent.mkdir()
    picture.write_bytes(b"")
    if watches:
        event = {"uri": picture.as_uri(), "type": 1}
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [event]})
    else:
        editor.notify("textDocument/didSave", {"textDocument": {"uri": buffer.uri}})
    await looked(editor)

    assert codes(editor, buffer) == []


async def test_quick_fixes_are_offered_for_hints_only(tmp_path):
    editor, buffer = await opened("![](a-red-fox.png)\n\n![b](b.png)\n", tmp_path, llm_tag=True)

    assert list(await fixes(editor, buffer, 0)) == [
        "Draw this picture",
        "Draw all 2 missing pictures",
        "Ignore this here",
    ]
    offered = await fixes(editor, buffer, 1)
    assert list(offered) == ["Write alt text", "Ignore this here"]
    (changed,) = offered["Ignore this here"]["edit"]["documentChanges"]
    (edit,) = changed["edits"]
    assert edit["newText"] == " <!-- limner-ignore -->"
    assert edit["range"]["start"] == edit["range"]["end"] == {"line": 0, "character": 18}
    assert offered["Write alt text"]["kind"] == "quickfix"
    assert "tags" not in offered["Write alt text"]
    # Kate and vim-lsp send no diagnostics along.
    without = await editor.actions(buffer, 0, 18)
    assert len([action for action in without if action["kind"] == "quickfix"]) == 4
    assert not any("again" in action["title"] for action in without)
    elsewhere = await editor.actions(buffer, 19, 19)
    assert not [action for action in elsewhere if action["kind"] == "quickfix"]
    saving = await editor.actions(
        buffer, 0, 18, 2, diagnostics=hints(editor, buffer), only=["quickfix", "source.fixAll"]
    )
    assert saving == []


async def test_a_hint_of_an_older_text_offers_nothing(tmp_path):
    editor, buffer = await opened(FOX, tmp_path)
    editor.type(buffer, 0, 0, "\n")

    assert await fixes(editor, buffer) == {}


async def test_the_missing_picture_is_drawn_where_its_link_says(tmp_path):
    editor, buffer = await opened(FOX, tmp_path)
    await fix(editor, buffer, "Draw this picture")

    picture = await decoded((tmp_path / "img" / "fox.png").read_bytes())
    assert (picture.format, picture.width) == ("png", 64)
    assert buffer.text == FOX
    assert editor.edits == 0
    assert codes(editor, buffer) == []
    assert "Drawn: img/fox.png" in editor.messages
    assert editor.server.backends.fake.requests[0].source == "a red fox"


async def test_a_link_without_a_target_gets_one(tmp_path):
    editor, buffer = await opened("A.\n\n![a red fox]()\n", tmp_path)
    await fix(editor, buffer, "Draw this picture")

    assert buffer.text == "A.\n\n![a red fox](a-red-fox.png)\n"
    assert (tmp_path / "a-red-fox.png").is_file()
    assert codes(editor, buffer) == []


class Jpegs:
    """An image model that sends JPEG, whatever is asked for."""

    async def generate(self, request, step, on_progress=lambda message: None):
        return Drawn((render(request.prompt, size="64x64", format="jpeg"),), "images", "jpegs")


async def test_a_picture_of_another_format_changes_the_ending_only(tmp_path):
    backends = FakeBackends(images=ImageBackend(Jpegs(), None))
    editor, buffer = await opened('![a fox](img/fox.png "T")\n', tmp_path, backends=backends)
    await fix(editor, buffer, "Draw this picture")

    assert buffer.text == '![a fox](img/fox.jpg "T")\n'
    assert (tmp_path / "img" / "fox.jpg").is_file()


REFUSED = [
    ("![a fox](../fox.png)", "outside the project"),
    ("![](IMG_1.png)", "Nothing says what"),
    ("![a fox](.git/fox.png)", "not put into .git"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
async def test_what_cannot_be_drawn_is_said(text, sentence, tmp_path):
    editor, buffer = await opened(text, tmp_path)
    await fix(editor, buffer, "Draw this picture")

    assert sentence in editor.messages[-1]
    assert buffer.text == text
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["limner.toml"]


async def test_one_action_silences_all_that_was_found_at_a_link(tmp_path):
    editor, buffer = await opened("![](img/fox.png)\n", tmp_path)
    many = len(hints(editor, buffer))
    actions = await editor.request(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": buffer.uri},
            "range": hints(editor, buffer)[0]["range"],
            "context": {"diagnostics": [], "triggerKind": 1, "only": ["quickfix"]},
        },
    )
    ignoring = [action for action in actions if action["title"] == "Ignore this here"]

    assert many == 2
    assert [len(action["diagnostics"]) for action in ignoring] == [2]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("![a fox](fox.svg)", ["Ignore this here"]),
        ("![a fox](fox.svg)\n\n![an owl](owl.png)", ["Ignore this here"]),
        ("![a fox](fox.png)\n\n![an owl](owl.gif)", ["Draw this picture", "Ignore this here"]),
    ],
)
async def test_a_kind_that_limner_does_not_draw_is_neither_offered_nor_counted(
    text, offered, tmp_path
):
    editor, buffer = await opened(text, tmp_path)

    assert list(await fixes(editor, buffer)) == offered


THREE = "![one fox](a.png)\n\n![two hens](b/b.png)\n\n![three ducks]()\n\n![a fox](a.png)\n"


async def test_all_missing_pictures_are_drawn_after_one_question(tmp_path):
    editor, buffer = await opened(THREE, tmp_path)
    editor.answers = ["Draw 3"]
    await fix(editor, buffer, "Draw all 3 missing pictures")

    ((question, answers),) = editor.questions
    assert question == (
        "Draw 3 missing pictures, size 64x64, as sketches (no image service is set up), "
        "free of charge?"
    )
    assert answers == ["Draw 3", "Draw nothing"]
    assert buffer.text == THREE.replace("()", "(three-ducks.png)")
    assert all((tmp_path / name).is_file() for name in ("a.png", "b/b.png", "three-ducks.png"))
    assert codes(editor, buffer) == []
    assert "3 of 3 missing pictures drawn." in editor.messages
    shown = [event["value"] for event in editor.progress]
    assert shown[0] == {"kind": "begin", "title": "Drawing 3 pictures", "cancellable": True}
    assert shown[-1] == {"kind": "end"}


@pytest.mark.parametrize("answer", ["Draw nothing", None])
async def test_without_a_yes_nothing_is_drawn(answer, tmp_path):
    editor, buffer = await opened(THREE, tmp_path)
    editor.answers = [answer]
    await fix(editor, buffer, "Draw all 3 missing pictures")

    assert [path.name for path in tmp_path.iterdir()] == ["limner.toml"]
    assert buffer.text == THREE
    assert editor.server.backends.fake.requests == []


class Some:
    """Hands on to the embedded renderer, but fails for some words."""

    def __init__(self, words, error):
        self.words, self.error, self.asked = words, error, 0

    async def generate(self, request, step, on_progress=lambda message: None):
        self.asked += 1
        if self.words in request.prompt:
            raise self.error
        return Drawn((render(request.prompt, size="64x64"),), "images", "some")


async def test_the_rest_goes_on_when_one_fails(tmp_path):
    backends = FakeBackends(images=ImageBackend(Some("hens", Refused("No hens.")), None))
    editor, buffer = await opened(THREE, tmp_path, backends=backends)
    editor.answers = ["Draw 3"]
    await fix(editor, buffer, "Draw all 3 missing pictures")

    assert "2 of 3 missing pictures drawn. No hens." in editor.messages
    assert buffer.text == THREE.replace("()", "(three-ducks.png)")
    assert codes(editor, buffer) == ["missing-image"]


async def test_a_key_that_is_refused_ends_it(tmp_path):
    model = Some("", KeyRefused("No such key."))
    editor, buffer = await opened(
        "".join(f"![fox {n}]({n}.png)\n" for n in range(9)),
        tmp_path,
        backends=FakeBackends(images=ImageBackend(model, None)),
    )
    editor.answers = ["Draw 9"]
    await fix(editor, buffer, "Draw all 9 missing pictures")

    assert model.asked <= 3
    assert "0 of 9 missing pictures drawn. No such key." in editor.messages


async def test_what_is_typed_meanwhile_stays(tmp_path):
    editor, buffer = await opened(THREE, tmp_path)
    editor.answers = ["Draw 3"]
    action = (await fixes(editor, buffer))["Draw all 3 missing pictures"]
    await editor.run(action)
    editor.type(buffer, 0, 0, "Typed above.\n\n")
    await editor.settle()

    assert buffer.text == "Typed above.\n\n" + THREE.replace("()", "(three-ducks.png)")


ALTS = [
    ("markdown", "# The fox\n\n![](img/red-fox.png)\n", "![Red fox.](img/red-fox.png)"),
    ("markdown", "# The red fox\n\nX.\n\n![](IMG_1.png)\n", "![The red fox.](IMG_1.png)"),
    ("markdown", '![](IMG_1.png "two hens")\n', '![Two hens.](IMG_1.png "two hens")'),
    ("html", '<p><img src="red-fox.png"></p>\n', '<img src="red-fox.png" alt="Red fox.">'),
    ("restructuredtext", ".. image:: red-fox.png\n", ":: red-fox.png\n   :alt: Red fox.\n"),
]


@pytest.mark.parametrize(("language", "text", "written"), ALTS)
async def test_alternative_text_is_written_offline(language, text, written, tmp_path):
    editor, buffer = await opened(text, tmp_path, language)
    number = codes(editor, buffer).index("missing-alt")
    await fix(editor, buffer, "Write alt text", number)

    assert written in buffer.text
    assert "missing-alt" not in codes(editor, buffer)
    assert editor.server.backends.settings == []


async def test_a_picture_limner_drew_says_its_own_words(tmp_path):
    editor, buffer = await opened("![a beach sunset](IMG_1.png)", tmp_path)
    await fix(editor, buffer, "Draw this picture")
    editor.type(buffer, 2, len("![a beach sunset"), "")
    await looked(editor)
    await fix(editor, buffer, "Write alt text")

    assert buffer.text == "![A beach sunset.](IMG_1.png)"


async def test_where_nothing_says_what_it_shows_the_author_is_asked_to(tmp_path):
    editor, buffer = await opened("![](IMG_1.png)", tmp_path)
    await fix(editor, buffer, "Write alt text", 1)

    assert "please write it yourself" in editor.messages[-1]
    assert buffer.text == "![](IMG_1.png)"


async def test_a_fixed_link_is_left_alone(tmp_path):
    editor, buffer = await opened(FOX, tmp_path)
    action = (await fixes(editor, buffer))["Draw this picture"]
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "fox.png").write_bytes(b"mine")
    await editor.run(action)
    await editor.settle()

    assert "No picture is missing here." in editor.messages
    assert (tmp_path / "img" / "fox.png").read_bytes() == b"mine"


async def test_an_untitled_document_has_no_hints():
    editor = Editor(FakeBackends())
    editor.server.watch.seconds = 0
    await editor.start()
    buffer = editor.open(FOX, "untitled:one")
    await looked(editor)

    assert codes(editor, buffer) == []


@pytest.mark.parametrize(("most", "drawn"), [(2, 2), (0, 0)])
async def test_what_a_limit_allows_is_told_and_drawn(most, drawn, tmp_path):
    billing = Billing(
        journal=open_journal(tmp_path / "state"),
        caps=Caps(most, 5_000_000, 50_000_000),
        host="api.example",
        model="some",
        prices=pricing.read_table(),
        free=True,
    )
    backends = FakeBackends(images=ImageBackend(Some("nothing", None), billing))
    editor, buffer = await opened(THREE, tmp_path, backends=backends)
    editor.answers = [f"Draw {most}"]
    await fix(editor, buffer, "Draw all 3 missing pictures")

    said = f"your limit of {most} pictures in a session allows {most}"
    if drawn:
        ((question, answers),) = editor.questions
        assert question.endswith(f"; {said}?")
        assert answers == ["Draw 2", "Draw nothing"]
        left = (
            "Left for later, by your limit of 2 pictures in a session: 1. The same action goes on."
        )
        assert f"2 of 2 missing pictures drawn. {left}" in editor.messages
    else:
        assert editor.questions == []
        assert editor.messages[-1].endswith(
            f"{said}. Nothing was drawn: raise limits.session in your config.toml."
        )
    assert len(list(tmp_path.rglob("*.png"))) == drawn
