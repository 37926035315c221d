"""What the journal keeps of a person's pictures, as rows, and what came and is in no project."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from limner.errors import LimnerError, ServiceError
from limner.image.file_names import ENDING_OF
from limner.image.formats.containers import foreign, recognise
from limner.image.formats.validation import decoded
from limner.image.journal.entries import Journal
from limner.image.journal.rows import JournalEntry
from limner.image.pricing import MICRO
from limner.image.request import ImagesResponse
from limner.services.answers import images_response
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.declaration import Settings

STATES = {
    "reserved": "about to be asked for",
    "sent": "asked for, no answer yet",
    "received": "arrived, not saved yet",
    "checked": "arrived, not saved yet",
    "placed": "saved, waits to be inserted",
    "done": "in the document",
    "refused": "not drawn, not charged",
    "unknown": "unknown: it may have been charged",
    "unusable": "charged, but no usable picture came",
    "declined": "not chosen, kept",
}
"""What each state of a job means to people."""

FREE_STATES = STATES | {
    "refused": "not drawn",
    "unknown": "no answer came",
    "unusable": "no usable picture came",
}
"""The same where a picture costs nothing."""

IN_PROJECT = ("placed", "done")
"""In these states the picture is in its project."""

RAW = "answer"
"""The ending of a file that holds an answer as it came; no program opens it by itself."""

Part = tuple[str, bytes]
"""A file's ending, and what is in it."""


@dataclass(frozen=True)
class KeptPictures:
    """What one answer holds.

    Attributes:
        whole: the pictures that documents can show.
        others: what else came.
        problems: what is wrong with it, a sentence each.
    """

    whole: tuple[Part, ...]
    others: tuple[Part, ...]
    problems: tuple[str, ...]


def says(job: JournalEntry) -> str:
    """Say what became of *job*; of one that costs nothing, not that it was charged."""
    return (FREE_STATES if job.price == 0 else STATES)[job.state]


def kept(journal: Journal, job: JournalEntry) -> Path | None:
    """Return the file that holds what is in no project; ``None`` where there is nothing."""
    path = journal.spool(job.id)
    in_project = job.state in IN_PROJECT and not job.holds_more
    return path if not in_project and path.is_file() else None


def history_row(job: JournalEntry, kept: Path | None) -> dict[str, Any]:
    """Return a row as JSON has it."""
    return {
        "number": job.id,
        "created": datetime.fromtimestamp(job.created).astimezone().isoformat(timespec="seconds"),
        "state": job.state,
        "words": job.details.get("words"),
        "document": job.details.get("document"),
        "model": job.details.get("model"),
        "batch": job.details.get("batch") or None,
        "pictures": [os.fspath(path) for path in job.pictures],
        "kept": None if kept is None else os.fspath(kept),
        "usage": job.usage,
        "cost": None if job.price is None else job.price / MICRO,
        "note": job.note or None,
        "check": job.details.get("check"),
    }


async def kept_pictures(
    raw: bytes, backends: ConfiguredBackends, settings: Settings
) -> KeptPictures:
    """Return what a kept answer holds; what it gives the address of is fetched, free of charge."""
    problems: list[str] = []
    try:
        answer = images_response.read(raw)
    except ServiceError as error:
        problems.append(str(error))
        answer = ImagesResponse(images_response.remnants(raw), faults=(str(error),))
    pictures, missing = list(answer.pictures), len(answer.faults)
    if not pictures:
        # An answer is kept with what was fetched of its addresses.
        for link in answer.links:
            try:
                pictures.append(await backends.fetch_kept(link, settings))
            except LimnerError as error:
                problems.append(str(error))
                missing += 1
    whole: list[Part] = []
    others: list[Part] = []
    for data in pictures:
        try:
            picture = await decoded(data)
            whole.append((picture.extension, picture.data))
        except ServiceError as error:
            problems.append(str(error))
            kind = recognise(data)
            others.append((ENDING_OF[kind] if kind else foreign(data) or RAW, data))
    if missing:
        others.append((RAW, raw))
    return KeptPictures(tuple(whole), tuple(others), tuple(problems))
