"""MDX: Markdown with JSX and expressions; it has no HTML comments, and braces are code.

Links, prompts and escapes are those of Markdown, whose backslashes MDX knows.
"""

import re
from dataclasses import replace

from limner.markup.common.regions import Rule, Rules
from limner.markup.common.searching import Brackets
from limner.markup.interface import Place, ReadFile
from limner.markup.markdown.commonmark import (
    CODE_SPAN,
    FENCES,
    FRONT_MATTER,
    MARKDOWN,
    MATH,
    RAW_HTML,
    SHAPE,
)
from limner.markup.markdown.markdown_links import markdown_links

_MODULE = Rule(
    Place.CODE, r"(?:import|export)[ \t]", r"(?=\n[ \t]*$)", "", block=True, runs_on=True
)
_EXPRESSION = Rule(Place.EXPRESSION, r"\{", unescaped=True, ends=Brackets.end)
_ELEMENT = Rule(
    Place.PARAGRAPH,
    r"</?[A-Z][\w.]*(?=[\s/>])",
    r"(?=\n[ \t>]*$)",
    r"[ \t]*",
    block=True,
    runs_on=True,
)
_OPAQUE = Rules((FRONT_MATTER, *FENCES, CODE_SPAN, _MODULE, _EXPRESSION, *MATH))
"""What holds no Markdown: elements do, between their tags."""
RULES = Rules((FRONT_MATTER, *FENCES, CODE_SPAN, _MODULE, _EXPRESSION, *MATH, *RAW_HTML, _ELEMENT))


def _is_docusaurus(read: ReadFile) -> bool:
    """Say whether Docusaurus reads a folder's files as MDX, as it does until it is told not to."""
    found = (read(f"docusaurus.config.{ending}") for ending in ("js", "ts", "mjs", "cjs"))
    settings = next(filter(None, found), "")
    return bool(settings) and not re.search(r"\bformat:\s*[\"'](?:md|detect)[\"']", settings)


MDX = replace(
    MARKDOWN,
    shape=replace(SHAPE, rules=RULES),
    links_in=lambda flat: markdown_links(flat, _OPAQUE, indented_code=False),
    used_in=_is_docusaurus,
)
