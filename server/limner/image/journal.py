"""Every paid step on disk before it happens: nothing is lost, nothing is paid for twice.

One SQLite file in the state folder, shared by all servers of a person, holds one row per picture
that was asked for. A row's state goes

    reserved → sent → received → checked → placed → done
        ↘ refused      ↘ unknown    ↘ unusable

``reserved`` takes the estimated price from the budget. ``sent`` is on disk before the first byte
leaves, and the raw answer is on disk (the spool) before anything looks into it. From ``received``
on nothing leads to a new request. ``unknown`` and ``unusable`` count as spent; ``refused`` does
not. ``done`` follows when the document shows the link; ``placed`` waits for that.

Money is counted in whole micro-dollars.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from limner import files
from limner.errors import ConsentNeeded, SaveError
from limner.image.prices import dollars

State = Literal[
    "reserved", "sent", "received", "checked", "placed", "done", "refused", "unknown", "unusable"
]

LOCK_SECONDS = 5.0
"""How long another server's transaction is waited for, before nothing is spent."""

TWIN_SECONDS = 600.0
"""Within ten minutes, the same words and settings are asked about before they are drawn again."""

KEPT_DAYS = 30
"""How long finished rows and unused answers are kept."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    created REAL NOT NULL,
    changed REAL NOT NULL,
    twin TEXT NOT NULL,
    price INTEGER,
    intent TEXT NOT NULL,
    usage TEXT NOT NULL DEFAULT '{}',
    pictures TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS by_time ON jobs (created);
"""


@dataclass(frozen=True)
class Caps:
    """Most that may be spent: pictures in a session, micro-dollars in a day and in a month."""

    session: int
    day: int
    month: int


@dataclass(frozen=True)
class Job:
    """One row.

    Attributes:
        id: its number, growing with time.
        state: see the module's text.
        created: Unix time.
        price: micro-dollars, estimated until the answer says more; ``None`` when unknown.
        intent: what was asked for, as `limner.image.drawing` wrote it down.
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


@dataclass(frozen=True)
class Journal:
    """The journal in *folder*, as one server process writes it; see `open_journal`."""

    folder: Path
    owner: str

    def reserve(
        self, intent: dict[str, Any], twin: str, price: int | None, caps: Caps, *, again: bool
    ) -> int:
        """Take *price* from the budget and return the new job's number.

        Args:
            intent: what is asked for; JSON values only.
            twin: equal for the same words and settings (see `recent_twin`).
            price: estimated micro-dollars, ``None`` when unknown.
            caps: what may be spent.
            again: the person said yes to drawing the same once more.

        Raises:
            ConsentNeeded: a cap would be passed, or the same is being drawn or was just drawn.
            SaveError: the journal cannot be written.
        """
        now = time.time()
        with self._transaction() as database:
            if not again and _twin(database, twin, now) is not None:
                raise ConsentNeeded(
                    "The same picture was asked for a moment ago: insert that one, or say yes to "
                    "drawing it again."
                )
            _check_caps(database, self.owner, price or 0, caps)
            cursor = database.execute(
                "INSERT INTO jobs (owner, state, created, changed, twin, price, intent) "
                "VALUES (?, 'reserved', ?, ?, ?, ?, ?)",
                (self.owner, now, now, twin, price, json.dumps(intent)),
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

    def checked(self, job: int, usage: dict[str, int], price: int | None) -> None:
        """Write down that the pictures are whole, and what they cost if that is known now."""
        with self._transaction() as database:
            database.execute(
                "UPDATE jobs SET state = 'checked', changed = ?, usage = ?, "
                "price = coalesce(?, price) WHERE id = ?",
                (time.time(), json.dumps(usage), price, job),
            )

    def placed(self, job: int, pictures: tuple[Path, ...]) -> None:
        """Write down where the pictures are."""
        with self._transaction() as database:
            database.execute(
                "UPDATE jobs SET state = 'placed', changed = ?, pictures = ? WHERE id = ?",
                (time.time(), json.dumps([str(path) for path in pictures]), job),
            )

    def done(self, job: int) -> None:
        """Write down that the document shows the picture; the raw answer is no longer needed."""
        self._move(job, "done")
        files.remove(self.spool(job))

    def ended(self, job: int, state: State, note: str) -> None:
        """Write down an end without a picture: ``refused``, ``unknown`` or ``unusable``."""
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
            return self.spool(job).read_bytes()
        except OSError:
            return None

    def recent_twin(self, twin: str) -> Job | None:
        """Return the job for the same words and settings within the last ten minutes."""
        with self._transaction() as database:
            return _twin(database, twin, time.time())

    def history(self, most: int = 100) -> tuple[Job, ...]:
        """Return the last jobs, newest first."""
        with self._transaction() as database:
            rows = database.execute(f"{SELECT} ORDER BY id DESC LIMIT ?", (most,))
            return tuple(_job(row) for row in rows)

    def job(self, number: int) -> Job | None:
        """Return one job."""
        with self._transaction() as database:
            row = database.execute(f"{SELECT} WHERE id = ?", (number,)).fetchone()
            return _job(row) if row else None

    def spent(self, since: float) -> int:
        """Return the micro-dollars that were spent or are reserved since that Unix time."""
        with self._transaction() as database:
            return _spent(database, since)

    def take_over(self) -> tuple[Job, ...]:
        """Settle what processes that are gone left behind, and return what can be finished.

        What was never sent is refused; what was sent and has no answer is unknown; what has an
        answer is now this process's own, to be finished without any request.
        """
        with self._transaction() as database:
            rows = database.execute(
                "SELECT DISTINCT owner FROM jobs WHERE state IN "
                "('reserved', 'sent', 'received', 'checked')"
            )
            gone = [owner for (owner,) in rows if owner != self.owner and not _alive(owner)]
            for owner in gone:
                self._settle(database, owner)
            rows = database.execute(
                f"{SELECT} WHERE owner = ? AND state IN ('received', 'checked')", (self.owner,)
            )
            return tuple(_job(row) for row in rows) if gone else ()

    def prune(self) -> None:
        """Forget rows and raw answers of more than thirty days; pictures stay where they are."""
        before = time.time() - KEPT_DAYS * 86400
        with self._transaction() as database:
            old = database.execute(
                "SELECT id FROM jobs WHERE changed < ? AND state NOT IN ('received', 'checked')",
                (before,),
            ).fetchall()
            database.executemany("DELETE FROM jobs WHERE id = ?", old)
        for (job,) in old:
            files.remove(self.spool(job))

    def _settle(self, database: sqlite3.Connection, owner: str) -> None:
        rows = database.execute(f"{SELECT} WHERE owner = ?", (owner,)).fetchall()
        for job in map(_job, rows):
            kept = self.spool(job.id).exists()
            if job.state == "reserved":
                change = "state = 'refused', note = 'Limner ended before it was sent.'"
            elif job.state == "sent" and not kept:
                change = "state = 'unknown', note = 'Limner ended before the answer came.'"
            elif job.state in ("sent", "received", "checked"):
                change = "state = 'received'"
            else:
                continue
            database.execute(
                f"UPDATE jobs SET owner = ?, {change} WHERE id = ?",  # noqa: S608 (fixed texts)
                (self.owner, job.id),
            )

    def _move(self, job: int, state: State) -> None:
        with self._transaction() as database:
            database.execute(
                "UPDATE jobs SET state = ?, changed = ? WHERE id = ?", (state, time.time(), job)
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Give one transaction, synced to disk at its end; a connection is not kept."""
        try:
            with closing(_connect(self.folder)) as database:
                database.execute("BEGIN IMMEDIATE")
                with database:
                    yield database
        except sqlite3.Error as error:
            raise SaveError(
                f"The journal in {self.folder} cannot be written ({error}): free some space or "
                "close other programs that use it. Nothing more is sent until then."
            ) from error


def open_journal(folder: Path) -> Journal:
    """Open the journal in *folder*, or make it; a damaged one is set aside.

    Raises:
        SaveError: the folder cannot be written.
    """
    path = folder / FILE
    files.private_folder(folder)
    for attempt in (1, 2):
        try:
            if not path.exists():
                files.write_private(path, b"")
            with closing(_connect(folder)) as database:
                if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise sqlite3.DatabaseError("damaged")
                database.executescript(SCHEMA)
            break
        except sqlite3.OperationalError as error:
            raise SaveError(f"The journal in {folder} cannot be opened ({error}).") from error
        except sqlite3.DatabaseError:
            if attempt == 2:
                raise SaveError(f"The journal in {folder} is damaged: remove it.") from None
            files.set_aside(path)
    return Journal(folder, _owner(os.getpid()))


FILE = "journal.sqlite"

SELECT = "SELECT id, state, created, price, intent, usage, pictures, note FROM jobs"


def _connect(folder: Path) -> sqlite3.Connection:
    database = sqlite3.connect(folder / FILE, timeout=LOCK_SECONDS, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    return database


def _job(row: tuple[Any, ...]) -> Job:
    number, state, created, price, intent, usage, pictures, note = row
    return Job(
        number,
        state,
        created,
        price,
        json.loads(intent),
        json.loads(usage),
        tuple(Path(picture) for picture in json.loads(pictures)),
        note,
    )


def _twin(database: sqlite3.Connection, twin: str, now: float) -> Job | None:
    row = database.execute(
        f"{SELECT} WHERE twin = ? AND created > ? AND state NOT IN ('refused', 'unusable') "
        "ORDER BY id DESC LIMIT 1",
        (twin, now - TWIN_SECONDS),
    ).fetchone()
    return _job(row) if row else None


def _check_caps(database: sqlite3.Connection, owner: str, price: int, caps: Caps) -> None:
    (drawn,) = database.execute(
        "SELECT count(*) FROM jobs WHERE owner = ? AND state != 'refused'", (owner,)
    ).fetchone()
    if drawn >= caps.session:
        raise ConsentNeeded(
            f"{drawn} pictures were drawn in this session, as many as limits.session allows: "
            "restart the editor, or raise it in your config.toml."
        )
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    for name, cap, start in (("day", caps.day, today), ("month", caps.month, today.replace(day=1))):
        spent = _spent(database, start.timestamp())
        if spent + price > cap:
            raise ConsentNeeded(
                f"This picture would pass limits.{name} of {dollars(cap)} ({dollars(spent)} are "
                f"spent, it costs {dollars(price)}): raise the limit in your config.toml."
            )


def _spent(database: sqlite3.Connection, since: float) -> int:
    (total,) = database.execute(
        "SELECT coalesce(sum(price), 0) FROM jobs WHERE created >= ? AND state != 'refused'",
        (since,),
    ).fetchone()
    return int(total)


def _owner(process: int) -> str:
    """Return a process's number with its start time: numbers are used again."""
    import psutil

    return f"{process}:{psutil.Process(process).create_time():.2f}"


def _alive(owner: str) -> bool:
    import psutil

    process = owner.partition(":")[0]
    try:
        return _owner(int(process)) == owner
    except (psutil.Error, ValueError):
        return False
