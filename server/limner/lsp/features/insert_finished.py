"""Finished results that could not land: offered at their place, with the edit inside the offer.

Kate takes edits from a server for two seconds after a command only; an edit that a code action
carries is always taken.
"""

import asyncio
from collections.abc import Sequence

from lsprotocol import types

from limner.errors import InputError
from limner.lsp import from_proto, to_proto
from limner.lsp.documents.anchors import Anchor, Fate
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.landing.confirmed_edit import insert
from limner.lsp.landing.pending_edits import PendingEdit
from limner.lsp.server import LimnerServer

KIND = "refactor.rewrite.limner.insertFinished"

SETTLE_SECONDS = 2.0
"""How long the change made by an offer's own edit may take to be reported."""


def offers(
    ls: LimnerServer, document: OpenDocument, range_: types.Range, *, anywhere: bool
) -> list[types.CodeAction]:
    """Offer what waits for *range_*; a result whose place is gone is offered anywhere, if asked."""
    waiting = ls.pending.of(document)
    if not waiting:
        return []
    span = document.span(range_, ls.documents.encoding)
    snapshot = document.snapshot()
    actions = []
    for kept in waiting:
        anchor = kept.followed.anchor
        here = snapshot.line_start(anchor.span.start) <= span.end and span.start <= (
            snapshot.line_stop(anchor.span.end)
        )
        if not (here or (anywhere and anchor.fate is Fate.GONE)):
            continue
        place = span if anchor.fate is Fate.GONE else anchor.span
        replacement = kept.write(snapshot, place, anchor.fate is not Fate.INTACT)
        if replacement is None:
            continue
        title = f"Insert the finished {kept.title}"
        actions.append(
            types.CodeAction(
                title=title,
                kind=KIND,
                edit=to_proto.workspace_edit(
                    document, replacement, ls.protocol.features, ls.documents.encoding
                ),
                command=to_proto.command(
                    "limner.insertFinished",
                    title,
                    document.uri,
                    range_,
                    options={"finished": kept.key, "inserted": replacement.text},
                ),
            )
        )
    return actions


def insert_finished(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Insert what waits for a document; after an offer's own edit, it is pending no more.

    Raises:
        InputError: nothing waits there, or not what is asked for.
    """
    target = from_proto.target(ls.documents, arguments)
    key, inserted = target.options.get("finished"), target.options.get("inserted")
    waiting = ls.pending.of(target.document)
    chosen = next((kept for kept in waiting if key in (None, kept.key)), None)
    if chosen is None:
        raise InputError("Nothing waits to be inserted here.")
    ls.start(_insert(ls, target, chosen, inserted if isinstance(inserted, str) else None))


async def _insert(
    ls: LimnerServer, target: from_proto.Target, chosen: PendingEdit, inserted: str | None
) -> None:
    if inserted:
        # The client has made the edit, or is about to report it.
        for _ in range(20):
            if _holds(str(target.document.text), inserted):
                ls.pending.take(chosen.key)
                target.document.release(chosen.followed)
                await chosen.landed()
                return
            await asyncio.sleep(SETTLE_SECONDS / 20)
    if chosen.followed.anchor.fate is Fate.GONE:
        chosen.followed.anchor = Anchor(target.span, Fate.TOUCHED)
    if await insert(ls, chosen):
        ls.pending.take(chosen.key)
    else:
        ls.tell(
            f"The {chosen.title} still could not be inserted; it is kept.",
            types.MessageType.Warning,
        )


def _holds(text: str, inserted: str) -> bool:
    return inserted.replace("\r\n", "\n") in text.replace("\r\n", "\n")
