"""One picture, from its prompt to its file: fitted to its model, asked about, paid for, chosen."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from limner.actions import figures, linked_picture
from limner.actions.requests import finish_of, fit_request, followed, request_of
from limner.errors import MoreWanted
from limner.image import file_names
from limner.image.aspect import unwritten
from limner.image.jobs import drawing_job, paid_drawing
from limner.image.jobs.approval import approve
from limner.image.jobs.choosing import chooser
from limner.image.jobs.drawing_job import DrawingJob, Placed
from limner.image.jobs.image_backend import Billing, ImageBackend
from limner.image.jobs.inspection import When, afterwards, inspector
from limner.image.jobs.session import Session
from limner.image.jobs.upload import uploaded
from limner.markup.interface import Figure
from limner.project import destinations
from limner.project.roots import Project
from limner.prompt.expansion import Expansion
from limner.prompt.looks.binding import Look
from limner.prompt.looks.weaving import described
from limner.prompt.picture_check.check_table import PictureCheck
from limner.settings.declaration import Settings

MORE = 4
"""Pictures that a person gets who wants more to choose from."""


@dataclass(frozen=True)
class DrawingContext:
    """What holds for a drawing, whatever is drawn.

    Attributes:
        project: where pictures may be saved.
        settings: what they should be like, and where they go.
        backend: who draws.
        session: what the person has said about paying, and how they are asked.
        report: told what is happening.
    """

    project: Project
    settings: Settings
    backend: ImageBackend
    session: Session
    report: Callable[[str], None] = lambda message: None


@dataclass(frozen=True)
class DrawnPicture:
    """A picture in the project, and the link to it.

    Attributes:
        expansion: the prompt it was drawn from.
        placed: its file, and how it was made.
        figure: what the document will say.
        billing: what it was paid with, ``None`` for a sketch.
    """

    expansion: Expansion
    placed: Placed
    figure: Figure
    billing: Billing | None


def record_shown(picture: DrawnPicture) -> None:
    """Write down that a document shows *picture*.

    Raises:
        SaveError: the journal cannot be written.
    """
    drawing_job.record_shown(picture.billing, picture.placed)


def with_references(context: DrawingContext, looks: tuple[Look, ...]) -> DrawingContext:
    """Return *context* with the pictures that show those of the cast among its references."""
    held = context.settings
    return replace(context, settings=replace(held, image_references=followed(held, looks)))


async def draw_new(
    context: DrawingContext,
    words: str,
    expansion: Expansion,
    at: Path | None = None,
    composition: int = 0,
) -> DrawnPicture:
    """Draw the picture of *expansion* and save it in the project.

    Args:
        context: what holds for the drawing.
        words: the author's own; they name the file.
        expansion: the prompt, and what the picture is called.
        at: the file that a link asks for; without it the picture gets a new name.
        composition: which of its compositions a sketch begins with, counted from 0.

    Raises:
        LimnerError: see `limner.image.file_names.place_of` and `draw`.
    """
    project, settings = context.project, context.settings
    # Neither a file's name nor a reader has any use for “16:9”.
    title, alt = unwritten(expansion.title), unwritten(expansion.alt)
    expansion = replace(expansion, title=title, alt=alt)
    context = with_references(context, expansion.looks)
    shown = described(words, expansion.looks) if expansion.looks else ""
    job = DrawingJob(
        request=replace(request_of(expansion, settings, at), composition=composition, words=shown),
        words=words,
        root=project.root,
        folder=file_names.place_of(project.root, at)
        if at
        else destinations.folder(project, settings),
        dialect=settings.dialect,
        document=str(project.document),
        provenance=settings.image_provenance,
        name=at.name if at else "",
        finish=finish_of(settings, at),
        looks=tuple((look.name, look.whole) for look in expansion.looks),
    )
    placed = await draw(context, job)
    figure = figures.figure(expansion, project, settings, placed.picture)
    if placed.address:
        figure = replace(figure, target=placed.address)
    return DrawnPicture(expansion, placed, figure, context.backend.billing)


async def draw(
    context: DrawingContext,
    job: DrawingJob,
    old: bytes | None = None,
    before: PictureCheck | None = None,
    check: When | None = None,
) -> Placed:
    """Draw the picture of *job*, after what the person is to be asked.

    Args:
        context: what holds for the drawing.
        job: what is drawn, and where it goes.
        old: the picture it would replace, encoded.
        before: what a check has found out about that one.
        check: whether the picture is checked, where the setting does not say it.

    Raises:
        NotChosen: the person wants none of the pictures.
        LimnerError: see `limner.actions.linked_picture.references`,
            `limner.actions.requests.fit_request`, `limner.image.jobs.approval.approve` and
            `limner.image.jobs.paid_drawing.carry_out`.
    """
    settings, backend, session, report = (
        context.settings, context.backend, context.session, context.report
    )  # fmt: skip
    billing, request = backend.billing, job.request
    if session.ask is None:
        # Nobody can choose: what nobody sees is not paid for.
        request = replace(request, candidates=1)
    references: tuple[bytes, ...] = ()
    if billing is not None:
        references = await asyncio.to_thread(linked_picture.references, context.project, settings)
    fitted = fit_request(
        request, billing, job.words, references, job.dialect, job.finish.size, job.name
    )
    job = replace(job, request=fitted.request, batch=session.batch)
    many = min(MORE, billing.limits.candidates) if billing else MORE
    more = replace(job.request, candidates=many)
    price = billing.estimate(more) if billing else 0
    chosen = chooser(session, old, report, job.prompt or request.prompt, price, before)
    when = settings.image_check if check is None else check
    viewer, words, looks = backend.viewer, job.words, job.looks
    while True:
        many = job.request.candidates
        if billing is not None:
            then = afterwards(viewer, when, words, many, looks)
            approved = await approve(job, billing, settings.limits_ask, session, then)
            if isinstance(approved, Placed):
                return await uploaded(backend.uploader, approved, report)
            billing = approved
        inspect = await inspector(viewer, when, words, session, report, looks, many)
        try:
            placed = await paid_drawing.carry_out(
                backend.model, job, billing, report, chosen, inspect
            )
        except MoreWanted:
            shown = job.request.composition + job.request.candidates
            job = replace(job, request=replace(more, composition=shown))
            billing = replace(billing, again=True) if billing else None
            continue
        placed = replace(placed, notes=(*fitted.notes, *placed.notes))
        return await uploaded(backend.uploader, placed, report)
