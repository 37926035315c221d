"""MyST: Markdown with directives.

- Image: ``![alt](path)``; with a caption or label, a ``{figure}`` directive.
"""

from dataclasses import replace

from limner.markup.interface import Figure, Place
from limner.markup.language import Lines
from limner.markup.markdown import MARKDOWN, RULES, SHAPE, escape_inline
from limner.markup.markdown_links import markdown_links
from limner.markup.regions import Rule, Rules
from limner.markup.words import url

_COMMENT = Rule(Place.COMMENT, "%", "$", r"[ \t>]*")
_RULES = Rules((*RULES.rules, _COMMENT))


def _figure(figure: Figure) -> Lines:
    name = [f":name: fig-{figure.label}"] if figure.label else []
    caption = ["", escape_inline(figure.caption)] if figure.caption else []
    # Option values are YAML: in single quotes it has one escape only.
    alt = ":alt: '" + figure.alt.replace("'", "''") + "'"
    return [f"```{{figure}} {url(figure.target)}", alt, *name, *caption, "```"]


MYST = replace(
    MARKDOWN,
    shape=replace(SHAPE, rules=_RULES),
    links_in=lambda flat: markdown_links(flat, _RULES),
    figure=_figure,
)
