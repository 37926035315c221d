"""Findings that a comment silences: ``limner-ignore`` behind a link, or in the line above it.

With codes (``limner-ignore: missing-alt``) it silences these only.
"""

import re
from functools import cache

from limner.document import Document, Span
from limner.markup import for_language
from limner.patterns import lazy_regex

MARK = "limner-ignore"

_MARKED = lazy_regex(rf"{MARK}(?::[ \t]*(?P<codes>[a-z, -]*[a-z]))?")
_ALONE = lazy_regex(rf"[^\w]*{MARK}(?::[ \t]*(?P<codes>[a-z, -]*[a-z]))?[^\w]*")
LONGEST_LINE = 1_000
"""Characters of a line in which such a comment is looked for."""


def is_silenced(document: Document, span: Span, code: str) -> bool:
    """Say whether a comment silences findings of a kind for the link at *span*."""
    text = document.text
    behind = text[span.end : min(document.line_stop(span.end), span.end + LONGEST_LINE)]
    start = document.line_start(span.start)
    above = text[document.line_start(start - 1) : start - 1] if start else ""
    marks = (_behind(document.language).match(behind), _ALONE.fullmatch(above.strip()))
    return any(mark and (not mark["codes"] or code in re.split(r"[, ]+", mark["codes"]))
               for mark in marks)  # fmt: skip


def silencing(language: str, written: str, line: str) -> tuple[bool, str]:
    """Return the comment that silences a link, and whether it goes behind it, not above its line.

    Args:
        language: of the document.
        written: the link as it is written.
        line: the beginning of the line that it stands in, up to the link.
    """
    before, after = for_language(language).annotations.remark
    comment = f"{before}{MARK}{after}"
    if after and "\n" not in written and not re.match(r"[`~:.]{2,}", written):
        return True, f" {comment}"
    leader = re.match(r"[ \t>]*", line)
    return False, f"{leader.group() if leader else ''}{comment}"


@cache
def _behind(language: str) -> re.Pattern[str]:
    """Return the pattern of a comment behind a link, or of one that ends its line."""
    before, after = for_language(language).annotations.remark
    start = re.escape(before.strip())
    lead = rf"[ \t]*{start}" if after else rf".*?{start}"
    return re.compile(rf"{lead}[ \t]*{_MARKED.pattern}")
