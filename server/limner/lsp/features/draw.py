"""The command ``limner.draw``: the words become a picture in the project, and a link to it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from limner.actions import drawing, expanding, figures, intents, written_prompts
from limner.actions.drawing import DrawingContext
from limner.actions.drawing_check import check_can_draw
from limner.document import Document, Replacement, Span
from limner.lsp import from_proto
from limner.lsp.configuration import check_saved, context_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.features import draw_missing
from limner.lsp.features.command_job import CommandJob, run, show_beside, tell_of
from limner.lsp.server import LimnerServer


def draw(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Draw the words: they become a prompt first, and what carries Limner's mark is used as it is.

    With the option ``asItStands`` unmarked words are used as they are too, with ``missing`` the
    words are a link whose picture does not exist.
    """
    target = from_proto.target(ls.documents, arguments)
    if target.options.get("missing"):
        draw_missing.draw_picture(ls, target)
        return
    check_saved(target.document)
    run(ls, target, "Drawing", _draw)


async def _draw(job: CommandJob) -> None:
    ls, document = job.ls, job.target.document
    context = await context_for(ls, document)
    settings, project = context.settings, context.saved_project
    as_it_stands = job.intent.is_prompt or bool(job.target.options.get("asItStands"))
    if as_it_stands or not settings.draw_review:
        await check_can_draw(project, settings, ls.backends)
    if as_it_stands:
        expansion = expanding.as_written(job.intent, settings.cast)
    else:
        expanded = await job.expand(settings)
        if expanded is None:
            return
        if settings.draw_review:
            await job.land_prompts(written_prompts.prompts_of(expanded), "below")
            return
        expansion = expanded.items[0]
    backend = await ls.backends.image_backend(settings, ls.consent)
    drawn_with = DrawingContext(project, settings, backend, ls.session, job.report)
    picture = await drawing.draw_new(drawn_with, job.intent.words, expansion)
    tell_of(ls, picture.placed)
    figure, file = picture.figure, picture.placed.picture
    attached = settings.notebook_attachment and ls.takes_notices and _is_markdown_cell(document)
    if attached:
        figure = replace(figure, target=f"attachment:{file.name}")

    def write(document: Document, span: Span, beside: bool) -> Replacement:
        where = "below" if beside else settings.draw_placement
        place = intents.place(document, span)
        templates = settings.image_template
        return figures.write_figure(document, place, figure, where, templates)

    async def landed() -> None:
        if attached:
            ls.leave_telling("attach", {"uri": document.uri, "file": file.as_uri()})
        await asyncio.to_thread(drawing.record_shown, picture)
        await show_beside(ls, settings, file)

    await job.land("picture", write, landed)


def _is_markdown_cell(document: OpenDocument) -> bool:
    """Say whether *document* is a cell that can show what is attached to it."""
    notebook = document.path is not None and document.path.suffix == ".ipynb"
    return notebook and document.language == "markdown"
