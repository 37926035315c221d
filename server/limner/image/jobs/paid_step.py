"""The paid step of one job: its price reserved, each move journalled, its answer kept."""

import asyncio
from collections.abc import Callable

from limner.errors import (
    LimnerError,
    OutcomeUnknown,
    SaveError,
    ServiceError,
)
from limner.image.jobs.drawing_job import DrawingJob, duplicate_key, journal_details
from limner.image.jobs.image_backend import Billing
from limner.image.journal.entries import Journal
from limner.image.journal.rows import State


class JournalledStep:
    """The paid step of one job: journals each move, and keeps the answer in memory as well.

    Attributes:
        journal: where it is written down.
        job: its number there.
        was_sent: the service may be carrying it out.
        answer: the raw answer, ``None`` while there is none.
        part: what arrived of an answer that broke off, ``None`` for nothing.
        problem: why the journal could not be written last, ``None`` while it could.
    """

    def __init__(self, journal: Journal, job: int) -> None:
        self.journal = journal
        self.job = job
        self.was_sent = False
        self.answer: bytes | None = None
        self.part: bytes | None = None
        self.problem: SaveError | None = None

    def sent(self) -> None:
        """Write down that the request leaves now; raises ``SaveError``, and then it does not."""
        self.journal.sent(self.job)
        self.was_sent = True

    def not_taken(self) -> None:
        """Write down that the service did not carry it out: a cancel from here costs nothing."""
        self.was_sent = False
        self.attempt(lambda: self.journal.not_taken(self.job))

    def received(self, answer: bytes) -> None:
        """Keep the answer; a full disk must not keep it from being placed all the same."""
        self.answer = answer
        self.attempt(lambda: self.journal.received(self.job, answer))

    def interrupted(self, part: bytes) -> None:
        """Keep what arrived of an answer that broke off, if anything did."""
        if part:
            self.part = part
            self.attempt(lambda: self.journal.interrupted(self.job, part))

    def say_what_is_kept(self, error: ServiceError) -> None:
        """Add to the message of *error* where an answer that cannot be used is kept."""
        if self.answer is None and self.part is None:
            return
        where = f"Kept: {self.journal.spool(self.job)} (“limner history --save {self.job}”)."
        if self.problem is not None:
            where = f"It could not be kept: {self.problem}"
        paid = "" if isinstance(error, OutcomeUnknown) else " Asking again may be paid for again."
        error.args = (f"{error} {where}{paid}",)

    def checked(self, usage: dict[str, int], cost: int | None, pictures: int) -> None:
        """Write down how many pictures came, and what they cost in micro-dollars."""
        self.attempt(lambda: self.journal.checked(self.job, usage, cost, pictures))

    def close(self, error: BaseException) -> None:
        """Write down how a request without a usable answer ended."""
        if self.answer is not None and not isinstance(error, OutcomeUnknown):
            # Cancelled behind the answer: it stays as received, to be placed later free of charge.
            if isinstance(error, LimnerError):
                self.ended("unusable", str(error))
            return
        charged = isinstance(error, OutcomeUnknown) or not isinstance(error, LimnerError)
        if self.was_sent and charged:
            self.ended("unknown", str(error) or "Cancelled after it was sent.")
        else:
            self.ended("refused", str(error) or "Cancelled before it was sent.")

    def ended(self, state: State, text: str) -> None:
        """Write down how it ended, and why. If that fails, the row stays and counts as spent."""
        self.attempt(lambda: self.journal.ended(self.job, state, text))

    def attempt(self, write: Callable[[], None]) -> None:
        """Write to the journal; a journal that fails now must not cost the picture."""
        try:
            write()
        except SaveError as error:
            self.problem = error


async def reserved_step(drawing_job: DrawingJob, billing: Billing) -> JournalledStep:
    """Reserve in a thread; a cancel meanwhile gives back what the thread still reserves."""
    reserving = asyncio.ensure_future(asyncio.to_thread(_reserve, drawing_job, billing))
    try:
        return await asyncio.shield(reserving)
    except asyncio.CancelledError as error:
        (await reserving).close(error)
        raise


def _reserve(drawing_job: DrawingJob, billing: Billing) -> JournalledStep:
    price = billing.estimate(drawing_job.request)
    job = billing.journal.reserve(
        journal_details(drawing_job, billing),
        duplicate_key(drawing_job, billing),
        price,
        billing.caps,
        again=billing.again,
    )
    return JournalledStep(billing.journal, job)
