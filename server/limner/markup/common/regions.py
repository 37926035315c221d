r"""Parts of a document that are not its prose: code, comments, math, front matter.

Lines are read from a *flat* text, in which every line ends with one ``\n`` at the same offset as
in the document, so that patterns need to know one line end only.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from limner.document import Span
from limner.markup.common.searching import Brackets, NextMatch
from limner.markup.interface import Place

FARTHEST = 10_000
"""A region inside a paragraph is closed within so many characters, or is none."""
PIECE = 1 << 17
"""Characters that are searched at once."""
MARGIN = 1 << 12
"""Characters at the end of a piece that are searched again with what follows them."""
LONGEST_LEADER = 200
"""Characters that may stand on a line before what opens a region of whole lines."""


@dataclass(frozen=True)
class Rule:
    """How one kind of region opens and closes.

    Attributes:
        place: what the region is.
        opens: pattern of the opening; it begins with a literal character, which keeps the search
            through a long document fast.
        closes: pattern of the closing, or a function to it from the opening and the line before.
        ends: finds the end from the text's brackets and the offset after the opening, instead of
            *closes*.
        leader: pattern of what stands on the line before the opening, where that matters.
        reach: characters that *leader* may match.
        before: pattern that holds at the opening, for the character before it.
        unescaped: no backslash takes its meaning from the opening.
        first: the opening stands at the very beginning of the document only.
        block: the region takes whole lines.
        trimmed: blank lines before the closing are outside of the region.
        within: the region ends before the next blank line, or is none.
        runs_on: without a closing it reaches to the end; otherwise it is no region.
    """

    place: Place
    opens: str
    closes: str | Callable[[str, str], str] = ""
    leader: str | None = None
    reach: int = LONGEST_LEADER
    before: str = ""
    unescaped: bool = False
    first: bool = False
    block: bool = False
    trimmed: bool = False
    within: bool = False
    runs_on: bool = False
    ends: Callable[[Brackets, int], int | None] | None = None


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
        patterns: each rule with its opening, what must hold there, and what must stand before it
            on the line.
    """

    rules: Sequence[Rule]
    opening: re.Pattern[str] = field(init=False)
    patterns: Sequence[
        tuple[Rule, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None]
    ] = field(init=False)

    def __post_init__(self) -> None:
        opening = "|".join(rule.opens for rule in self.rules) or r"(?!)"
        object.__setattr__(self, "opening", re.compile(opening, re.MULTILINE))
        patterns = [
            (
                rule,
                re.compile(rule.opens, re.MULTILINE),
                re.compile(rule.before, re.MULTILINE) if rule.before else None,
                None if rule.leader is None else re.compile(rule.leader),
            )
            for rule in self.rules
        ]
        object.__setattr__(self, "patterns", patterns)


def flatten(text: str) -> str:
    r"""Return *text* with every line end as one ``\n``, each character at its old offset."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", " \n").replace("\r", "\n")


def regions(flat: str, rules: Rules) -> Iterator[Region]:
    """Yield the outermost regions, in order."""
    return Reading(flat, rules).regions()


def region_at(flat: str, rules: Rules, span: Span) -> Region | None:
    """Return the region that *span* stands in or touches."""
    return Reading(flat, rules).region_at(span)


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


class Reading:
    """One reading of a text by rules; it remembers where closings are, and where there are none."""

    def __init__(self, flat: str, rules: Rules) -> None:
        self.flat, self._rules = flat, rules
        self._brackets = Brackets(flat)
        self._closings: dict[str, NextMatch] = {}
        self._blank_lines = NextMatch(flat, r"\n[ \t>]*+\n")

    def regions(self, start: int = 0, stop: int | None = None) -> Iterator[Region]:
        """Yield the outermost regions that begin in ``[start, stop)``, in order."""
        stop = len(self.flat) if stop is None else stop
        while (found := self._next_opening(start, stop)) is not None:
            region = self._opened_at(found.start())
            if region:
                yield region
            start = max(region.span.end if region else found.end(), found.start() + 1)

    def region_at(self, span: Span, start: int = 0) -> Region | None:
        """Return the region that *span* stands in or touches, looking from *start* on."""
        for region in self.regions(start, max(span.end, span.start + 1)):
            if region.span.start <= span.start < region.span.end:
                return region
            if span.start <= region.span.start < span.end:
                return region
        return None

    def _next_opening(self, start: int, stop: int) -> re.Match[str] | None:
        """Return the first opening in ``[start, stop)``.

        It searches piece by piece: one search through a long text would hold up other threads.
        """
        flat = self.flat
        while start < stop:
            limit = start + PIECE
            found = self._rules.opening.search(flat, start, limit)
            start = limit - MARGIN if limit < len(flat) else stop
            if found and found.start() < min(start, stop):
                return found
        return None

    def _opened_at(self, offset: int) -> Region | None:
        flat = self.flat
        for rule, opening, before, leader in self._rules.patterns:
            opened = opening.match(flat, offset)
            if not opened or (rule.first and offset > 0):
                continue
            if before is not None and not before.match(flat, offset):
                continue
            if rule.unescaped and is_escaped(flat, offset):
                continue
            line = ""
            if leader is not None:
                start = flat.rfind("\n", max(0, offset - rule.reach - 1), offset) + 1
                if offset - start > rule.reach or not leader.fullmatch(flat, start, offset):
                    continue
                line = flat[start:offset]
            close = self._closing(rule, opened, line)
            if close:
                inside = Span(opened.end(), close.start)
                return Region(Span(offset, close.end), inside, opened.group(), rule)
            if rule.runs_on:
                end = opened.end() + len(flat[opened.end() :].rstrip())
                return Region(Span(offset, end), Span(opened.end(), end), opened.group(), rule)
        return None

    def _closing(self, rule: Rule, opened: re.Match[str], line: str) -> Span | None:
        start = opened.end()
        if rule.ends:
            end = rule.ends(self._brackets, start)
            return None if end is None else Span(end, end)
        closes = rule.closes if isinstance(rule.closes, str) else rule.closes(opened.group(), line)
        closing = self._closings.get(closes)
        if closing is None:
            closing = self._closings[closes] = NextMatch(self.flat, closes)
        limit = len(self.flat)
        if rule.within:
            limit = min(limit, start + FARTHEST)
            blank = self._blank_lines.at(start, limit)
            limit = blank.start() if blank else limit
        closed = closing.at(start, limit)
        if closed and rule.trimmed:
            end = start + len(self.flat[start : closed.start()].rstrip())
            return Span(end, end)
        return Span(*closed.span()) if closed else None


def is_escaped(flat: str, offset: int) -> bool:
    """Say whether a backslash takes its meaning from the character at *offset*."""
    position = offset
    while position > 0 and flat[position - 1] == "\\":
        position -= 1
    return (offset - position) % 2 == 1
