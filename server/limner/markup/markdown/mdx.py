"""MDX: Markdown with JSX and expressions; it has no HTML comments, and braces are code.

Links, prompts and escapes are those of Markdown, whose backslashes MDX knows. A picture may also be
imported (``import fox from "./fox.png"``) or required, and shown by an element.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.document import Span
from limner.markup.common.html_links import attributes
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.common.searching import Brackets
from limner.markup.interface import ImageLink, LinkForm, Place, ReadFile
from limner.markup.markdown.commonmark import (
    CODE_SPAN,
    FENCES,
    FRONT_MATTER,
    MARKDOWN,
    MATH,
    RAW_HTML,
    SHAPE,
)
from limner.markup.markdown.custom_tags import custom_tags
from limner.markup.markdown.markdown_links import markdown_links
from limner.patterns import lazy_regex

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
_OPAQUE = Rules((FRONT_MATTER, *FENCES, CODE_SPAN, _MODULE, _EXPRESSION, *MATH, RAW_HTML[0]))
"""What holds no Markdown: elements do, between their tags."""
RULES = Rules((FRONT_MATTER, *FENCES, CODE_SPAN, _MODULE, _EXPRESSION, *MATH, *RAW_HTML, _ELEMENT))


def _is_docusaurus(read: ReadFile) -> bool:
    """Say whether Docusaurus reads a folder's files as MDX, as it does until it is told not to."""
    found = (read(f"docusaurus.config.{ending}") for ending in ("js", "ts", "mjs", "cjs"))
    settings = next(filter(None, found), "")
    return bool(settings) and not re.search(r"\bformat:\s*[\"'](?:md|detect)[\"']", settings)


_ENDINGS = ("png", "jpg", "jpeg", "gif", "svg", "webp", "avif")
_IMPORTED_ENDINGS = tuple(f".{ending}{quote}" for ending in _ENDINGS for quote in "\"'?")
_IMPORT = lazy_regex(
    r"^import[ \t]+(?P<name>\w+)[ \t]+from[ \t]+(?P<quote>[\"'])"
    rf"(?P<path>[^\"'\n]+\.(?:{'|'.join(_ENDINGS)})(?:\?[^\"'\n]*)?)(?P=quote)",
    re.MULTILINE,
)
_REQUIRED = lazy_regex(
    r"<(?P<tag>[\w.]+)\s(?P<held>(?:[^<>]|=>)*?\{\s*require\(\s*[\"'](?P<path>[^\"'\n]+)[\"']\s*\)"
    r"(?:\.default)?\s*\}(?:[^<>]|=>)*?)/?>"
)
_USED = lazy_regex(r"<[\w.]+\s(?P<held>(?:[^<>{}]|\{[^{}<>]*\})*?)/?>")


def links(flat: str) -> Iterator[ImageLink]:
    """Yield Markdown's images and tags, and pictures that are imported or required."""
    found = list(markdown_links(flat, _OPAQUE, indented_code=False))
    if "import" in flat or "require(" in flat:
        found += _imported(mask(flat, _CODE))
    yield from sorted(found, key=lambda link: link.span.start)


def _imported(prose: str) -> Iterator[ImageLink]:
    alts: dict[str, str | None] = {}
    for used in _USED.finditer(prose):
        for name in re.findall(r"\{\s*(\w+)(?:\.\w+)?\s*\}", used["held"]):
            alts.setdefault(name, attributes(used["held"]).get("alt"))
    for found in _IMPORT.finditer(prose):
        yield ImageLink(Span(*found.span()), found["path"], alts.get(found["name"]))
    for found in _REQUIRED.finditer(prose):
        alt = attributes(found["held"]).get("alt")
        yield ImageLink(Span(*found.span()), found["path"].removeprefix("!!file-loader!"), alt)


_CODE = Rules((FRONT_MATTER, *FENCES, CODE_SPAN))
_STATEMENT_FORM = LinkForm(begins=re.compile(r"import\b|<(?!img\b)"), chosen=re.compile(""))

MDX = replace(
    MARKDOWN,
    shape=replace(SHAPE, rules=RULES),
    links_in=links,
    signs=(*MARKDOWN.signs, "require(", *_IMPORTED_ENDINGS),
    forms=(_STATEMENT_FORM, *MARKDOWN.forms),
    annotations=replace(MARKDOWN.annotations, remark=("{/* ", " */}")),
    used_in=_is_docusaurus,
    customs_in=lambda flat: custom_tags(flat, _OPAQUE, indented_code=False),
)
