"""Drawing in a fake editor: the sketch, a paid service, and what a crash leaves behind."""

import asyncio

import pytest

from limner.image.jobs.image_backend import ImageBackend
from limner.image.jobs.paid_drawing import PictureUnsaved
from limner.services.configured_backends import ConfiguredBackends
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor, selection
from tests.support.image_service import ImageService
from tests.support.pictures import picture

DRAW = 2
ALT = "![Red fox.](red-fox.png)"


async def opened(tmp_path, text: str, backends, **options):
    plain, start, end = selection(text)
    note = tmp_path / "note.md"
    note.write_text(plain)
    editor = Editor(backends, **options)
    await editor.start()
    buffer = editor.open(plain, note.as_uri())
    return editor, buffer, (await editor.actions(buffer, start, end))[DRAW]


async def test_the_sketch_is_saved_and_linked(tmp_path):
    editor, buffer, action = await opened(tmp_path, "A «red fox» in snow.\n", FakeBackends())
    await editor.run(action)
    await editor.settle()

    assert buffer.text.startswith("A red fox in snow.\n\n![")
    (picture,) = tmp_path.glob("*.png")
    assert f"]({picture.name})" in buffer.text
    assert editor.messages == ["Made without a service: see “limner setup”."]


@pytest.mark.parametrize(("title", "read"), [("Draw this", 1), ("Draw as it stands", 0)])
async def test_a_long_passage_is_read_unless_it_shall_be_drawn_as_it_stands(tmp_path, title, read):
    backends = FakeBackends()
    note = tmp_path / "note.md"
    text = "A red fox runs through the snow and looks back at the dark forest. " * 4
    note.write_text(text)
    editor = Editor(backends)
    await editor.start()
    buffer = editor.open(text, note.as_uri())
    actions = await editor.actions(buffer, 0, len(text) - 1)
    await editor.run(next(one for one in actions if one["title"].startswith(title)))
    await editor.settle()

    assert len(list(tmp_path.glob("*.png"))) == 1
    assert len(backends.fake.requests) == read


@pytest.mark.parametrize(
    ("settings", "after"),
    [
        ({"image": {"decorative": True}}, "A red fox in snow.\n\n![](red-fox.png)\n"),
        ({"draw": {"placement": "replace"}}, "A ![Red fox.](red-fox.png) in snow.\n"),
        (
            {"image": {"destination": "img"}},
            "A red fox in snow.\n\n![Red fox.](img/red-fox.png)\n",
        ),
        (
            {"draw": {"review": True}},
            "A red fox in snow.\n\n```limner-prompt\nA painting of red fox, number 1\n```\n",
        ),
    ],
)
async def test_settings_say_where_it_goes(settings, after, tmp_path):
    class Naming(FakeBackends):
        async def expander(self, settings, consent):
            return Named(await super().expander(settings, consent))

    class Named:
        def __init__(self, inner) -> None:
            self.inner = inner

        async def expand(self, request, on_words=lambda words: None):
            from dataclasses import replace

            expanded = await self.inner.expand(request, on_words)
            items = [replace(item, alt="Red fox.") for item in expanded.items]
            return replace(expanded, items=tuple(items))

    editor, buffer, action = await opened(
        tmp_path, "A «red fox» in snow.\n", Naming(), settings=settings
    )
    await editor.run(action)
    await editor.settle()

    assert buffer.text == after


async def test_a_document_without_a_file_is_told_to_be_saved():
    editor = Editor(FakeBackends())
    await editor.start()
    buffer = editor.open("A red fox.", "untitled:Untitled-1")
    await editor.run((await editor.actions(buffer, 2, 9))[DRAW])
    await editor.settle()

    assert editor.messages == ["Save the document first: its pictures are kept beside the file."]


class Nowhere:
    """An image model whose picture could be written nowhere."""

    async def generate(self, request, step, on_progress=lambda message: None):
        raise PictureUnsaved("The disk is full.", picture(), ("red-fox", "png"))


@pytest.mark.parametrize("answer", ["Save it in your home folder", None])
async def test_a_picture_that_fits_nowhere_is_offered_the_home_folder(
    tmp_path, monkeypatch, answer
):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr("pathlib.Path.home", lambda: home)
    backends = FakeBackends(images=ImageBackend(Nowhere(), None))
    editor, _, action = await opened(tmp_path, "A «red fox».\n", backends)
    editor.answers = [answer]
    await editor.run(action)
    await editor.settle()

    assert [path.read_bytes() for path in home.iterdir()] == ([picture()] if answer else [])
    assert editor.messages[-1] == (
        f"Saved: {home / 'red-fox.png'}" if answer else "The picture was not kept."
    )


@pytest.fixture
def backends_at(monkeypatch):
    def build(url: str) -> ConfiguredBackends:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", url)
        return ConfiguredBackends({})

    return build


async def test_a_paid_picture_is_drawn_once_and_offered_again(tmp_path, backends_at):
    """The second time the same words are asked for, the picture that is there is offered."""
    async with ImageService() as service:
        editor, buffer, action = await opened(tmp_path, "A «red fox».\n", backends_at(service.url))
        await editor.run(action)
        await editor.settle()
        assert ALT in buffer.text
        editor.answers = ["Insert that picture"]
        await editor.run((await editor.actions(buffer, 2, 9))[DRAW])
        await editor.settle()

        assert len(service.lines) == 1
        assert editor.questions[0][1] == ["Insert that picture", "Draw another"]
        assert buffer.text.count(ALT) == 2


async def test_a_picture_no_document_shows_is_offered_by_the_next_session(tmp_path, backends_at):
    """The editor refuses the link and is closed; a new one offers the picture where it belongs."""
    async with ImageService() as service:
        backends = backends_at(service.url)
        editor, buffer, action = await opened(tmp_path, "A «red fox».\n", backends, manners="deaf")
        await editor.run(action)
        while not list(tmp_path.glob("*.png")):
            await asyncio.sleep(0.01)
        await editor.server.stop()

        later = Editor(backends_at(service.url))
        await later.start()
        await later.settle()
        buffer = later.open("New. A red fox.\n", buffer.uri)
        await later.settle()
        first = (await later.actions(buffer, 7, 14))[0]
        assert first["title"] == "Insert the finished picture red-fox.png"
        # What else looks at a document that is opened still does.
        other = later.open("![a red hen](hen.png)\n", (tmp_path / "other.md").as_uri())
        async with asyncio.timeout(30):
            while not later.diagnostics.get(other.uri):
                await asyncio.sleep(0.01)
        await later.run(first)
        await later.settle()

        assert buffer.text == f"New. A red fox.\n\n{ALT}\n"
        assert len(service.lines) == 1
        again = Editor(backends_at(service.url))
        await again.start()
        await again.settle()
        offers = await again.actions(again.open(buffer.text, buffer.uri), 7, 14)
        assert offers[0]["title"].startswith("Expand")
