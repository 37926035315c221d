"""Finds pictures that Markdown gives to a project's own shortcodes, includes and components.

``{{< card src="/img/fox.png" >}}`` of Hugo, ``{% include card.html image="/img/fox.png" %}`` of
Liquid, ``<Card src="/img/fox.png" />`` of JSX and Vue.
"""

import re
from collections.abc import Iterator

from limner.document import Span
from limner.markup.common.regions import Rules
from limner.markup.common.searching import NextMatch
from limner.markup.common.words import path
from limner.markup.interface import CustomLink, ImageLink
from limner.markup.markdown.markdown_links import tags_of
from limner.patterns import lazy_regex

_OPENING = lazy_regex(
    r"\{\{[<%]-?[ \t]*(?P<code>(?!figure\b)[\w./-]++)(?=\s)"
    r"|\{%-?[ \t]*(?P<liquid>include(?:_relative|_cached)?[ \t]+[\w./-]++|(?!include)[\w-]++)(?=\s)"
    r"|<(?P<component>[A-Z][\w.]*+|[a-z]\w*+-[\w-]++)(?=\s)"
)
_ENDS = {"code": r"[>%]\}\}", "liquid": r"%\}", "component": ">"}

_GIVEN = lazy_regex(
    r"(?<![\w-])(?P<name>[\w-]++)\s*+=\s*+(?P<quote>[\"'])(?P<value>[^\"'\n]*+)(?P=quote)"
    r"|(?<=\s)(?P<mark>[\"'])(?P<alone>[^\"'\n]*+)(?P=mark)"
)
_PICTURE = lazy_regex(r"[^\s{}<>$*|]+\.(?:png|jpe?g|gif|svg|webp|avif)", re.IGNORECASE)
_LEADS_ON = frozenset({"href", "link", "url", "to"})
"""What a reader comes to by a click, and does not see."""
_WORDS = ("alt", "caption", "title")

SIGNS = tuple(f".{ending}{quote}" for ending in ("png", "jpg", "jpeg", "gif", "svg", "webp", "avif")
              for quote in "\"'")  # fmt: skip
"""One of these stands in every text that gives a picture to a template."""


def custom_tags(flat: str, rules: Rules, *, indented_code: bool = True) -> Iterator[CustomLink]:
    """Yield what templates and components are given in *flat*; nothing from code and comments."""
    if not any(sign in flat for sign in SIGNS):
        return
    searched = tags_of(flat, rules, indented_code=indented_code)
    ends = {kind: NextMatch(searched, end) for kind, end in _ENDS.items()}
    openings = NextMatch(searched, _OPENING.pattern)
    position = 0
    while opening := openings.at(position):
        position = opening.end()
        end = ends[opening.lastgroup or ""].at(position)
        following = openings.at(position)
        # Tags inside of a tag are a program's.
        if end is None or (following is not None and following.start() < end.start()):
            continue
        yield from _given(flat, Span(opening.start(), end.end()), opening)
        position = end.end()


def _given(flat: str, span: Span, opening: re.Match[str]) -> Iterator[CustomLink]:
    """Yield the pictures among what stands between an *opening* and its end."""
    name = " ".join(opening[opening.lastgroup or 0].split())
    held = list(_GIVEN.finditer(flat, opening.end(), span.end))
    words = {each["name"]: each["value"] for each in held if each["name"] in _WORDS}
    caption = words.get("caption") or words.get("title")
    for each in held:
        key = each["name"] or ""
        target = each["value"] if key else each["alone"]
        if key.lower() not in _LEADS_ON and _PICTURE.fullmatch(target):
            link = ImageLink(span, path(target), words.get("alt"), caption)
            yield CustomLink(f"{name} {key}".strip(), link)
