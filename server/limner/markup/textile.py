"""Textile.

- Image: ``!path(alt)!``. Round brackets would end the alternative text: they become square ones.
  A bar would end a table cell: it becomes a slash.
- Prompt below: a comment block, ``###. limner-prompt: …``.
- Prompt in place: what Textile would read as markup is written as a character reference.
"""

import re
from collections.abc import Iterator

from limner.document import Document, Span
from limner.markup.common.blocks import BlockShape, Spot
from limner.markup.common.markup_language import MarkupLanguage, comment_line, numbered
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.common.words import path, url
from limner.markup.interface import Figure, ImageLink, Insertion, LinkForm, Place
from limner.patterns import lazy_regex

_RULES = Rules(
    (
        Rule(Place.CODE, r"<(?:pre|code|notextile)\b", r"</(?:pre|code|notextile)>", runs_on=True),
        Rule(Place.CODE, r"(?:bc|pre)\.{1,2} ", r"(?=\n[ \t]*$)", "", block=True, runs_on=True),
        Rule(Place.COMMENT, r"###\.{1,2} ", r"(?=\n[ \t]*$)", "", block=True, runs_on=True),
        Rule(Place.CODE, r"@(?=\S)", r"(?<=\S)@", within=True),
        Rule(Place.CODE, "==", "==", within=True),
    )
)
_STYLE = r"(?:[<>=]|\{[^{}\n]*\}|\([^()\s]*\)|\[[^\[\]\s]*\])*+"
"""Alignment, CSS, class and language before a picture's path."""
_IMAGE = lazy_regex(rf"!{_STYLE}([^\s!()<>={{\[][^\s!()]*)(?:\(([^()\n]*)\))?!")
_MARKS = lazy_regex(
    r"[*_+^~@%?\[\]{}|\"!<>&=#()]|-(?=\S)|(?<=\S)-|(?<=[a-z]):(?=\S)|^\S(?=[ .)])|(?<=^[a-z]\d)\."
)


def links(flat: str) -> Iterator[ImageLink]:
    """Yield ``!path(alt)!``."""
    for found in _IMAGE.finditer(mask(flat, _RULES)):
        if "." in found[1] or "/" in found[1]:
            yield ImageLink(Span(*found.span()), path(found[1]), found[2])


def carried(alt: str) -> str:
    """Return *alt* with square brackets for round ones, and slashes for bars."""
    return alt.translate(str.maketrans("()|", "[]/"))


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* as words: marks as character references."""
    escaped = _MARKS.sub(lambda mark: f"&#{ord(mark.group())};", text)
    return re.sub(r"^(\w+)\.", r"\1&#46;", escaped)


def _image(figure: Figure) -> str:
    alt = f"({figure.alt})" if figure.alt else ""
    return f"!{url(figure.target)}{alt}!"


def _in_marks(document: Document, link: ImageLink, alt: str) -> Insertion:
    return len(link.span.of(document.text)) - 1, f"({_fitted(alt)})"


def _fitted(alt: str, _group: str = "") -> str:
    return re.sub("[()]", "", alt)


_MARKS_FORM = LinkForm(
    begins=re.compile(r"!\S[^\[]*!\Z"),
    insert=_in_marks,
    alt=re.compile(r"\A!\S[^(\n]*\((?P<parentheses>[^()\n]*)\)!"),
    fitted=_fitted,
)

TEXTILE = MarkupLanguage(
    shape=BlockShape(
        rules=_RULES,
        leader=re.compile(r"[ \t]*(?:[*#]+[ \t]+)?"),
        heading=re.compile(r"h[1-6][^ .]*\. "),
        table=re.compile(r"[ \t]*\|"),
        nests=False,
        indented=False,
    ),
    links_in=links,
    inline=lambda figure, _spot: _image(figure),
    block=lambda figure: [_image(figure)],
    escape=escape,
    mark=comment_line("###. "),
    several=numbered("# "),
    carried=carried,
    peels=((re.compile(r"(?<!\w)([*_+@]{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),),
    heads=re.compile(r"(?:h[1-6]|p|bq)[^ .\n]*\.[ \t]+"),
    captions=False,
    signs=("!",),
    forms=(_MARKS_FORM,),
)
