r"""Parts of a document that are not its prose: code, comments, math, front matter.

Lines are read from a *flat* text, in which every line ends with one ``\n`` at the same offset as
in the document, so that patterns need to know one line end only.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from limner.document import Span
from limner.markup.interface import Place

_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/|[()\[\]{}]', re.DOTALL)
FARTHEST = 10_000
"""A region inside a paragraph is closed within so many characters, or is none."""
PIECE = 1 << 17
"""Characters that are searched at once."""
MARGIN = 1 << 12
"""Characters at the end of a piece that are searched again with what follows them."""
UNESCAPED = r"(?:[^\n]*[^\\\n])?(?:\\\\)*"
"""What stands on a line before a mark that no backslash escapes."""


@dataclass(frozen=True)
class Rule:
    """How one kind of region opens and closes.

    Attributes:
        place: what the region is.
        opens: pattern of the opening; it begins with a literal character, which keeps the search
            through a long document fast.
        closes: pattern of the closing, or a function to it from the opening and the line before.
        ends: finds the end from the text and the offset after the opening, instead of *closes*.
        after: pattern that the line before the opening must match whole.
        first: the opening stands at the very beginning of the document only.
        block: the region takes whole lines.
        within: the region ends before the next blank line, or is none.
        runs_on: without a closing it reaches to the end; otherwise it is no region.
    """

    place: Place
    opens: str
    closes: str | Callable[[str, str], str] = ""
    after: str = r"[^\n]*"
    first: bool = False
    block: bool = False
    within: bool = False
    runs_on: bool = False
    ends: Callable[[str, int], int | None] | None = None


@dataclass(frozen=True)
class Region:
    """One region: its whole span with delimiters, the span inside, and its opening's text."""

    span: Span
    inside: Span
    opening: str
    rule: Rule


@dataclass(frozen=True)
class Rules:
    """The rules of one markup, first match wins.

    Attributes:
        opening: finds the opening of any rule.
        patterns: each rule with its opening and with what must stand before that on the line.
    """

    rules: Sequence[Rule]
    opening: re.Pattern[str] = field(init=False)
    patterns: Sequence[tuple[Rule, re.Pattern[str], re.Pattern[str]]] = field(init=False)

    def __post_init__(self) -> None:
        opening = "|".join(rule.opens for rule in self.rules) or r"(?!)"
        object.__setattr__(self, "opening", re.compile(opening, re.MULTILINE))
        patterns = [
            (rule, re.compile(rule.opens, re.MULTILINE), re.compile(rule.after))
            for rule in self.rules
        ]
        object.__setattr__(self, "patterns", patterns)


def flatten(text: str) -> str:
    r"""Return *text* with every line end as one ``\n``, each character at its old offset."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", " \n").replace("\r", "\n")


def regions(flat: str, rules: Rules, start: int = 0, stop: int | None = None) -> Iterator[Region]:
    """Yield the outermost regions that begin in ``[start, stop)``, in order."""
    stop = len(flat) if stop is None else stop
    while (found := _next_opening(flat, rules, start, stop)) is not None:
        region = _region_at(flat, rules, found.start())
        if region:
            yield region
        start = max(region.span.end if region else found.end(), found.start() + 1)


def region_at(flat: str, rules: Rules, span: Span, start: int = 0) -> Region | None:
    """Return the region that *span* stands in or touches, looking from *start* on."""
    for region in regions(flat, rules, start, max(span.end, span.start + 1)):
        if region.span.start <= span.start < region.span.end:
            return region
        if span.start <= region.span.start < span.end:
            return region
    return None


def balanced(flat: str, offset: int) -> int | None:
    """Return the offset after the bracket that closes the one just before *offset*.

    Brackets in strings and in C-like comments do not count; ``None`` when it is never closed.
    """
    depth = 1
    for token in _BRACKETS.finditer(flat, offset):
        mark = token.group()
        depth += 1 if mark in "([{" else -1 if mark in ")]}" else 0
        if depth == 0:
            return token.end()
    return None


def mask(flat: str, rules: Rules) -> str:
    """Return *flat* with every region blanked out, offsets and line ends kept."""
    pieces: list[str] = []
    position = 0
    for region in regions(flat, rules):
        pieces.append(flat[position : region.span.start])
        pieces.append(re.sub(r"[^\n]", " ", region.span.of(flat)))
        position = region.span.end
    pieces.append(flat[position:])
    return "".join(pieces)


def _next_opening(flat: str, rules: Rules, start: int, stop: int) -> re.Match[str] | None:
    """Return the first opening in ``[start, stop)``.

    It searches piece by piece: one search through a long text would hold up all other threads.
    """
    while start < stop:
        limit = start + PIECE
        found = rules.opening.search(flat, start, limit)
        start = limit - MARGIN if limit < len(flat) else stop
        if found and found.start() < min(start, stop):
            return found
    return None


def _region_at(flat: str, rules: Rules, offset: int) -> Region | None:
    start = flat.rfind("\n", 0, offset) + 1
    for rule, opening, after in rules.patterns:
        opened = opening.match(flat, offset)
        if not opened or (rule.first and offset > 0):
            continue
        if not after.fullmatch(flat, start, offset):
            continue
        line = flat[start:offset]
        close = _closing(flat, rule, opened, line)
        if close:
            inside = Span(opened.end(), close.start)
            return Region(Span(offset, close.end), inside, opened.group(), rule)
        if rule.runs_on:
            end = opened.end() + len(flat[opened.end() :].rstrip())
            return Region(Span(offset, end), Span(opened.end(), end), opened.group(), rule)
    return None


def _closing(flat: str, rule: Rule, opened: re.Match[str], line: str) -> Span | None:
    if rule.ends:
        end = rule.ends(flat, opened.end())
        return None if end is None else Span(end, end)
    closes = rule.closes if isinstance(rule.closes, str) else rule.closes(opened.group(), line)
    limit = len(flat)
    if rule.within:
        limit = min(limit, opened.end() + FARTHEST)
        blank = _BLANK_LINE.search(flat, opened.end(), limit)
        limit = blank.start() if blank else limit
    closed = re.compile(closes, re.MULTILINE).search(flat, opened.end(), limit)
    return Span(*closed.span()) if closed else None
