"""The open documents: their text as the editor has it, and what follows that text."""

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lsprotocol import types

from limner.document import Document, Span
from limner.lsp.documents.anchors import Anchor, Fate, Fingerprint, follow
from limner.lsp.documents.document_state import (
    FoundMissing,
    Hint,
    KnownCast,
    Prices,
    RunningJob,
    WrittenPrompt,
)
from limner.lsp.documents.text import Change, Encoding, Text
from limner.lsp.documents.uris import path_of
from limner.lsp.event import Event

if TYPE_CHECKING:
    pass


@dataclass(eq=False)
class Followed:
    """An anchor that a document moves along with every change until it is released."""

    anchor: Anchor
    fingerprint: Fingerprint


TALLEST_HINT = 100
"""Lines of a link that is found again from a place inside it."""


@dataclass(eq=False)
class OpenDocument:
    """One document an editor has open.

    Attributes:
        uri: the name the editor used when opening it.
        path: the file; a notebook's for its cells, ``None`` for untitled and virtual documents.
        in_step: false after a change that cannot have been meant for the text held here; such a
            document takes no edits until it is opened again or sent whole.
        followed: every anchor that moves with the text.
        busy: the words that jobs are working on.
        written: the prompts that stand in place of the author's words, unmarked.
        changed: happens after each change.
        landing: held while a result is inserted.
        hints: what was last found in it, as it was told the editor, in order.
        cast: who appears in the work, and in its pictures.
        prices: what pictures cost in this document.
        missing: what checks have found missing in its pictures, by the target of their links.
        priced: the generation of files (see `limner.lsp.documents.watch`) that both hold for.
    """

    uri: str
    language: str
    version: int | None
    text: Text
    path: Path | None = None
    in_step: bool = True
    followed: set[Followed] = field(default_factory=set)
    busy: dict[Followed, RunningJob] = field(default_factory=dict)
    written: dict[Followed, WrittenPrompt] = field(default_factory=dict)
    changed: Event[[]] = field(default_factory=Event)
    landing: asyncio.Lock = field(default_factory=asyncio.Lock)
    hints: tuple[Hint, ...] = ()
    cast: KnownCast = field(default_factory=KnownCast)
    prices: Prices = field(default_factory=Prices)
    missing: dict[str, FoundMissing] = field(default_factory=dict)
    priced: int = -1

    def snapshot(self) -> Document:
        """Return what the document holds now."""
        return Document(str(self.text), self.language, self.path, self.uri, self.version)

    def hints_at(self, first: int, last: int) -> tuple[Hint, ...]:
        """Return the hints that begin in the lines from *first* to *last*, or not far above."""
        low = bisect_left(self.hints, first - TALLEST_HINT, key=_first_line)
        return self.hints[low : bisect_right(self.hints, last, key=_first_line)]

    def follow(self, span: Span) -> Followed:
        """Begin to follow *span*; the caller releases it."""
        followed = Followed(Anchor(span), Fingerprint.of(str(self.text), span))
        self.followed.add(followed)
        return followed

    def written_at(self, span: Span) -> tuple[Span, WrittenPrompt] | None:
        """Return the prompt that Limner wrote in place of words and that holds all of *span*.

        What the author has changed in it since belongs to it; one that they took back is none.
        """
        for followed, prompt in tuple(self.written.items()):
            here = followed.anchor.span
            now = self.text.between(self.text.place_at(here.start), self.text.place_at(here.end))
            if followed.anchor.fate is Fate.GONE or now.strip() in prompt.words:
                del self.written[followed]
                self.release(followed)
            elif here.start <= span.start and span.end <= here.end:
                return here, prompt
        return None

    def release(self, followed: Followed) -> None:
        """Stop following."""
        self.followed.discard(followed)

    def span(self, range_: types.Range, encoding: Encoding) -> Span:
        """Return the offsets of a client's range; reversed ranges are turned round."""
        first = self.text.place(range_.start.line, range_.start.character, encoding)
        last = self.text.place(range_.end.line, range_.end.character, encoding)
        first, last = min(first, last), max(first, last)
        start = self.text.offset(first)
        return Span(start, start + len(self.text.between(first, last)))


class OpenDocuments:
    """All documents an editor has open, by the editor's name for them."""

    def __init__(self) -> None:
        self._open: dict[str, OpenDocument] = {}
        self.encoding: Encoding = "utf-16"
        self.opened: Event[OpenDocument] = Event()
        self.closed: Event[str] = Event()

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(self._open.values())

    def get(self, uri: str) -> OpenDocument | None:
        """Return the open document of that name; names are equal when they decode to the same."""
        return self._open.get(unquote(uri))

    def open(self, item: types.TextDocumentItem, notebook: str | None = None) -> None:
        """Take an opened document, or one opened again (some clients send it twice)."""
        path = path_of(notebook or item.uri)
        # lsprotocol lets anything pass for a language.
        language = item.language_id if isinstance(item.language_id, str) else ""
        if notebook is not None and language == "python":
            language = "ipython"
        document = OpenDocument(item.uri, language, item.version, Text(item.text), path)
        earlier = self._open.get(unquote(item.uri))
        self._open[unquote(item.uri)] = document
        if earlier is not None:
            _carry_over(earlier, document)
        self.opened(document)

    def close(self, uri: str) -> None:
        """Forget a document; what followed it is gone."""
        document = self._open.pop(unquote(uri), None)
        for followed in document.followed if document else ():
            followed.anchor = Anchor(followed.anchor.span, Fate.GONE)
        if document is not None:
            self.closed(document.uri)

    def change(
        self,
        identifier: types.VersionedTextDocumentIdentifier,
        changes: Sequence[types.TextDocumentContentChangeEvent],
    ) -> None:
        """Apply the changes of one notification, each to the text after the one before."""
        document = self.get(identifier.uri)
        if document is None:
            return
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangeWholeDocument):
                _replace_all(document, change.text)
            else:
                _replace(document, change, self.encoding)
            document.changed()
        document.version = identifier.version


def _first_line(hint: Hint) -> int:
    return hint.range.start.line


def _replace(
    document: OpenDocument, change: types.TextDocumentContentChangePartial, encoding: Encoding
) -> None:
    text = document.text
    start = text.place(change.range.start.line, change.range.start.character, encoding)
    end = text.place(change.range.end.line, change.range.end.character, encoding)
    if change.range.start.line >= text.line_count + 1 or end < start:
        document.in_step = False
    start, end = min(start, end), max(start, end)
    if not document.followed:
        text.replace(start, end, change.text)
        return
    first = text.offset(start)
    removed = len(text.between(start, end))
    grown = text.replace(start, end, change.text)
    _move(document, Change(first, first + removed, removed + grown))


def _replace_all(document: OpenDocument, text: str) -> None:
    """Take a whole new text; anchors its smallest change destroys are looked for by their words."""
    change = document.text.replace_all(text)
    document.in_step = True
    _move(document, change)
    for followed in document.followed:
        if followed.anchor.fate is not Fate.INTACT:
            found = followed.fingerprint.find(text)
            if found is not None:
                followed.anchor = Anchor(found)


def _move(document: OpenDocument, change: Change) -> None:
    for followed in document.followed:
        followed.anchor = follow(followed.anchor, change)


def _carry_over(earlier: OpenDocument, document: OpenDocument) -> None:
    """Let what followed a document follow the text it was opened with again."""
    document.followed, document.busy = earlier.followed, earlier.busy
    document.written = earlier.written
    document.changed, document.landing = earlier.changed, earlier.landing
    text = str(document.text)
    for followed in document.followed:
        found = followed.fingerprint.find(text)
        followed.anchor = Anchor(found) if found else Anchor(followed.anchor.span, Fate.GONE)
