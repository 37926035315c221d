"""Finds the image tags of HTML, reads attributes, and says where alternative text stands."""

import html
import re
from collections.abc import Iterator

from limner.document import Document, Span
from limner.markup.common.words import path
from limner.markup.interface import ImageLink, Insertion, LinkForm

_TAG = re.compile(r"""<img(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""", re.DOTALL
)
_CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>|</figure>|<img\b", re.I | re.DOTALL)

HTML_HEADING = re.compile(r"<h[1-6](?=[\s>])", re.IGNORECASE)
TAG_SIGNS = ("<img", "<IMG")

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
    """Yield ``<img>`` tags of *searched* (as they read in *flat*, where parts are blanked out)."""
    flat = searched if flat is None else flat
    for tag in _TAG.finditer(searched):
        held = attributes(flat[tag.start(1) : tag.end(1)])
        caption = _CAPTION.search(searched, tag.end(), tag.end() + 4000)
        words = re.sub(r"<[^>]*>", "", caption[1]) if caption and caption[1] else None
        yield ImageLink(
            Span(tag.start(), tag.end()),
            path(held.get("src", "").strip()),
            held.get("alt"),
            None if words is None else " ".join(html.unescape(words).split()),
        )


def attributes(inside: str) -> dict[str, str]:
    """Return the attributes of a tag from the text inside it; names in lower case, first wins."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inside):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value))
    return found
