"""Hugo's shortcode for figures in Markdown: ``{{< figure src="fox.png" alt="A fox" >}}``."""

import re
from collections.abc import Iterator

from limner.document import Document, Span
from limner.markup.common.html_links import QUOTED_ALT, attributes, in_quotes
from limner.markup.common.words import path
from limner.markup.interface import ImageLink, Insertion, LinkForm
from limner.patterns import lazy_regex

_FIGURE = lazy_regex(
    r"\{\{(?P<mark>[<%])\s*figure\s"
    r"(?P<held>(?:(?!\{\{[<%])[^\"`>%\n]|\"(?:[^\"\\\n]|\\.|\n(?!\s*\n))*+\"|`[^`]*`|\n(?!\s*\n))*?)"
    r"/?\s*(?:>|%)\}\}"
)


def shortcode_figures(flat: str, prose: str) -> Iterator[ImageLink]:
    """Yield the figures of *flat*; none where *prose*, the same text without code, has blanks."""
    for figure in _FIGURE.finditer(flat):
        if not prose.startswith("{{", figure.start()):
            continue
        held = attributes(re.sub(r"=\s*`([^`\"]*)`", r'="\1"', figure["held"]))
        if src := held.get("src", "").strip():
            caption = held.get("caption") or held.get("title") or None
            span = Span(*figure.span())
            yield ImageLink(
                span, path(src), held.get("alt", "" if caption is None else None), caption
            )


def _in_shortcode(document: Document, link: ImageLink, alt: str) -> Insertion:
    written = link.span.of(document.text)
    end = re.search(r"\s*/?\s*[>%]\}\}\Z", written)
    return (end.start() if end else len(written)), f' alt="{alt}"'


SHORTCODE_FORM = LinkForm(
    begins=re.compile(r"\{\{[<%]\s*figure\b"),
    chosen=re.compile(r"\b(?:alt|caption|title)="),
    insert=_in_shortcode,
    alt=QUOTED_ALT,
    fitted=in_quotes,
)
