"""Rows of the journal, as they are read."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

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

SELECT = "SELECT id, state, created, price, intent, usage, pictures, note, name FROM jobs"
SELECT_OWNED = SELECT.replace("name", "name, owner")


@dataclass(frozen=True)
class JournalEntry:
    """One row.

    Attributes:
        id: its number, growing with time.
        state: how far it has come; see `limner.image.journal.entries`.
        created: Unix time.
        price: micro-dollars, estimated until the answer says more; ``None`` when unknown.
        details: what was asked for, as `limner.image.jobs.drawing_job` wrote it down (the column
            ``intent``).
        usage: tokens as the service counted them.
        pictures: where the pictures were placed.
        note: why it ended, when it did not end well.
        name: what its files in the spool are called.
    """

    id: int
    state: State
    created: float
    price: int | None
    details: dict[str, Any]
    usage: dict[str, int]
    pictures: tuple[Path, ...]
    note: str
    name: str

    @property
    def candidates(self) -> int:
        """How many pictures one request was to bring, or has brought."""
        many = self.details.get("candidates", 1)
        return many if isinstance(many, int) else 1

    @property
    def holds_more(self) -> bool:
        """Whether the raw answer holds more than the file that was placed."""
        asked = self.details
        return self.candidates > 1 or bool(asked.get("exact") or asked.get("saved_as"))


def entry_of(row: tuple[Any, ...]) -> JournalEntry:
    """Read a row of `SELECT`."""
    number, state, created, price, details, usage, pictures, note, name = row
    return JournalEntry(
        number,
        state,
        created,
        price,
        json.loads(details),
        json.loads(usage),
        tuple(Path(picture) for picture in json.loads(pictures)),
        note,
        name or str(number),
    )


def duplicate(database: sqlite3.Connection, key: str, now: float) -> JournalEntry | None:
    """Return the job of that *key* in the ten minutes before *now*."""
    row = database.execute(
        f"{SELECT} WHERE twin = ? AND created > ? AND state NOT IN "
        "('refused', 'unusable', 'declined') "
        "ORDER BY id DESC LIMIT 1",
        (key, now - DUPLICATE_SECONDS),
    ).fetchone()
    return entry_of(row) if row else None
