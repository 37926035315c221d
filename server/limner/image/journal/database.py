"""The journal's SQLite file: made, opened, checked, brought up to date, made again when lost."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from limner import files
from limner.errors import SaveError
from limner.image.journal.spool import SpooledJob, answer_of, new_name, record, spooled_jobs

LOCK_SECONDS = 5.0
"""How long another server's transaction is waited for, before nothing is spent."""

FILE = "journal.sqlite"

SCHEMA = (
    """
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
    note TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',  -- Of its files in the spool.
    forgotten REAL  -- Since when it is not shown any more.
)""",
    "CREATE INDEX IF NOT EXISTS by_time ON jobs (created)",
    # Days on which Limner looked for what is old: a clock that jumps adds one, not a year of them.
    "CREATE TABLE IF NOT EXISTS days (day INTEGER PRIMARY KEY)",
)

LOST = "The journal was lost; what came is kept."


def prepare(folder: Path) -> None:
    """Make sure that there is a journal in *folder*, of this version.

    A damaged one is set aside. One that is new is filled with what the spool knows, so that what
    was spent still counts and what arrived is still there.

    Raises:
        SaveError: the folder cannot be written.
    """
    path = folder / FILE
    for attempt in (1, 2):
        try:
            files.hold_private(path)
            with closing(connect(folder)) as database:
                if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise sqlite3.DatabaseError("damaged")
                database.execute("BEGIN IMMEDIATE")
                with database:
                    _bring_up_to_date(database, folder)
            break
        except sqlite3.OperationalError as error:
            raise SaveError(f"The journal in {folder} cannot be opened ({error}).") from error
        except sqlite3.DatabaseError:
            if attempt == 2:
                raise SaveError(
                    f"The journal in {folder} is damaged: remove journal.sqlite there; what was "
                    "paid for is kept beside it."
                ) from None
            files.set_aside(path)
            # What SQLite had not yet moved into the damaged file must not reach the new one.
            for suffix in ("-wal", "-shm"):
                files.remove(path.with_name(path.name + suffix))


def connect(folder: Path) -> sqlite3.Connection:
    """Open the file; each transaction is synced to the disk before it counts."""
    database = sqlite3.connect(folder / FILE, timeout=LOCK_SECONDS, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        database.close()
        raise
    return database


def insert(database: sqlite3.Connection, columns: dict[str, Any], number: int | None = None) -> int:
    """Insert a row and return its number: *number* where that is free."""
    held = database.execute("SELECT 1 FROM jobs WHERE id = ?", (number,)).fetchone()
    row = {"id": None if held else number, **columns}
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    # The names are this package's own.
    cursor = database.execute(f"INSERT INTO jobs ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
    assert cursor.lastrowid is not None  # noqa: S101 (an INSERT has one)
    return cursor.lastrowid


def owner_of(process: int) -> str:
    """Return a process's number with its start time: numbers are used again."""
    import psutil

    return f"{process}:{psutil.Process(process).create_time():.2f}"


def alive(owner: str) -> bool:
    """Say whether the process that *owner* names is still running."""
    import psutil

    process = owner.partition(":")[0]
    try:
        return owner_of(int(process)) == owner
    except (psutil.Error, ValueError):
        return False


def _bring_up_to_date(database: sqlite3.Connection, folder: Path) -> None:
    columns = {row[1] for row in database.execute("PRAGMA table_info(jobs)")}
    for statement in SCHEMA:
        database.execute(statement)
    if not columns:
        _make_again(database, spooled_jobs(folder))
    elif "name" not in columns:
        database.execute("ALTER TABLE jobs ADD COLUMN name TEXT NOT NULL DEFAULT ''")
        database.execute("ALTER TABLE jobs ADD COLUMN forgotten REAL")
        _name_files(database, folder)


def _make_again(database: sqlite3.Connection, jobs: Iterable[SpooledJob]) -> None:
    """Insert a row for each job of the spool, as its record says; a bare answer is only kept."""
    for job in jobs:
        known = job.columns
        row = {**UNKNOWN, "name": job.name, "note": "" if "state" in known else LOST}
        for column, kind in KINDS.items():
            if isinstance(known.get(column), kind):
                value = known[column]
                row[column] = json.dumps(value) if kind in (dict, list) else value
        row["changed"] = row["created"]
        insert(database, row, job.number)


UNKNOWN: dict[str, Any] = {
    "owner": "", "state": "unusable", "created": 0.0, "twin": "", "price": None,
    "intent": "{}",
}  # fmt: skip
"""A row of which only the answer is left."""

KINDS: dict[str, type] = {
    "owner": str, "state": str, "created": float, "twin": str, "price": int, "intent": dict,
    "usage": dict, "pictures": list, "note": str,
}  # fmt: skip
"""What the columns hold, as a record has them."""


def _name_files(database: sqlite3.Connection, folder: Path) -> None:
    """Name the files of a journal of before there were names, and write what it knows beside them.

    Run again after a crash, it gives the same names.
    """
    rows = database.execute(
        "SELECT id, owner, state, created, twin, price, intent, usage, pictures, note FROM jobs"
    ).fetchall()
    for number, *values in rows:
        known = dict(zip(KINDS, values, strict=True))
        identity = hashlib.sha256(f"{number} {known['owner']} {known['created']}".encode())
        name = new_name(number, identity.hexdigest()[:12])
        database.execute("UPDATE jobs SET name = ? WHERE id = ?", (name, number))
        old = answer_of(folder, str(number))
        if old.is_file():
            files.move_private(old, answer_of(folder, name))
        if known["state"] != "refused":
            for column in ("intent", "usage", "pictures"):
                known[column] = json.loads(known[column])
            record(folder, name, known)
