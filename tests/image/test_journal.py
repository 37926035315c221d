"""Paid steps: whatever happens in whatever order, nothing is paid twice and nothing is lost."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from limner.errors import ConsentNeeded, InputError, OutcomeUnknown, Refused, SaveError
from limner.image.jobs import paid_drawing, paid_step, recovery
from limner.image.jobs.drawing_job import duplicate_key, journal_details
from limner.image.journal import budget, database
from limner.image.journal import entries as journals
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.sketch.renderer import Sketch
from limner.services.answers import images_response
from tests.support import drawing_process
from tests.support.drawing import CAPS, ENDS, PRICE, TABLE, FakeImageModel, billing, drawing_job
from tests.support.pictures import picture
from tests.support.quick_journal import MEMORY, without_decoding


@pytest.mark.parametrize("outcome", ENDS)
async def test_every_end_is_written_down(journal, project, outcome):
    state, error = ENDS[outcome]
    drawing_it = paid_drawing.carry_out(
        FakeImageModel(outcome), drawing_job(project), billing(journal)
    )
    if error is None:
        await drawing_it
    else:
        with pytest.raises(error):
            await drawing_it
    (job,) = journal.history()
    assert job.state == state
    assert job.details["words"] == "a boat"
    assert journal.spent(0) == (0 if state == "refused" else PRICE)


async def test_a_link_in_the_document_ends_the_job(journal, project):
    placed = await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), billing(journal))
    assert journal.spool(placed.job).exists()
    journal.done(placed.job)

    assert journal.job(placed.job).state == "done"
    assert not journal.spool(placed.job).exists()
    assert journal.job(999) is None
    assert journal.job(2**63) is None


@pytest.mark.parametrize(
    ("details", "kept"),
    [
        ({}, False),
        ({"candidates": 1, "exact": "", "saved_as": ""}, False),
        ({"exact": "64x64", "saved_as": ""}, True),
        ({"exact": "", "saved_as": "avif"}, True),
        ({"candidates": 2}, True),
    ],
)
def test_the_answer_is_kept_where_it_holds_more_than_the_document_shows(journal, details, kept):
    job = journal.reserve(details, "twin", 1, CAPS, again=True)
    journal.received(job, b"answer")
    journal.done(job)

    assert journal.answer(job) == (b"answer" if kept else None)


def test_of_an_answer_that_broke_off_at_once_nothing_is_said_to_be_kept(journal):
    step = paid_step.JournalledStep(journal, journal.reserve({}, "twin", 1, CAPS, again=True))
    error = OutcomeUnknown("The connection broke.")
    step.interrupted(b"")
    step.say_what_is_kept(error)

    assert str(error) == "The connection broke."
    assert journal.answer(step.job) is None

    step.interrupted(b"{")
    step.say_what_is_kept(error)

    assert f"Kept: {journal.spool(step.job)} " in str(error)
    assert journal.answer(step.job) == b"{"


async def test_the_same_words_ask_first(journal, project):
    once = billing(journal, again=False)
    first = await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), once)
    with pytest.raises(ConsentNeeded, match="a moment ago"):
        await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), once)
    await paid_drawing.carry_out(FakeImageModel(), drawing_job(project, "two boats"), once)
    await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), replace(once, again=True))

    duplicate = journal.recent_duplicate(duplicate_key(drawing_job(project), once))
    assert len(journal.history()) == 3
    assert duplicate.pictures != (first.picture,)
    assert journal.recent_duplicate("something else") is None


async def test_a_refused_picture_may_be_asked_for_again(journal, project):
    once = billing(journal, again=False)
    with pytest.raises(Refused):
        await paid_drawing.carry_out(FakeImageModel("refused"), drawing_job(project), once)

    assert (await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), once)).picture


@pytest.mark.parametrize("what", ["link", "file", "closed"])
async def test_nothing_is_paid_for_that_could_not_be_saved(journal, project, what, monkeypatch):
    inner = project / "img"
    if what == "link":
        (project / "real").mkdir()
        inner.symlink_to(project / "real")
    elif what == "file":
        inner.write_text("")
    else:
        monkeypatch.setattr("os.access", lambda path, mode: path != project)
    model, wanted = FakeImageModel(), replace(drawing_job(project), folder="img/new")
    with pytest.raises(SaveError, match="Cannot write a picture in"):
        await paid_drawing.carry_out(model, wanted, billing(journal))

    assert model.accepted == 0
    assert journal.history() == ()


@pytest.mark.parametrize(
    ("caps", "fit", "said"),
    [
        (Caps(3, 10**9, 10**9), 3, "limits.session"),
        (Caps(99, 2 * PRICE, 10**9), 2, "limits.day"),
        (Caps(99, 10**9, 2 * PRICE + 1), 2, "limits.month"),
        (Caps(99, PRICE - 1, 10**9), 0, "limits.day"),
        (Caps(0, 10**9, 10**9), 0, "limits.session"),
    ],
)
async def test_a_cap_is_never_passed(journal, project, caps, fit, said):
    model = FakeImageModel()
    for _ in range(fit):
        await paid_drawing.carry_out(model, drawing_job(project), billing(journal, caps))
    with pytest.raises(ConsentNeeded, match=said):
        await paid_drawing.carry_out(model, drawing_job(project), billing(journal, caps))

    assert model.accepted == fit
    assert journal.spent(0) == fit * PRICE


def test_a_price_that_is_not_known_counts_as_nothing(journal):
    spent = Caps(9, 7, 7)
    journal.reserve({}, "known", 7, spent, again=True)
    journal.check(None, spent)

    assert journal.allowance([None, 0], spent) is None
    assert journal.allowance([None, 1], spent).pictures == 1
    assert journal.job(journal.reserve({}, "unknown", None, spent, again=True)).price is None


def test_the_cap_of_a_session_counts_the_pictures_of_each_request(journal):
    for details in ({}, {"candidates": 2}, {}):
        journal.reserve(details, "twin", 1, Caps(4, 9, 9), again=True)
    for details in ({}, {"candidates": 2}):
        with pytest.raises(ConsentNeeded, match="drawn so far: 4"):
            journal.reserve(details, "twin", 1, Caps(4, 9, 9), again=True)


def test_two_servers_share_one_budget(tmp_path):
    """Eight threads over two journals: the sum never passes the cap by one micro-dollar."""
    first = open_journal(tmp_path / "state")
    second = replace(first, owner="1:0.00")

    def reserve(number):
        try:
            return (first, second)[number % 2].reserve(
                {}, str(number), 7, Caps(1000, 7 * 30 + 6, 10**9), again=True
            )
        except ConsentNeeded:
            return None

    with ThreadPoolExecutor(8) as pool:
        reserved = [job for job in pool.map(reserve, range(60)) if job]

    assert len(reserved) == len(set(reserved)) == 30
    assert first.spent(0) == 210


def test_a_double_click_is_one_picture(tmp_path):
    journal = open_journal(tmp_path / "state")

    def reserve(_):
        try:
            return journal.reserve({}, "same", 1, CAPS, again=False)
        except ConsentNeeded:
            return None

    with ThreadPoolExecutor(8) as pool:
        assert len([job for job in pool.map(reserve, range(40)) if job]) == 1


async def test_a_picture_without_a_place_is_not_paid_for(journal, project):
    model = FakeImageModel()
    for folder, root in (("../x", project), (".git", project), ("", project / "gone")):
        asked = replace(drawing_job(project), root=root, folder=folder)
        with pytest.raises(InputError):
            await paid_drawing.carry_out(model, asked, billing(journal))

    assert model.accepted == 0
    assert journal.history() == ()


async def test_a_folder_that_takes_nothing_keeps_the_answer(journal, project):
    def meanwhile(message: str) -> None:
        (project / "pictures").write_text("a file")

    asked = replace(drawing_job(project), folder="pictures")
    with pytest.raises(SaveError, match=r"kept in .*1\.answer") as caught:
        await paid_drawing.carry_out(FakeImageModel(), asked, billing(journal), meanwhile)
    assert "limner history" in str(caught.value)
    assert journal.history()[0].state == "checked"

    (project / "pictures").unlink()
    placed = await recovery.finish_entry(journal, journal.history()[0], TABLE, images_response.read)
    assert placed.picture.read_bytes().startswith(b"\x89PNG")
    assert journal.history()[0].state == "placed"


@pytest.mark.parametrize(
    ("known", "answer", "note"),
    [
        (False, b"{", "from another version of Limner"),
        (True, b'{"data": [{"url": "https://cdn.test/boat.png"}]}', "limner history --save 1"),
    ],
)
async def test_an_answer_that_cannot_be_placed_is_kept_and_says_why(
    journal, project, known, answer, note
):
    details = journal_details(drawing_job(project), billing(journal)) if known else {}
    job = journal.reserve(details, "twin", PRICE, CAPS, again=True)
    journal.received(job, answer)
    entry = journal.job(job)

    assert await recovery.finish_entry(journal, entry, TABLE, images_response.read) is None
    assert journal.job(job).state == "unusable"
    assert note in journal.job(job).note
    assert journal.answer(job) == answer


async def test_a_disk_that_takes_nothing_at_all_hands_the_picture_over(
    journal, project, monkeypatch
):
    def full(*_):
        raise SaveError("The disk is full.")

    monkeypatch.setattr(journals.files, "write_private", full)
    monkeypatch.setattr(paid_drawing.files, "write_picture", full)
    with pytest.raises(paid_drawing.PictureUnsaved, match="in memory only") as caught:
        await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), billing(journal))

    assert caught.value.picture == picture()
    monkeypatch.undo()
    assert caught.value.save(project).read_bytes() == picture()


async def test_a_full_state_folder_does_not_cost_the_picture(journal, project, monkeypatch):
    def full(*_):
        raise SaveError("The disk is full.")

    monkeypatch.setattr(journals.files, "write_private", full)
    placed = await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), billing(journal))

    assert placed.picture.exists()
    assert "the journal is not" in placed.notes[0]


async def test_nothing_is_sent_without_a_journal(tmp_path, project, monkeypatch):
    journal = open_journal(tmp_path / "state")
    model = FakeImageModel()

    def broken(*_, **__):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(journals, "connect", broken)
    with pytest.raises(SaveError, match="Nothing more is sent"):
        await paid_drawing.carry_out(model, drawing_job(project), billing(journal))

    assert model.accepted == 0


@pytest.mark.parametrize("cut", [0, 1, 50, 99, 100, 4096, 5000, -1, -4096])
async def test_a_damaged_journal_is_set_aside(tmp_path, project, cut):
    state = tmp_path / "state"
    await paid_drawing.carry_out(
        FakeImageModel(), drawing_job(project), billing(open_journal(state))
    )
    path = state / "journal.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[:cut])
    again = open_journal(state)
    await paid_drawing.carry_out(FakeImageModel(), drawing_job(project), billing(again))

    assert again.history()[0].state == "placed"


async def test_noise_in_a_journal_is_survived(tmp_path, project):
    state = tmp_path / "state"
    await paid_drawing.carry_out(
        FakeImageModel(), drawing_job(project), billing(open_journal(state))
    )
    path = state / "journal.sqlite"
    data = path.read_bytes()
    for at in range(0, len(data), 700):
        path.write_bytes(data[:at] + bytes(64) + data[at + 64 :])
        again = open_journal(state)
        job = again.reserve({}, "twin", 1, CAPS, again=True)
        assert again.job(job).state == "reserved"


def test_the_journal_is_private(tmp_path):
    before = os.umask(0)
    try:
        journal = open_journal(tmp_path / "state")
        job = journal.reserve({"words": "secret"}, "twin", 1, CAPS, again=True)
        journal.received(job, b"answer")
    finally:
        os.umask(before)
    modes = [path.stat().st_mode & 0o077 for path in (tmp_path / "state").rglob("*")]

    assert len(modes) >= 3
    assert set(modes) == {0}


def test_old_rows_are_forgotten(journal, monkeypatch):
    clock = [journals.time.time() - 40 * 86400]
    monkeypatch.setattr(journals.time, "time", lambda: clock[0])
    old, waiting = (journal.reserve({}, str(n), 1, CAPS, again=True) for n in range(2))
    for job in (old, waiting):
        journal.received(job, b"answer")
    journal.done(old)
    clock[0] += 31 * 86400
    journal.prune()
    assert journal.spent(0) == 2, "What was spent on the first counts on the last of the month."
    clock[0] += 9 * 86400
    new = journal.reserve({}, "new", 1, CAPS, again=True)
    journal.prune()

    assert [job.id for job in journal.history()] == [new, waiting]
    assert journal.answer(waiting) == b"answer"


def test_processes_are_told_apart():
    own = database.owner_of(os.getpid())

    assert database.alive(own)
    assert not database.alive(own + "1")
    assert not database.alive("999999999:1.00")
    assert not database.alive("nonsense")


POINTS = range(1, 16)
TIMES = range(5)


@pytest.fixture(scope="module")
def crashed():
    """Ends a process before and after each step of a picture, and returns where and how."""
    if not hasattr(os, "fork"):
        pytest.skip("needs processes that can be forked")
    # What a process has written stays when it is killed: no disk is needed to show that.
    folder = Path(tempfile.mkdtemp(dir=MEMORY))
    points = [point for _ in TIMES for point in POINTS]
    command = drawing_process.command("steps", folder, *points)
    done = subprocess.run(
        command, cwd=drawing_process.ROOT, capture_output=True, text=True, check=True
    )
    codes = enumerate(map(int, done.stdout.split()))
    yield {divmod(number, len(POINTS)): (folder / str(number), code) for number, code in codes}
    shutil.rmtree(folder)


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("point", POINTS)
def test_a_crash_at_any_point_loses_nothing(crashed, monkeypatch, point, time):
    """The next process sends nothing and loses nothing.

    From the answer's arrival on disk on, the picture is there in the end; before, the job is
    refused (never sent) or unknown (counted as spent).
    """
    if time > 0:
        # Once is enough for the decoder, which is no part of what can be lost here.
        without_decoding(monkeypatch)
    folder, code = crashed[time, point - 1]
    journal = open_journal(folder / "state")
    recovered = asyncio.run(recovery.recover(journal, TABLE, images_response.read))
    states = [job.state for job in journal.history()]
    pictures = list((folder / "project").glob("*.png"))
    before, sending, behind = point == 1, 2 <= point <= 6, point >= 7

    assert code == (137 if point < POINTS[-1] else 0)
    assert asyncio.run(recovery.recover(journal, TABLE, images_response.read)) == ()
    assert len(recovered) == (7 <= point <= 13)
    if before:
        assert states == []
    elif sending:
        assert states in (["refused"], ["unknown"])
    assert bool(pictures) == behind
    if behind:
        assert states == ["placed"]
        assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)


async def test_a_sketch_needs_no_journal(project):
    placed = await paid_drawing.carry_out(Sketch(), drawing_job(project))

    assert (placed.job, placed.cost, placed.renderer) == (None, None, "placeholder")
    assert placed.picture.name == "a-boat.png"


async def test_one_damaged_picture_of_two_is_left_out(journal, project):
    class Two(FakeImageModel):
        async def generate(self, request, step, on_progress=lambda _: None):
            drawn = await super().generate(request, step)
            return replace(drawn, pictures=(drawn.pictures[0][:50], *drawn.pictures))

    placed = await paid_drawing.carry_out(Two(), drawing_job(project), billing(journal))

    assert placed.picture.name == "a-boat.png"
    assert placed.notes == ("1 of 2 pictures arrived damaged.",)


async def test_a_service_on_this_machine_costs_nothing(journal, project):
    await paid_drawing.carry_out(
        FakeImageModel(), drawing_job(project), billing(journal, Caps(9, 0, 0), free=True)
    )

    assert journal.spent(0) == 0


def test_two_servers_draw_fifty_pictures_each_for_the_same_words(tmp_path):
    """A hundred files, each of them right and none overwritten; a hundred rows, each paid once."""
    (tmp_path / "project").mkdir()
    journal = open_journal(tmp_path / "state")
    servers = [
        subprocess.Popen(drawing_process.command("fifty", tmp_path, mark), cwd=drawing_process.ROOT)
        for mark in (1, 2)
    ]
    assert [server.wait() for server in servers] == [0, 0]
    colours = []
    for path in (tmp_path / "project").iterdir():
        with Image.open(path) as image:
            colours.append(image.getpixel((0, 0)))
    jobs = journal.history(1000)

    assert sorted(colours) == [(mark, number, 0) for mark in (1, 2) for number in range(50)]
    assert {job.state for job in jobs} == {"done"}
    assert len({job.pictures for job in jobs}) == len(jobs) == 100
    assert journal.spent(0) == 100 * PRICE


@pytest.mark.parametrize(("seconds", "asks"), [(599, True), (601, False)])
def test_the_same_words_ask_for_ten_minutes(journal, monkeypatch, seconds, asks):
    clock = [1_800_000_000.0]
    monkeypatch.setattr(journals.time, "time", lambda: clock[0])
    first = journal.reserve({}, "same", 1, CAPS, again=True)
    clock[0] += seconds

    assert (journal.recent_duplicate("same") is not None) == asks
    if asks:
        with pytest.raises(ConsentNeeded, match="a moment ago"):
            journal.reserve({}, "same", 1, CAPS, again=False)
    else:
        assert journal.reserve({}, "same", 1, CAPS, again=False) > first


@pytest.mark.parametrize(("seconds", "counts"), [(-1, False), (0, True), (1, True)])
@pytest.mark.parametrize("period", ["day", "month"])
def test_a_day_and_a_month_begin_at_midnight(journal, monkeypatch, period, seconds, counts):
    begin = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    if period == "month":
        begin = begin.replace(day=1)
    with monkeypatch.context() as patch:
        patch.setattr(journals.time, "time", lambda: begin.timestamp() + seconds)
        journal.reserve({}, "first", 10, CAPS, again=True)
    caps = replace(CAPS, **{period: 19})

    if counts:
        with pytest.raises(ConsentNeeded, match=f"limits.{period}"):
            journal.reserve({}, "second", 10, caps, again=True)
    else:
        assert journal.reserve({}, "second", 10, caps, again=True)


BERLIN = [
    # Clocks went back that night: its midnight was two hours before that of UTC, its noon one.
    ("2026-10-25T12:00+01:00", "2026-10-25T00:00+02:00", "2026-10-01T00:00+02:00"),
    ("2026-03-29T12:00+02:00", "2026-03-29T00:00+01:00", "2026-03-01T00:00+01:00"),
    ("2026-10-31T23:59+01:00", "2026-10-31T00:00+01:00", "2026-10-01T00:00+02:00"),
    ("2026-11-01T00:00+01:00", "2026-11-01T00:00+01:00", "2026-11-01T00:00+01:00"),
]


@pytest.mark.skipif(not hasattr(journals.time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize(("now", "day", "month"), BERLIN)
def test_midnight_is_that_of_the_clocks_of_then(monkeypatch, now, day, month):
    now, day, month = (datetime.fromisoformat(each).timestamp() for each in (now, day, month))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        journals.time.tzset()
        patch.setattr(journals.time, "time", lambda: now)
        began = budget.beginnings()
    journals.time.tzset()

    assert began == (day, month)


def test_a_journal_that_opens_but_is_not_sound_is_set_aside(tmp_path):
    """SQLite reads it without an error, and says so only when it is asked."""
    journal = open_journal(tmp_path / "state")
    for number in range(3):
        journal.reserve({"words": "x" * 600}, str(number), 1, CAPS, again=True)
    path = tmp_path / "state" / "journal.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (pages,) = database.execute("PRAGMA page_count").fetchone()
    data = path.read_bytes()
    # One page more that belongs to no table.
    path.write_bytes(data[:28] + (pages + 1).to_bytes(4) + data[32:] + bytes(len(data) // pages))

    assert open_journal(tmp_path / "state").history() == ()
    assert len(list((tmp_path / "state").glob("journal.sqlite.damaged-*"))) == 1
