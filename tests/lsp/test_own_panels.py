"""A client's panels: choosing by a look, what was drawn, and new pictures shown."""

import pytest

from limner import files
from limner.image.formats import provenance
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import ImagesResponse
from limner.lsp.documents.uris import path_of
from limner.services.answers import images_response
from limner.services.configured_backends import ConfiguredBackends
from tests.support.fake_backends import FakeBackends
from tests.support.image_service import ImageService
from tests.support.own_client import OwnClient
from tests.support.pictures import MADE, picture

CAPS = Caps(1000, 10**12, 10**12)
PANELS = {"notices": True, "candidates": True}
AGAIN, FOUR = 0, 1
OLD, NEW = "img/a-red-fox.png", "img/a-red-fox-1.png"


async def on_link(tmp_path, *choices, backends=None, action=FOUR, announced=PANELS):
    (tmp_path / "img").mkdir()
    (tmp_path / OLD).write_bytes(provenance.embed(picture("red"), MADE))
    editor = OwnClient(backends or FakeBackends(), announced=announced)
    editor.replies = [([], {"choice": choice}) for choice in choices]
    await editor.start()
    buffer = editor.open(f"![A red fox.]({OLD})\n", (tmp_path / "note.md").as_uri())
    await editor.run((await editor.actions(buffer, 4, 4))[action])
    await editor.settle()
    return editor, buffer


@pytest.mark.parametrize(
    ("choice", "link"), [(2, NEW), ("keep", OLD), (None, OLD), (7, OLD), (True, OLD), ("odd", OLD)]
)
async def test_one_of_four_is_chosen_by_a_look_or_none(tmp_path, choice, link):
    editor, buffer = await on_link(tmp_path, choice)
    (asked,) = editor.asked
    shown = asked["params"]

    assert buffer.text == f"![A red fox.]({link})\n"
    assert asked["method"] == "limner/candidates"
    assert shown["question"].startswith("4 pictures are here")
    assert shown["prompt"]
    assert shown["more"] == "Four more"
    assert len({path_of(uri).read_bytes() for uri in shown["pictures"]}) == 4
    assert path_of(shown["old"]).read_bytes() == (tmp_path / OLD).read_bytes()
    assert editor.questions == []


async def test_four_more_are_other_ones(tmp_path):
    editor, buffer = await on_link(tmp_path, "more", 0, action=AGAIN)
    first, second = (each["params"]["pictures"] for each in editor.asked)

    assert (len(first), len(second)) == (1, 4)
    assert len({path_of(uri).read_bytes() for uri in (*first, *second)}) == 5
    assert buffer.text == f"![A red fox.]({NEW})\n"


async def test_more_of_a_service_are_paid_for_and_the_first_ones_are_kept(tmp_path, monkeypatch):
    async with ImageService("navy", "teal", "gold") as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", service.url)
        monkeypatch.setenv("LIMNER_IMAGE_MODEL", "painter")
        _, buffer = await on_link(tmp_path, "more", 1, backends=ConfiguredBackends({}))

    jobs = open_journal(files.state_folder()).history()

    assert [job.state for job in jobs] == ["done", "declined"]
    assert buffer.text == f"![A red fox.]({NEW})\n"


async def test_a_client_without_a_panel_asks_by_a_sheet(tmp_path):
    editor, buffer = await on_link(tmp_path, announced={"notices": True})

    assert editor.asked == []
    assert editor.questions[0][0].startswith("4 pictures are here")
    assert buffer.text == f"![A red fox.]({OLD})\n"


async def test_the_history_has_every_row_and_brings_out_what_was_not_chosen(tmp_path):
    journal = open_journal(files.state_folder())
    intent = {"words": "a red fox", "candidates": 2}
    job = journal.reserve(intent, "twin", 50_000, CAPS, again=True)
    journal.received(job, images_response.write(ImagesResponse((picture(), picture("navy")))))
    journal.ended(job, "declined", "")
    editor = OwnClient(FakeBackends())
    await editor.start()
    (row,) = (await editor.request("limner/history", {}))["rows"]
    shown = await editor.request("limner/history", {"number": job, "show": True})
    saved = await editor.request("limner/history", {"number": job, "save": str(tmp_path)})

    assert (row["number"], row["words"], row["cost"], row["says"]) == (
        job, "a red fox", 0.05, "not chosen, kept",
    )  # fmt: skip
    assert [path_of(uri).read_bytes() for uri in shown["pictures"]] == [picture(), picture("navy")]
    assert sorted(path_of(uri).name for uri in saved["pictures"]) == [
        "a-red-fox-1.png", "a-red-fox.png",
    ]  # fmt: skip
    assert (await editor.request("limner/history", {"number": 99}))["error"]


@pytest.mark.parametrize(("settings", "shown"), [({}, 0), ({"draw": {"show": "beside"}}, 1)])
async def test_a_new_picture_is_shown_where_that_is_wished(tmp_path, settings, shown):
    editor = OwnClient(FakeBackends(), settings=settings, show_document=True)
    await editor.start()
    buffer = editor.open("A red fox.\n", (tmp_path / "note.md").as_uri())
    await editor.run((await editor.actions(buffer, 2, 9))[2])
    await editor.settle()

    assert [document["uri"] for document in editor.shown] == [
        (tmp_path / "red-fox.png").as_uri()
    ] * shown


async def test_a_picture_among_the_files_says_how_it_was_made_and_is_linked(tmp_path):
    (tmp_path / "img").mkdir()
    (tmp_path / OLD).write_bytes(provenance.embed(picture("red"), MADE))
    file = (tmp_path / OLD).as_uri()
    editor = OwnClient(FakeBackends())
    await editor.start()
    buffer = editor.open("# Fox\n\nA walk.\n", (tmp_path / "note.md").as_uri())
    made = await editor.request("limner/picture", {"picture": file})

    assert (made["prompt"], made["words"]) == (MADE.prompt, MADE.words)
    assert made["shown"] == []

    place = editor.range(buffer, 10, 10)
    sent = {"picture": file, "uri": buffer.uri, "range": place}
    assert await editor.request("limner/insertPicture", sent) is None
    await editor.settle()

    assert buffer.text == f"# Fox\n\nA walk.\n\n![A red fox.]({OLD})\n"

    (shown,) = (await editor.request("limner/picture", {"picture": file}))["shown"]
    link = buffer.text.index("![")

    assert shown == {"uri": buffer.uri, "range": editor.range(buffer, link, len(buffer.text) - 1)}


async def test_what_is_no_picture_is_not_linked(tmp_path):
    (tmp_path / "fox.png").write_bytes(b"no picture")
    editor = OwnClient(FakeBackends())
    await editor.start()
    answer = await editor.request("limner/picture", {"picture": (tmp_path / "fox.png").as_uri()})

    assert "fox.png" in answer["error"]
    with pytest.raises(RuntimeError):
        await editor.request("limner/picture", {"picture": 1})
