"""One picture from its drawing job to its file, with every paid step journalled.

Nothing is sent before the folder is known to take the picture and the price is reserved. Once an
answer has arrived, whatever happens next, it is kept: in the picture's folder, in the journal's
spool, or in the error that is raised. A sketch goes the same way, and nothing of it is journalled.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from limner import files
from limner.errors import (
    InputError,
    MoreWanted,
    NotChosen,
    SaveError,
    ServiceError,
    ServiceUnavailable,
)
from limner.files.whole import to_its_end
from limner.image import file_names, pricing
from limner.image.finishing import finished
from limner.image.formats.validation import DecodedPicture, decoded
from limner.image.jobs.choosing import Choose, first
from limner.image.jobs.drawing_job import DrawingJob, Placed
from limner.image.jobs.image_backend import Billing
from limner.image.jobs.inspection import Inspect, nobody
from limner.image.jobs.paid_step import JournalledStep, reserved_step
from limner.image.jobs.placing import place
from limner.image.request import Drawn, ImageModel


class PictureUnsaved(SaveError):
    """A picture that arrived and could be written nowhere; it is here, to be saved elsewhere.

    Attributes:
        picture: the encoded file.
        file: what it was to be called: its name, and the ending that its bytes say.
    """

    def __init__(self, message: str, picture: bytes, file: tuple[str, str]) -> None:
        super().__init__(message)
        self.picture = picture
        self.file = file

    def save(self, folder: Path) -> Path:
        """Write the picture into *folder* and return its path; raises ``SaveError`` again."""
        return files.write_picture(folder, "", *self.file, self.picture)


async def carry_out(
    model: ImageModel,
    drawing_job: DrawingJob,
    billing: Billing | None = None,
    on_progress: Callable[[str], None] = lambda _: None,
    choose: Choose = first,
    inspect: Inspect = nobody,
) -> Placed:
    """Draw the picture of *drawing_job* and put it into its folder; journal each paid step.

    Args:
        model: who draws.
        drawing_job: what, and where it goes.
        billing: for an image service; ``None`` for a sketch, which costs nothing.
        on_progress: told what is happening, in a few words.
        choose: says which of several pictures is used, or none.
        inspect: finds out whether they show what their words say.

    Raises:
        NotChosen: none was, or more are wanted; the journal keeps them.
        InputError: the folder is no place for a picture; nothing was sent.
        ConsentNeeded: a limit would be passed, or the same was just drawn; nothing was sent.
        ServiceError: the service declined, failed or sent no picture.
        SaveError: the folder takes no files, and nothing was sent; or the picture could not be
            written, and where it is kept is said.
    """
    await asyncio.to_thread(check_writable, drawing_job.root, drawing_job.folder)
    if billing is None:
        drawn = await model.generate(drawing_job.request, _Free(), on_progress)
        pictures = await inspect(await whole(drawn.pictures))
        chosen = await choose(pictures)
        if chosen is None:
            raise NotChosen("Nothing was changed.")
        # Which of its compositions a sketch has is part of how it was made.
        request = drawing_job.request
        request = replace(request, composition=request.composition + chosen)
        drawing_job = replace(drawing_job, request=request)
        picture, notes = await finished(pictures[chosen], drawing_job.finish)
        drawn = replace(drawn, notes=(*drawn.notes, *notes))
        return await to_its_end(lambda: place(drawn, drawing_job, picture))
    step = await reserved_step(drawing_job, billing)
    try:
        drawn = await model.generate(drawing_job.request, step, on_progress)
        on_progress("Checking and saving the picture")
    except BaseException as error:
        # Also a cancel, which must leave a true journal behind; it takes some milliseconds.
        if isinstance(error, ServiceError):
            step.say_what_is_kept(error)
        step.close(error)
        raise
    return await finish(drawn, drawing_job, step, billing.prices, choose, inspect)


def check_writable(root: Path, folder: str) -> None:
    """Find out before anything is paid for whether a picture can go into *folder* of *root*.

    Raises:
        InputError: that is no place for a picture.
        SaveError: the folder takes no files.
    """
    if not root.is_dir():
        raise InputError(f"There is no folder {root}: save the document first.")
    files.check_writable(root, folder)


async def whole(pictures: Sequence[bytes]) -> list[DecodedPicture]:
    """Return the pictures that are whole.

    Raises:
        ServiceUnavailable: none is; what is wrong with the first.
        SaveError: this could not be found out.
    """
    found, wrong = [], []
    for data in pictures:
        try:
            found.append(await decoded(data))
        except ServiceError as error:
            wrong.append(error)
    if not found:
        raise wrong[0] if wrong else ServiceUnavailable("No picture came back.")
    return found


class _Free:
    """The step of a picture that costs nothing."""

    def sent(self) -> None:
        """Nothing is sent."""

    def not_taken(self) -> None:
        """Nothing was sent."""

    def received(self, answer: bytes) -> None:
        """Nothing needs to be kept."""

    def interrupted(self, part: bytes) -> None:
        """Nothing needs to be kept."""


async def finish(
    drawn: Drawn,
    drawing_job: DrawingJob,
    step: JournalledStep,
    table: pricing.PriceTable,
    choose: Choose = first,
    inspect: Inspect = nobody,
) -> Placed:
    """Decode, note, choose and place what arrived; from here on nothing leads to another request.

    Raises:
        ServiceUnavailable: no picture is whole.
        NotChosen: the person wants none of them, or others; the journal keeps them.
        PictureUnsaved: the picture could be written nowhere, and is here.
        SaveError: it could not be placed, and where it is kept is said.
    """
    request = drawing_job.request
    cost = pricing.cost(
        table,
        drawn.model or "",
        dict(drawn.usage),
        size=request.size,
        quality=request.quality,
        pictures=len(drawn.pictures) + drawn.unread,
        inputs=len(request.inputs),
    )
    try:
        pictures = await whole(drawn.pictures)
    except ServiceError as error:
        step.say_what_is_kept(error)
        step.ended("unusable", str(error))
        raise
    usage, many = dict(drawn.usage), len(drawn.pictures) + drawn.unread
    await to_its_end(lambda: step.checked(usage, cost, many))
    pictures = await inspect(pictures)
    try:
        chosen = await choose(pictures)
    except MoreWanted:
        step.ended("declined", "")
        raise
    if chosen is None:
        step.ended("declined", "")
        raise NotChosen(
            "Nothing was changed. What was drawn is kept for thirty days: "
            f"“limner history --save {step.job}” writes it into the current folder."
        )
    generated = drawn.model is not None and drawing_job.provenance == "file"
    picture, cut = await finished(pictures[chosen], drawing_job.finish, generated=generated)
    drawn = replace(drawn, notes=(*drawn.notes, *cut))
    try:
        placed = await to_its_end(lambda: _put(drawn, drawing_job, picture, step))
    except SaveError as error:
        if step.problem is not None:
            raise PictureUnsaved(
                f"{error} The picture is in memory only: save it elsewhere now.",
                picture.data,
                (file_names.slug(drawing_job.words), picture.extension),
            ) from error
        raise SaveError(
            f"{error} The picture is kept in {step.journal.spool(step.job)}; "
            "“limner history” lists it."
        ) from error
    notes = placed.notes
    if lost := many - len(pictures):
        notes += (f"{lost} of {many} pictures arrived damaged.",)
    if step.problem is not None:
        saved = f"The picture is saved as {placed.picture}, but the journal is not: {step.problem}"
        notes += (saved,)
    tokens = usage.get("input_tokens", 0) + usage.get("output_tokens", 0)
    return replace(placed, cost=cost, tokens=tokens, job=step.job, notes=notes)


def _put(
    drawn: Drawn, drawing_job: DrawingJob, picture: DecodedPicture, step: JournalledStep
) -> Placed:
    """Place the picture, and write down that it is there."""
    placed = place(drawn, drawing_job, picture)
    step.attempt(lambda: step.journal.placed(step.job, placed.picture))
    if (check := placed.check) is not None:
        step.attempt(lambda: step.journal.inspected(step.job, asdict(check)))
    return placed
