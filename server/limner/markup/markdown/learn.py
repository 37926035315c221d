"""Microsoft Learn's Markdown.

- Image: ``:::image type="content" source="path" alt-text="…":::``. A quotation mark would end the
  alternative text: it becomes an apostrophe; three colons become one.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from limner.document import Span
from limner.markup.common.html_links import attributes
from limner.markup.common.regions import mask
from limner.markup.common.words import path, url
from limner.markup.interface import Figure, ImageLink
from limner.markup.markdown.commonmark import MARKDOWN, RULES
from limner.markup.markdown.markdown_links import markdown_links

_IMAGE = re.compile(r':::image[ \t]+((?:[^":\n]|"[^"\n]*"|:(?!::))*):::')


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


LEARN = replace(
    MARKDOWN,
    links_in=links,
    carried=carried,
    inline=lambda figure, _spot: _image(figure),
    block=lambda figure: [_image(figure)],
    captions=False,
)
