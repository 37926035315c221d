"""The journal's SQLite file: made, opened, checked and set aside when it is damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

from limner import files
from limner.errors import SaveError

LOCK_SECONDS = 5.0
"""How long another server's transaction is waited for, before nothing is spent."""

FILE = "journal.sqlite"

SCHEMA = """
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


def prepare(folder: Path) -> None:
    """Make sure that there is a journal in *folder*; a damaged one is set aside.

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
                database.executescript(SCHEMA)
            break
        except sqlite3.OperationalError as error:
            raise SaveError(f"The journal in {folder} cannot be opened ({error}).") from error
        except sqlite3.DatabaseError:
            if attempt == 2:
                raise SaveError(f"The journal in {folder} is damaged: remove it.") from None
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
