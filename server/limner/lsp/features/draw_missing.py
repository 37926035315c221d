"""Draws pictures that links ask for: what the quick fixes do."""

import asyncio
from collections.abc import Sequence

from lsprotocol import types

from limner.actions import drawing, figures, intents
from limner.actions.batches import batch, batch_estimate
from limner.actions.batches.batch import DrawingResult, MissingPicture
from limner.actions.findings import IMAGES_ONLY, findings_in, locator
from limner.actions.linked_picture import unchanged_link
from limner.document import Document, Replacement, Span
from limner.image import file_names
from limner.lsp import from_proto
from limner.lsp.configuration import check_saved, context_for
from limner.lsp.documents.document_state import RunningJob
from limner.lsp.documents.open_documents import Followed, OpenDocument
from limner.lsp.features.command_job import CommandJob, run, tell_of
from limner.lsp.landing.confirmed_edit import land
from limner.lsp.landing.pending_edits import PendingEdit
from limner.lsp.server import LimnerServer
from limner.markup import amendment
from limner.markup.interface import Intent

NOTHING = "No picture is missing here."

TOLD_FAILURES = 3
"""Reasons that a summary gives."""


def draw_picture(ls: LimnerServer, target: from_proto.Target) -> None:
    """Draw the picture a link asks for; a document whose link is right stays as it is."""
    check_saved(target.document)
    run(ls, target, "Drawing", _draw_picture, _link_intent(target))


def draw_missing(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Draw all pictures the document lacks, after one question."""
    document = from_proto.target(ls.documents, arguments).document
    check_saved(document)
    ls.start(_draw_missing(ls, document))


async def _draw_picture(job: CommandJob) -> None:
    ls, document = job.ls, job.target.document
    found = await _missing(ls, document, job.followed)
    if not found:
        ls.tell(NOTHING)
        return
    (missing,) = found
    result = await batch.draw_one(missing, ls.backends, ls.consent, ls.session, job.report)
    _tell_of(ls, result)
    await _land(ls, document.uri, job.followed, result)
    ls.watch.files_changed()


async def _draw_missing(ls: LimnerServer, document: OpenDocument) -> None:
    found = await _missing(ls, document)
    found = tuple(missing for missing in found if file_names.can_be_drawn(missing.path))
    if not found:
        ls.tell(NOTHING)
        return
    # From here on nothing may pass before the links are followed.
    followed = {id(missing): document.follow(missing.link.span) for missing in found}
    results: list[DrawingResult] = []
    later = ""
    if task := asyncio.current_task():
        running = RunningJob(f"Drawing {len(found)} missing pictures", task)
        document.busy |= dict.fromkeys(followed.values(), running)
    try:
        estimate = await batch_estimate.estimate(found, ls.backends, ls.consent)
        if held := estimate.allowance:
            if not held.pictures:
                ls.tell(batch_estimate.none_allowed(estimate, held), types.MessageType.Warning)
                return
            found = found[: held.pictures]
            later = batch_estimate.left_for_later(estimate, held, "action")
        yes = f"Draw {len(found)}"
        if await ls.choose(f"Draw {estimate.sentence}?", yes, "Draw nothing") != yes:
            return
        many = "1 picture" if len(found) == 1 else f"{len(found)} pictures"
        async with ls.show_progress(f"Drawing {many}") as report:

            async def on_result(one: DrawingResult) -> None:
                _tell_of(ls, one)
                if one.picture is not None:
                    await _land(ls, document.uri, followed[id(one.missing)], one, quietly=True)
                results.append(one)
                report(f"{len(results)} of {len(found)}")

            report(f"0 of {len(found)}")
            await batch.draw_all(
                found, ls.backends, ls.consent, on_result, report=report, check=True
            )
    finally:
        for place in followed.values():
            document.busy.pop(place, None)
            if not ls.pending.holds(place):
                document.release(place)
        if results:
            _sum_up(ls, results, len(found), later)
            ls.watch.files_changed()


def _sum_up(
    ls: LimnerServer, results: Sequence[DrawingResult], asked: int, later: str = ""
) -> None:
    errors = list(dict.fromkeys(str(one.error) for one in results if one.error is not None))
    drawn = sum(one.error is None for one in results)
    kind = types.MessageType.Warning if errors else types.MessageType.Info
    summary = f"{drawn} of {asked} missing pictures drawn."
    ls.note(" ".join(filter(None, (summary, *errors[:TOLD_FAILURES], later))), kind)


async def _missing(
    ls: LimnerServer, document: OpenDocument, at: Followed | None = None
) -> tuple[MissingPicture, ...]:
    """Look again at the document as it is now: what it orders, or what the link at a place does.

    Raises:
        InputError: the document is no file.
    """
    context = await context_for(ls, document)
    settings, project = context.settings, context.saved_project
    locate = await asyncio.to_thread(locator, project, settings)
    snapshot, found = document.snapshot(), None
    while found is None or document.version != snapshot.version:
        snapshot = document.snapshot()
        found = await asyncio.to_thread(findings_in, snapshot, locate, IMAGES_ONLY)
    here = at and at.anchor.span
    found = tuple(one for one in found if here is None or one.link.span == here)
    return batch.distinct(batch.missing_pictures_of(found, snapshot, project, settings))


async def _land(
    ls: LimnerServer, uri: str, followed: Followed, result: DrawingResult, *, quietly: bool = False
) -> None:
    """Let the document link the picture, where it does not already."""

    async def landed() -> None:
        if result.picture is not None:
            await asyncio.to_thread(drawing.record_shown, result.picture)

    target = await asyncio.to_thread(batch.target_of, result)
    if target is None:
        await landed()
        if not quietly:
            ls.note(f"Drawn: {result.missing.link.target}")
        return

    def write(document: Document, span: Span, beside: bool) -> Replacement | None:
        link = None if beside else unchanged_link(document, span)
        edit = amendment.with_target(document, link, target) if link else None
        if edit is None and result.picture is not None:
            place, figure = intents.place(document, span), result.picture.figure
            templates = result.missing.settings.image_template
            return figures.write_figure(document, place, figure, "below", templates)
        return edit

    await land(ls, PendingEdit("link", write, uri, followed, landed))


def _link_intent(target: from_proto.Target) -> Intent:
    """Return the link a command is about; its words are shown while it is worked on."""
    text = str(target.document.text)
    return Intent(" ".join(target.span.of(text).split()), target.span)


def _tell_of(ls: LimnerServer, result: DrawingResult) -> None:
    if result.picture is not None:
        tell_of(ls, result.picture.placed)
