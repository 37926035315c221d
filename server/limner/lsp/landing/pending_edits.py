"""Finished results whose edit waits to be inserted."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from limner.document import Span, Write
from limner.lsp.documents.anchors import Anchor, Fate
from limner.lsp.documents.open_documents import Followed, OpenDocument


async def nothing() -> None:
    """Do nothing more once a result has landed."""


@dataclass(eq=False)
class PendingEdit:
    """A result that is ready to be inserted.

    Attributes:
        title: what the result is, as in "Insert the finished …".
        write: writes its edit.
        uri: the document it belongs to.
        followed: the author's words it was made for.
        landed: called once when the document shows the result.
        inserted: called with the place, too, where one edit of ours has inserted it.
    """

    title: str
    write: Write
    uri: str
    followed: Followed
    landed: Callable[[], Awaitable[None]] = nothing
    inserted: Callable[[Span, str], None] = lambda span, text: None
    key: str = field(default_factory=lambda: uuid.uuid4().hex)


class PendingEdits:
    """Finished results that could not land; the next code action at their place offers them."""

    def __init__(self) -> None:
        self._kept: dict[str, PendingEdit] = {}

    def keep(self, finished: PendingEdit) -> None:
        """Keep *finished* for later."""
        self._kept[finished.key] = finished

    def take(self, key: str) -> PendingEdit | None:
        """Take a result out, to insert it."""
        return self._kept.pop(key, None)

    def holds(self, followed: Followed) -> bool:
        """Say whether a result waits for these words."""
        return any(kept.followed is followed for kept in self._kept.values())

    def all(self) -> tuple[PendingEdit, ...]:
        """Return what waits for any document."""
        return tuple(self._kept.values())

    def of(self, document: OpenDocument) -> tuple[PendingEdit, ...]:
        """Return what waits for *document*."""
        return tuple(kept for kept in self._kept.values() if kept.uri == document.uri)

    def reopened(self, document: OpenDocument) -> None:
        """Find the places of waiting results in a document that was opened again."""
        waiting = self.of(document)
        text = str(document.text) if waiting else ""
        for kept in waiting:
            found = kept.followed.fingerprint.find(text)
            end = len(text)
            kept.followed.anchor = Anchor(found) if found else Anchor(Span(end, end), Fate.GONE)
            document.followed.add(kept.followed)
