"""The author's words inside a selection: one line, without what the markup put around them."""

import re
from collections.abc import Sequence

from limner.document import Span
from limner.markup.common.words import MARK, one_line

Peel = tuple[re.Pattern[str], str]
"""What to take off, and what stays of it."""

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


def subject_of(
    selected: str, leader: re.Pattern[str], noise: re.Pattern[str], peels: Sequence[Peel]
) -> str:
    """Return *selected* on one line: leaders of later lines and inline marks taken off."""
    first, *rest = selected.split("\n")
    lines = [first] + [
        line[_after(leader, line, 0, len(line)) :] for line in rest if not noise.fullmatch(line)
    ]
    text = one_line(" ".join(lines))
    for pattern, replacement in peels if len(text) <= LONGEST_PEELED else ():
        text = pattern.sub(replacement, text)
    return one_line(text)


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    matched = pattern.match(text, start, end)
    return matched.end() if matched else start
