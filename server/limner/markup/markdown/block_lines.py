"""Says what each line of Markdown is by the blocks around it: indented code, or a paragraph.

Quotes and list items are followed as CommonMark 0.31 does it in the first of its two passes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from limner.markup.common.regions import Region
from limner.markup.interface import Place
from limner.patterns import lazy_regex

DEEPEST_BLOCK = 50
"""Quotes and list items inside of one another that are followed."""

_BLOCK = "\0"
_QUOTE = 0
_MORE = 2
"""Columns from which on a line belongs to a footnote, an admonition, a tab or a definition."""

_PLAIN = lazy_regex(r"[A-Za-z][^\n]*+(?:\n[A-Za-z][^\n]*+)*+")
_ITEM = lazy_regex(r"(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)")
_HOLDER = lazy_regex(r"\[\^|[!?]{3}|={3}(?=[ \t])|:")
_UNDERLINE = lazy_regex(r"(?:=+|-+)[ \t]*$")
_ALONE = lazy_regex(r"#{1,6}(?:[ \t]|$)|(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$|\0")
_BLANK = lazy_regex(r"[ \t]*+")


class LineKind(Enum):
    """What a line is."""

    CODE = auto()
    """Indented code."""
    BEGINS = auto()
    """The first line of a paragraph."""
    GOES_ON = auto()
    """Another line of the paragraph above."""
    OTHER = auto()
    """Anything else."""


@dataclass(frozen=True)
class BlockLine:
    """A line: its kind, and where its words begin, behind marks of quotes and items, and end.

    Lines of one paragraph that stand outside all quotes and items and begin with a letter count
    as one: most lines of a long document do, and none of them begins anything.
    """

    kind: LineKind
    start: int
    end: int


def block_lines(flat: str, found: Sequence[Region], *, indented_code: bool) -> Iterator[BlockLine]:
    """Yield the lines of *flat*, in which *found* are the regions."""
    blocks = _Blocks(indented_code)
    outline = _outline(flat, found)
    offset = 0
    while offset <= len(outline):
        if not blocks.are_open and (run := _PLAIN.match(outline, offset)):
            kind, start, end = blocks.words(), offset, run.end()
        else:
            end = outline.find("\n", offset)
            end = end if end >= 0 else len(outline)
            kind, start = blocks.next_line(outline[offset:end])
            start += offset
        yield BlockLine(kind, start, end)
        offset = end + 1


def _outline(flat: str, found: Sequence[Region]) -> str:
    """Return *flat* with a mark for each region of whole lines, and with words for the others."""
    pieces: list[str] = []
    position = 0
    for region in found:
        start, end = region.span.start, region.span.end
        _, above, before = flat[position:start].rpartition("\n")
        leads = not before.strip(" >") and (bool(above) or not position)
        is_block = region.rule.block or (region.rule.place is Place.COMMENT and leads)
        held = re.sub(r"[^\n]", " " if is_block else "x", region.span.of(flat))
        pieces += [flat[position:start], _BLOCK + held[1:] if is_block else held]
        position = end
    return "".join(pieces) + flat[position:]


class _Blocks:
    """The quotes and items that are open: zero for a quote, an item's columns for an item."""

    def __init__(self, indented_code: bool) -> None:
        self._indented_code = indented_code
        self._open: list[int] = []
        self._in_paragraph = False

    @property
    def are_open(self) -> bool:
        return bool(self._open)

    def words(self) -> LineKind:
        """Return what lines are that hold nothing but words."""
        kind = LineKind.GOES_ON if self._in_paragraph else LineKind.BEGINS
        self._in_paragraph = True
        return kind

    def next_line(self, line: str) -> tuple[LineKind, int]:
        """Return what the next line is, and where its words begin."""
        cursor = _Cursor(line)
        held = self._held(cursor)
        if cursor.at_end:
            del self._open[held:]
            self._in_paragraph = False
            return LineKind.OTHER, cursor.offset
        is_new = self._opened(cursor, held)
        if cursor.indentation < 4 and _HOLDER.match(line, cursor.offset):
            if not is_new:
                del self._open[held:]
            self._open.append(_MORE)
            self._in_paragraph = False
            is_new = True
        goes_on = self._in_paragraph and not is_new
        if cursor.indentation >= 4 and self._indented_code and not goes_on:
            if not is_new:
                del self._open[held:]
            self._in_paragraph = False
            return LineKind.CODE, cursor.offset
        underlines = goes_on and held == len(self._open) and _UNDERLINE.match(line, cursor.offset)
        is_alone = underlines or _ALONE.match(line, cursor.offset)
        if cursor.at_end or (is_alone and cursor.indentation < 4):
            if not is_new:
                del self._open[held:]
            self._in_paragraph = False
            return LineKind.OTHER, cursor.offset
        if not goes_on and not is_new:
            del self._open[held:]
        return self.words(), cursor.offset

    def _held(self, cursor: "_Cursor") -> int:
        """Pass the marks and columns of open quotes and items; return of how many."""
        for held, width in enumerate(self._open):
            if width == _QUOTE:
                if not cursor.pass_quote():
                    return held
            elif not cursor.at_end:
                if cursor.indentation < width:
                    return held
                cursor.base += width
        return len(self._open)

    def _opened(self, cursor: "_Cursor", held: int) -> bool:
        """Open the quotes and items that begin on the line; say whether there are any."""
        is_new = False
        while len(self._open) < DEEPEST_BLOCK or (not is_new and held < DEEPEST_BLOCK):
            continues = self._in_paragraph and not is_new
            indentation = cursor.indentation
            if cursor.at_end or indentation >= 4:
                break
            if cursor.pass_quote():
                width = _QUOTE
            elif _ALONE.match(cursor.line, cursor.offset) or (
                continues
                and held == len(self._open)
                and _UNDERLINE.match(cursor.line, cursor.offset)
            ):
                break
            elif item := _ITEM.match(cursor.line, cursor.offset):
                interrupts = item[1] in (None, "1") and cursor.line[item.end() :].strip()
                if continues and held == len(self._open) and not interrupts:
                    break
                width = indentation + cursor.pass_item(len(item.group()))
            else:
                break
            if not is_new:
                del self._open[held:]
            is_new = True
            self._open.append(width)
            self._in_paragraph = False
        return is_new


class _Cursor:
    """A place in a line: its next word's offset and column, and the column that counts as zero."""

    def __init__(self, line: str) -> None:
        self.line, self.base = line, 0
        self.offset = self._column = 0
        self._pass_blanks()

    @property
    def at_end(self) -> bool:
        return self.offset == len(self.line)

    @property
    def indentation(self) -> int:
        return self._column - self.base

    def pass_quote(self) -> bool:
        """Pass the mark of a quote with one blank; say whether there was one."""
        if self.indentation >= 4 or not self.line.startswith(">", self.offset):
            return False
        self._pass(1)
        self.base += self._column > self.base
        return True

    def pass_item(self, length: int) -> int:
        """Pass the mark of a list item; return how many columns it takes with its blanks."""
        self._pass(length)
        blanks = self.indentation
        blanks = 1 if blanks > 4 or self.at_end else blanks
        self.base += blanks
        return length + blanks

    def _pass(self, length: int) -> None:
        self.offset += length
        self._column += length
        self.base = self._column
        self._pass_blanks()

    def _pass_blanks(self) -> None:
        found = _BLANK.match(self.line, self.offset)
        for blank in found.group() if found else "":
            self._column += 4 - self._column % 4 if blank == "\t" else 1
        self.offset = found.end() if found else self.offset
