"""The words around a selection, bounded, with the selection marked; sent only where asked for.

They help a chat model to tell meanings apart (a *crane* on a building site, or by a lake) and are
used for nothing else.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Literal

from limner import markup
from limner.document import LINE_END, Document, Span
from limner.markup.interface import Place
from limner.patterns import lazy_regex
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

Reach = Literal["none", "sentence", "section"]

SENTENCE_REACH = 300
"""Code points on each side of the words that may belong to their sentence."""

SECTION_REACH = 1_000
"""Code points on each side of the words that may belong to their section."""

FARTHEST_HEADING = 40
"""Lines above a picture among which its heading is looked for."""

MOST_BEFORE = 6_000
"""Code points before the words in which somebody may have been named."""

_SENTENCE_EDGE = lazy_regex(r"[.!?…。！？][\"'”’)\]]*\s|(?:\r\n|\r|\n)\s*(?:\r\n|\r|\n)")


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


def section_before(document: Document, words: Span) -> str:
    """Return what stands in the section of *words* before them; it is read here, and not sent."""
    return sections_before(document)(words)


def sections_before(document: Document) -> Callable[[Span], str]:
    """Return `section_before` for many places of one document, whose headings are found once."""
    headings = markup.for_language(document.language).headings(document)

    def before(words: Span) -> str:
        following = bisect_right(headings, words.start)
        start = headings[following - 1] if following else 0
        text = document.text[max(start, words.start - MOST_BEFORE) : words.start]
        if not following or start < words.start - MOST_BEFORE:
            return text
        heading, end, rest = text.partition("\n")
        return f"{_small(heading)}.{end}{rest}"

    return before


def _small(heading: str) -> str:
    """Return a heading with its common words in small letters: "The Clock" names nobody."""

    def written(word: re.Match[str]) -> str:
        known = entry(lemma(word.group().lower()))
        return word.group().lower() if known and max(known.frequencies) > 0 else word.group()

    return re.sub(r"[^\W\d_]+", written, heading)


def headings_above(document: Document) -> Callable[[Span], str]:
    """Return what says which heading a place stands under, in words; ``""`` for none."""
    own = markup.for_language(document.language)
    headings = own.headings(document)

    @cache
    def words(start: int) -> str:
        intent = own.read(document, Span(start, document.line_stop(start)))
        return intent.subject if intent is not None and intent.place is Place.HEADING else ""

    def above(place: Span) -> str:
        following = bisect_right(headings, place.start)
        return words(headings[following - 1]) if following else ""

    return above


def heading_above(document: Document, span: Span) -> str:
    """Return the words of the nearest heading above *span*; ``""`` for none nearby."""
    start = document.line_start(span.start)
    for _ in range(FARTHEST_HEADING):
        if start == 0:
            break
        start = document.line_start(start - 1)
        line = Span(start, document.line_stop(start))
        intent = markup.for_language(document.language).read(document, line)
        if intent is not None and intent.place is Place.HEADING:
            return intent.subject
    return ""


def sentence_on(document: Document, line: Span) -> Span:
    """Return the sentence that has the most of *line*, where prose goes on over several lines.

    Elsewhere (in a heading, an item, a table, code …) it is the line.
    """
    first = last = line
    for _ in range(MOST_LINES):
        above, below = _prose_beside(document, first, -1), _prose_beside(document, last, +1)
        if above is None and below is None:
            break
        first, last = above or first, below or last
    if first == last:
        return line
    block = Span(first.start, last.end)
    ends = [block.start + end.end() for end in _SENTENCE_END.finditer(block.of(document.text))]
    if not ends and not re.search(r"[.!?…。！？]\W*\Z", block.of(document.text)):
        # Lines without a full stop are a list of words rather than prose.
        return line
    bounds = [block.start, *ends, block.end]
    sentences = [Span(start, end) for start, end in pairwise(bounds) if start < end]
    return max(sentences, key=lambda one: min(one.end, line.end) - max(one.start, line.start))


_SENTENCE_END = lazy_regex(
    r"(?<![\s.][A-Za-z])(?<!\b(?:Dr|Mr|St|vs|cf|No))(?<!\b(?:Mrs|Fig|etc|bzw))"
    r"[.!?…][\"'”’)\]]*\s+(?=\S)|[。！？][」』”]*"
)
MOST_LINES = 100
"""Lines on each side among which a sentence begins and ends."""


def _prose_beside(document: Document, line: Span, step: int) -> Span | None:
    """Return the line above or below *line* that is prose of the same paragraph."""
    text = document.text
    if step < 0:
        if line.start == 0:
            return None
        ended = 2 if text.startswith("\r\n", line.start - 2) else 1
        start = document.line_start(line.start - ended)
    else:
        behind = LINE_END.match(text, line.end)
        if behind is None or behind.end() == len(text):
            return None
        start = behind.end()
    beside = Span(start, document.line_stop(start))
    own = markup.for_language(document.language)
    intents = (own.read(document, line), own.read(document, beside))
    is_prose = all(intent and intent.place is Place.PARAGRAPH for intent in intents)
    return beside if is_prose and beside.of(text).strip() else None


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
