"""What the end of a window has left: its jobs, what became of their money, and what came of them.

A window that is reloaded starts its server while the old one may still be running, so what that one
leaves is found at a later look as well as at the first.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from limner import files
from limner.errors import LimnerError
from limner.image.journal.entries import open_journal
from limner.image.journal.rows import JournalEntry
from limner.lsp.documents.uris import path_of
from limner.lsp.features.earlier_pictures import offer_earlier
from limner.lsp.own_client import unfinished_jobs
from limner.lsp.own_client.unfinished_jobs import UnfinishedJob
from limner.lsp.server import LimnerServer

DRAWS = {"limner.draw", "limner.drawMissing", "limner.drawAgain", "limner.editImage"}

LOOKED_THROUGH = 200
"""How far back in the journal is looked for what an ended job has asked for."""


async def left_over(ls: LimnerServer) -> dict[str, Any]:
    """Return the ended jobs that may be done again, and whether other windows still have jobs.

    A picture that has come is offered to be inserted; then its job is done.
    """
    ended, running = await asyncio.to_thread(unfinished_jobs.of_others)
    new = [job for job in ended if job.key not in ls.ended_jobs]
    if new:
        ls.ended_jobs.update(job.key for job in new)
        await offer_earlier(ls, {_document(job) for job in new})
    done = [job for job in ended if _has_come(ls, job)]
    for job in done:
        await asyncio.to_thread(unfinished_jobs.forget, job.key)
    undone = [job for job in ended if job not in done]
    notes = await asyncio.to_thread(_notes, undone) if undone else []
    return {
        "elsewhere": running,
        "unfinished": [
            {
                "key": job.key,
                "title": job.title,
                "command": job.command,
                "argument": job.argument,
                "note": note,
            }
            for job, note in zip(undone, notes, strict=True)
        ],
    }


def _document(job: UnfinishedJob) -> Path | None:
    return path_of(str(job.argument.get("uri", "")))


def _has_come(ls: LimnerServer, job: UnfinishedJob) -> bool:
    words = str(job.argument.get("text", "")).split()
    return job.command == "limner.draw" and any(
        one.document == _document(job) and one.words.split() == words for one in ls.earlier
    )


def _notes(jobs: Sequence[UnfinishedJob]) -> list[str]:
    """Say of each job what became of the pictures it has asked for; nothing where none belong."""
    folder = files.state_folder()
    try:
        history = open_journal(folder).history(LOOKED_THROUGH)
    except LimnerError:
        return ["" for _ in jobs]
    return [_note(job, history) if job.command in DRAWS else "" for job in jobs]


def _note(job: UnfinishedJob, history: Sequence[JournalEntry]) -> str:
    document = str(_document(job))
    states = {
        entry.state
        for entry in history
        if entry.created >= job.since and entry.details.get("document") == document
    }
    if states & {"sent", "unknown"}:
        return "A picture had been asked for and had not come: it may be billed."
    if states - {"refused"}:
        return "What had come of it is kept."
    return "No picture had been asked for."
