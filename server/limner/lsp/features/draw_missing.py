"""Draws pictures that links ask for: what the quick fixes do."""

import asyncio
from collections.abc import Awaitable, Sequence

from lsprotocol import types

from limner import missing as domain
from limner import orders, workflow
from limner.document import Document, Replacement, Span
from limner.errors import InputError, LimnerError
from limner.lsp import from_proto
from limner.lsp.configuration import project_for, settings_for
from limner.lsp.documents.open_documents import Followed, OpenDocument
from limner.lsp.features.command_job import CommandJob, run, tell_of
from limner.lsp.features.redraw import link_in
from limner.lsp.landing.confirmed_edit import land
from limner.lsp.landing.pending_edits import PendingEdit
from limner.lsp.server import LimnerServer
from limner.markup import amendment
from limner.markup.interface import Intent
from limner.missing import Code
from limner.orders import Filled, Order
from limner.project.roots import saved

MISSING: tuple[Code, ...] = ("missing-image",)

NOTHING = "No picture is missing here."

TOLD_FAILURES = 3
"""Reasons that a summary gives."""


def draw_picture(ls: LimnerServer, target: from_proto.Target) -> None:
    """Draw the picture a link asks for; a document whose link is right stays as it is."""
    saved(target.document.path)
    run(ls, target, "Drawing", _draw_picture, _link_at(target))


def draw_missing(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Draw all pictures the document lacks, after one question."""
    document = from_proto.target(ls.documents, arguments).document
    saved(document.path)
    ls.start(_told(ls, _draw_missing(ls, document)))


async def _draw_picture(job: CommandJob) -> None:
    ls, document = job.ls, job.target.document
    found = await _orders(ls, document, job.followed)
    if not found:
        ls.tell(NOTHING)
        return
    (order,) = found
    filled = await orders.fill(order, ls.studio, ls.consent, ls.session, job.report)
    _tell_of(ls, filled)
    await _land(ls, document.uri, job.followed, filled)
    ls.watch.files_changed()


async def _draw_missing(ls: LimnerServer, document: OpenDocument) -> None:
    found = await _orders(ls, document)
    if not found:
        ls.tell(NOTHING)
        return
    # From here on nothing may pass before the links are followed.
    followed = {id(order): document.follow(order.link.span) for order in found}
    filled: list[Filled] = []
    try:
        bill = await orders.bill(found, ls.studio, ls.consent)
        yes = f"Draw {len(found)}"
        if await ls.choose(f"Draw {bill.sentence}?", yes, "Draw nothing") != yes:
            return

        many = "1 picture" if len(found) == 1 else f"{len(found)} pictures"
        async with ls.show_progress(f"Drawing {many}") as report:

            async def on_filled(one: Filled) -> None:
                _tell_of(ls, one)
                if one.picture is not None:
                    await _land(ls, document.uri, followed[id(one.order)], one, quietly=True)
                filled.append(one)
                report(f"{len(filled)} of {len(found)}")

            report(f"0 of {len(found)}")
            await orders.fill_all(found, ls.studio, ls.consent, on_filled)
    finally:
        for place in followed.values():
            if not ls.pending.holds(place):
                document.release(place)
        if filled:
            _sum_up(ls, filled, len(found))
            ls.watch.files_changed()


def _sum_up(ls: LimnerServer, filled: Sequence[Filled], asked: int) -> None:
    errors = list(dict.fromkeys(str(one.error) for one in filled if one.error is not None))
    drawn = sum(one.error is None for one in filled)
    kind = types.MessageType.Warning if errors else types.MessageType.Info
    summary = f"{drawn} of {asked} missing pictures drawn."
    ls.tell(" ".join((summary, *errors[:TOLD_FAILURES])), kind)


async def _orders(
    ls: LimnerServer, document: OpenDocument, at: Followed | None = None
) -> tuple[Order, ...]:
    """Look again at the document as it is now: what it orders, or what the link at a place does.

    Raises:
        InputError: the document is no file.
    """
    settings, project = await settings_for(ls, document), project_for(ls, document)
    if project is None:
        raise InputError("Save the document first: its links mean files beside it.")
    locate = await asyncio.to_thread(domain.locator, project, settings)
    snapshot, found = document.snapshot(), None
    while found is None or document.version != snapshot.version:
        snapshot = document.snapshot()
        found = await asyncio.to_thread(domain.look, snapshot, locate, MISSING)
    here = at and at.anchor.span
    found = tuple(one for one in found if here is None or one.link.span == here)
    return orders.distinct(orders.orders_of(found, snapshot, project, settings))


async def _land(
    ls: LimnerServer, uri: str, followed: Followed, filled: Filled, *, quietly: bool = False
) -> None:
    """Let the document link the picture, where it does not already."""

    async def landed() -> None:
        await asyncio.to_thread(orders.paid_in_full, filled)

    target = await asyncio.to_thread(orders.target_of, filled)
    if target is None:
        await landed()
        if not quietly:
            ls.tell(f"Drawn: {filled.order.link.target}")
        return

    def write(document: Document, span: Span, beside: bool) -> Replacement | None:
        link = None if beside else link_in(document, span)
        edit = amendment.with_target(document, link, target) if link else None
        if edit is None and filled.picture is not None:
            place, figure = workflow.place(document, span), filled.picture.figure
            return workflow.write_figure(document, place, figure, "below")
        return edit

    await land(ls, PendingEdit("link", write, uri, followed, landed))


def _link_at(target: from_proto.Target) -> Intent:
    """Return the link a command is about; its words are shown while it is worked on."""
    text = str(target.document.text)
    return Intent(" ".join(target.span.of(text).split()), target.span)


def _tell_of(ls: LimnerServer, filled: Filled) -> None:
    if filled.picture is not None:
        tell_of(ls, filled.picture.placed)


async def _told(ls: LimnerServer, work: Awaitable[None]) -> None:
    try:
        await work
    except LimnerError as error:
        ls.tell(str(error), types.MessageType.Error)
