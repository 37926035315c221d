"""A linked picture is checked against its words, and drawn again with what it lacks in mind."""

import asyncio
from dataclasses import replace

import pytest

from limner.image.formats import provenance
from limner.image.jobs.image_backend import ImageBackend
from limner.image.jobs.inspection import DO_NOT_SEND, SEND
from limner.image.sketch.renderer import Sketch
from limner.prompt.picture_check.check_table import CheckRow, PictureCheck
from limner.services.configured_backends import ConfiguredBackends
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor, selection
from tests.support.image_service import ImageService
from tests.support.pictures import MADE, picture
from tests.support.scripted_eyes import ScriptedEyes

LINK = "![«»Boats.](boats.png)\n"
BOATS = replace(MADE, words="three red boats", prompt="Three red boats.", negative=None)
TWO = {"exactly three": "no two boats"}
LACKING = "minding what its file says is missing: three boats, not two boats"
CHECK = PictureCheck(
    (
        CheckRow("subject", "boats", "kept"),
        CheckRow("count", "three boats", "missing", "two boats"),
        CheckRow("colour", "*red* boats", "uncertain"),
    ),
    "eyes at eyes.test",
    "2026-11-28T12:00:00+00:00",
)


async def opened(tmp_path, backends, *, record=BOATS, text=LINK, **options):
    plain, start, end = selection(text)
    data = provenance.embed(picture("red"), record) if record else picture("red")
    (tmp_path / "boats.png").write_bytes(data)
    (tmp_path / "note.md").write_text(plain)
    editor = Editor(backends, **options)
    await editor.start()
    buffer = editor.open(plain, (tmp_path / "note.md").as_uri())
    return editor, buffer, await editor.actions(buffer, start, end)


async def noticed(editor, buffer) -> list[dict]:
    """Wait until the document has been looked at; return what is offered on its link then."""
    document = editor.server.documents.get(buffer.uri)
    editor.server.watch.seconds = 0
    editor.server.watch.files_changed()
    async with asyncio.timeout(60):
        while document.priced != editor.server.watch.generation or not document.missing:
            await asyncio.sleep(0.01)
    return await editor.actions(buffer, 4, 4)


async def run(editor, action) -> None:
    await editor.run(action)
    await editor.settle()


@pytest.mark.parametrize(
    ("answer", "sent", "told"),
    [
        (SEND, 1, "boats.png: Checked by eyes at eyes.test: 2 of 3 kept; missing: three boats "
         "(two boats)."),
        (DO_NOT_SEND, 0, "boats.png was not sent to eyes.test, because you did not agree."),
        (None, 0, "boats.png was not sent to eyes.test, because you did not agree."),
    ],
)  # fmt: skip
async def test_a_picture_is_checked_after_a_yes(tmp_path, answer, sent, told):
    eyes = ScriptedEyes(TWO)
    editor, _, actions = await opened(tmp_path, FakeBackends(eyes=eyes))
    editor.answers = [answer]
    await run(editor, actions[-1])
    check = provenance.read((tmp_path / "boats.png").read_bytes()).check

    assert (len(eyes.asked), editor.messages[-1]) == (sent, told)
    assert editor.questions[0][0] == (
        "Send the picture to eyes.test, for eyes to check against the words, at a price that is "
        "not known?"
    )
    assert (check.summary if check else None) == (
        "2 of 3 kept; missing: three boats (two boats)" if sent else None
    )


async def test_a_picture_without_a_record_is_checked_against_what_its_link_says(tmp_path):
    eyes = ScriptedEyes()
    editor, _, actions = await opened(tmp_path, FakeBackends(eyes=eyes), record=None)
    editor.answers = [SEND]
    await run(editor, actions[-1])

    assert editor.messages[-1] == "boats.png: Checked by eyes at eyes.test: 1 of 1 kept."
    assert (tmp_path / "boats.png").read_bytes() == picture("red")


async def test_without_anyone_who_looks_it_is_said_what_to_set_up(tmp_path):
    editor, _, actions = await opened(tmp_path, FakeBackends())
    await run(editor, actions[-1])

    assert editor.messages[-1].startswith("Nobody is set up who could look at the picture")


async def test_the_table_stands_in_the_hover_as_words(tmp_path):
    editor, buffer, _ = await opened(tmp_path, FakeBackends(), record=replace(BOATS, check=CHECK))
    at = editor.range(buffer, 4, 4)["start"]
    asked = {"textDocument": {"uri": buffer.uri}, "position": at}
    found = await editor.request("textDocument/hover", asked)
    parts = found["contents"]["value"].split("\n\n")

    assert parts[-5:-1] == [
        "Its file says it was checked by eyes at eyes\\.test\\:",
        "Kept\\: boats",
        "Missing\\: three boats \\(two boats\\)",
        "Uncertain\\: \\*red\\* boats",
    ]


@pytest.mark.parametrize(
    ("check", "title"),
    [
        (
            CHECK,
            f"Draw again, {LACKING}",
        ),
        (PictureCheck((CheckRow("subject", "boats", "kept"),)), "Draw this picture again"),
        (None, "Draw this picture again"),
    ],
)
async def test_what_is_missing_can_be_minded(tmp_path, check, title):
    """It is known once the document has been looked at: code actions read no file."""
    editor, buffer, actions = await opened(
        tmp_path, FakeBackends(), record=replace(BOATS, check=check)
    )
    assert actions[0]["title"] == "Draw this picture again"

    assert (await noticed(editor, buffer))[0]["title"] == title


async def test_where_the_model_can_edit_only_what_is_missing_can_be_changed(tmp_path):
    backends = FakeBackends()
    backends.cost = 79_000
    editor, buffer, _ = await opened(tmp_path, backends, record=replace(BOATS, check=CHECK))

    assert [action["title"] for action in await noticed(editor, buffer)][:2] == [
        f"Draw again, {LACKING} (about $0.079)",
        f"Edit this picture, {LACKING} (about $0.087)",
    ]


class Painter:
    """Keeps the prompts it is asked for."""

    def __init__(self):
        self.prompts = []

    async def generate(self, request, step, on_progress=lambda _: None):
        self.prompts.append(request.prompt)
        return await Sketch().generate(request, step, on_progress)


async def test_a_picture_is_changed_in_what_it_lacks(tmp_path, monkeypatch):
    async with ImageService("lime") as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", service.url)
        monkeypatch.setenv("LIMNER_IMAGE_MODEL", "painter")
        record = replace(BOATS, check=CHECK)
        editor, _, actions = await opened(tmp_path, ConfiguredBackends({}), record=record)
        edit = {**actions[0], "command": {**actions[0]["command"], "command": "limner.editImage"}}
        edit["command"]["arguments"][0]["options"] = {"mind": True}
        editor.answers = ["Use the new picture"]
        await run(editor, edit)
    new = provenance.read((tmp_path / "boats-1.png").read_bytes())

    assert service.lines == ["POST /v1/images/edits HTTP/1.1"]
    assert b"Change this and nothing else: three boats, not two boats." in service.bodies[0]
    assert new.edits == ("Change this and nothing else: three boats, not two boats.",)


async def test_what_was_missing_stands_first_and_both_are_compared(tmp_path):
    painter, eyes = Painter(), ScriptedEyes()
    backends = FakeBackends(images=ImageBackend(painter, None), eyes=eyes)
    record = replace(BOATS, check=CHECK)
    editor, buffer, _ = await opened(tmp_path, backends, record=record)
    editor.answers = [SEND, "Use the new picture"]
    await run(editor, (await noticed(editor, buffer))[0])
    new = provenance.read((tmp_path / "boats-1.png").read_bytes())

    assert painter.prompts == ["Above all, mind this: three boats, not two boats. Three red boats."]
    assert editor.questions[-1][0].startswith(
        "The new picture is here. Use it in place of the old one? Checked against the words: new: "
        "3 of 3 kept. as it is, as its file says: 1 of 3 kept; missing: three boats (two boats); "
    )
    assert buffer.text == "![Boats.](boats-1.png)\n"
    assert (new.words, new.prompt, new.check.of("missing")) == (BOATS.words, BOATS.prompt, ())
    assert provenance.read((tmp_path / "boats.png").read_bytes()) == record
