"""Finds the image tags of HTML, reads attributes, and says where alternative text stands."""

import html
import re
from collections.abc import Iterator

from limner.document import Document, Span
from limner.markup.common.searching import NextMatch
from limner.markup.common.words import path
from limner.markup.interface import ImageLink, Insertion, LinkForm
from limner.patterns import lazy_regex

_OPENING = lazy_regex(r"<(?:img|source)(?=[\s/>])", re.IGNORECASE)
_PICTURE = lazy_regex(r"</picture|<img(?=[\s/>])[^<>]*>", re.IGNORECASE)
_SOURCE = lazy_regex(r"\s*([^\s,]\S*?)(?:\s+[\d.]+[wxh])*\s*(?:,\s+|,(?=\S+\.\w+\s)|,?\s*$)")
"""One of several sizes of a picture, and the blank, width or density behind it."""
_SIZE = lazy_regex(r"(?<!\s)(?:\s++[\d.]++[wxh])++$")
_ATTRIBUTE = lazy_regex(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""", re.DOTALL
)
_BESIDE = r"<figcaption(?=[\s>])|</figure>|<img\b"
FARTHEST_CAPTION = 4_000
"""Characters behind a picture in which its caption ends."""

HTML_HEADING = lazy_regex(r"<h[1-6](?=[\s>])", re.IGNORECASE)
TAG_SIGNS = ("<img", "<IMG", "<source")

QUOTED_ALT = re.compile(
    r"""\balt(?:-text)?\s*[=:]\s*(?:"(?P<quotes>(?:\\.|[^"\\])*)"|'(?P<apostrophes>[^']*)')"""
)
"""An alternative text between quotation marks, as most languages write it."""


def in_quotes(alt: str, group: str) -> str:
    """Return *alt* for the place where `QUOTED_ALT` has found one."""
    return alt.replace("'", "’") if group == "apostrophes" else alt


def _in_tag(document: Document, link: ImageLink, alt: str) -> Insertion | None:
    end = re.search(r"\s*/?>\Z", link.span.of(document.text))
    return (end.start(), f' alt="{alt}"') if end else None


TAG_FORM = LinkForm(
    begins=re.compile("<img", re.IGNORECASE),
    chosen=re.compile(
        r"\balt\b|[{]|<[%?]|v-bind|\brole=.?(?:presentation|none)|aria-hidden", re.IGNORECASE
    ),
    insert=_in_tag,
    alt=QUOTED_ALT,
    fitted=in_quotes,
)


def image_tags(searched: str, flat: str | None = None) -> Iterator[ImageLink]:
    """Yield ``<img>`` tags of *searched* (as they read in *flat*, where parts are blanked out).

    The pictures of a ``srcset`` follow, also those of a ``<source>`` that is a picture's.
    """
    flat = searched if flat is None else flat
    ends, captions = _TagEnds(searched), _Captions(searched)
    position = 0
    while opened := _OPENING.search(searched, position):
        end = ends.at(opened.end())
        position = end or opened.end()
        if end is None:
            continue
        held = attributes(flat[opened.end() : end - 1])
        span, target = Span(opened.start(), end), path(held.get("src", "").strip())
        alt, caption = held.get("alt"), captions.behind(end)
        if opened.group().lower() == "<source":
            alt = _alt_of_picture(searched, flat, end)
        else:
            yield ImageLink(span, target, alt, caption)
        for other in _sources(held.get("srcset", "")):
            if other != target:
                yield ImageLink(span, other, alt, caption)


def _sources(srcset: str) -> Iterator[str]:
    """Yield the pictures of a ``srcset``; none of one that a program fills in."""
    if "{" in srcset or "data:" in srcset:
        return
    if "," not in srcset:
        # Blanks in the only path are a slip that some editors of pages make, and their sites mend.
        yield from filter(None, [path(_SIZE.sub("", srcset.strip()))])
        return
    yield from dict.fromkeys(path(each[1].rstrip(",")) for each in _SOURCE.finditer(srcset))


def _alt_of_picture(searched: str, flat: str, offset: int) -> str | None:
    """Return the alternative text of the ``<picture>`` that a ``<source>`` is a part of."""
    tag = _PICTURE.search(searched, offset, offset + FARTHEST_CAPTION)
    if tag is None or not tag.group().lower().startswith("<img"):
        return None
    return attributes(flat[tag.start() + len("<img") : tag.end() - 1]).get("alt")


class _TagEnds:
    """Where tags end: at the first bracket that stands in no quoted value.

    A quotation mark that follows no ``=`` is a slip, to a browser a part of an attribute's name.
    """

    def __init__(self, searched: str) -> None:
        self._searched = searched
        self._tokens = NextMatch(searched, r">|=\s*+[\"']")
        self._ends: dict[int, int | None] = {}

    def at(self, offset: int) -> int | None:
        """Return the offset behind the tag that goes on at *offset*; ``None`` without an end."""
        passed: list[int] = []
        end: int | None = None
        while token := self._tokens.at(offset):
            start = token.start()
            if start in self._ends:
                end = self._ends[start]
                break
            passed.append(start)
            if token.group() == ">":
                end = token.end()
                break
            offset = self._searched.find(token.group()[-1], token.end()) + 1
            if offset == 0:
                break
        self._ends.update(dict.fromkeys(passed, end))
        return end


class _Captions:
    """The words of ``<figcaption>`` in the figure of a picture."""

    def __init__(self, searched: str) -> None:
        self._searched = searched
        self._beside = NextMatch(searched, _BESIDE, re.IGNORECASE)
        self._opened = NextMatch(searched, ">")
        self._closed = NextMatch(searched, "</figcaption>", re.IGNORECASE)

    def behind(self, offset: int) -> str | None:
        """Return the caption behind the picture that ends at *offset*; ``None`` without one."""
        limit = offset + FARTHEST_CAPTION
        found = self._beside.at(offset, limit)
        if found is None or not found.group().lower().startswith("<figcaption"):
            return None
        opened = self._opened.at(found.end(), limit)
        closed = self._closed.at(opened.end(), limit) if opened else None
        if opened is None or closed is None:
            return None
        words = re.sub(r"<[^<>]*>", "", self._searched[opened.end() : closed.start()])
        return " ".join(html.unescape(words).split()) or None


def attributes(inside: str) -> dict[str, str]:
    """Return the attributes of a tag from the text inside it; names in lower case, first wins."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inside):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value))
    return found
