"""What is drawn, where it goes, what it may cost; and the same as the journal keeps it."""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from limner.errors import InputError, SaveError
from limner.image.finishing import AS_DRAWN, Finish, as_row, finish_of_row
from limner.image.jobs.image_backend import Billing
from limner.image.request import PictureRequest, Renderer
from limner.prompt.picture_check.check_table import PictureCheck

RecordPlace = Literal["file", "sidecar", "off"]
"""Where it is said how a picture was made: in its file, in one beside it, or nowhere."""


@dataclass(frozen=True)
class DrawingJob:
    """What is drawn, and where it goes.

    Attributes:
        request: what the image model is asked.
        words: the author's own words; they name the file.
        root: the project's folder.
        folder: the place of the picture inside *root*, with ``/``.
        dialect: the dialect of the prompt.
        document: path or URI of the document, for the history.
        provenance: where it is said how it was made.
        name: the file's name with its ending, where a link asks for it; ``""`` for a new one.
        prompt: of the picture that the request changes; ``""`` when the request's own counts.
        edits: what that picture was changed by, the request's own instruction last.
        batch: names the pictures that are drawn together; ``""`` for one alone.
        finish: the exact size and the format of the saved file, where they are not the request's.
        looks: of those of the cast whom it shows, by name, as the prompt says them.
    """

    request: PictureRequest
    words: str
    root: Path
    folder: str = ""
    dialect: str = ""
    document: str = ""
    provenance: RecordPlace = "file"
    name: str = ""
    prompt: str = ""
    edits: tuple[str, ...] = ()
    batch: str = ""
    finish: Finish = AS_DRAWN
    looks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Placed:
    """A picture that is on disk, in the project.

    Attributes:
        picture: its path.
        size: width and height in pixels.
        renderer: who drew it.
        model: the image model's name.
        cost: micro-dollars as far as they are known.
        tokens: as the service counted them, 0 when it did not.
        job: the journal's number, ``None`` for a sketch.
        notes: what the author should know.
        address: where everyone can see it, where it was uploaded.
        check: whether it shows what its words say, where somebody has looked.
    """

    picture: Path
    size: tuple[int, int]
    renderer: Renderer
    model: str | None = None
    cost: int | None = None
    tokens: int = 0
    job: int | None = None
    notes: tuple[str, ...] = ()
    address: str | None = None
    check: PictureCheck | None = None


def record_shown(billing: Billing | None, placed: Placed) -> None:
    """Write down that a document shows the picture; its raw answer is no longer needed.

    Raises:
        SaveError: the journal cannot be written; the picture is saved all the same, and where.
    """
    if billing is not None and placed.job is not None:
        try:
            billing.journal.done(placed.job)
        except SaveError as error:
            raise SaveError(
                f"The picture is saved as {placed.picture}, and nothing of it is lost; only the "
                f"journal does not know yet that its document shows it. {error}"
            ) from error


def duplicate_key(drawing_job: DrawingJob, billing: Billing) -> str:
    """Return a key that is equal for the same words, place and settings."""
    details = journal_details(replace(drawing_job, batch=""), billing)
    return hashlib.sha256(json.dumps(details, sort_keys=True).encode()).hexdigest()


def journal_details(drawing_job: DrawingJob, billing: Billing) -> dict[str, Any]:
    """Return what the journal keeps of a picture that is asked for; JSON values only."""
    request = drawing_job.request
    return {
        "words": drawing_job.words,
        "prompt": request.prompt,
        "negative": request.negative,
        "title": request.title,
        "size": request.size,
        "quality": request.quality,
        "format": request.format,
        "candidates": request.candidates,
        "compression": request.compression,
        "background": request.background,
        # What a picture was drawn from tells two requests apart; the bytes are never sent again.
        "inputs": [hashlib.sha256(picture).hexdigest() for picture in request.inputs],
        "dialect": drawing_job.dialect,
        "document": drawing_job.document,
        "root": str(drawing_job.root),
        "folder": drawing_job.folder,
        "provenance": drawing_job.provenance,
        "name": drawing_job.name,
        "edited": drawing_job.prompt,
        "edits": drawing_job.edits,
        "batch": drawing_job.batch,
        "looks": drawing_job.looks,
        **as_row(drawing_job.finish),
        "host": billing.host,
        "model": billing.model,
    }


def drawing_job_of(row: dict[str, Any]) -> DrawingJob:
    """Read back what `journal_details` wrote; the pictures it was drawn from are not kept.

    Raises:
        InputError: the journal is from another version.
    """
    try:
        request = PictureRequest(
            prompt=row["prompt"],
            negative=row["negative"],
            size=row["size"],
            quality=row["quality"],
            format=row["format"],
            candidates=row["candidates"],
            title=row["title"],
            compression=row.get("compression"),
            background=row.get("background", "auto"),
            # How many they were says what they cost.
            inputs=(b"",) * len(row.get("inputs", ())),
        )
        return DrawingJob(
            request,
            row["words"],
            Path(row["root"]),
            row["folder"],
            row["dialect"],
            row["document"],
            # It was once a switch.
            {True: "file", False: "off"}.get(row["provenance"], row["provenance"]),
            row.get("name", ""),
            row.get("edited", ""),
            tuple(row.get("edits", ())),
            row.get("batch", ""),
            finish_of_row(row),
            tuple((name, look) for name, look in row.get("looks", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("The journal's row is from another version of Limner.") from error
