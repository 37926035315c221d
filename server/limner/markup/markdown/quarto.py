"""Quarto and R Markdown: Markdown as pandoc reads it.

- Image: ``![alt](path)``; with a caption, the caption stands in the brackets and the alternative
  text in ``fig-alt``, with a label in ``#fig-…``.
- All of the alternative text survives, but that an apostrophe inside a word becomes typographic.
- Lists, fences and quotes need blank lines around them.
"""

import re
from dataclasses import replace

from limner.markup.common.blocks import Spot
from limner.markup.common.markup_language import Lines
from limner.markup.common.words import url
from limner.markup.interface import Figure
from limner.markup.markdown.commonmark import MARKDOWN, SHAPE
from limner.markup.markdown.commonmark import escape as markdown_escape
from limner.markup.markdown.commonmark import escape_inline as markdown_escape_inline


def escape_inline(text: str) -> str:
    """Return *text* so that pandoc reads the same characters, without its typography."""
    return _PLAIN_MARKS.sub(r"\\\g<0>", markdown_escape_inline(text))


def _escape(text: str, spot: Spot) -> str:
    return _PLAIN_MARKS.sub(r"\\\g<0>", markdown_escape(text, spot))


_PLAIN_MARKS = re.compile(r"\"|(?<!\w)'|'(?!\w)|\.(?=\.\.)")


def _link(figure: Figure) -> str:
    return f"![{escape_inline(figure.alt)}]({url(figure.target)})"


def _figure(figure: Figure) -> Lines:
    label = f"#fig-{figure.label} " if figure.label else ""
    alt = figure.alt.replace("\\", r"\\").replace('"', r"\"")
    caption = escape_inline(figure.caption or "")
    return [f'![{caption}]({url(figure.target)}){{{label}fig-alt="{alt}"}}']


QUARTO = replace(
    MARKDOWN,
    shape=replace(SHAPE, tight=False),
    inline=lambda figure, _spot: _link(figure),
    block=lambda figure: [_link(figure)],
    figure=_figure,
    used_in=lambda read: any(read(f"_quarto.{end}") is not None for end in ("yml", "yaml")),
    escape=_escape,
    carried=lambda alt: re.sub(r"(?<=\w)'(?=\w)", "’", alt),
)
