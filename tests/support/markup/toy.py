"""A markup that Limner does not know: one file, and a row in the registry."""

import re
from collections.abc import Iterator

from limner.document import Document, Span
from limner.markup.common.blocks import BlockShape
from limner.markup.common.markup_language import MarkupLanguage, comment_line, numbered
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.interface import (
    Annotations,
    Figure,
    ImageLink,
    Insertion,
    LinkForm,
    PictureFolders,
    Place,
)

_RULES = Rules((Rule(Place.COMMENT, "~~", "~~", block=True),))
_PICTURE = re.compile(r"\(pic: (?P<target>[^|)\n]+?)(?: \| (?P<alt>[^)\n]*))?\)")


def _links(flat: str) -> Iterator[ImageLink]:
    for found in _PICTURE.finditer(mask(flat, _RULES)):
        yield ImageLink(Span(*found.span()), found["target"], found["alt"])


def _picture(figure: Figure) -> str:
    return f"(pic: {figure.target} | {figure.alt})"


def _insert(document: Document, link: ImageLink, alt: str) -> Insertion:
    return len(link.span.of(document.text)) - 1, f" | {alt}"


def _pictures(text: str, _folder: str) -> PictureFolders | None:
    stated = re.search(r"^~~ pictures in (\S+) ~~$", text, re.MULTILINE)
    return PictureFolders("Toy", (stated[1],)) if stated else None


TOY = MarkupLanguage(
    shape=BlockShape(rules=_RULES, heading=re.compile(r"!! ")),
    links_in=_links,
    inline=lambda figure, _spot: _picture(figure),
    block=lambda figure: [_picture(figure)],
    escape=lambda text, _spot: text,
    mark=comment_line("~~ ", " ~~"),
    several=numbered(),
    heads=re.compile("!! "),
    signs=("(pic:",),
    forms=(
        LinkForm(
            begins=re.compile(r"\(pic:"),
            insert=_insert,
            alt=re.compile(r"\| (?P<words>[^)\n]*)\)"),
        ),
    ),
    annotations=Annotations(comment="~~", ends=("~~",)),
    stated=_pictures,
)
