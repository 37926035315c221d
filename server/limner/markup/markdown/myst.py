"""MyST: Markdown with directives.

- Image: ``![alt](path)``; with a caption or label, a ``{figure}`` directive. Its options stand
  as a YAML block, which both of MyST's implementations read alike; after colons, one of them
  takes quotes for words.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.document import Span
from limner.markup.common.html_links import QUOTED_ALT, in_quotes
from limner.markup.common.markup_language import Lines
from limner.markup.common.regions import Region, Rule, Rules, regions
from limner.markup.common.words import path, url
from limner.markup.interface import Figure, ImageLink, LinkForm, Place, ReadFile
from limner.markup.markdown.commonmark import (
    CONTAINERS,
    MARKDOWN,
    RULES,
    SHAPE,
    escape_inline,
    fence_end,
)
from limner.markup.markdown.link_words import alternative_text
from limner.markup.markdown.markdown_links import markdown_links
from limner.patterns import lazy_regex

_PROSE = (
    r"(?:admonition|attention|caution|danger|error|hint|important|note|seealso|tip|warning|aside|"
    r"card|details|dropdown|epigraph|exercise|grid|grid-item|grid-item-card|highlights|margin|"
    r"prf:[\w-]+|pull-quote|sidebar|solution|tab-item|tab-set|topic)"
)
_DIRECTIVE = Rule(
    Place.PARAGRAPH, rf"```+\{{{_PROSE}\}}[^`\n]*$", fence_end, CONTAINERS, block=True, runs_on=True
)
_COLONS = Rule(
    Place.CODE, r":::+\{(?:image|figure)\}[^\n]*$", fence_end, CONTAINERS, block=True, runs_on=True
)
_COMMENT = Rule(Place.COMMENT, "%", "$", r"[ \t>]*")
_RULES = Rules((_DIRECTIVE, _COLONS, *RULES.rules, _COMMENT))

DEEPEST = 20
"""Directives inside of one another that are read."""

_PICTURE = lazy_regex(r"[`~:]{3,}\{(?P<kind>image|figure)\}[ \t]*(?P<target>[^\n]*?)[ \t]*$")
_OPTIONS = lazy_regex(
    r"\s*\n[ \t>]*---[ \t]*\n(?P<block>.*?\n)??[ \t>]*---[ \t]*$"
    r"|(?P<colons>(?:\n[ \t>]*:[\w-]+:[^\n]*)*)",
    re.DOTALL | re.MULTILINE,
)
_ALT = lazy_regex(r"^[ \t>]*(?:alt:|:alt:)[ \t]+([^\n]*?)[ \t]*$", re.MULTILINE)


def links(flat: str) -> Iterator[ImageLink]:
    """Yield Markdown's image links, and image and figure directives."""
    prose = _opened(flat)
    found = list(markdown_links(prose, _RULES))
    found.extend(
        _directive(flat, region, picture)
        for region in regions(prose, _RULES)
        if (picture := _PICTURE.match(region.opening))
    )
    yield from sorted(found, key=lambda each: each.span.start)


def _opened(flat: str, depth: int = 0) -> str:
    """Return *flat* with the fences of directives that hold prose blanked out."""
    pieces: list[str] = []
    position = 0
    for region in regions(flat, _RULES):
        if region.rule is _DIRECTIVE and depth < DEEPEST:
            outer, inside = region.span, region.inside
            pieces += [flat[position : outer.start], " " * (inside.start - outer.start)]
            pieces += [_opened(inside.of(flat), depth + 1), " " * (outer.end - inside.end)]
            position = outer.end
    return "".join(pieces) + flat[position:]


def _directive(flat: str, region: Region, picture: re.Match[str]) -> ImageLink:
    body = region.inside.of(flat)
    options = _OPTIONS.match(body)
    held = (options["block"] or options["colons"] or "") if options else ""
    alt = _ALT.search(held)
    caption = None
    if picture["kind"] == "figure":
        words = re.sub(r"^[ \t>]+", "", body[options.end() if options else 0 :], flags=re.MULTILINE)
        caption = alternative_text(words.strip().split("\n\n")[0]) or None
    return ImageLink(
        Span(region.span.start, region.span.end),
        path(picture["target"]),
        _scalar(alt[1]) if alt else None,
        caption,
    )


def _scalar(value: str) -> str:
    """Return what a YAML scalar on one line says."""
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value


def _figure(figure: Figure) -> Lines:
    # In single quotes YAML knows one escape only.
    alt = "alt: '" + figure.alt.replace("'", "''") + "'"
    name = [f"name: fig-{figure.label}"] if figure.label else []
    caption = [escape_inline(figure.caption)] if figure.caption else []
    return [f"```{{figure}} {url(figure.target)}", "---", alt, *name, "---", *caption, "```"]


_DIRECTIVE_FORM = LinkForm(
    begins=re.compile(r"[`~:]{3,}\{"),
    chosen=re.compile(r"\{"),  # An option would have to be written in one of two manners.
    alt=re.compile(rf":alt:[ \t]*(?P<option>[^\r\n]*\S)|{QUOTED_ALT.pattern}"),
    fitted=in_quotes,
)


def _is_book(read: ReadFile) -> bool:
    """Say whether a folder is mystmd's, a Jupyter Book, or Sphinx's with MyST's parser."""
    own = any(read(name) is not None for name in ("myst.yml", "_toc.yml"))
    return own or bool(re.search(r"[\"']myst_(?:parser|nb)[\"']", read("conf.py") or ""))


MYST = replace(
    MARKDOWN,
    shape=replace(SHAPE, rules=_RULES),
    links_in=links,
    figure=_figure,
    signs=("{image}", "{figure}", *MARKDOWN.signs),
    forms=(_DIRECTIVE_FORM, *MARKDOWN.forms),
    used_in=_is_book,
)
