"""The words around a selection, bounded, with the selection marked; sent only where asked for.

They help a chat model to tell meanings apart (a *crane* on a building site, or by a lake) and are
used for nothing else.
"""

import re
from typing import Literal

from limner.document import Document, Span

SENTENCE_REACH = 300
"""Code points on each side of the words that may belong to their sentence."""

SECTION_REACH = 1_000
"""Code points on each side of the words that may belong to their section."""

_SENTENCE_EDGE = re.compile(r"[.!?…。！？][\"'”’)\]]*\s|(?:\r\n|\r|\n)\s*(?:\r\n|\r|\n)")
_HEADING = re.compile(
    r"(?:\A|(?<=[\r\n]))[ \t]*(?:#{1,6}|=+|\*+|\\(?:part|chapter|(?:sub)*section)\b)[^\r\n]*"
)


def around(document: Document, words: Span, reach: Literal["none", "sentence", "section"]) -> str:
    """Return the sentence or section that holds *words*, with them between « and »."""
    if reach == "none":
        return ""
    edge, most = (
        (_SENTENCE_EDGE, SENTENCE_REACH) if reach == "sentence" else (_HEADING, SECTION_REACH)
    )
    before = document.text[max(words.start - most, 0) : words.start]
    after = document.text[words.end : words.end + most]
    edges = list(edge.finditer(before))
    if edges:
        # A section's heading belongs to it; the end of the sentence before does not.
        before = before[edges[-1].start() if reach == "section" else edges[-1].end() :]
    last = edge.search(after)
    if last:
        after = after[: last.start() if reach == "section" else last.end()]
    text = f"{before}«{words.of(document.text)}»{after}"
    return " ".join(text.split())
