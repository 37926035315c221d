"""Every paid step on disk before it happens: nothing is lost, nothing is paid for twice.

One SQLite file in the state folder, shared by all servers of a person, holds one row per picture
that was asked for. A row's state goes

    reserved → sent → received → checked → placed → done
        ↘ refused      ↘ unknown    ↘ unusable ↘ declined

``reserved`` takes the estimated price from the budget. ``sent`` is on disk before the first byte
leaves, and the raw answer is on disk (the spool) before anything looks into it. From ``received``
on nothing leads to a new request. ``unknown`` and ``unusable`` count as spent; ``refused`` does
not. ``done`` follows when the document shows the link; ``placed`` waits for that. ``declined``
pictures were not chosen; like candidates beside the chosen one they stay in the spool.

Money is counted in whole micro-dollars.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from limner import files
from limner.errors import ConsentNeeded, SaveError
from limner.image.journal.budget import Caps, check_caps, spent_since
from limner.image.journal.database import alive, connect, owner_of, prepare

State = Literal[
    "reserved",
    "sent",
    "received",
    "checked",
    "placed",
    "done",
    "refused",
    "unknown",
    "unusable",
    "declined",
]

DUPLICATE_SECONDS = 600.0
"""Within ten minutes, the same words and settings are asked about before they are drawn again."""

LARGEST_ANSWER = 1 << 28
"""Bytes of a kept answer that is read: more than any that is received."""

KEPT_DAYS = 32
"""How long finished rows and unused answers are kept: longer than the month that is summed."""


def open_journal(folder: Path) -> "Journal":
    """Open the journal in *folder* for this process, or make it; a damaged one is set aside.

    Raises:
        SaveError: the folder cannot be written.
    """
    prepare(folder)
    return Journal(folder, owner_of(os.getpid()))


@dataclass(frozen=True)
class JournalEntry:
    """One row.

    Attributes:
        id: its number, growing with time.
        state: see the module's text.
        created: Unix time.
        price: micro-dollars, estimated until the answer says more; ``None`` when unknown.
        intent: what was asked for, as `limner.image.jobs.paid_drawing` wrote it down.
        usage: tokens as the service counted them.
        pictures: where the pictures were placed.
        note: why it ended, when it did not end well.
    """

    id: int
    state: State
    created: float
    price: int | None
    intent: dict[str, Any]
    usage: dict[str, int]
    pictures: tuple[Path, ...]
    note: str

    @property
    def candidates(self) -> int:
        """How many pictures one request was to bring, or has brought."""
        many = self.intent.get("candidates", 1)
        return many if isinstance(many, int) else 1


@dataclass(frozen=True)
class Journal:
    """The journal in *folder*, as one server process writes it; see `open_journal`."""

    folder: Path
    owner: str

    def reserve(
        self, intent: dict[str, Any], key: str, price: int | None, caps: Caps, *, again: bool
    ) -> int:
        """Take *price* from the budget and return the new job's number.

        Args:
            intent: what is asked for; JSON values only.
            key: equal for the same words and settings (see `recent_duplicate`).
            price: estimated micro-dollars, ``None`` when unknown.
            caps: what may be spent.
            again: the person said yes to drawing the same once more.

        Raises:
            ConsentNeeded: a cap would be passed, or the same is being drawn or was just drawn.
            SaveError: the journal cannot be written.
        """
        now = time.time()
        with self._transaction() as database:
            if not again and _duplicate(database, key, now) is not None:
                raise ConsentNeeded(
                    "The same picture was asked for a moment ago: insert that one, or say yes to "
                    "drawing it again."
                )
            check_caps(database, self.owner, price or 0, intent.get("candidates", 1), caps)
            cursor = database.execute(
                "INSERT INTO jobs (owner, state, created, changed, twin, price, intent) "
                "VALUES (?, 'reserved', ?, ?, ?, ?, ?)",
                (self.owner, now, now, key, price, json.dumps(intent)),
            )
            assert cursor.lastrowid is not None  # noqa: S101 (an INSERT has one)
            return cursor.lastrowid

    def sent(self, job: int) -> None:
        """Write down that the request is about to leave."""
        self._move(job, "sent")

    def received(self, job: int, answer: bytes) -> None:
        """Keep the raw answer, then write down that it is kept."""
        files.write_private(self.spool(job), answer)
        self._move(job, "received")

    def interrupted(self, job: int, part: bytes) -> None:
        """Keep what arrived of an answer that broke off."""
        files.write_private(self.spool(job), part)

    def checked(self, job: int, usage: dict[str, int], price: int | None, pictures: int) -> None:
        """Write down how many whole pictures came, and what they cost if that is known now."""
        with self._transaction() as database:
            database.execute(
                "UPDATE jobs SET state = 'checked', changed = ?, usage = ?, "
                "price = coalesce(?, price), intent = json_set(intent, '$.candidates', ?) "
                "WHERE id = ?",
                (time.time(), json.dumps(usage), price, pictures, job),
            )

    def placed(self, job: int, picture: Path) -> None:
        """Write down where the picture is."""
        with self._transaction() as database:
            database.execute(
                "UPDATE jobs SET state = 'placed', changed = ?, pictures = ? WHERE id = ?",
                (time.time(), json.dumps([str(picture)]), job),
            )

    def done(self, job: int) -> None:
        """Write down that the document shows the picture.

        The raw answer is kept only where it holds candidates that were not chosen.
        """
        self._move(job, "done")
        row = self.job(job)
        if row is None or row.candidates == 1:
            files.remove(self.spool(job))

    def ended(self, job: int, state: State, note: str) -> None:
        """Write down an end without a picture in the project, and why if that is not plain."""
        with self._transaction() as database:
            database.execute(
                "UPDATE jobs SET state = ?, changed = ?, note = ? WHERE id = ?",
                (state, time.time(), note, job),
            )

    def spool(self, job: int) -> Path:
        """Return where the raw answer of *job* is kept."""
        return self.folder / "spool" / f"{job}.answer"

    def answer(self, job: int) -> bytes | None:
        """Return the raw answer of *job*, ``None`` when there is none."""
        try:
            return files.read_regular(self.spool(job), LARGEST_ANSWER)
        except OSError:
            return None

    def recent_duplicate(self, key: str) -> JournalEntry | None:
        """Return the job for the same words and settings within the last ten minutes."""
        with self._transaction() as database:
            return _duplicate(database, key, time.time())

    def history(self, most: int = 100) -> tuple[JournalEntry, ...]:
        """Return the last jobs, newest first."""
        with self._transaction() as database:
            rows = database.execute(f"{SELECT} ORDER BY id DESC LIMIT ?", (most,))
            return tuple(_entry(row) for row in rows)

    def job(self, number: int) -> JournalEntry | None:
        """Return one job."""
        with self._transaction() as database:
            row = database.execute(f"{SELECT} WHERE id = ?", (number,)).fetchone()
            return _entry(row) if row else None

    def spent(self, since: float) -> int:
        """Return the micro-dollars that were spent or are reserved since that Unix time."""
        with self._transaction() as database:
            return spent_since(database, since)

    def take_over(self) -> tuple[JournalEntry, ...]:
        """Settle what processes that are gone left behind, and return what can be finished.

        What was never sent is refused; what was sent and has no answer is unknown; what has an
        answer is now this process's own, to be finished without any request.
        """
        with self._transaction() as database:
            rows = database.execute(
                f"{SELECT_OWNED} WHERE owner != ? AND state IN "
                "('reserved', 'sent', 'received', 'checked')",
                (self.owner,),
            ).fetchall()
            running = {owner: alive(owner) for owner in {row[-1] for row in rows}}
            gone = [_entry(row[:-1]) for row in rows if not running[row[-1]]]
            return tuple(job for job in gone if self._settle(database, job))

    def prune(self) -> None:
        """Forget rows and raw answers of more than a month; pictures stay where they are."""
        before = time.time() - KEPT_DAYS * 86400
        with self._transaction() as database:
            old = database.execute(
                "SELECT id FROM jobs WHERE changed < ? AND state NOT IN ('received', 'checked')",
                (before,),
            ).fetchall()
            database.executemany("DELETE FROM jobs WHERE id = ?", old)
        for (job,) in old:
            files.remove(self.spool(job))

    def _settle(self, database: sqlite3.Connection, job: JournalEntry) -> bool:
        """Take one job over; say whether its answer is here, so that it can be finished."""
        kept = self.spool(job.id).exists()
        state, note = "received", ""
        if job.state == "reserved":
            state, note = "refused", "Limner ended before it was sent."
        elif not kept:
            state, note = "unknown", "Limner ended before the answer came."
        database.execute(
            "UPDATE jobs SET owner = ?, state = ?, note = ?, changed = ? WHERE id = ?",
            (self.owner, state, note, time.time(), job.id),
        )
        return state == "received"

    def _move(self, job: int, state: State) -> None:
        with self._transaction() as database:
            database.execute(
                "UPDATE jobs SET state = ?, changed = ? WHERE id = ?", (state, time.time(), job)
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Give one transaction, synced to disk at its end; a connection is not kept."""
        try:
            with closing(connect(self.folder)) as database:
                database.execute("BEGIN IMMEDIATE")
                with database:
                    yield database
        except sqlite3.Error as error:
            raise SaveError(
                f"The journal in {self.folder} cannot be written ({error}): free some space or "
                "close other programs that use it. Nothing more is sent until then."
            ) from error


SELECT = "SELECT id, state, created, price, intent, usage, pictures, note FROM jobs"
SELECT_OWNED = SELECT.replace("note", "note, owner")


def _entry(row: tuple[Any, ...]) -> JournalEntry:
    number, state, created, price, intent, usage, pictures, note = row
    return JournalEntry(
        number,
        state,
        created,
        price,
        json.loads(intent),
        json.loads(usage),
        tuple(Path(picture) for picture in json.loads(pictures)),
        note,
    )


def _duplicate(database: sqlite3.Connection, key: str, now: float) -> JournalEntry | None:
    row = database.execute(
        f"{SELECT} WHERE twin = ? AND created > ? AND state NOT IN "
        "('refused', 'unusable', 'declined') "
        "ORDER BY id DESC LIMIT 1",
        (key, now - DUPLICATE_SECONDS),
    ).fetchone()
    return _entry(row) if row else None
