"""A bounded part of an open document: what a request at the cursor may cost."""

from limner.document import Document
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Position

LINES = 60
"""Lines on each side of the cursor."""

REACH = 10_000
"""Code points on each side of the cursor, where lines are long."""


def window_around(
    document: OpenDocument, place: Position, lines: int = LINES
) -> tuple[Document, int]:
    """Return the part of *document* around *place*, and the offset of *place* in it.

    It has at most so many *lines* and `REACH` code points on each side.

    It begins with a whole line, unless one line alone is longer than `REACH`.
    """
    text = document.text
    last_line = min(place.line + lines, text.line_count - 1)
    last = Position(last_line, len(text.line(last_line)))
    before = text.between(Position(max(place.line - lines, 0), 0), place)
    if len(before) > REACH:
        before = before[-REACH:]
        _, found, whole = before.partition("\n")
        before = whole if found else before
    after = text.between(place, last)[:REACH]
    return Document(before + after, document.language, document.path, document.uri), len(before)
