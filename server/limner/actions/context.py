"""The words around a selection, bounded, with the selection marked; sent only where asked for.

They help a chat model to tell meanings apart (a *crane* on a building site, or by a lake) and are
used for nothing else.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Literal

from limner import markup
from limner.document import Document, Span

Reach = Literal["none", "sentence", "section"]

SENTENCE_REACH = 300
"""Code points on each side of the words that may belong to their sentence."""

SECTION_REACH = 1_000
"""Code points on each side of the words that may belong to their section."""

_SENTENCE_EDGE = re.compile(r"[.!?…。！？][\"'”’)\]]*\s|(?:\r\n|\r|\n)\s*(?:\r\n|\r|\n)")


def around(document: Document, words: Span, reach: Reach) -> str:
    """Return the sentence or section that holds *words*, with them between « and »."""
    return surroundings(document, reach)(words, words.of(document.text))


def surroundings(document: Document, reach: Reach) -> Callable[[Span, str], str]:
    """Return `around` for many places of one document, whose headings are looked for once.

    What stands at a place is given as it is to be read: the words of a link, not its path.
    """
    if reach == "none":
        return lambda place, words: ""
    if reach == "sentence":
        return lambda place, words: _marked(document, place, words, _sentence(document, place))
    headings = markup.for_language(document.language).headings(document)

    def section(place: Span, words: str) -> str:
        following = bisect_right(headings, place.start)
        start = max(headings[following - 1] if following else 0, place.start - SECTION_REACH)
        beyond = bisect_right(headings, place.end)
        end = headings[beyond] if beyond < len(headings) else len(document.text)
        end = min(end, place.end + SECTION_REACH)
        return _marked(document, place, words, Span(start, end))

    return section


def _sentence(document: Document, words: Span) -> Span:
    first = max(words.start - SENTENCE_REACH, 0)
    edges = list(_SENTENCE_EDGE.finditer(document.text, first, words.start))
    after = document.text[words.end : words.end + SENTENCE_REACH]
    last = _SENTENCE_EDGE.search(after)
    return Span(
        edges[-1].end() if edges else first,
        words.end + (last.end() if last else len(after)),
    )


def _marked(document: Document, place: Span, words: str, held: Span) -> str:
    before = document.text[held.start : place.start]
    after = document.text[place.end : held.end]
    return " ".join(f"{before}«{words}»{after}".split())
