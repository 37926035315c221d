"""What a request at the cursor may cost, however long the document and its lines are."""

import pytest
from lsprotocol import types

from limner.lsp.documents.open_documents import OpenDocuments
from limner.lsp.documents.text import Position
from limner.lsp.documents.window import window_around

URI = "file:///tmp/note.md"


def window(text: str, line: int, column: int) -> tuple[str, int]:
    documents = OpenDocuments()
    documents.open(types.TextDocumentItem(URI, "markdown", 1, text))
    document = documents.get(URI)
    assert document is not None
    part, offset = window_around(document, Position(line, column))
    return part.text, offset


@pytest.mark.parametrize("width", [9_999, 10_000, 10_001, 50_000])
def test_a_long_line_is_seen_for_ten_thousand_letters_on_each_side(width):
    text, offset = window("a" * width + "b" * width, 0, width)
    seen = min(width, 10_000)

    assert (text, offset) == ("a" * seen + "b" * seen, seen)


@pytest.mark.parametrize(("lines", "seen"), [(59, 59), (60, 60), (61, 60), (500, 60)])
def test_sixty_lines_are_seen_on_each_side(lines, seen):
    text, offset = window("x\n" * lines + "here\n" + "y\n" * lines, lines, 4)

    assert text[:offset] == "x\n" * seen + "here"
    assert text[offset:].count("y") == seen


def test_a_window_begins_with_a_whole_line():
    text, offset = window("a" * 6_000 + "\n" + "b" * 6_000 + "\nhere", 2, 4)

    assert text[:offset] == "b" * 6_000 + "\nhere"
