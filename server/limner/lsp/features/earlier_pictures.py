"""Pictures that an earlier session paid for and no document shows: offered where they belong."""

import asyncio
from collections.abc import Container
from pathlib import Path

from lsprotocol import types

from limner.actions import figures, intents
from limner.document import Document, Replacement, Span
from limner.errors import LimnerError
from limner.image.jobs.recovery import Waiting
from limner.lsp.configuration import context_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.landing.pending_edits import PendingEdit
from limner.lsp.server import LimnerServer


async def offer_earlier(ls: LimnerServer, documents: Container[Path | None] | None = None) -> None:
    """Put what waits for the open documents among the pending edits, and for those opened later.

    Args:
        ls: the server.
        documents: the only ones that are looked at: another process has ended that worked on them.
    """
    async with ls.looking_back:
        try:
            waiting = await ls.backends.waiting()
        except LimnerError as error:
            ls.tell(str(error), types.MessageType.Error)
            return
    known = {one.job for one in ls.earlier}
    new = tuple(
        one
        for one in waiting
        if one.job not in known and (documents is None or one.document in documents)
    )
    if not new:
        return
    ls.earlier += new
    ls.tell_of_change()

    def offer(document: OpenDocument) -> None:
        for one in new:
            if one.document == document.path:
                ls.start(_offer(ls, document, one))

    ls.documents.opened.add(offer)
    for document in ls.documents:
        offer(document)


async def _offer(ls: LimnerServer, document: OpenDocument, waiting: Waiting) -> None:
    if document.path is None:
        return
    context = await context_for(ls, document)
    settings, project = context.settings, context.saved_project
    text = str(document.text)
    at = text.find(waiting.words)
    if waiting.picture.name in text or at < 0:
        return
    figure = figures.waiting_figure(waiting, project, settings)

    def write(document: Document, span: Span, beside: bool) -> Replacement:
        place = intents.place(document, span)
        return figures.write_figure(document, place, figure, "below", settings.image_template)

    followed = document.follow(Span(at, at + len(waiting.words)))

    async def landed() -> None:
        await asyncio.to_thread(waiting.journal.done, waiting.job)
        ls.earlier = tuple(one for one in ls.earlier if one.job != waiting.job)
        ls.tell_of_change()

    ls.pending.keep(
        PendingEdit(f"picture {waiting.picture.name}", write, document.uri, followed, landed)
    )
    if ls.announced("status"):
        return  # The client tells of it, and leads there.
    ls.tell_once(
        f"The picture {waiting.picture.name} was drawn for this document earlier: "
        "the code actions there offer to insert it."
    )
