"""Anchors: a range of a document that follows the author's typing.

The rules, for a change that replaces ``[start, end)`` by *length* code points, are those of
``mapPos`` with deletion tracking in CodeMirror: an insertion exactly at an edge stays outside;
a change inside or across an edge touches the anchor; one that covers it all removes it.
Only an intact anchor may be edited without asking: a touched one may hold nothing but the
author's own new words.
"""

from dataclasses import dataclass, replace
from enum import Enum

from limner.document import Span
from limner.lsp.documents.text import Change


class Fate(Enum):
    """What has become of the anchored words."""

    INTACT = "intact"
    TOUCHED = "touched"
    GONE = "gone"


@dataclass(frozen=True)
class Anchor:
    """A span of code points, and what has become of it."""

    span: Span
    fate: Fate = Fate.INTACT


def follow(anchor: Anchor, change: Change) -> Anchor:
    """Return where *anchor* is after *change*."""
    start, end = anchor.span.start, anchor.span.end
    shift = change.length - (change.end - change.start)
    if anchor.fate is Fate.GONE:
        point = start
        if change.end <= point:
            point += shift
        elif change.start < point:
            point = change.start + change.length
        return replace(anchor, span=Span(point, point))
    if change.start == change.end and not change.length:
        return anchor
    if change.end <= start:
        return replace(anchor, span=Span(start + shift, end + shift))
    if change.start >= end:
        return anchor
    if change.start <= start and change.end >= end:
        point = change.start + change.length
        return Anchor(Span(point, point), Fate.GONE)
    if change.start <= start:
        return Anchor(Span(change.start + change.length, end + shift), Fate.TOUCHED)
    if change.end >= end:
        return Anchor(Span(start, change.start), Fate.TOUCHED)
    return Anchor(Span(start, end + shift), Fate.TOUCHED)


CONTEXT = 32
"""Code points on each side that tell one occurrence of the anchored words from another."""


@dataclass(frozen=True)
class Fingerprint:
    """The anchored words with their surroundings, to find them again in a replaced text."""

    before: str
    words: str
    after: str

    @classmethod
    def of(cls, text: str, span: Span) -> "Fingerprint":
        """Take the fingerprint of *span* in *text*."""
        return cls(
            text[max(span.start - CONTEXT, 0) : span.start],
            span.of(text),
            text[span.end : span.end + CONTEXT],
        )

    def find(self, text: str) -> Span | None:
        """Return where the words stand now; ``None`` unless there is exactly one such place."""
        whole = self.before + self.words + self.after
        at = text.find(whole)
        if not self.words or at < 0 or text.find(whole, at + 1) >= 0:
            return None
        start = at + len(self.before)
        return Span(start, start + len(self.words))
