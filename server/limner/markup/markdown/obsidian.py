"""Obsidian: Markdown with wiki-links.

- Image: ``![[path|alt]]``; a number in that place would be a width, a bar would end it and
  brackets the link, so that an alternative text of digits only is dropped, ``|`` becomes ``/`` and
  square brackets become round ones. A path with such characters is linked in Markdown's own form.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.document import Span
from limner.markup.common.regions import Rule, Rules
from limner.markup.interface import Figure, ImageLink, Place, ReadFile
from limner.markup.markdown.commonmark import MARKDOWN, RULES, SHAPE, link
from limner.markup.markdown.markdown_links import markdown_links, prose_of
from limner.patterns import lazy_regex

_COMMENT = Rule(Place.COMMENT, "%%", "%%", runs_on=True)
_RULES = Rules((*RULES.rules, _COMMENT))
_EMBED = lazy_regex(
    r"!\[\[(?P<path>[^\[\]|#^\n]+\.(?i:png|jpe?g|gif|svg|webp|avif|bmp))"
    r"(?:#[^\[\]|\n]*)?(?:\|(?P<alt>[^\[\]\n]*?))?(?:\|\d+(?:x\d+)?)?\]\]"
)


def links(flat: str) -> Iterator[ImageLink]:
    """Yield embedded pictures and Markdown's own image links."""
    prose = prose_of(flat, _RULES)
    # What looks like a link or a tag inside an embedded picture's words is none.
    found = list(markdown_links(_EMBED.sub(lambda each: "x" * len(each.group()), flat), _RULES))
    for embed in _EMBED.finditer(flat):
        if not prose.startswith("![[", embed.start()):
            continue
        alt = embed["alt"]
        is_size = alt is not None and re.fullmatch(r"\d+(?:x\d+)?", alt)
        found.append(ImageLink(Span(*embed.span()), embed["path"], None if is_size else alt))
    yield from sorted(found, key=lambda each: each.span.start)


def carried(alt: str) -> str:
    """Return *alt* without what would end it or be taken for a width."""
    alt = alt.translate(str.maketrans("|[]", "/()"))
    return "" if re.fullmatch(r"\d+(?:x\d+)?", alt) else alt


def _embed(figure: Figure) -> str:
    if re.search(r"[\[\]|#^]", figure.target):
        return link(figure)
    return f"![[{figure.target}{'|' + figure.alt if figure.alt else ''}]]"


def _is_vault(read: ReadFile) -> bool:
    """Say whether a folder is a vault that does not ask for Markdown's own links."""
    own_links = re.search(r'"useMarkdownLinks"\s*:\s*true', read(".obsidian/app.json") or "")
    return read(".obsidian") is not None and own_links is None


OBSIDIAN = replace(
    MARKDOWN,
    shape=replace(SHAPE, rules=_RULES),
    links_in=links,
    carried=carried,
    inline=lambda figure, _spot: _embed(figure),
    block=lambda figure: [_embed(figure)],
    captions=False,
    address=str,
    used_in=_is_vault,
)
