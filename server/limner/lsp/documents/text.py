"""An open document as the editor has it: lines that end where the protocol says, and no copies.

The text is a list of lines, so that a keystroke costs the same in a document of ten lines and of
a hundred thousand. Columns here are code points; `Encoding` turns the client's units into them.
"""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate, islice
from typing import Literal, NamedTuple

from limner.document import LINE_END, split_lines
from limner.patterns import lazy_regex

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_HALVES = lazy_regex("[\ud800-\udfff]")


class Position(NamedTuple):
    """A place in a text: zero-based line, and column in code points."""

    line: int
    column: int


class Change(NamedTuple):
    """A change as offsets: the code points ``[start, end)`` became *length* others."""

    start: int
    end: int
    length: int


class Text:
    """A mutable text of LSP lines."""

    def __init__(self, text: str = "") -> None:
        self._lines = split_lines(_paired(text))

    def __str__(self) -> str:
        return "".join(self._lines)

    @property
    def line_count(self) -> int:
        """Number of lines; a text that ends with a line ending has an empty last line."""
        return len(self._lines)

    def line(self, number: int) -> str:
        """Return line *number* without its ending."""
        line = self._lines[number]
        return line[: _visible(line)]

    def beginning(self, length: int) -> str:
        """Return the first *length* code points; the rest of the document is not looked at."""
        pieces, size = [], 0
        for line in self._lines:
            if size >= length:
                break
            pieces.append(line)
            size += len(line)
        return "".join(pieces)[:length]

    def place(self, line: int, character: int, encoding: Encoding) -> Position:
        """Return the place a client means by *line* and *character*; beyond the end clamps."""
        if line >= len(self._lines):
            return Position(len(self._lines) - 1, len(self._lines[-1]))
        content = self._lines[line]
        return Position(line, min(column_of(content, character, encoding), _visible(content)))

    def character(self, place: Position, encoding: Encoding) -> int:
        """Return the column of *place* in the client's units."""
        return units_of(self._lines[place.line][: place.column], encoding)

    def offset(self, place: Position) -> int:
        """Return the code-point offset of *place* in the whole text."""
        return sum(map(len, islice(self._lines, place.line))) + place.column

    def place_at(self, offset: int) -> Position:
        """Return the place of a code-point *offset*; the inverse of `offset`."""
        starts = [0, *accumulate(map(len, self._lines))]
        line = min(bisect_right(starts, offset) - 1, len(self._lines) - 1)
        return Position(line, offset - starts[line])

    def between(self, start: Position, end: Position) -> str:
        """Return the text from *start* to *end*."""
        if start.line == end.line:
            return self._lines[start.line][start.column : end.column]
        return "".join(
            (
                self._lines[start.line][start.column :],
                *self._lines[start.line + 1 : end.line],
                self._lines[end.line][: end.column],
            )
        )

    def replace(self, start: Position, end: Position, text: str) -> int:
        """Replace what stands from *start* to *end*; return by how much the text has grown.

        Only the touched lines and one neighbour on each side are split again: a carriage return
        and a line feed that meet become one line ending.
        """
        first = max(start.line - 1, 0)
        stop = min(end.line + 2, len(self._lines))
        old = self._lines[first:stop]
        head = "".join((*self._lines[first : start.line], self._lines[start.line][: start.column]))
        tail = "".join((self._lines[end.line][end.column :], *self._lines[end.line + 1 : stop]))
        pieces = split_lines(_paired(head + text + tail))
        if stop < len(self._lines):
            pieces.pop()  # The window ends with a line ending; what follows it is the next line.
        self._lines[first:stop] = pieces
        return sum(map(len, pieces)) - sum(map(len, old))

    def replace_all(self, text: str) -> Change:
        """Take *text* as the whole new text; return the smallest change that explains it."""
        old, new = str(self), _paired(text)
        self._lines = split_lines(new)
        most = min(len(old), len(new))
        head = _longest(most, lambda size: old[:size] == new[:size])
        old_end, new_end = len(old), len(new)
        tail = _longest(most - head, lambda size: old[old_end - size :] == new[new_end - size :])
        return Change(head, old_end - tail, new_end - head - tail)


def column_of(line: str, character: int, encoding: Encoding) -> int:
    """Turn *character* client units into a column; inside a character means behind it."""
    if encoding == "utf-32" or line.isascii():
        return min(character, len(line))
    if encoding == "utf-16":
        head = line.encode("utf-16-le", "surrogatepass")[: 2 * character]
        return len(head.decode("utf-16-le", "surrogatepass"))
    encoded = line.encode("utf-8", "surrogatepass")
    while character < len(encoded) and encoded[character] & 0xC0 == 0x80:
        character += 1
    return len(encoded[:character].decode("utf-8", "surrogatepass"))


def units_of(text: str, encoding: Encoding) -> int:
    """Return the length of *text* in client units."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


def _visible(line: str) -> int:
    """Return the length of *line* without its ending."""
    match = LINE_END.search(line)
    return match.start() if match else len(line)


def _paired(text: str) -> str:
    """Join surrogate halves that an edit has brought together, as UTF-16 editors see them."""
    if text.isascii() or not _HALVES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _longest(most: int, equal: Callable[[int], bool]) -> int:
    """Return the largest size up to *most* for which *equal* holds; it holds below any such."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if equal(middle) else (low, middle - 1)
    return low
