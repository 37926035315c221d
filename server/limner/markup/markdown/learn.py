"""Microsoft Learn's Markdown.

- Image: ``:::image type="content" source="path" alt-text="…":::``. A quotation mark would end the
  alternative text: it becomes an apostrophe; three colons become one.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from limner.document import Document, Span
from limner.markup.common.html_links import QUOTED_ALT, attributes, in_quotes
from limner.markup.common.regions import mask
from limner.markup.common.words import path, url
from limner.markup.interface import Figure, ImageLink, Insertion, LinkForm
from limner.markup.markdown.commonmark import MARKDOWN, RULES
from limner.markup.markdown.markdown_links import markdown_links
from limner.patterns import lazy_regex

_IMAGE = lazy_regex(r':::image[ \t]+((?:[^":\n]|"[^"\n]*"|:(?!::))*):::')


def links(flat: str) -> Iterator[ImageLink]:
    """Yield ``:::image:::`` and Markdown's own image links."""
    found = list(markdown_links(flat, RULES))
    for image in _IMAGE.finditer(mask(flat, RULES)):
        held = attributes(flat[image.start(1) : image.end(1)])
        found.append(
            ImageLink(Span(*image.span()), path(held.get("source", "")), held.get("alt-text"))
        )
    yield from sorted(found, key=lambda each: each.span.start)


def carried(alt: str) -> str:
    """Return *alt* without what would end it."""
    return re.sub(r":{3,}", ":", alt.replace('"', "'"))


def _image(figure: Figure) -> str:
    alt = html.escape(figure.alt, quote=False)
    return f':::image type="content" source="{url(figure.target)}" alt-text="{alt}":::'


def _in_colons(document: Document, link: ImageLink, alt: str) -> Insertion:
    return len(link.span.of(document.text)[: -len(":::")].rstrip()), f' alt-text="{alt}"'


_COLONS_FORM = LinkForm(
    begins=re.compile(":::image"),
    chosen=re.compile(r"alt-text=|type=.?(?:icon|complex)"),
    insert=_in_colons,
    alt=QUOTED_ALT,
    fitted=in_quotes,
)

_PUBLISHED_BY = ("docfx.json", ".openpublishing.publish.config.json")

LEARN = replace(
    MARKDOWN,
    links_in=links,
    carried=carried,
    inline=lambda figure, _spot: _image(figure),
    block=lambda figure: [_image(figure)],
    captions=False,
    signs=(":::image", *MARKDOWN.signs),
    forms=(_COLONS_FORM, *MARKDOWN.forms),
    used_in=lambda read: any(read(name) is not None for name in _PUBLISHED_BY),
)
