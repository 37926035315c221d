"""Djot: Markdown's forms, but blocks always stand between blank lines and there is no HTML.

- Image: ``![alt](path)``; all of the alternative text survives.
"""

import re
from dataclasses import replace

from limner.markup.common.blocks import Spot
from limner.markup.common.headings import heading_lines
from limner.markup.common.regions import Rule, Rules
from limner.markup.common.words import backslashed, url
from limner.markup.interface import Figure, Place
from limner.markup.markdown.commonmark import CODE_SPAN, FENCES, MARKDOWN, MATH, SHAPE
from limner.markup.markdown.markdown_links import markdown_links

_COMMENT = Rule(Place.COMMENT, r"\{%", r"%\}")
_RULES = Rules((*FENCES, _COMMENT, *MATH, CODE_SPAN))


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* so that Djot reads the same characters and no markup."""
    escaped = backslashed(text, r"\`*_[]<&~^{}$#@'" + '"|:')
    escaped = re.sub(r"--+|\.{3,}", lambda run: backslashed(run.group(), "-."), escaped)
    return re.sub(r"^(?=[-+>=%])|^(\w+)(?=[.)])|^(?=\()", r"\1\\", escaped)


def _link(figure: Figure) -> str:
    return f"![{escape(figure.alt)}]({url(figure.target)})"


DJOT = replace(
    MARKDOWN,
    shape=replace(SHAPE, rules=_RULES, heading=re.compile(r"[ \t]*#{1,6}(?:[ \t]|$)"), tight=False),
    links_in=lambda flat: markdown_links(flat, _RULES, indented_code=False),
    inline=lambda figure, _spot: _link(figure),
    block=lambda figure: [_link(figure)],
    escape=escape,
    captions=False,
    headings_in=heading_lines,
)
