"""A decoded picture becomes a file of the project that says how it was made."""

from dataclasses import replace
from datetime import UTC, datetime

from limner import files
from limner._version import __version__
from limner.image import file_names
from limner.image.formats import provenance
from limner.image.formats.validation import DecodedPicture
from limner.image.jobs.drawing_job import DrawingJob, Placed
from limner.image.request import Drawn
from limner.prompt.picture_check.check_table import PictureCheck


def place(drawn: Drawn, drawing_job: DrawingJob, picture: DecodedPicture) -> Placed:
    """Write *picture* into the folder of *drawing_job* under the name its words give it.

    How it was made goes into its file, or beside it where that is wished or the file has no place.

    Raises:
        SaveError: it could not be written.
    """
    wanted = drawing_job.name or file_names.slug(drawing_job.request.title or drawing_job.words)
    told, check = drawing_job.provenance, picture.check
    data, record = picture.data, replace(_record(drawing_job, drawn), check=check)
    if told == "file":
        data = provenance.embed(data, record)
        told = "sidecar" if data == picture.data else "file"
    path = files.write_picture(
        drawing_job.root,
        drawing_job.folder,
        *file_names.named(wanted, picture.extension),
        data,
        provenance.write_beside(record) if told == "sidecar" else None,
    )
    size, notes = (picture.width, picture.height), drawn.notes
    if told == "sidecar" and not path.with_name(path.name + provenance.SIDECAR).is_file():
        notes += ("The file that says how the picture was made could not be written.",)
    if check is not None:
        notes += (said_of(check),)
    return Placed(path, size, drawn.renderer, drawn.model, notes=notes, check=check)


def said_of(check: PictureCheck) -> str:
    """Say to the author what somebody who looked at a picture has found out."""
    return f"Checked by {check.looked}: {check.summary}.{f' {check.note}' if check.note else ''}"


def _record(drawing_job: DrawingJob, drawn: Drawn) -> provenance.Provenance:
    request = drawing_job.request
    asked = {"size": request.size, "quality": request.quality, "format": request.format}
    if request.background != "auto":
        asked["background"] = request.background
    if request.compression is not None:
        asked["compression"] = str(request.compression)
    if drawing_job.finish.size:
        asked["exact"] = drawing_job.finish.size
    if drawn.model is None:
        asked["composition"] = str(request.composition)
    return provenance.Provenance(
        words=drawing_job.words,
        prompt=drawing_job.prompt or request.prompt,
        negative=request.negative,
        dialect=drawing_job.dialect,
        model=drawn.model,
        parameters=tuple(asked.items()),
        usage=drawn.usage,
        created=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        limner=__version__,
        edits=drawing_job.edits,
        looks=drawing_job.looks,
    )
