"""What a document and its project say for themselves holds in the editor too."""

import shutil
from pathlib import Path

import pytest

from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor
from tests.support.own_client import OwnClient

PROJECTS = Path(__file__).parent.parent / "projects"
DRAW = "refactor.rewrite.limner.draw"


async def drawn(tmp_path: Path, name: str, document: str, words: str, head: str = ""):
    """Draw *words* of a document in a copy of a small project; return the editor and buffer."""
    folder = tmp_path / name
    shutil.copytree(PROJECTS / name, folder)
    editor = Editor(FakeBackends(), folder=folder.as_uri())
    await editor.start()
    text = head + (folder / document).read_text()
    buffer = editor.open(text, (folder / document).as_uri())
    start = text.index(words)
    offers = await editor.actions(buffer, start, start + len(words), only=[DRAW])
    await editor.run(offers[0])
    await editor.settle()
    return editor, buffer


@pytest.mark.parametrize(
    ("name", "document", "link", "file"),
    [
        ("obsidian", "walks/coast.md", "![[{}.png", "attachments"),
        ("hugo", "content/posts/coast.md", "](/images/{}.png)", "static/images"),
        ("learn", "articles/coast.md", 'source="media/coast/{}.png"', "articles/media/coast"),
        ("plain", "notes/coast.md", "]({}.png)", "notes"),
    ],
)
async def test_a_picture_goes_where_its_project_keeps_pictures(
    tmp_path, name, document, link, file
):
    _, buffer = await drawn(tmp_path, name, document, "lighthouse")
    (picture,) = (tmp_path / name / file).glob("*lighthouse*.png")

    assert link.format(picture.stem) in buffer.text


async def test_a_document_sets_its_own_style_and_nothing_that_is_not_free(tmp_path):
    head = "---\nlimner:\n  style: ink\n  image.destination: /etc\n  - odd\n---\n\n"
    editor, _ = await drawn(tmp_path, "plain", "notes/coast.md", "lighthouse", head)
    used = editor.server.backends.settings[0]

    assert (used.style, used.image_destination) == ("ink", ())
    assert any("image.destination" in message for message in editor.messages)
    assert any("“- odd” of the front matter is not read" in message for message in editor.messages)


async def test_what_is_being_typed_counts_before_it_is_saved(tmp_path):
    editor, buffer = await drawn(tmp_path, "plain", "notes/coast.md", "lighthouse")
    editor.type(buffer, 0, 0, "<!-- !limner style = ink -->\n\n")
    start = buffer.text.index("rocky")
    await editor.run((await editor.actions(buffer, start, start + 5, only=[DRAW]))[0])
    await editor.settle()

    assert [used.style for used in editor.server.backends.settings] == ["", "", "ink", "ink"]


@pytest.mark.parametrize(
    "pushed", [{"limner": {"style": "ink"}}, {"limner.style": "ink"}, {"style": "ink"}]
)
async def test_pushed_settings_hold_where_the_client_cannot_be_asked(tmp_path, pushed):
    editor = Editor(FakeBackends(), "Kate 25.04", folder=tmp_path.as_uri())
    await editor.start()
    buffer = editor.open("A red fox.\n", (tmp_path / "a.md").as_uri())
    editor.notify("workspace/didChangeConfiguration", {"settings": pushed})
    for other in ({}, None, {"python": {"analysis": True}}):
        editor.notify("workspace/didChangeConfiguration", {"settings": other})
    evil = {"limner": {"image": {"baseUrl": "http://evil.test/v1"}, **pushed.get("limner", pushed)}}
    editor.notify("workspace/didChangeConfiguration", {"settings": evil})
    offers = await editor.actions(buffer, 2, 9, only=[DRAW])
    await editor.run(offers[0])
    await editor.settle()
    used = editor.server.backends.settings[0]

    assert used.style == "ink"
    assert "evil" not in used.image_base_url


@pytest.mark.parametrize("settings", [{}, [], None], ids=str)
@pytest.mark.parametrize(
    ("options", "told", "dialect"),
    [
        ({"notes": True}, [], "generic"),
        ({"notices": False, "questions": True, "status": True, "chat": False}, [], "generic"),
        ({"chat": {"model": "tiny"}, "dialect": "midjourney"}, [], "midjourney"),
        ({"monkeys": True}, ["Unknown setting “monkeys” in the editor: it is ignored."], "generic"),
        (None, [], "generic"),
    ],
    ids=str,
)
async def test_what_a_client_says_of_itself_is_no_setting(settings, options, told, dialect):
    """However it writes that nothing is set: Lua has one value for empty lists and objects."""
    backends = FakeBackends()
    editor = OwnClient(backends, settings=settings, announced=options)
    editor.settings = settings
    await editor.start()
    buffer = editor.open("A red fox.\n")
    await editor.run((await editor.actions(buffer, 2, 9))[0])
    await editor.settle()
    is_read = not isinstance(settings, dict)  # An object says all there is to be said.

    assert [one for one in editor.messages if "setting" in one] == (told if is_read else [])
    assert backends.settings[0].dialect == (dialect if is_read else "generic")
