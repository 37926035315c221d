"""The journal is damaged, removed or old: what was paid for still counts, and is still there."""

import json
import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from limner.errors import LimnerError, SaveError
from limner.image import pricing
from limner.image.jobs import paid_drawing, recovery
from limner.image.jobs.drawing_job import journal_details, record_shown
from limner.image.journal import entries
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.services.answers import images_response
from tests.support.drawing import FakeImageModel as Painter
from tests.support.drawing import billing, drawing_job
from tests.support.pictures import picture

CAPS = Caps(1000, 10**12, 10**12)
TABLE = pricing.read_table()
DAY = 86_400.0


def reserved(journal, words, price=100):
    return journal.reserve({"words": words, "candidates": 1}, words, price, CAPS, again=True)


def filled(folder):
    """A journal with a job in each state that matters; returns what it should know for ever."""
    journal = open_journal(folder)
    jobs = {
        words: reserved(journal, words, 100 + at)
        for at, words in enumerate(("unknown", "unusable", "declined", "placed", "done", "refused"))
    }
    for words, job in jobs.items():
        journal.sent(job)
        if words not in ("unknown", "refused"):
            journal.received(job, words.encode())
    journal.ended(jobs["unknown"], "unknown", "Lost.")
    journal.ended(jobs["unusable"], "unusable", "A GIF file.")
    journal.checked(jobs["declined"], {"output_tokens": 7}, 55, 2)
    journal.ended(jobs["declined"], "declined", "")
    for words in ("placed", "done"):
        journal.placed(jobs[words], folder / f"{words}.png")
    journal.done(jobs["done"])
    journal.ended(jobs["refused"], "refused", "No.")
    return journal


def remove(folder):
    (folder / "journal.sqlite").unlink()


def damage(folder):
    path = folder / "journal.sqlite"
    path.write_bytes(path.read_bytes()[:2000])


def scribble(folder):
    (folder / "journal.sqlite").write_bytes(b"no database at all" * 999)


def known(journal):
    return {
        (job.id, job.details["words"], job.state, job.price, job.candidates, job.pictures, job.note,
         tuple(job.usage.items()), journal.answer(job.id))
        for job in journal.history()
    }  # fmt: skip


@pytest.mark.parametrize("lose", [remove, damage, scribble])
def test_a_lost_journal_is_made_again_from_the_spool(tmp_path, lose):
    before = filled(tmp_path)
    expected, spent = known(before), before.spent(0)
    lose(tmp_path)
    again = open_journal(tmp_path)

    assert known(again) == expected
    assert again.spent(0) == spent == 100 + 101 + 55 + 103 + 104
    assert known(open_journal(tmp_path)) == expected, "It is made again once."


@pytest.mark.parametrize("lose", [remove, damage])
async def test_a_picture_is_never_taken_for_another_ones(tmp_path, project, lose):
    state = tmp_path / "state"
    first = await paid_drawing.carry_out(
        Painter(data=picture("red")),
        drawing_job(project, "a red boat"),
        billing(open_journal(state)),
    )
    lose(state)
    journal = open_journal(state)
    second = await paid_drawing.carry_out(
        Painter(data=picture("blue")), drawing_job(project, "a blue boat"), billing(journal)
    )
    answers = {
        journal.job(placed.job).details["words"]: images_response.read(journal.answer(placed.job))
        for placed in (first, second)
    }

    assert first.job != second.job
    assert answers["a red boat"].pictures == (picture("red"),)
    assert answers["a blue boat"].pictures == (picture("blue"),)


async def test_an_answer_that_came_is_finished_though_the_journal_is_lost(tmp_path, project):
    state = tmp_path / "state"
    journal = entries.Journal(open_journal(state).folder, "1:0.00")
    job = journal.reserve(
        journal_details(drawing_job(project), billing(journal)), "k", 5, CAPS,
        again=True,
    )  # fmt: skip
    journal.sent(job)
    journal.received(job, images_response.write(images_response.ImagesResponse((picture(),))))
    remove(state)
    (placed,) = await recovery.recover(open_journal(state), TABLE, images_response.read)

    assert placed.picture.is_file()
    assert placed.job == job


def test_limits_hold_though_the_journal_is_lost(tmp_path):
    journal = open_journal(tmp_path)
    for words in ("a", "b"):
        journal.sent(reserved(journal, words))
    remove(tmp_path)
    again = open_journal(tmp_path)
    for caps, limit in (
        (Caps(2, 10**9, 10**9), "session"), (Caps(9, 299, 10**9), "day"),
        (Caps(9, 10**9, 299), "month"),
    ):  # fmt: skip
        with pytest.raises(LimnerError, match=f"limits.{limit}"):
            again.reserve({}, "c", 100, caps, again=True)

    assert again.reserve({}, "c", 100, Caps(3, 300, 300), again=True) == 3


def test_a_line_that_was_cut_off_costs_its_own_news_only(tmp_path):
    journal = open_journal(tmp_path)
    job = reserved(journal, "a")
    journal.sent(job)
    journal.placed(job, tmp_path / "a.png")
    record = journal.spool(job).with_suffix(".job")
    record.write_bytes(record.read_bytes()[:-9])
    remove(tmp_path)

    assert [(job.state, job.price) for job in open_journal(tmp_path).history()] == [("sent", 100)]


def test_an_answer_without_a_record_is_kept(tmp_path):
    journal = open_journal(tmp_path)
    job = reserved(journal, "a")
    journal.received(job, b"answer")
    journal.spool(job).with_suffix(".job").unlink()
    (tmp_path / "spool" / "7.answer").write_bytes(b"from an older version")
    (tmp_path / "spool" / "strange.answer").write_bytes(b"no name of ours")
    remove(tmp_path)
    again = open_journal(tmp_path)

    assert {(job.id, job.state) for job in again.history()} == {(1, "unusable"), (7, "unusable")}
    assert (again.answer(1), again.answer(7)) == (b"answer", b"from an older version")


OLD_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    created REAL NOT NULL,
    changed REAL NOT NULL,
    twin TEXT NOT NULL,  -- The key by which a duplicate is known.
    price INTEGER,
    intent TEXT NOT NULL,
    usage TEXT NOT NULL DEFAULT '{}',
    pictures TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS by_time ON jobs (created);
"""


def an_old_one(folder):
    (folder / "spool").mkdir()
    rows = [
        (1, "done", 100, "[]", ""), (2, "placed", 50, '["/p/fox.png"]', ""),
        (4, "unknown", 25, "[]", "Lost."), (9, "declined", 12, "[]", ""),
        (10, "refused", 99, "[]", "No."),
    ]  # fmt: skip
    with closing(sqlite3.connect(folder / "journal.sqlite")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.executescript(OLD_SCHEMA)
        for number, state, price, pictures, note in rows:
            database.execute(
                "INSERT INTO jobs (id, owner, state, created, changed, twin, price, intent, "
                "pictures, note) VALUES (?, '1:0.00', ?, ?, ?, 'k', ?, ?, ?, ?)",
                (number, state, 1e9 + number, 1e9, price, json.dumps({"words": str(number)}),
                 pictures, note),
            )  # fmt: skip
        database.commit()
    for number in (2, 9):
        (folder / "spool" / f"{number}.answer").write_bytes(b"answer %d" % number)


@pytest.mark.parametrize("then", [lambda folder: None, remove, damage])
def test_a_journal_of_before_there_were_names_is_brought_up_to_date(tmp_path, then):
    an_old_one(tmp_path)
    first = open_journal(tmp_path)
    names = {first.spool(number).name for number in (2, 9)}
    then(tmp_path)
    journal = open_journal(tmp_path)
    jobs = {job.id: job for job in journal.history()}

    assert {number: job.state for number, job in jobs.items() if number != 10} == {
        1: "done", 2: "placed", 4: "unknown", 9: "declined",
    }  # fmt: skip
    assert [str(path) for path in jobs[2].pictures] == ["/p/fox.png"]
    assert (jobs[4].note, jobs[9].details) == ("Lost.", {"words": "9"})
    assert (journal.answer(2), journal.answer(9)) == (b"answer 2", b"answer 9")
    assert journal.spent(0) == 187
    assert {path.name for path in (tmp_path / "spool").glob("*.answer")} == names
    assert all(len(name) > len("12345678-9.answer") for name in names)
    assert reserved(journal, "new") > 9


def test_a_crash_while_it_is_brought_up_to_date_costs_nothing(tmp_path):
    """The files have their names already, the rows not yet."""
    an_old_one(tmp_path)
    shutil.copy(tmp_path / "journal.sqlite", tmp_path / "copy")
    open_journal(tmp_path)
    shutil.copy(tmp_path / "copy", tmp_path / "journal.sqlite")
    journal = open_journal(tmp_path)

    assert (journal.answer(2), journal.answer(9)) == (b"answer 2", b"answer 9")


@pytest.fixture
def clock(monkeypatch):
    now = [1_800_000_000.0]
    monkeypatch.setattr(entries.time, "time", lambda: now[0])
    return now


def test_a_clock_that_jumps_ahead_loses_nothing(tmp_path, clock):
    journal = open_journal(tmp_path)
    job = reserved(journal, "a")
    journal.received(job, b"answer")
    journal.ended(job, "declined", "")
    clock[0] += 400 * DAY
    for _ in range(20):
        journal.prune()
    assert journal.history() == ()
    assert journal.spent(1_800_000_000.0) == 100
    clock[0] -= 399 * DAY
    journal.prune()

    assert [job.id for job in journal.history()] == [1]
    assert journal.answer(job) == b"answer"


def test_the_days_of_a_clock_that_was_ahead_are_no_days_of_use(tmp_path, clock):
    journal, start = open_journal(tmp_path), clock[0]
    job = reserved(journal, "a")
    journal.received(job, b"answer")
    journal.ended(job, "declined", "")
    for days in (*range(400, 407), 1, 33, 66):
        clock[0] = start + days * DAY
        journal.prune()

    assert journal.answer(job) == b"answer"


@pytest.mark.parametrize(
    ("days", "starts", "kept"),
    [(31, 40, True), (33, 7, True), (64, 40, True), (66, 6, True), (66, 7, False)],
)
def test_what_is_really_old_goes(tmp_path, clock, days, starts, kept):
    """Thirty-two days shown, as long again forgotten, and seven days of use meanwhile."""
    journal = open_journal(tmp_path)
    job = reserved(journal, "a")
    journal.received(job, b"answer")
    journal.ended(job, "declined", "")
    start, answer = clock[0], journal.spool(job)
    clock[0] = start + 32.5 * DAY if days > 32 else start
    journal.prune()
    for number in range(starts):
        clock[0] = max(clock[0], start + (days - starts + 1 + number) * DAY)
        journal.prune()

    assert answer.exists() == kept
    assert answer.with_suffix(".job").exists() == kept
    assert (journal.job(job) is not None) == kept


@pytest.mark.parametrize("what", ["everything", "the journal", "the spool"])
@pytest.mark.parametrize("moment", ["sent", "received", "placed"])
async def test_a_state_folder_that_is_removed_meanwhile_is_private_again(
    tmp_path, project, what, moment
):
    state = tmp_path / "state"
    journal = open_journal(state)
    umask = os.umask(0)

    def lose():
        if what == "the journal":
            for path in state.glob("journal.sqlite*"):
                path.unlink()
        else:
            shutil.rmtree(state if what == "everything" else state / "spool", ignore_errors=True)

    class Painting(Painter):
        async def generate(self, request, step, on_progress=lambda _: None):
            real = getattr(step, moment, None)

            def then(*arguments):
                real(*arguments)
                lose()

            if real:
                setattr(step, moment, then)
            return await super().generate(request, step)

    try:
        placed = await paid_drawing.carry_out(Painting(), drawing_job(project), billing(journal))
        if moment == "placed":
            lose()
        journal.done(placed.job)
    finally:
        os.umask(umask)

    assert placed.picture.is_file()
    assert [(job.state, job.price) for job in journal.history()] == [("done", placed.cost or PRICE)]
    assert journal.spent(0) == PRICE
    for path in [state, *state.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


PRICE = 1756 * 30 + len("a boat, painted") // 3 * 5


async def test_a_full_disk_behind_the_picture_says_where_it_is(tmp_path, project, monkeypatch):
    paid = billing(open_journal(tmp_path / "state"))
    placed = await paid_drawing.carry_out(Painter(), drawing_job(project), paid)

    def full(*_, **__):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(entries, "connect", full)
    with pytest.raises(SaveError) as caught:
        record_shown(paid, placed)

    assert f"The picture is saved as {placed.picture}" in str(caught.value)
