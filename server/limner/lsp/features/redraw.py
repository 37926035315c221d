"""Commands on the link of a picture that is there: draw it again, change it, take its prompt back.

The document shows the old picture until the person has chosen the new one.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from limner.actions import editing, findings, intents, linked_picture, written_prompts
from limner.actions.drawing import DrawingContext
from limner.actions.drawing_check import check_can_draw
from limner.actions.linked_picture import LinkedPicture, link_at, unchanged_link
from limner.document import Document, Replacement, Span
from limner.errors import InputError, NotChosen
from limner.image.jobs.drawing_job import Placed, record_shown
from limner.lsp import from_proto
from limner.lsp.configuration import check_saved, context_for
from limner.lsp.features.command_job import CommandJob, run, show_beside, tell_of
from limner.lsp.server import LimnerServer
from limner.markup import amendment
from limner.markup.interface import ImageLink, Intent
from limner.project import destinations
from limner.project.roots import Project
from limner.settings.declaration import Settings

MOST_CANDIDATES = 10
"""Pictures that one request brings, at most."""

SHAPES = {"Square": "1024x1024", "Wide": "1536x1024", "Tall": "1024x1536"}
"""The shapes that are asked about, as sizes; a model without one draws its nearest."""

STYLES = (
    "Photograph", "Watercolor", "Ink drawing", "Oil painting", "Sketch", "Vector",
)  # fmt: skip
"""The styles that are asked about, of those that editors list for the setting ``style``; the option
``style`` takes any words."""


def draw_again(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Draw the picture of a link once more.

    Options: ``candidates``, how many to choose from; ``size`` and ``style``, other ones than
    before, ``"ask"`` to be asked for; ``mind``, what a check has found missing comes first;
    ``looks``, ``"today"`` for those that the cast has now.
    """
    target = from_proto.target(ls.documents, arguments)
    check_saved(target.document)
    run(ls, target, "Drawing again", _draw_again, link_intent(target))


def edit_image(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Change the picture of a link as the option ``instruction`` says, or the words beside it.

    With the option ``mind``, what a check has found missing is what changes.
    """
    target = from_proto.target(ls.documents, arguments)
    check_saved(target.document)
    intent = link_intent(target)
    asked = target.options.get("instruction")
    instruction = asked if isinstance(asked, str) else _words_beside(target, intent.span)
    run(ls, target, "Editing", partial(_edit_image, instruction=instruction), intent)


def insert_prompt_of_image(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Write the prompt a picture was drawn from below its link."""
    target = from_proto.target(ls.documents, arguments)
    run(ls, target, "Reading", _insert_prompt, link_intent(target))


def link_intent(target: from_proto.Target) -> Intent:
    """Return the image link a command is about; its words are shown while it is worked on.

    Raises:
        InputError: there is none at the place, or there are several.
    """
    link = link_at(target.document.snapshot(), target.span)
    return Intent((link.alt or "").strip() or link.target, link.span)


def link_of_job(job: CommandJob) -> ImageLink:
    """Return the image link that a job is about, as its document has it now.

    Raises:
        InputError: it has changed meanwhile.
    """
    link = unchanged_link(job.target.document.snapshot(), job.followed.anchor.span)
    if link is None:
        raise InputError("This image link has changed meanwhile: try again.")
    return link


@dataclass(frozen=True)
class PictureOfJob:
    """The picture that a job is about, with all that holds for it."""

    picture: LinkedPicture
    project: Project
    settings: Settings


async def picture_of_job(job: CommandJob) -> PictureOfJob:
    """Read the picture a job is about.

    Raises:
        InputError: its link leads to no picture of the project, or has changed meanwhile.
    """
    ls, document = job.ls, job.target.document
    context = await context_for(ls, document)
    settings, project = context.settings, context.saved_project
    picture = await asyncio.to_thread(linked_picture.read, link_of_job(job), project, settings)
    return PictureOfJob(picture, project, settings)


async def _replaceable(job: CommandJob) -> PictureOfJob:
    """Read the picture a job is about, and make sure that its link can show another one.

    Raises:
        InputError: it cannot; nothing was drawn.
    """
    found = await picture_of_job(job)
    old, document = found.picture, job.target.document.snapshot()
    link = unchanged_link(document, job.followed.anchor.span)
    new = old.path.with_stem(f"{old.path.stem}-1")
    target = destinations.renamed(found.project, found.settings, old.link.target, old.path, new)
    if link and amendment.with_target(document, link, target) is None:
        raise InputError(
            "Limner cannot see which part of this link names the file: write its path plainly."
        )
    return found


async def _draw_again(job: CommandJob) -> None:
    found = await _replaceable(job)
    settings = await _with_options(job, found.settings)
    anew = settings.style != found.settings.style or job.target.options.get("looks") == "today"
    below = findings.prompt_below(job.target.document.snapshot(), found.picture.link)
    expansion = None if anew else editing.prompt_of(found.picture, below, settings.cast)
    if expansion is None:
        source = found.picture.words
        if not source:
            raise InputError("Nothing says what this picture shows: give it alternative text.")
        await check_can_draw(found.project, settings, job.ls.backends, found.picture.path)
        expanded = await replace(job, intent=Intent(source, job.intent.span)).expand(settings)
        if expanded is None:
            return
        expansion = expanded.items[0]
    mind = job.target.options.get("mind") is True
    context = await _context(job, found, settings)
    if mind:
        context = await _with_viewer(job, context)
    placed = await editing.draw_again(context, found.picture, expansion, mind=mind)
    await _land(job, found, context, placed)


async def _edit_image(job: CommandJob, instruction: str) -> None:
    found = await _replaceable(job)
    settings = await _with_options(job, found.settings)
    context = await _context(job, found, settings)
    if job.target.options.get("mind") is True:
        context = await _with_viewer(job, context)
        await _land(job, found, context, await editing.mend(context, found.picture))
        return
    await _land(job, found, context, await editing.edit(context, found.picture, instruction))


async def _insert_prompt(job: CommandJob) -> None:
    picture = (await picture_of_job(job)).picture
    expansion = editing.prompt_of(picture)
    if expansion is None:
        raise InputError(f"{picture.path.name} does not say which prompt it was drawn from.")
    prompts = [written_prompts.pasted(expansion)]

    def write(document: Document, span: Span, beside: bool) -> Replacement:
        place = intents.place(document, span)
        return written_prompts.write_prompts(document, place, prompts, "below")

    await job.land("prompt", write)


async def _context(job: CommandJob, found: PictureOfJob, settings: Settings) -> DrawingContext:
    backend = await job.ls.backends.image_backend(settings, job.ls.consent)
    return DrawingContext(found.project, settings, backend, job.ls.session, job.report)


async def _with_viewer(job: CommandJob, context: DrawingContext) -> DrawingContext:
    """Return *context* with who looks at pictures: whoever mends one wants to know."""
    viewer = await job.ls.backends.viewer(context.settings, job.ls.consent)
    return replace(context, backend=replace(context.backend, viewer=viewer))


async def _with_options(job: CommandJob, settings: Settings) -> Settings:
    """Lay a command's options over *settings*."""
    options: Mapping[str, Any] = job.target.options
    many, size, style = (options.get(name) for name in ("candidates", "size", "style"))
    if isinstance(many, int) and not isinstance(many, bool):
        settings = replace(settings, image_candidates=max(1, min(many, MOST_CANDIDATES)))
    if size == "ask":
        shape = await job.ls.choose("Which shape should the picture have?", *SHAPES)
        size = SHAPES.get(shape or "")
        _agreed(size)
    if style == "ask":
        asked = await job.ls.choose("Which style should the picture have?", *STYLES)
        _agreed(asked)
        style = asked and asked.lower()
    if isinstance(size, str):
        settings = replace(settings, image_size=size)
    if isinstance(style, str):
        settings = replace(settings, style=style)
    return settings


def _agreed(answer: str | None) -> None:
    if answer is None:
        raise NotChosen("Nothing was drawn, because nothing was chosen.")


def _words_beside(target: from_proto.Target, link: Span) -> str:
    """Return the words of the selection that are not the link's."""
    selection, text = target.span, str(target.document.text)
    left = text[selection.start : max(selection.start, link.start)]
    right = text[min(selection.end, link.end) : selection.end] if selection.end > link.end else ""
    return " ".join(f"{left} {right}".split())


async def _land(
    job: CommandJob, found: PictureOfJob, context: DrawingContext, placed: Placed
) -> None:
    """Let the link show the new picture."""
    ls, old = job.ls, found.picture
    tell_of(ls, placed)
    target = editing.target_of(context, old, placed)

    def write(document: Document, span: Span, beside: bool) -> Replacement | None:
        link = None if beside else unchanged_link(document, span)
        return amendment.with_target(document, link, target) if link else None

    async def landed() -> None:
        await asyncio.to_thread(record_shown, context.backend.billing, placed)
        await show_beside(ls, context.settings, placed.picture)

    await job.land(f"picture {placed.picture.name}", write, landed)
    ls.watch.files_changed()
