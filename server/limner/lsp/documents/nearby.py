"""The image link at a place, found in a window around it: the same work in any document's size."""

from dataclasses import dataclass

from lsprotocol import types

from limner import markup
from limner.actions.findings import may_hold_images
from limner.document import Document
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding, Position, Text
from limner.markup.interface import ImageLink

LINES = 40
"""Lines on each side in which a link is looked for: figures may have long captions."""

INDENTED = 8
"""Indented lines above a place among which the beginning of its link may be."""

REACH = 10_000
"""Code points on each side, where lines are long."""


@dataclass(frozen=True)
class Near:
    """An image link and where it stands.

    Attributes:
        link: the link; its span counts from the start of the window it was found in.
        range: where it stands, in the client's units.
        text: the link as it is written.
        beside: the words of the selection that are not the link's.
        inside: the selection holds words of the link only, and not all of it.
    """

    link: ImageLink
    range: types.Range
    text: str
    beside: str
    inside: bool


def link_near(
    document: OpenDocument, start: Position, end: Position, encoding: Encoding
) -> Near | None:
    """Return the one image link that touches the text from *start* to *end*.

    ``None`` when there is none, or several.
    """
    text = document.text
    opening = Position(_opening(text, start.line), 0)
    if not may_hold_images(
        _document(document, opening, Position(end.line, len(text.line(end.line))))
    ):
        return None
    first = _before(text, start)
    window = _document(document, first, _behind(text, end))
    around = window.text
    at = len(text.between(first, start))
    stop = at + len(text.between(start, end))
    links = [
        link
        for link in markup.for_language(document.language).links(window)
        if link.span.start <= stop and at <= link.span.end
    ]
    if len(links) != 1:
        return None
    (link,) = links
    places = Text(around)

    def position(offset: int) -> types.Position:
        line, column = places.place_at(offset)
        place = Position(first.line + line, column if line else first.column + column)
        return types.Position(place.line, text.character(place, encoding))

    range_ = types.Range(position(link.span.start), position(link.span.end))
    left, right = around[at : link.span.start], around[link.span.end : stop]
    beside = " ".join(f"{left} {right}".split())
    inside = at < stop and not (at <= link.span.start and link.span.end <= stop) and not beside
    return Near(link, range_, link.span.of(around), beside, inside)


def _document(document: OpenDocument, start: Position, end: Position) -> Document:
    return Document(
        document.text.between(start, end), document.language, document.path, document.uri
    )


def _opening(text: Text, line: int) -> int:
    """Return the line where a link of several lines would begin: those behind it are indented."""
    least = max(line - INDENTED, 0)
    while line > least and text.line(line)[:1] in (" ", "\t"):
        line -= 1
    return line


def _before(text: Text, place: Position) -> Position:
    """Return where a window that reaches back from *place* begins."""
    start = Position(max(place.line - LINES, 0), 0)
    before = text.between(start, place)
    if len(before) <= REACH:
        return start
    line, column = Text(before).place_at(len(before) - REACH)
    return Position(start.line + line, column)


def _behind(text: Text, place: Position) -> Position:
    """Return where a window that reaches on from *place* ends."""
    last = min(place.line + LINES, text.line_count - 1)
    end = Position(last, len(text.line(last)))
    after = text.between(place, end)
    if len(after) <= REACH:
        return end
    line, column = Text(after).place_at(REACH)
    return Position(place.line + line, column if line else place.column + column)
