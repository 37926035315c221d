"""Finds the image tags of HTML, and reads and writes attributes."""

import html
import re
from collections.abc import Iterator

from limner.document import Span
from limner.markup.common.words import path
from limner.markup.interface import ImageLink

_TAG = re.compile(r"""<img(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""", re.DOTALL
)
_CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>|</figure>|<img\b", re.I | re.DOTALL)


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
