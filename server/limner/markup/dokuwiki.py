"""DokuWiki.

- Image: ``{{path|alt}}``; two closing braces would end it: they get a blank between them.
- Prompt below: a ``<code limner-prompt>`` block, since DokuWiki has no comments.
- Prompt in place: the words, inside ``%%…%%`` where DokuWiki would read markup in them.
- Lists are lines: what goes below goes after them.
"""

import re
from collections.abc import Iterator

from limner.document import Span
from limner.markup.common.blocks import BlockShape, Spot
from limner.markup.common.markup_language import MarkupLanguage, numbered
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.common.searching import NextMatch
from limner.markup.common.words import MARK
from limner.markup.interface import Annotations, Figure, ImageLink, Place
from limner.patterns import lazy_regex

_RULES = Rules(
    (
        Rule(
            Place.CODE, r"<(?:code|file|html|php|nowiki)\b[^<>\n]*>",
            lambda opening, _before: f"</{re.split('[ >]', opening[1:])[0]}>",
            runs_on=True,
        ),
        Rule(Place.CODE, "%%", "%%", within=True),
        # A line two blanks deep that is no item is shown as it is.
        Rule(Place.CODE, r" (?<=^ ) +(?![*\- \n])", r"(?=\n|\Z)", "", block=True, runs_on=True),
    )
)  # fmt: skip
_TARGET = lazy_regex(r"\{\{[ \t]*+([^\s|{}?][^|{}\n?]*\.\w+)(?:\?[^|{}\n]*+)?[ \t]*+(?:\||\Z)")
_MARKED = lazy_regex(r"[*/_'<>{}\[\]|^~%\\=(&]|--|\.\.\.|:\S|https?:|www\.|^[ -]|\d+x\d+|@|\"")


def links(flat: str) -> Iterator[ImageLink]:
    """Yield media links to files."""
    searched = mask(flat, _RULES)
    closings = NextMatch(searched, r"\}\}|\n")
    position = 0
    while (start := searched.find("{{", position)) >= 0:
        position = start + 1
        closed = closings.at(start + 2)
        if closed is None or closed.group() == "\n":
            continue
        found = _TARGET.match(searched, start, closed.start())
        if found is None:
            continue
        position = closed.end()
        target = found[1].strip()
        if "://" not in target:
            target = re.sub(r"^\./", "", re.sub(r"^(\w[^:]*:)", r":\1", target).replace(":", "/"))
        has_words = found.group().endswith("|")
        words = flat[found.end() : closed.start()].strip() if has_words else None
        yield ImageLink(Span(start, position), target, words)


def carried(alt: str) -> str:
    """Return *alt* without two closing braces in a row or one at the end."""
    return re.sub(r"\}(?=\})", "} ", alt).rstrip("} ").lstrip("|").strip()


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* as it is where it holds only words, else with markup switched off."""
    if not _MARKED.search(text):
        return text
    return f"%%{re.sub('%(?=%)|%$', '% ', text)}%%"


def _image(figure: Figure) -> str:
    target = figure.target
    if "://" not in target:
        # A name with colons is absolute unless it begins with a dot.
        is_relative = "/" in target and not target.startswith((".", "/"))
        target = (".:" if is_relative else "") + target.replace("/", ":")
    # Without a text the file's name would be read out.
    return f"{{{{{target}|{figure.alt or ' '}}}}}"


DOKUWIKI = MarkupLanguage(
    shape=BlockShape(
        rules=_RULES,
        leader=re.compile(r"[ \t]*(?:[*-][ \t]*|>+[ \t]*)?"),
        heading=re.compile(r"[ \t]*={2,6}[^=\n].*=[ \t]*$"),
        table=re.compile(r"[|^]"),
        nests=False,
        indented=False,
    ),
    links_in=links,
    inline=lambda figure, _spot: _image(figure),
    block=lambda figure: [_image(figure)],
    escape=escape,
    mark=lambda prompt: [f"<code {MARK}>", prompt, "</code>"],
    several=numbered("  - "),
    comment_safe=lambda text: text.replace("</", "< /"),
    carried=carried,
    peels=((re.compile(r"(\*\*|//|__|'')(?=\S)(.+?)(?<=\S)\1"), r"\2"),),
    wrapped=re.compile(r"(?P<level>={2,6})[ \t]*(?P<words>[^=\n]+?)[ \t]*(?P=level)"),
    captions=False,
    address=str,
    signs=("{{",),
    annotations=Annotations(fence=r"</?code\b", fence_end=lambda _opening: "</code>"),
)
