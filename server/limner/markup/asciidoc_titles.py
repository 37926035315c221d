"""Titles of AsciiDoc that are underlined: their lines look like those that open a block of code."""

import re

from limner.patterns import lazy_regex

_LINES = lazy_regex(
    r"^(?P<title>[^\W_][^\n]*)\n(?P<line>(?P<sign>[-+~^])(?P=sign){3,})[ \t]*$"
    r"|^(?P<mark>-{4,}|\.{4,}|/{4,}|\+{4,})[ \t]*\n.*?(?:^(?P=mark)[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_AHEAD = lazy_regex(r"(?:^|\n)(?:[ \t]*|\[[^\n]*\][ \t]*)\n\Z")
"""What may stand above a title: nothing, a blank line, or what is said of it."""
LONGEST_LINE_ABOVE = 200


def without_underlines(flat: str) -> str:
    """Return *flat* with blanks for the lines below titles, as long as before.

    Such a line is as long as the words above it, but for one sign (Asciidoctor, “Two-line titles”).
    """
    pieces: list[str] = []
    copied = position = 0
    while found := _LINES.search(flat, position):
        position = found.end()
        if found["title"] is None:
            continue
        start, end = found.span("line")
        above = flat[max(0, found.start() - LONGEST_LINE_ABOVE) : found.start()]
        is_title = not above or _AHEAD.search(above)
        if is_title and abs(len(found["title"].rstrip()) - (end - start)) <= 1:
            pieces += [flat[copied:start], " " * (end - start)]
            copied = end
        else:
            position = start
    return "".join(pieces) + flat[copied:]
