"""Quarto and R Markdown: Markdown as pandoc reads it.

- Image: ``![alt](path)``; with a caption, the caption stands in the brackets and the alternative
  text in ``fig-alt``, with a label in ``#fig-…``.
- A picture of an R chunk, ``knitr::include_graphics("path")``, has its alternative text and caption
  in the chunk's options.
- All of the alternative text survives, but that an apostrophe inside a word becomes typographic.
- Lists, fences and quotes need blank lines around them.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from limner.document import Span
from limner.markup.common.blocks import Spot
from limner.markup.common.markup_language import Lines
from limner.markup.common.regions import Rule, Rules
from limner.markup.common.words import url
from limner.markup.interface import Figure, ImageLink, Place
from limner.markup.markdown.chunks import CHUNK_FORM, chunk_pictures
from limner.markup.markdown.commonmark import (
    CONTAINERS,
    HTML_BLOCK,
    MARKDOWN,
    SHAPE,
    fence_end,
)
from limner.markup.markdown.commonmark import RULES as MARKDOWN_RULES
from limner.markup.markdown.commonmark import escape as markdown_escape
from limner.markup.markdown.commonmark import escape_inline as markdown_escape_inline
from limner.markup.markdown.markdown_links import BRACKETS_FORM, markdown_links
from limner.patterns import lazy_regex

_CHUNK = Rule(
    Place.CODE, r"`(?<!``)``++[ \t]*\{[A-Za-z][^\n]*\}[ \t]*$", fence_end, CONTAINERS,
    block=True, runs_on=True,
)  # fmt: skip
"""A chunk as knitr opens one: its options may hold backticks, which a fence's words may not."""
_RULES = Rules((_CHUNK, *MARKDOWN_RULES.rules))
_LINKING = Rules((_CHUNK, *(rule for rule in MARKDOWN_RULES.rules if rule is not HTML_BLOCK)))
"""Between the tags of HTML, pandoc reads Markdown (its manual, ``markdown_in_html_blocks``)."""


def escape_inline(text: str) -> str:
    """Return *text* so that pandoc reads the same characters, without its typography."""
    return _PLAIN_MARKS.sub(r"\\\g<0>", markdown_escape_inline(text))


def _escape(text: str, spot: Spot) -> str:
    return _PLAIN_MARKS.sub(r"\\\g<0>", markdown_escape(text, spot))


_PLAIN_MARKS = lazy_regex(r"\"|(?<!\w)'|'(?!\w)|\.(?=\.\.)")


def _link(figure: Figure) -> str:
    return f"![{escape_inline(figure.alt)}]({url(figure.target)})"


def _figure(figure: Figure) -> Lines:
    label = f"#fig-{figure.label} " if figure.label else ""
    alt = figure.alt.replace("\\", r"\\").replace('"', r"\"")
    caption = escape_inline(figure.caption or "")
    return [f'![{caption}]({url(figure.target)}){{{label}fig-alt="{alt}"}}']


_QUOTED = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'"
_ATTRIBUTES = lazy_regex(rf"\{{(?:[^{{}}\"'\n]|\n(?!\s*\n)|{_QUOTED})*\}}")
_LABEL = lazy_regex(r"\(#fig:[\w-]+\)\s*")
"""What bookdown takes from the beginning of a caption."""
_ALT = lazy_regex(r"\b(?:fig-)?alt=(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)')")


def links(flat: str) -> Iterator[ImageLink]:
    """Yield Markdown's images with the attributes behind them, and the pictures of R chunks."""
    found = [_with_attributes(flat, link) for link in markdown_links(flat, _LINKING)]
    found.extend(chunk_pictures(flat, _RULES))
    yield from sorted(found, key=lambda link: link.span.start)


def _with_attributes(flat: str, link: ImageLink) -> ImageLink:
    if link.alt and (label := _LABEL.match(link.alt)):
        link = replace(link, alt=link.alt[label.end() :])
    held = _ATTRIBUTES.match(flat, link.span.end)
    if held is None or not flat.startswith("![", link.span.start):
        return link
    link = replace(link, span=Span(link.span.start, held.end()))
    stated = _ALT.search(held.group())
    if stated is None:
        return link
    alt = html.unescape(re.sub(r"\\(.)", r"\1", stated[1] or stated[2] or ""))
    return replace(link, alt=" ".join(alt.split()), caption=link.alt or link.caption)


_FIGURE_FORM = replace(
    BRACKETS_FORM,
    chosen=re.compile(r"\b(?:fig-)?alt="),
    alt=re.compile(
        r"\A!\[(?P<brackets>(?:\\.|[^\[\]\\])*)\](?!.*\balt=)"
        r"|\b(?:fig-)?alt=\"(?P<quotes>(?:\\.|[^\"\\])*)\"",
        re.DOTALL,
    ),
    empty=re.compile(r"\]\([ \t]*(<>|)[ \t]*\)(?:\{[^{}\n]*\})?\Z"),
)

QUARTO = replace(
    MARKDOWN,
    shape=replace(SHAPE, rules=_RULES, tight=False),
    links_in=links,
    signs=(*MARKDOWN.signs, "include_graphics"),
    forms=(_FIGURE_FORM, CHUNK_FORM, *MARKDOWN.forms),
    inline=lambda figure, _spot: _link(figure),
    block=lambda figure: [_link(figure)],
    figure=_figure,
    used_in=lambda read: any(read(f"_quarto.{end}") is not None for end in ("yml", "yaml")),
    escape=_escape,
    carried=lambda alt: re.sub(r"(?<=\w)'(?=\w)", "’", alt),
)
