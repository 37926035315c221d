"""Choosing among pictures: what is asked, what is placed, and what the journal keeps."""

import asyncio
import errno
import io
import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from limner import files
from limner.errors import NotChosen, SaveError
from limner.image import pricing
from limner.image.formats.validation import decoded
from limner.image.jobs import paid_drawing, recovery
from limner.image.jobs.choosing import KEEP, chooser
from limner.image.jobs.session import Session
from limner.image.journal import entries as journals
from limner.image.sandbox import isolation
from limner.services.answers import images_response
from tests.support.drawing import FakeImageModel, billing, drawing_job
from tests.support.fake_service import body_of
from tests.support.pictures import picture

OLD = picture("navy")


class Person:
    """Somebody who is shown sheets, and gives one answer to every question."""

    def __init__(self, answer: str | None, *, sees: bool = True) -> None:
        self.answer, self.sees = answer, sees
        self.questions: list[tuple[str, tuple[str, ...]]] = []
        self.sheets: list[bytes] = []
        self.closed: list[Path] = []
        self.session = Session(self._ask, show=self._show, seen=self.closed.append)

    async def _ask(self, question: str, answers: tuple[str, ...]) -> str | None:
        self.questions.append((question, answers))
        return self.answer

    async def _show(self, sheet: Path) -> bool:
        self.sheets.append(await asyncio.to_thread(sheet.read_bytes))
        return self.sees


@pytest.mark.parametrize(
    ("many", "old", "answer", "answers", "chosen"),
    [
        (1, None, None, None, 0),
        (1, OLD, "Use the new picture", ("Use the new picture", KEEP), 0),
        (1, OLD, KEEP, ("Use the new picture", KEEP), None),
        (1, OLD, None, ("Use the new picture", KEEP), None),
        (2, None, "2", ("1", "2"), 1),
        (2, None, None, ("1", "2"), 0),
        (3, OLD, "3", ("1", "2", "3", KEEP), 2),
        (3, OLD, KEEP, ("1", "2", "3", KEEP), None),
    ],
)
async def test_a_person_chooses_by_number(many, old, answer, answers, chosen):
    person, told = Person(answer), []
    pictures = [await decoded(picture())] * many

    assert await chooser(person.session, old, told.append)(pictures) == chosen
    assert told == ["Waiting for your choice"] * len(person.questions)
    assert [asked for _, asked in person.questions] == ([answers] if answers else [])
    assert len(person.sheets) == len(person.questions)


async def test_where_nobody_can_be_asked_the_first_is_used():
    pictures = [await decoded(picture())] * 3

    assert await chooser(Session(None), OLD)(pictures) == 0


async def test_where_a_question_shows_that_nobody_can_be_asked_the_first_is_used():
    session = Session()

    async def unheard(question: str, answers: tuple[str, ...]) -> None:
        session.ask = None

    session.ask = unheard
    assert await chooser(session, OLD)([await decoded(picture())]) == 0


@pytest.mark.parametrize(
    ("answer", "old", "chosen"),
    [
        (0, OLD, 0),
        (2, OLD, 2),
        (3, OLD, None),
        (-1, OLD, None),
        (None, OLD, None),
        ("keep", OLD, None),
        (2, None, 2),
        (3, None, 0),
        (None, None, 0),
    ],
)
async def test_a_panel_chooses_one_of_its_pictures_and_else_the_old_one_or_the_first(
    answer, old, chosen
):
    told = []

    async def panel(shown):
        return answer

    session = Session(Person(None).session.ask, panel=panel)

    assert await chooser(session, old, told.append)([await decoded(picture())] * 3) == chosen
    assert told == ["Waiting for your choice"]


async def test_the_sheet_shows_every_picture_and_is_private():
    person = Person("1")
    pictures = [await decoded(picture(colour)) for colour in ("red", "lime", "blue")]
    await chooser(person.session, OLD)(pictures)
    (sheet,) = person.sheets
    with Image.open(io.BytesIO(sheet)) as opened:
        shown = {colour for _, colour in opened.convert("RGB").getcolors(1 << 20)}

    assert {(255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 128)} <= shown
    (kept,) = (files.state_folder() / "sheets").iterdir()
    assert person.closed == [kept]
    assert kept.stat().st_mode & 0o077 == 0


async def test_who_can_be_shown_nothing_is_told_where_the_sheet_is():
    person = Person("2", sees=False)
    await chooser(person.session)([await decoded(picture())] * 2)

    assert str(files.state_folder() / "sheets") in person.questions[0][0]


class Several(FakeImageModel):
    """Answers two pictures to one request."""

    async def generate(self, request, step, on_progress=lambda _: None):
        drawn = await super().generate(request, step)
        step.received(body_of(picture(), OLD))
        return replace(drawn, pictures=(picture(), OLD))


async def test_what_was_not_chosen_stays_in_the_spool(journal, project):
    choose = chooser(Person("2").session)
    placed = await paid_drawing.carry_out(
        Several(), drawing_job(project), billing(journal), choose=choose
    )
    journal.done(placed.job)

    assert len(list(project.rglob("*.png"))) == 1
    assert images_response.read(journal.answer(placed.job)).pictures == (picture(), OLD)
    assert journal.job(placed.job).candidates == 2


async def test_a_picture_that_is_not_wanted_is_paid_for_and_kept(journal, project):
    model, choose = FakeImageModel(), chooser(Person(KEEP).session, OLD)
    with pytest.raises(NotChosen, match=r"limner history --save 1”"):
        await paid_drawing.carry_out(model, drawing_job(project), billing(journal), choose=choose)
    (job,) = journal.history()

    assert (job.state, model.accepted) == ("declined", 1)
    assert list(project.rglob("*.png")) == []
    assert images_response.read(journal.answer(job.id)).pictures == (picture(),)


async def test_old_sheets_are_forgotten_at_the_next_start(journal):
    folder = files.state_folder() / "sheets"
    for name, age in (("old.png", 0), ("new.png", time.time())):
        files.write_private(folder / name, b"x")
        os.utime(folder / name, (age, age))
    await recovery.recover(journal, pricing.read_table(), images_response.read)

    assert [sheet.name for sheet in folder.iterdir()] == ["new.png"]


async def test_a_machine_that_can_start_no_process_loses_no_picture(journal, project, monkeypatch):
    async def full(*arguments):
        raise OSError(errno.EMFILE, "Too many open files")

    person = Person("1")
    whole = [await decoded(picture())] * 2
    monkeypatch.setattr(isolation, "run", full)
    assert await chooser(person.session)(whole) == 0
    with pytest.raises(SaveError, match="too many open files"):
        await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), billing(journal))
    (job,) = journal.history()
    assert job.state == "received"
    monkeypatch.undo()
    monkeypatch.setattr(journals, "alive", lambda owner: False)

    (placed,) = await recovery.recover(
        replace(journal, owner="1:0"), pricing.read_table(), images_response.read
    )
    assert placed.picture.is_file()


@pytest.mark.parametrize(
    ("many", "old", "labels", "asked"),
    [
        (1, OLD, ["as it is", "new"], "The new picture is here. Use it in place of the old one?"),
        (
            2,
            OLD,
            ["as it is", "1", "2"],
            "2 pictures are here: which one do you want to use, or none",
        ),
        (3, None, ["1", "2", "3"], "3 pictures are here: which one do you want to use?"),
    ],
)
async def test_pictures_on_the_sheet_are_called_as_the_answers_are(
    monkeypatch, many, old, labels, asked
):
    given = []

    async def run(program, data, seconds):
        given.append(json.loads(data.partition(b"\n")[0]))
        return b"a sheet"

    pictures = [await decoded(picture())] * many
    monkeypatch.setattr(isolation, "run", run)
    person = Person("1")
    await chooser(person.session, old)(pictures)

    assert [label for label, _ in given[0]] == labels
    assert person.questions[0][0].startswith(asked)
