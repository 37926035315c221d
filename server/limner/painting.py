"""From a prompt and settings to a picture in the project: asked about, paid for, chosen."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from limner import existing
from limner.image.aspect import aspect_of, unwritten
from limner.image.fitting import fit
from limner.image.jobs import paid_drawing
from limner.image.jobs.approval import approve
from limner.image.jobs.choosing import chooser
from limner.image.jobs.drawing_job import DrawingJob, Payment, Placed
from limner.image.jobs.session import Session
from limner.image.jobs.upload import Uploader, uploaded
from limner.image.models import ANYTHING, Limits
from limner.image.request import ImageModel, PictureRequest
from limner.image.sizes import best
from limner.project.roots import Project
from limner.prompt import dialects, shortening
from limner.prompt.expansion import Expansion
from limner.settings.declaration import Settings

SLOW = ("auto", "high", "xhigh", "max")
"""Qualities that take long enough to speak of passes; quick ones would cost half as much again."""


@dataclass(frozen=True)
class Painter:
    """Who draws, and how it is paid for; the placeholder costs nothing.

    Attributes:
        model: who draws.
        payment: what a picture may cost, ``None`` for the placeholder.
        uploader: who puts pictures where everyone can see them, if anyone does.
    """

    model: ImageModel
    payment: Payment | None
    uploader: Uploader | None = None


def request_of(expansion: Expansion, settings: Settings, at: Path | None = None) -> PictureRequest:
    """Return what is asked of an image model.

    Args:
        expansion: the prompt, and what the picture is called.
        settings: what the picture should be like.
        at: the file it is for, whose ending says the format.
    """
    return PictureRequest(
        prompt=expansion.prompt,
        negative=expansion.negative,
        size=settings.image_size,
        quality=settings.image_quality,
        format=_format(at) if at else settings.image_format,
        candidates=settings.image_candidates,
        title=expansion.title,
        compression=settings.image_compression if settings.image_compression < 100 else None,
        background=settings.image_background,
        partial=settings.image_passes if settings.image_quality in SLOW else 0,
    )


async def paint(
    drawing_job: DrawingJob,
    project: Project,
    settings: Settings,
    painter: Painter,
    session: Session,
    report: Callable[[str], None] = lambda message: None,
    old: bytes | None = None,
) -> Placed:
    """Draw the picture of *drawing_job*, after what the person is to be asked.

    Args:
        drawing_job: what is drawn, and where it goes.
        project: where the pictures are that it follows.
        settings: its limits, and the pictures it follows.
        painter: who draws.
        session: what the person has said about paying, and how they are asked.
        report: told what is happening.
        old: the picture it would replace.

    Raises:
        LimnerError: see `limner.existing.references`, `limner.image.jobs.approval.approve` and
            `limner.image.jobs.paid_drawing.draw`.
    """
    payment = painter.payment
    request = drawing_job.request
    notes: tuple[str, ...] = ()
    if session.ask is None:
        # Nobody can choose: what nobody sees is not paid for.
        request = replace(request, candidates=1)
    if payment is None:
        request = _shaped(request, drawing_job.words, ANYTHING)
    else:
        followed = await asyncio.to_thread(existing.references, project, settings)
        request = following(request, followed, payment.limits)
        request, notes = fitted(request, drawing_job.words, payment, drawing_job.dialect)
    drawing_job = replace(drawing_job, request=request)
    if payment is not None:
        approved = await approve(drawing_job, payment, settings.limits_ask, session)
        if isinstance(approved, Placed):
            return await uploaded(painter.uploader, approved, report)
        payment = approved
    chosen = chooser(session, old, report)
    placed = await paid_drawing.draw(painter.model, drawing_job, payment, report, chosen)
    placed = replace(placed, notes=(*notes, *placed.notes))
    return await uploaded(painter.uploader, placed, report)


def following(
    request: PictureRequest, followed: tuple[bytes, ...], limits: Limits
) -> PictureRequest:
    """Return *request* with the pictures that it follows, where its model takes some."""
    return replace(request, inputs=(*request.inputs, *followed)) if limits.inputs else request


def fitted(
    request: PictureRequest, words: str, payment: Payment, dialect: str = ""
) -> tuple[PictureRequest, tuple[str, ...]]:
    """Return *request* as its model takes it, and one sentence for each thing that is different.

    Args:
        request: what is asked for.
        words: the author's own, which may ask for a shape.
        payment: for whom it is fitted.
        dialect: of the prompt, which is cut where it is too long.

    Raises:
        InputError: the model cannot do what is asked.
    """
    limits, model, letters = payment.limits, payment.model, payment.limits.letters
    request = _shaped(request, words, limits)
    cut: tuple[str, ...] = ()
    if len(request.prompt) > letters:
        spoken = replace(dialects.get(dialect or "generic"), unit="characters", limit=letters)
        request = replace(request, prompt=shortening.shorten(request.prompt, None, spoken))
        cut = (f"The prompt was cut to the {letters:,} letters that {model} takes.",)
    request, notes = fit(request, limits, model)
    return request, (*cut, *notes)


def _shaped(request: PictureRequest, words: str, limits: Limits) -> PictureRequest:
    """Return *request* with the size that the author's words ask for, where no other is set."""
    ratio = aspect_of(words) if request.size == "auto" else None
    if ratio is None or (size := best(ratio, limits)) == "auto":
        return request
    # The size says it now; in the prompt, a model might take the numbers for lettering.
    prompt, title = unwritten(request.prompt), unwritten(request.title)
    return replace(request, size=size, prompt=prompt or request.prompt, title=title)


def _format(file: Path) -> Literal["png", "webp", "jpeg"]:
    """Return the format to ask for so that a file's ending is true."""
    formats: dict[str, Literal["png", "webp", "jpeg"]] = {".png": "png", ".webp": "webp"}
    return formats.get(file.suffix.lower(), "jpeg")
