"""MediaWiki.

- Image: ``[[File:path|alt=…]]``, as a thumbnail when it has a caption; all text survives.
- Prompt below: a comment, ``<!-- limner-prompt: … -->``.
- Prompt in place: what the wiki would read as markup is written as a character reference.
- Lists are lines and tables cannot hold a block: what goes below goes after them.
"""

import html
import re
from collections.abc import Iterator

from limner.document import Span
from limner.markup.common.blocks import BlockShape, Spot
from limner.markup.common.markup_language import MarkupLanguage, comment_line, numbered
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.common.words import path
from limner.markup.html import uncomment
from limner.markup.interface import Figure, ImageLink, Place
from limner.patterns import lazy_regex

_RULES = Rules(
    (
        Rule(Place.COMMENT, "<!--", "-->", runs_on=True),
        Rule(
            Place.CODE, r"<(?i:nowiki|pre|syntaxhighlight|source|code|math|gallery)\b",
            lambda opening, _before: f"(?i:</{opening[1:]}>)", runs_on=True,
        ),
        Rule(Place.TABLE, r"\{\|", r"^[ \t]*\|\}", r"[ \t:]*", block=True, runs_on=True),
        Rule(Place.EXPRESSION, r"\{\{", r"\}\}"),
    )
)  # fmt: skip
_OPAQUE = Rules(_RULES.rules[:2])
_IMAGE = lazy_regex(
    r"\[\[(?i:file|image):([^\[\]|\n]+)((?:\|(?:[^\[\]\n]|\[\[[^\[\]\n]*\]\])*)?)\]\]"
)
_OPTION = lazy_regex(
    r"(?i:thumb|thumbnail|frame|framed|frameless|border|left|right|center|none|baseline|middle|sub|"
    r"super|top|text-top|bottom|upright(?:=.*)?|\d*x?\d+px|(?:link|class|lang|page)=.*)"
)


def links(flat: str) -> Iterator[ImageLink]:
    """Yield file links with their ``alt`` option and caption."""
    for found in _IMAGE.finditer(mask(flat, _OPAQUE)):
        alt = caption = None
        for option in found[2].split("|")[1:]:
            if option.strip().startswith("alt="):
                alt = html.unescape(option.strip()[4:])
            elif not _OPTION.fullmatch(option.strip()):
                caption = html.unescape(option.strip())
        yield ImageLink(Span(*found.span()), path(found[1].strip()), alt, caption)


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* as words: marks as character references."""
    return re.sub(
        r"[\[\]{}|<>&=~_*#;!]|'(?=')|(?<=')'|:(?=\S)|(?<=:):|^[: ]|-(?=--)|(?<=--)-",
        lambda mark: f"&#{ord(mark.group())};",
        text,
    )


def _image(figure: Figure) -> str:
    alt = f"|alt={escape(figure.alt)}"
    caption = f"|thumb{alt}|{escape(figure.caption)}" if figure.caption else alt
    return f"[[File:{_title(figure.target)}{caption}]]"


def _title(target: str) -> str:
    """Return *target* as a page title, which cannot hold what would end the link."""
    return re.sub(r"[\[\]{}|#<>%]", lambda mark: f"%{ord(mark.group()):02X}", target)


MEDIAWIKI = MarkupLanguage(
    shape=BlockShape(
        rules=_RULES,
        leader=re.compile(r"[*#:;]*[ \t]*"),
        heading=re.compile(r"={1,6}[^=\n].*=[ \t]*$"),
        nests=False,
        indented=False,
    ),
    links_in=links,
    inline=lambda figure, _spot: _image(figure),
    block=lambda figure: [_image(figure)],
    escape=escape,
    mark=comment_line("<!-- ", " -->"),
    several=numbered("# "),
    comment_safe=uncomment,
    peels=(
        (re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]"), r"\1"),
        (re.compile(r"'{2,5}"), ""),
    ),
    wrapped=re.compile(r"(?P<level>={1,6})[ \t]*(?P<words>[^=\n]+?)[ \t]*(?P=level)"),
    address=_title,
    signs=("[[",),
)
