"""What earlier processes left behind: pictures that arrived and were not placed, or not shown."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from limner.errors import InputError, LimnerError, SaveError
from limner.image import pricing
from limner.image.jobs.choosing import forget_old_sheets
from limner.image.jobs.drawing_job import Placed, drawing_job_of
from limner.image.jobs.paid_drawing import finish
from limner.image.jobs.paid_step import JournalledStep
from limner.image.journal.entries import Journal
from limner.image.journal.rows import JournalEntry
from limner.image.request import Drawn, ReadAnswer

WAITING_JOBS = 200
"""How far back in the journal is looked for pictures that wait to be inserted."""


@dataclass(frozen=True)
class Waiting:
    """A finished picture of an earlier session that its document does not show.

    Attributes:
        document: the file it was drawn for.
        words: the author's words it was drawn for.
        picture: its own file.
        journal: where it is to be written down as shown.
        job: its number there.
    """

    document: Path
    words: str
    picture: Path
    journal: Journal
    job: int


async def recover(
    journal: Journal, table: pricing.PriceTable, read: ReadAnswer
) -> tuple[Placed, ...]:
    """Finish what earlier processes left with an answer, without any request; forget what is old.

    To be called once, when a process starts.

    Args:
        journal: the person's journal.
        table: the price table.
        read: reads a service's raw answer.

    Raises:
        SaveError: the journal cannot be read or written.
    """
    await asyncio.to_thread(journal.prune)
    await asyncio.to_thread(forget_old_sheets)
    finished = []
    for entry in await asyncio.to_thread(journal.take_over):
        placed = await finish_entry(journal, entry, table, read)
        if placed is not None:
            finished.append(placed)
    return tuple(finished)


async def finish_entry(
    journal: Journal, entry: JournalEntry, table: pricing.PriceTable, read: ReadAnswer
) -> Placed | None:
    """Place the pictures of a job whose answer is in the spool; ``None`` when that fails.

    Raises:
        SaveError: the journal cannot be written.
    """
    step = JournalledStep(journal, entry.id)
    raw = await asyncio.to_thread(journal.answer, entry.id)
    try:
        drawing_job = drawing_job_of(entry.details)
        model = entry.details.get("model")
        received = await asyncio.to_thread(read, raw or b"")
        unread = len(received.faults) + (0 if received.pictures else len(received.links))
        drawn = Drawn(received.pictures, "images", model, received.usage, unread=unread)
        if not drawn.pictures:
            raise InputError(
                f"The answer held the picture's address only: “limner history --save {entry.id}” "
                "fetches it."
            )
        return await finish(drawn, drawing_job, step, table)
    except SaveError:
        return None
    except LimnerError as error:
        await asyncio.to_thread(journal.ended, entry.id, "unusable", str(error))
        return None


def waiting_pictures(journal: Journal) -> tuple[Waiting, ...]:
    """Return the pictures that were placed in a project and never linked, and still are there."""
    return tuple(
        Waiting(
            Path(job.details["document"]), job.details["words"], job.pictures[0], journal, job.id
        )
        for job in journal.history(WAITING_JOBS)
        if job.state == "placed" and job.pictures and job.pictures[0].is_file()
    )
