"""Every paid step on disk before it happens: nothing is lost, nothing is paid for twice.

One SQLite file in the state folder, shared by all servers of a person, holds one row per picture
that was asked for. A row's state goes

    reserved → sent → received → checked → placed → done
        ↘ refused      ↘ unknown    ↘ unusable ↘ declined

``reserved`` takes the estimated price from the budget. ``sent`` is on disk before the first byte
leaves; a request that the service did not take goes back to ``reserved``. The raw answer is on disk
(the spool) before anything looks into it. From ``received`` on nothing leads to a new request.
``unknown`` and ``unusable`` count as spent; ``refused`` does not. ``done`` follows when the
document shows the link; ``placed`` waits for that. ``declined`` pictures were not chosen; like
candidates beside the chosen one they stay in the spool.

Money is counted in whole micro-dollars.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from limner import files
from limner.errors import ConsentNeeded, SaveError
from limner.image.journal.budget import Allowance, Caps, allowance, check_caps, left, spent_since
from limner.image.journal.database import FILE, alive, connect, insert, owner_of, prepare
from limner.image.journal.forgetting import forget_old
from limner.image.journal.rows import SELECT, SELECT_OWNED, JournalEntry, State, duplicate, entry_of
from limner.image.journal.spool import answer_of, forget, new_name, record

LARGEST_NUMBER = 2**63 - 1
"""The last number that SQLite can give a row."""

EVERY_JOB = 1_000_000
"""More jobs than anybody has, where all of them are looked through."""

LARGEST_ANSWER = 1 << 28
"""Bytes of a kept answer that is read: more than any that is received."""


def open_journal(folder: Path) -> "Journal":
    """Open the journal in *folder* for this process, or make it; a damaged one is set aside.

    Raises:
        SaveError: the folder cannot be written.
    """
    prepare(folder)
    return Journal(folder, owner_of(os.getpid()))


@dataclass(frozen=True)
class Journal:
    """The journal in *folder*, as one server process writes it; see `open_journal`.

    Whatever reads or writes its file raises ``SaveError`` where that fails.

    Attributes:
        own: the rows of this process's jobs by number, should the folder be removed meanwhile.
    """

    folder: Path
    owner: str
    own: dict[int, dict[str, Any]] = field(default_factory=dict, compare=False, repr=False)

    def reserve(
        self, details: dict[str, Any], key: str, price: int | None, caps: Caps, *, again: bool
    ) -> int:
        """Take *price* from the budget and return the new job's number.

        Args:
            details: what is asked for; JSON values only.
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
            if not again and duplicate(database, key, now) is not None:
                raise ConsentNeeded(
                    "The same picture was asked for a moment ago: insert that one, or say yes to "
                    "drawing it again."
                )
            check_caps(database, self.owner, price or 0, details.get("candidates", 1), caps)
            row = {
                "owner": self.owner, "state": "reserved", "created": now, "changed": now,
                "twin": key, "price": price, "intent": json.dumps(details),
            }  # fmt: skip
            job = insert(database, row)
            row["name"] = new_name(job)
            database.execute("UPDATE jobs SET name = ? WHERE id = ?", (row["name"], job))
        self.own[job] = row
        return job

    def check(self, price: int | None, caps: Caps) -> None:
        """Make sure that one more picture for *price* stays within *caps*; nothing is reserved.

        Raises:
            LimitReached: it does not.
            SaveError: the journal cannot be read.
        """
        with self._transaction() as database:
            check_caps(database, self.owner, price or 0, 1, caps)

    def allowance(self, prices: Sequence[int | None], caps: Caps) -> Allowance | None:
        """Return what *caps* allow of pictures for *prices*; ``None`` when it is all of them.

        Nothing is reserved; a price that is not known counts as nothing, as in `reserve`.

        Raises:
            SaveError: the journal cannot be read.
        """
        with self._transaction() as database:
            return allowance(database, self.owner, [price or 0 for price in prices], caps)

    def sent(self, job: int) -> None:
        """Write down that the request is about to leave."""
        self._change(job, {**self._own(job), "state": "sent"})

    def not_taken(self, job: int) -> None:
        """Write down that the service did not carry the request out, which is to leave again."""
        self._change(job, {"state": "reserved"})

    def received(self, job: int, answer: bytes) -> None:
        """Keep the raw answer, then write down that it is kept."""
        files.write_private(self.spool(job), answer)
        self._change(job, {"state": "received"})

    def interrupted(self, job: int, part: bytes) -> None:
        """Keep what arrived of an answer that broke off."""
        files.write_private(self.spool(job), part)

    def checked(self, job: int, usage: dict[str, int], price: int | None, pictures: int) -> None:
        """Write down how many pictures came, and what they cost if that is known now."""
        row = self.job(job)
        details = {**(row.details if row else {}), "candidates": pictures}
        cost = {} if price is None else {"price": price}
        self._change(job, {"state": "checked", "usage": usage, "intent": details, **cost})

    def placed(self, job: int, picture: Path) -> None:
        """Write down where the picture is."""
        self._change(job, {"state": "placed", "pictures": [str(picture)]})

    def inspected(self, job: int, check: dict[str, Any]) -> None:
        """Write down what was found out about the picture; JSON values only."""
        if (row := self.job(job)) is not None:
            self._change(job, {"intent": {**row.details, "check": check}})

    def done(self, job: int) -> None:
        """Write down that the document shows the picture.

        The raw answer is kept only where it holds more than the picture that was chosen.
        """
        self._change(job, {"state": "done"})
        self.own.pop(job, None)
        row = self.job(job)
        if row is None or not row.holds_more:
            files.remove(self.spool(job))

    def ended(self, job: int, state: State, note: str) -> None:
        """Write down an end without a picture in the project, and why if that is not plain."""
        self._change(job, {"state": state, "note": note})

    def spool(self, job: int) -> Path:
        """Return where the raw answer of *job* is kept."""
        if job in self.own:
            return answer_of(self.folder, self.own[job]["name"])
        row = self.job(job)
        return answer_of(self.folder, (row and row.name) or str(job))

    def answer(self, job: int) -> bytes | None:
        """Return the raw answer of *job*, ``None`` when there is none."""
        try:
            return files.read_regular(self.spool(job), LARGEST_ANSWER)
        except OSError:
            return None

    def recent_duplicate(self, key: str) -> JournalEntry | None:
        """Return the job for the same words and settings within the last ten minutes."""
        with self._transaction() as database:
            return duplicate(database, key, time.time())

    def history(self, most: int = 100) -> tuple[JournalEntry, ...]:
        """Return the last jobs, newest first."""
        with self._transaction() as database:
            rows = database.execute(
                f"{SELECT} WHERE forgotten IS NULL ORDER BY id DESC LIMIT ?", (most,)
            )
            return tuple(entry_of(row) for row in rows)

    def job(self, number: int) -> JournalEntry | None:
        """Return one job; ``None`` for a number that no row has."""
        if not 0 < number <= LARGEST_NUMBER:
            return None
        with self._transaction() as database:
            row = database.execute(f"{SELECT} WHERE id = ?", (number,)).fetchone()
            return entry_of(row) if row else None

    def spent(self, since: float) -> int:
        """Return the micro-dollars that were spent or are reserved since that Unix time."""
        with self._transaction() as database:
            return spent_since(database, since)

    def left(self, caps: Caps) -> int:
        """Return the micro-dollars that are left of *caps*; below 0 where one is passed already."""
        with self._transaction() as database:
            return left(database, caps)

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
            gone = [entry_of(row[:-1]) for row in rows if not running[row[-1]]]
            return tuple(job for job in gone if self._settle(database, job))

    def prune(self) -> None:
        """Forget what is old; pictures in projects stay where they are."""
        with self._transaction() as database:
            gone = forget_old(database, time.time())
        for name in gone:
            forget(self.folder, name)

    def _settle(self, database: sqlite3.Connection, job: JournalEntry) -> bool:
        """Take one job over; say whether its answer is here, so that it can be finished."""
        kept = answer_of(self.folder, job.name).exists()
        state, note = "received", ""
        if job.state == "reserved":
            state, note = "refused", "Limner ended before it was sent."
        elif not kept:
            state, note = "unknown", "Limner ended before the answer came."
        database.execute(
            "UPDATE jobs SET owner = ?, state = ?, note = ?, changed = ? WHERE id = ?",
            (self.owner, state, note, time.time(), job.id),
        )
        record(self.folder, job.name, {"owner": self.owner, "state": state, "note": note})
        return state == "received"

    def _own(self, job: int) -> dict[str, Any]:
        """Return what this process knows of its own job, as it was reserved."""
        row = dict(self.own.get(job, {}))
        row.pop("name", None)
        if "intent" in row:
            row["intent"] = json.loads(row["intent"])
        return row

    def _change(self, job: int, columns: dict[str, Any]) -> None:
        """Write down what is new about a job: in its row, which is made again where it is gone."""
        own = self.own.get(job)
        with self._transaction() as database:
            here = "SELECT id, name FROM jobs WHERE "
            if own is None:
                row = database.execute(f"{here} id = ?", (job,)).fetchone()
            else:
                # A row that was made again from a bare answer knows less than this process.
                bare = "DELETE FROM jobs WHERE name = ? AND owner = ''"
                database.execute(bare, (own["name"],))
                row = database.execute(f"{here} name = ?", (own["name"],)).fetchone()
                if row is None:
                    row = insert(database, own, job), own["name"]
                    columns = {**self._own(job), **columns}
            if row is None:
                return
            values = {
                name: json.dumps(value) if isinstance(value, dict | list) else value
                for name, value in {**columns, "changed": time.time()}.items()
            }
            marks = ", ".join(f"{name} = ?" for name in values)
            # The names are this module's own.
            database.execute(f"UPDATE jobs SET {marks} WHERE id = ?", (*values.values(), row[0]))  # noqa: S608
        record(self.folder, row[1] or str(job), columns)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Give one transaction, synced to disk at its end; a connection is not kept."""
        if not (self.folder / FILE).is_file():
            # The folder was removed meanwhile: nobody else is to read the new one either.
            prepare(self.folder)
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
