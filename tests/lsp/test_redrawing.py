"""Commands on the link of a picture: drawn again, chosen among several, edited, taken back."""

import asyncio
import json
from dataclasses import replace

import pytest
from lsprotocol import types
from PIL import Image

from limner.image.formats import provenance
from limner.image.jobs.approval import DRAW_QUIETLY, SEND_PROMPT
from limner.image.jobs.choosing import KEEP
from limner.lsp.features.redraw import STYLES
from limner.prompt.chat.chat_model import ChatReply
from limner.services.configured_backends import ConfiguredBackends
from tests.support import settings_tables
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor, selection
from tests.support.image_service import ImageService
from tests.support.pictures import MADE, picture

AGAIN, FOUR, STYLE, SHAPE, ALT, PROMPT = range(6)


@pytest.fixture
def backends_at(monkeypatch):
    def build(url: str, **environ: str) -> ConfiguredBackends:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", url)
        monkeypatch.setenv("LIMNER_IMAGE_MODEL", "painter")
        return ConfiguredBackends(environ)

    return build


async def opened(tmp_path, text, backends, *, record=MADE, **options):
    plain, start, end = selection(text)
    data = provenance.embed(picture("red"), record) if record else picture("red")
    (tmp_path / "img").mkdir(exist_ok=True)
    (tmp_path / "img" / "a-red-fox.png").write_bytes(data)
    note = tmp_path / "note.md"
    note.write_text(plain)
    editor = Editor(backends, **options)
    await editor.start()
    buffer = editor.open(plain, note.as_uri())
    return editor, buffer, await editor.actions(buffer, start, end)


async def run(editor, action) -> None:
    await editor.run(action)
    await editor.settle()


LINK = "![«»A red fox.](img/a-red-fox.png)\n"


async def test_what_is_offered_on_a_link(tmp_path):
    _, _, actions = await opened(tmp_path, LINK, FakeBackends())

    assert [action["title"] for action in actions] == [
        "Draw this picture again",
        "Draw four more and choose one",
        "Draw this picture in another style…",
        "Draw this picture in another shape…",
        "Write the alt text of this picture",
        "Insert the prompt of this picture",
        "Check this picture against its words",
    ]
    assert all(action["kind"].startswith("refactor.rewrite.limner.") for action in actions)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("«![a](img/a.png) make it night»\n", "Edit this picture: make it night"),
        ("Make it «night: ![a](img/a.png)»\n", "Edit this picture: night:"),
        ("«![a](https://example.org/a.png)»\n", None),
        ("«![a](img/a.svg)»\n", None),
        ("«A red fox.»\n\n![a](img/a.png)\n", "Expand into an image prompt"),
        ("![a «red fox»](img/a.png)\n", "Expand into an image prompt"),
        ("«![a red fox](img/a.png)»\n", "Draw this picture again"),
        ("«![a](a.png) ![b](b.png)»\n", "Expand into an image prompt"),
    ],
)
async def test_what_is_offered_first(tmp_path, text, first):
    _, _, actions = await opened(tmp_path, text, FakeBackends())

    assert (actions[0]["title"] if actions else None) == first


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_a_picture_is_drawn_again_from_its_own_prompt(tmp_path, backends_at, encoding):
    async with ImageService() as service:
        editor, buffer, actions = await opened(
            tmp_path, "Über 😀 " + LINK, backends_at(service.url), encoding=encoding
        )
        editor.answers = ["Use the new picture"]
        await run(editor, actions[AGAIN])

    assert service.json["prompt"] == "A red fox in deep snow."
    assert service.json["negative_prompt"] == "people"
    assert buffer.text == "Über 😀 ![A red fox.](img/a-red-fox-1.png)\n"
    new = provenance.read((tmp_path / "img" / "a-red-fox-1.png").read_bytes())
    assert (new.words, new.prompt, new.model) == ("a red fox", MADE.prompt, "painter")
    assert provenance.read((tmp_path / "img" / "a-red-fox.png").read_bytes()) == MADE
    assert editor.questions[-1][1] == ["Use the new picture", KEEP]


async def test_a_prompt_that_the_author_has_changed_is_drawn(tmp_path, backends_at):
    text = f"{LINK}\n```limner-prompt\nA red fox at night.\n```\n"
    async with ImageService() as service:
        editor, buffer, actions = await opened(tmp_path, text, backends_at(service.url))
        editor.answers = ["Use the new picture"]
        await run(editor, actions[AGAIN])

    assert service.json["prompt"] == "A red fox at night."
    assert buffer.text.startswith("![A red fox.](img/a-red-fox-1.png)\n\n```limner-prompt\n")


async def test_the_old_picture_stays_when_the_new_one_is_not_wanted(tmp_path, backends_at):
    async with ImageService() as service:
        editor, buffer, actions = await opened(tmp_path, LINK, backends_at(service.url))
        editor.answers = [KEEP]
        await run(editor, actions[AGAIN])

    assert buffer.text == LINK.translate({0xAB: None, 0xBB: None})
    assert [path.name for path in (tmp_path / "img").iterdir()] == ["a-red-fox.png"]
    assert "limner history --save 1" in editor.messages[-1]


async def test_one_of_several_is_chosen_from_a_sheet(tmp_path, backends_at):
    async with ImageService("lime", "blue", "gray", "pink") as service:
        editor, buffer, actions = await opened(
            tmp_path, LINK, backends_at(service.url), show_document=True
        )
        editor.answers = ["2"]
        await run(editor, actions[FOUR])

    assert service.json["n"] == 4
    assert len(service.lines) == 1
    assert editor.questions[-1][1] == ["1", "2", "3", "4", KEEP]
    (sheet,) = editor.shown
    assert sheet["external"] is True
    assert buffer.text == "![A red fox.](img/a-red-fox-1.png)\n"
    placed = tmp_path / "img" / "a-red-fox-1.png"
    assert provenance.read(placed.read_bytes()).prompt == MADE.prompt
    with Image.open(placed) as opened_again:
        assert opened_again.convert("RGB").getpixel((3, 3)) == (0, 0, 255)


@pytest.mark.parametrize(("plain", "new"), [(MADE, "reynard-2"), (None, "reynard-1-1")])
async def test_versions_are_counted_from_the_name_a_model_gave(tmp_path, backends_at, plain, new):
    """A number that is the author's own stays: a picture of other words has the name before it."""
    async with ImageService() as service:
        editor, buffer, actions = await opened(
            tmp_path, "![«»A red fox.](img/reynard-1.png)\n", backends_at(service.url)
        )
        drawn = provenance.embed(picture("red"), MADE)
        (tmp_path / "img" / "reynard-1.png").write_bytes(drawn)
        (tmp_path / "img" / "reynard.png").write_bytes(drawn if plain else picture("blue"))
        editor.answers = ["Use the new picture"]
        await run(editor, actions[AGAIN])

    assert buffer.text == f"![A red fox.](img/{new}.png)\n"


async def test_where_nobody_can_choose_one_is_enough(tmp_path, backends_at):
    async with ImageService() as service:
        editor, buffer, actions = await opened(
            tmp_path, LINK, backends_at(service.url), questions=False
        )
        await editor.server.choose("A first question, which this client cannot ask.", "Yes")
        editor.server.session.ask = None
        await run(editor, actions[FOUR])

    assert "n" not in service.json
    assert buffer.text == "![A red fox.](img/a-red-fox-1.png)\n"


async def test_words_beside_a_link_change_its_picture(tmp_path, backends_at):
    text = "«![A red fox.](img/a-red-fox.png) make it night»\n"
    async with ImageService() as service:
        editor, buffer, actions = await opened(tmp_path, text, backends_at(service.url))
        editor.answers = ["Use the new picture"]
        await run(editor, actions[0])

    assert service.lines == ["POST /v1/images/edits HTTP/1.1"]
    assert b"make it night" in service.bodies[0]
    assert provenance.embed(picture("red"), MADE) in service.bodies[0]
    assert buffer.text == "![A red fox.](img/a-red-fox-1.png) make it night\n"
    new = provenance.read((tmp_path / "img" / "a-red-fox-1.png").read_bytes())
    assert (new.prompt, new.edits) == (MADE.prompt, ("make it night",))


def test_the_styles_asked_about_are_among_those_that_editors_list():
    listed = settings_tables.configuration()["limner.style"]["examples"]

    assert {style.lower() for style in STYLES} <= set(listed)


async def test_another_style_is_expanded_anew(tmp_path, backends_at):
    async with ImageService() as service:
        editor, buffer, actions = await opened(tmp_path, LINK, backends_at(service.url))
        editor.answers = ["Watercolor", "Use the new picture"]
        await run(editor, actions[STYLE])

    assert "watercolor" in service.json["prompt"].lower()
    assert "fox" in service.json["prompt"]
    assert buffer.text == "![A red fox.](img/a-red-fox-1.png)\n"


async def test_another_shape_keeps_the_prompt(tmp_path, backends_at):
    async with ImageService() as service:
        editor, _, actions = await opened(tmp_path, LINK, backends_at(service.url))
        editor.answers = ["Wide", "Use the new picture"]
        await run(editor, actions[SHAPE])

    assert service.json["size"] == "1536x1024"
    assert service.json["prompt"] == MADE.prompt


async def test_the_prompt_of_a_picture_comes_back(tmp_path):
    editor, buffer, actions = await opened(tmp_path, LINK, FakeBackends())
    await run(editor, actions[PROMPT])

    assert buffer.text == (
        "![A red fox.](img/a-red-fox.png)\n\n```limner-prompt\nA red fox in deep snow. "
        "Negative prompt: people\n```\n"
    )


async def test_a_picture_that_says_nothing_is_drawn_from_its_words(tmp_path, backends_at):
    async with ImageService() as service:
        editor, _, actions = await opened(tmp_path, LINK, backends_at(service.url), record=None)
        editor.answers = ["Use the new picture"]
        await run(editor, actions[AGAIN])

    assert "red fox" in service.json["prompt"].lower()
    assert len(service.json["prompt"].split()) > 10


@pytest.mark.parametrize(
    ("action", "link", "told"),
    [
        (PROMPT, "![«»A red fox.](img/a-red-fox.png)\n", "does not say which prompt"),
        (AGAIN, "![«»A red fox.](img/none.png)\n", "There is no picture none.png: draw it first."),
        (AGAIN, "![«»A red fox.](../../etc/x.png)\n", "lies outside the project"),
    ],
)
async def test_what_cannot_be_done_is_said(tmp_path, action, link, told):
    (tmp_path / "in").mkdir()
    editor, buffer, actions = await opened(tmp_path / "in", link, FakeBackends(), record=None)
    before = buffer.text
    await run(editor, actions[action])

    assert told in editor.messages[-1]
    assert buffer.text == before


async def test_a_picture_of_a_service_is_no_sketch_to_be_changed(tmp_path):
    text = "«![A red fox.](img/a-red-fox.png) make it night»\n"
    editor, _, actions = await opened(tmp_path, text, FakeBackends())
    await run(editor, actions[0])

    assert editor.messages[-1].startswith("Only a sketch can be changed without an image service")


SKETCHED = replace(MADE, model=None, words="a red fox")


async def test_a_sketch_is_changed_by_words(tmp_path):
    text = "«![A red fox.](img/a-red-fox.png) make it night»\n"
    editor, buffer, actions = await opened(tmp_path, text, FakeBackends(), record=SKETCHED)
    editor.answers = ["Use the new picture"]
    await run(editor, actions[0])

    placed = tmp_path / "img" / "a-red-fox-1.png"
    assert placed.name in buffer.text
    record = provenance.read_file(placed)
    assert (record.edits, record.model) == (("make it night",), None)
    with Image.open(placed) as night:
        assert max(night.convert("RGB").resize((1, 1)).getpixel((0, 0))) < 130


async def test_what_a_sketch_cannot_do_is_said(tmp_path):
    text = "«![A red fox.](img/a-red-fox.png) make it dance the tango»\n"
    editor, buffer, actions = await opened(tmp_path, text, FakeBackends(), record=SKETCHED)
    before = buffer.text
    await run(editor, actions[0])

    assert "but not “make it dance the tango”" in editor.messages[-1]
    assert buffer.text == before


async def test_four_sketches_to_choose_from_differ(tmp_path):
    editor, buffer, actions = await opened(tmp_path, LINK, FakeBackends(), record=SKETCHED)
    editor.answers = ["3"]
    await run(editor, actions[FOUR])

    assert editor.questions[-1][1] == ["1", "2", "3", "4", KEEP]
    assert buffer.text == "![A red fox.](img/a-red-fox-1.png)\n"
    record = provenance.read_file(tmp_path / "img" / "a-red-fox-1.png")
    assert dict(record.parameters)["composition"] == "3"


async def test_a_change_keeps_the_composition_of_a_sketch(tmp_path):
    text = "«![A red fox.](img/a-red-fox.png) make it night»\n"
    chosen = replace(SKETCHED, parameters=(("composition", "2"),))
    editor, _, actions = await opened(tmp_path, text, FakeBackends(), record=chosen)
    editor.answers = ["Use the new picture"]
    await run(editor, actions[0])

    record = provenance.read_file(tmp_path / "img" / "a-red-fox-1.png")
    assert dict(record.parameters)["composition"] == "2"


class Eyes:
    """A chat model that looks at pictures."""

    name, host = "eyes", "chat.test"

    def __init__(self, answer: str | Exception) -> None:
        self.answer, self.requests = answer, []

    async def reply(self, request, on_text=lambda _: None):
        self.requests.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return ChatReply(self.answer, whole=True)


@pytest.mark.parametrize(
    ("answer", "settings", "after", "looked"),
    [
        ("Send the picture", {}, "A red fox looks back.", 1),
        ("Use the words only", {}, "A red fox.", 0),
        (None, {"alt": {"look": "never"}}, "A red fox.", 0),
        ("Send the picture", {"alt": {"length": 20}}, "A red fox looks…", 1),
    ],
)
async def test_a_model_describes_what_it_sees(tmp_path, answer, settings, after, looked):
    eyes = Eyes("A red fox looks back.")
    text = "![«»Old](img/a-red-fox.png)\n"
    editor, buffer, actions = await opened(
        tmp_path, text, FakeBackends(eyes=eyes), settings=settings
    )
    editor.answers = [answer]
    await run(editor, actions[ALT])

    assert buffer.text == f"![{after}](img/a-red-fox.png)\n"
    assert len(eyes.requests) == looked
    if looked:
        message = eyes.requests[0].messages[-1]
        assert message.picture == provenance.embed(picture("red"), MADE)
        assert json.loads(message.content)["words"] == "a red fox"


async def test_pictures_of_the_project_are_followed(tmp_path, backends_at):
    (tmp_path / "hero.png").write_bytes(picture("yellow"))
    (tmp_path / "limner.toml").write_text('[image]\nreferences = ["/hero.png"]\n')
    async with ImageService() as service:
        editor, _, actions = await opened(tmp_path, LINK, backends_at(service.url))
        editor.answers = ["Use the new picture"]
        await run(editor, actions[AGAIN])

    assert service.lines == ["POST /v1/images/edits HTTP/1.1"]
    assert picture("yellow") in service.bodies[0]


async def test_titles_carry_the_price_where_it_is_known(tmp_path):
    backends = FakeBackends()
    backends.cost = 79_000
    editor, buffer, _ = await opened(tmp_path, LINK + "\nA hen.\n", backends)
    editor.server.watch.seconds = 0
    editor.server.watch.files_changed()
    async with asyncio.timeout(30):
        while editor.server.documents.get(buffer.uri).prices.draw is None:
            await asyncio.sleep(0.01)
    on_link = [action["title"] for action in await editor.actions(buffer, 4, 4)]
    at = buffer.text.index("hen")
    on_words = [action["title"] for action in await editor.actions(buffer, at, at + 3)]

    assert on_link[:2] == [
        "Draw this picture again (about $0.079)",
        "Draw four more and choose one (about $0.316)",
    ]
    assert on_words[2] == "Draw this and insert the image (about $0.079)"
    first, *_ = await editor.actions(buffer, 0, at + 3)
    assert first["title"] == "Edit this picture: A hen (about $0.087)"


@pytest.mark.parametrize(("code", "agreed"), [(-32800, False), (-32603, False), (-32601, True)])
async def test_an_error_in_place_of_an_answer_is_no_yes(tmp_path, backends_at, code, agreed):
    backends = backends_at("http://127.0.0.1:9/v1", LIMNER_IMAGE_KEY="of-a-gateway")
    editor, _, actions = await opened(tmp_path, LINK, backends)
    editor.answers = [code]
    await run(editor, actions[AGAIN])

    assert editor.questions[0][0].startswith("a-red-fox.png brings a prompt")
    assert ("you did not agree" in editor.messages[-1]) is not agreed
    # What the person has refused is no error.
    assert (editor.kinds[-1] == types.MessageType.Error) is agreed


async def test_a_prompt_that_a_foreign_picture_brings_is_shown_before_it_is_sent(
    tmp_path, backends_at
):
    made = replace(MADE, prompt="Buy gold. " * 100, edits=("now",))
    async with ImageService() as service:
        backends = backends_at(service.url, LIMNER_IMAGE_KEY="of-a-gateway")
        editor, buffer, actions = await opened(tmp_path, LINK, backends, record=made)
        editor.answers = [None, SEND_PROMPT, DRAW_QUIETLY, "Use the new picture"]
        await run(editor, actions[AGAIN])
        assert service.lines == []
        await run(editor, actions[AGAIN])
        editor.answers = ["Use the new picture"]
        actions = await editor.actions(buffer, 4, 4)
        await run(editor, actions[AGAIN])

    (asked, answers), *_ = editor.questions
    assert asked.startswith("a-red-fox.png brings a prompt that is not in your history. Send it to")
    assert "“Buy gold. Buy gold." in asked
    assert asked.endswith("characters more)")
    assert answers == [SEND_PROMPT]
    assert [question.split()[1] for question, _ in editor.questions] == [
        "brings", "brings", "with", "new", "new",
    ]  # fmt: skip
    assert len(service.lines) == 2


LINKS = [
    ("![«»A fox.][1]\n\n[1]: img/a-red-fox.png\n", "![A fox.][1]\n\n[1]: img/a-red-fox-1.png\n"),
    ("![«»a-red-fox.png](img/a-red-fox.png)\n", "![a-red-fox.png](img/a-red-fox-1.png)\n"),
    ("![«»A fox.](img/a-red%2Dfox.png)\n", None),
]


@pytest.mark.parametrize(("text", "after"), LINKS)
async def test_nothing_is_paid_for_that_its_link_cannot_show(tmp_path, backends_at, text, after):
    async with ImageService() as service:
        editor, buffer, actions = await opened(tmp_path, text, backends_at(service.url))
        editor.answers = ["Use the new picture"]
        await run(editor, actions[AGAIN])

    assert buffer.text == (after or selection(text)[0])
    assert len(service.lines) == (after is not None)
    if after is None:
        assert "which part of this link" in editor.messages[-1]
