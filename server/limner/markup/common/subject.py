"""The author's words inside a selection: one line, without what the markup put around them."""

import re
from collections.abc import Sequence

from limner.document import Span
from limner.markup.common.words import MARK, one_line
from limner.patterns import lazy_regex

Peel = tuple[re.Pattern[str], str]
"""What to take off, and what stays of it."""

BULLET = r"[-+*•#=]+|\d{1,9}[.)]"
"""What stands before an item of a list, or a heading."""

LONGEST_PEELED = 4_000
"""Code points from which on words are taken as they stand: so much is nobody's description."""

_MARK = re.compile(rf"[ \t]*{MARK}:?[ \t]*")


def words_span(flat: str, span: Span, leader: re.Pattern[str], noise: re.Pattern[str]) -> Span:
    """Return *span* without blanks at its edges, a leader in front and lines of *noise*.

    *leader* is what may stand before the words on a line (bullets, heading marks, comment
    prefixes); it is taken off only where the selection holds the line's beginning.
    """
    start, end = span.start, span.end
    while True:
        while end > start and flat[end - 1].isspace():
            end -= 1
        last = flat.rfind("\n", start, end) + 1
        if last > start and noise.fullmatch(flat, last, end):
            end = last
            continue
        break
    while start < end:
        stop = flat.find("\n", start, end)
        stop = end if stop < 0 else stop
        if noise.fullmatch(flat, start, stop) or not flat[start:stop].strip():
            start = min(stop + 1, end)
            continue
        break
    if not flat[flat.rfind("\n", 0, start) + 1 : start].strip():
        start = _after(leader, flat, start, end)
    start = _after(_MARK, flat, start, end)
    while start < end and flat[start].isspace():
        start += 1
    return Span(start, end)


def whole_words(flat: str, span: Span) -> Span:
    """Return *span* with the words whole that a selection has cut at its edges."""
    if span.empty:
        return span
    start, end = span.start, span.end
    if _is_letter(flat[start]):
        while start > 0 and span.start - start < LONGEST_WORD and _goes_on(flat, start - 1, -1):
            start -= 1
    if _is_letter(flat[end - 1]):
        while end < len(flat) and end - span.end < LONGEST_WORD and _goes_on(flat, end, 1):
            end += 1
    grown = span.start - start < LONGEST_WORD and end - span.end < LONGEST_WORD
    return Span(start, end) if grown else span


LONGEST_WORD = 40
"""Letters that a cut word grows by at most: a longer run is none, or of a script without blanks."""


def without_stray_marks(flat: str, span: Span) -> Span:
    """Return *span* without what a selection has caught at its edges: commas, half of a bracket.

    What ends a sentence stays, and so does what may be markup: a point or colon that begins a line.
    """
    start, end = span.start, span.end
    for _ in range(MOST_STRAY):
        start = _after(_BLANKS, flat, start, end)
        start += start < end and _is_stray_in_front(flat, start, end)
        while start < end and flat[end - 1].isspace():
            end -= 1
        end -= start < end and _is_stray_behind(flat, start, end)
    return Span(start, end) if start < end else span


MOST_STRAY = 4
"""Stray marks at each edge; more of them are no slip of the hand."""

_BLANKS = re.compile(r"\s*")


def _is_stray_in_front(flat: str, start: int, end: int) -> bool:
    first, rest = flat[start], flat[start + 1 : end]
    if first in BRACKETS:
        return BRACKETS[first] not in rest
    begins_line = not flat[flat.rfind("\n", 0, start) + 1 : start].strip()
    stops = ",;" if begins_line else ",;:.!?…"
    return (first in stops or first in BRACKETS.values()) and rest[:1].isspace()


def _is_stray_behind(flat: str, start: int, end: int) -> bool:
    last, rest = flat[end - 1], flat[start : end - 1]
    for opening, closing in BRACKETS.items():
        if last == closing:
            return rest.count(opening) <= rest.count(closing)
    return last in BRACKETS or (
        last in ",;:" and not _ENTITY.search(flat, max(start, end - 40), end)
    )


BRACKETS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}

_ENTITY = lazy_regex(r"&#?\w{1,32};\Z")
"""A character reference of HTML, whose last letter looks like a semicolon of the sentence."""


def _goes_on(flat: str, offset: int, step: int) -> bool:
    """Whether a word goes on at *offset*: with a letter, or an apostrophe before another one."""
    if _is_letter(flat[offset]):
        return True
    beyond = flat[offset + step : offset + step + 1] if offset + step >= 0 else ""
    return flat[offset] in "'’" and bool(beyond) and _is_letter(beyond)


def _is_letter(character: str) -> bool:
    """Whether *character* is one of a word."""
    return character.isalnum() and not _UNSPACED.match(character)


_UNSPACED = lazy_regex(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
"""Scripts that write no blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def subject_of(
    selected: str,
    leader: re.Pattern[str],
    noise: re.Pattern[str],
    peels: Sequence[Peel],
    bullet: str = BULLET,
) -> str:
    """Return *selected* on one line: leaders of later lines and inline marks taken off.

    Where an item of a list or a paragraph begins, a mark keeps it apart from what came before.
    """
    first, *rest = selected.split("\n")
    text, is_new = first, False
    for line in rest:
        begins = _after(leader, line, 0, len(line))
        words = line[begins:].strip()
        if noise.fullmatch(line) or not words:
            is_new = is_new or not words
            continue
        is_item = re.search(rf"(?:^|[\s>])(?:{bullet})[ \t]+$", line[:begins]) is not None
        text += _mark_between(text, words, is_item=is_item) if is_item or is_new else " "
        text, is_new = text + words, False
    text = one_line(text)
    for pattern, replacement in peels if len(text) <= LONGEST_PEELED else ():
        text = pattern.sub(replacement, text)
    return one_line(text)


def _mark_between(before: str, after: str, *, is_item: bool) -> str:
    """Return what stands between two parts of a description that were blocks of their own."""
    if not before.rstrip() or not before.rstrip()[-1].isalnum():
        return " "
    return ". " if after[0].isupper() and not is_item else ", "


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    matched = pattern.match(text, start, end)
    return matched.end() if matched else start
