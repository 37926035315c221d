"""Brings a finished result into the document: once, in the right place, or not at all.

Clients are not taken at their word. Neovim answers ``applied: true`` for edits it has refused,
Kate refuses edits that come more than two seconds after a command, and others answer an error.
Only the document as its changes report it says whether the result has landed.
"""

import asyncio

from lsprotocol import types

from limner.document import Document, Replacement, Span
from limner.lsp import to_proto
from limner.lsp.documents.anchors import Fate
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.landing.pending_edits import PendingEdit
from limner.lsp.protocol.mended_protocol import ask
from limner.lsp.server import LimnerServer

TRIES = 3
"""Edits that may fail, without the author having typed, before the result is kept for later."""

MOST_TRIES = 20
"""Edits sent for one result to someone who types without a pause."""

APPLY_SECONDS = 10.0
"""How long a client may take to answer an edit."""

CONFIRM_SECONDS = 2.0
"""How long the document may take to show an edit that was answered."""

BELIEVED_SECONDS = 600.0
"""How long a client that checks no versions may take to report an edit it says it has applied.

Vim tells vim-lsp of a change only when a key is typed: the edit must not be sent again meanwhile,
nor another one, which would be made for a text that is no more.
"""


INSERT_BELOW = "Insert it below"


async def land(ls: LimnerServer, finished: PendingEdit) -> None:
    """Insert *finished* at the author's words, ask if they changed, or keep it for later."""
    document = ls.documents.get(finished.uri)
    if document is not None and finished.followed.anchor.fate is Fate.TOUCHED:
        answer = await ls.choose(
            f"You changed these words while Limner worked. What should happen to the "
            f"{finished.title}?",
            INSERT_BELOW,
            "Keep it for later",
        )
        if answer != INSERT_BELOW:
            _keep(ls, finished, "is kept")
            return
    elif document is None or finished.followed.anchor.fate is Fate.GONE:
        _keep(ls, finished, "is kept, because its place in the document is gone")
        return
    if await insert(ls, finished):
        return
    _keep(ls, finished, "could not be inserted and is kept")


async def insert(ls: LimnerServer, finished: PendingEdit) -> bool:
    """Send the edit for *finished* until the document shows it; ``False`` when it does not.

    One after the other in each document: an edit is made for a text that another one changes.
    """
    document = ls.documents.get(finished.uri)
    if document is None:
        return False
    async with document.landing:
        return await _insert(ls, finished)


async def _insert(ls: LimnerServer, finished: PendingEdit) -> bool:
    failures = 0
    for _ in range(MOST_TRIES):
        document = ls.documents.get(finished.uri)
        if document is None or not document.in_step:
            return False
        snapshot = document.snapshot()
        anchor = finished.followed.anchor
        replacement = finished.write(snapshot, anchor.span, anchor.fate is not Fate.INTACT)
        if replacement is None:
            return False
        stop = len(snapshot.text) + (not ls.protocol.features.hides_last_line)
        replacement = _from_next_line(replacement, snapshot.text, stop)
        if await _send(ls, document, snapshot, replacement):
            document.release(finished.followed)
            end = replacement.span.start + len(replacement.text)
            if str(document.text)[replacement.span.start : end] == replacement.text:
                finished.inserted(Span(replacement.span.start, end), replacement.text)
            await finished.landed()
            return True
        failures += document.version == snapshot.version
        if failures == TRIES or finished.followed.anchor.fate is not Fate.INTACT:
            return False
    return False


def _from_next_line(edit: Replacement, text: str, stop: int) -> Replacement:
    """Return the same edit, begun behind the line end where it can be, and before *stop*.

    Editors select what is inserted right where a selection ends, and the next key would delete it.
    """
    for end in ("\r\n", "\n"):
        at, behind = edit.span.start, edit.span.start + len(end)
        fits = at == edit.span.end and behind < stop
        if fits and edit.text.startswith(end) and text.startswith(end, at):
            return Replacement(Span(behind, behind), edit.text[len(end) :] + end)
    return edit


async def _send(
    ls: LimnerServer, document: OpenDocument, snapshot: Document, replacement: Replacement
) -> bool:
    """Send one edit; return whether the document shows it within the time given."""
    after, new = _unified(replacement.apply(snapshot.text)), _unified(replacement.text)
    wanted, had = after.count(new), _unified(snapshot.text).count(new)
    shown, news = asyncio.Event(), asyncio.Event()
    if after == _unified(snapshot.text):
        return True

    def look() -> None:
        news.set()
        now = _unified(str(document.text))
        if now == after or (wanted > had and now.count(new) >= wanted):
            shown.set()

    document.changed.add(look)
    try:
        edit = to_proto.workspace_edit(
            document, replacement, ls.protocol.features, ls.documents.encoding
        )
        answer = await ask(
            # Sent at once, not from a task: what is typed meanwhile would not be in the edit.
            ls.protocol.send_request_async(
                types.WORKSPACE_APPLY_EDIT,
                # Without a label, which Neovim prints: it would ask for Enter at the next message.
                types.ApplyWorkspaceEditParams(edit=edit),
            ),
            APPLY_SECONDS,
        )
        # A client that refused may have news on the way that say why: wait for those only.
        refused = answer is not None and not answer.applied
        if answer is not None and answer.applied and not ls.protocol.features.versioned_edits:
            # It cannot have refused it as stale; what it reports next may have been taken back.
            await _within(BELIEVED_SECONDS, news)
            return True
        await _within(CONFIRM_SECONDS, news if refused else shown)
        return shown.is_set()
    finally:
        document.changed.discard(look)


def _keep(ls: LimnerServer, finished: PendingEdit, fate: str) -> None:
    ls.pending.keep(finished)
    document = ls.documents.get(finished.uri)
    written = document and finished.write(document.snapshot(), finished.followed.anchor.span, True)
    facts = {
        "uri": finished.uri,
        "key": finished.key,
        "message": f"The {finished.title} {fate}.",
        "text": written.text.strip() if written else "",
    }
    if written and ls.leave_telling("kept", facts):
        return
    ls.tell(
        f"The {finished.title} {fate}: the code actions there offer to insert it.",
        types.MessageType.Warning,
    )


async def _within(seconds: float, event: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return


def _unified(text: str) -> str:
    """Forget which line ending a client has chosen."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
