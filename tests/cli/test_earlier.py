"""What an earlier run left paid for: the terminal finishes it, tells it, and asks for nothing."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from limner import files
from limner.cli import main
from limner.image import pricing
from limner.image.jobs.drawing_job import DrawingJob, journal_details
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import PictureRequest
from tests.support import fake_service as f

CAPS = Caps(99, 10**9, 10**9)
TOLD = "limner: 1 picture paid for earlier is drawn and not linked yet: see “limner history”.\n"
LOST = "limner: 1 picture of an earlier run may have been paid for and cannot be used"


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "project" / "note.md"
    path.parent.mkdir()
    path.write_text("A red fox.\n")
    return path


def left(note: Path, answer: bytes | None, words="A red fox", name="", folder=""):
    """Leave what a run that was killed leaves behind."""
    journal = replace(open_journal(files.state_folder()), owner="1:0.00")
    billing = Billing(
        journal=journal, caps=CAPS, host="host", model="painter", prices=pricing.read_table()
    )
    request = PictureRequest("A red fox.", title=words)
    job = DrawingJob(request, words, note.parent, folder, document=str(note), name=name)
    number = journal.reserve(journal_details(job, billing), words, 100, CAPS, again=True)
    journal.sent(number)
    if answer is not None:
        journal.received(number, answer)
    return journal, number


async def run(monkeypatch, *arguments):
    """Run a command with an image service that would draw; return its code and the requests."""
    async with f.serving(f.reply(f.body_of(f.picture("red")))) as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{service.port}/v1")
        monkeypatch.setenv("LIMNER_ENGINE", "offline")
        code = await asyncio.to_thread(main, list(map(str, arguments)))
    return code, len(service.requests)


async def test_the_same_words_get_the_picture_that_is_paid_for(note, monkeypatch, capsys):
    journal, number = left(note, f.body_of())
    done = await run(monkeypatch, "illustrate", note, "--select", "A red fox")

    assert done == (0, 0)
    assert "](a-red-fox.png)" in note.read_text()
    assert (note.parent / "a-red-fox.png").is_file()
    assert journal.job(number).state == "done"
    assert "free of charge" in capsys.readouterr().err


async def test_other_words_are_drawn_and_what_waits_is_told(note, monkeypatch, capsys):
    note.write_text("A red fox. A grey owl.\n")
    journal, number = left(note, f.body_of())
    done = await run(monkeypatch, "illustrate", note, "--select", "A grey owl", "--yes")

    assert done == (0, 1)
    assert journal.job(number).state == "placed"
    assert capsys.readouterr().err.startswith(TOLD)


@pytest.mark.parametrize("answer", [None, b"{"])
async def test_what_cannot_be_used_is_told_once(note, monkeypatch, capsys, answer):
    left(note, answer)
    for told in (1, 0):
        await run(monkeypatch, "history")
        assert capsys.readouterr().err.count(LOST) == told


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("target", ["img/fox.png", ""])
async def test_a_missing_picture_that_is_paid_for_is_not_drawn(note, monkeypatch, kind, target):
    """Also where the service sent another format than the link asks for."""
    (note.parent / "img").mkdir()
    note.write_text(f"![A red fox]({target})\n")
    journal, number = left(
        note,
        f.body_of(f.picture(kind=kind)),
        name=Path(target).name,
        folder="img" if target else "",
    )
    done = await run(monkeypatch, "illustrate", note, "--missing", "--yes")
    (picture,) = note.parent.rglob("*fox.*g")

    assert done == (0, 0)
    assert f"({picture.relative_to(note.parent)})" in note.read_text()
    assert journal.job(number).state == "done"


async def test_the_history_finishes_and_lists_it(note, monkeypatch, capsys):
    left(note, f.body_of())
    await run(monkeypatch, "history")
    told = capsys.readouterr()

    assert told.err == TOLD
    assert "saved, waits to be inserted" in told.out
    assert str(note.parent / "a-red-fox.png") in told.out


async def test_a_document_that_shows_it_by_now_settles_it(note, monkeypatch, capsys):
    journal, number = left(note, f.body_of())
    note.write_text("![A red fox](a-red-fox.png)\n")
    await run(monkeypatch, "history")

    assert journal.job(number).state == "done"
    assert capsys.readouterr().err == ""


async def test_a_run_that_is_still_at_work_is_left_alone(note, monkeypatch, capsys):
    journal = open_journal(files.state_folder())
    number = journal.reserve({"words": "a fox"}, "k", 1, CAPS, again=True)
    journal.sent(number)
    await run(monkeypatch, "history")

    assert journal.job(number).state == "sent"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("option", ["--check", "--dry-run"])
async def test_a_look_changes_nothing(note, monkeypatch, option):
    journal, number = left(note, f.body_of())
    rest = ["--missing"] if option == "--check" else ["--select", "fox"]
    await run(monkeypatch, "illustrate", note, option, *rest)

    assert journal.job(number).state == "received"
    assert [path.name for path in note.parent.iterdir()] == ["note.md"]
