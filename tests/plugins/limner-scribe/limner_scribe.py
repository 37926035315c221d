"""A markup of plain paragraphs, whose pictures are ``[[picture: fox.png | A fox.]]``."""

import re
from collections.abc import Iterator

from limner.document import Span
from limner.markup.common.blocks import BlockShape
from limner.markup.common.markup_language import MarkupLanguage, comment_line, numbered
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.interface import Annotations, Figure, ImageLink, Place
from limner.markup.markup_plugin import MarkupPlugin

_RULES = Rules((Rule(Place.COMMENT, r"/\*", r"\*/", block=True),))
_PICTURE = re.compile(r"\[\[picture: (?P<target>[^|\]\n]+?)(?: \| (?P<alt>[^\]\n]*))?\]\]")


def _links(flat: str) -> Iterator[ImageLink]:
    for found in _PICTURE.finditer(mask(flat, _RULES)):
        yield ImageLink(Span(*found.span()), found["target"], found["alt"])


def _picture(figure: Figure) -> str:
    return f"[[picture: {figure.target} | {figure.alt}]]"


SCRIBE = MarkupPlugin(
    interface=1,
    languages=("scribe",),
    endings=("scribe",),
    markup=MarkupLanguage(
        shape=BlockShape(rules=_RULES),
        links_in=_links,
        block=lambda figure: [_picture(figure)],
        escape=lambda text, _spot: text,
        mark=comment_line("/* ", " */"),
        several=numbered(),
        carried=lambda alt: alt.replace("]", ")").replace("|", "/"),
        signs=("[[picture:",),
        annotations=Annotations(comment="/*", ends=("*/",)),
    ),
)
