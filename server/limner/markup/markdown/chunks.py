"""Pictures that R chunks show: ``knitr::include_graphics("fox.png")``, with the chunk's options."""

import re
from collections.abc import Iterator

from limner.document import Document
from limner.markup.common.regions import Rules, regions
from limner.markup.interface import ImageLink, Insertion, LinkForm
from limner.patterns import lazy_regex

_CHUNK = lazy_regex(r"`{3,}[ \t]*\{(?P<options>[rR]\b[^\n]*)\}")
_STRING = r"(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)')"
_SHOWN = lazy_regex(
    r"include_graphics\(\s*(?:path\s*=\s*)?(?:c\()?"
    rf"(?P<paths>(?:\s*{_STRING}\s*,?)+)"
)
_ONE = lazy_regex(_STRING)
_NOT_RUN = lazy_regex(r"\beval\s*[=:]\s*(?:F\b|FALSE|false)", re.IGNORECASE)


def chunk_pictures(flat: str, rules: Rules) -> Iterator[ImageLink]:
    """Yield the pictures of chunks that are run; a link spans its whole chunk."""
    if "include_graphics" not in flat:
        return
    for region in regions(flat, rules):
        chunk = _CHUNK.match(region.opening)
        if chunk is None:
            continue
        body = region.inside.of(flat)
        options = _options(chunk["options"], body)
        if _NOT_RUN.search(options):
            continue
        alt, caption = _option(options, "alt"), _option(options, "cap")
        code = re.sub(r"(?m)^[ \t]*#[^\n]*", "", body)
        for shown in _SHOWN.finditer(code):
            for one in _ONE.finditer(shown["paths"]):
                target = one[1] if one[1] is not None else one[2]
                # Without an alternative text the caption is read out.
                said = alt if alt is not None else None if caption else ""
                yield ImageLink(region.span, target, said, caption)


def _options(header: str, body: str) -> str:
    """Return a chunk's options: those of its first line, and of lines that begin with ``#|``."""
    lines = re.findall(r"(?m)^[ \t]*#\|[ \t]?([^\n]*)", body)
    return "\n".join((header, *lines))


def _option(options: str, name: str) -> str | None:
    """Return the text of ``fig.NAME=`` or ``fig-NAME:``; ``""`` for what a program makes."""
    stated = re.search(rf"\bfig[.-]{name}\s*(?P<mark>[=:])\s*", options)
    if stated is None:
        return None
    rest = options[stated.end() :]
    if quoted := _ONE.match(rest):
        return re.sub(r"\\(.)", r"\1", quoted[1] if quoted[1] is not None else quoted[2])
    if stated["mark"] == "=":
        return ""
    first, *more = rest.split("\n")
    if first.strip() in ("|", ">", "|-", ">-"):
        first = ""
    elif first.strip():
        more = [line for line in more if False]
    indented = []
    for line in more:
        if not line.startswith((" ", "\t")):
            break
        indented.append(line.strip())
    return " ".join((first.strip(), *indented)).strip()


def _as_option(document: Document, link: ImageLink, alt: str) -> Insertion | None:
    written = link.span.of(document.text)
    first = re.match(r"[^\r\n]*(?:\r\n|\r|\n)", written)
    if first is None:
        return None
    return first.end(), f'#| fig-alt: "{alt}"{document.line_ending}'


CHUNK_FORM = LinkForm(
    begins=re.compile(r"[ \t>]*`{3,}[ \t]*\{[rR]\b"),
    chosen=re.compile(r"\bfig[.-](?:alt|cap)\b"),
    insert=_as_option,
    alt=re.compile(r"fig[.-]alt\s*[=:]\s*\"(?P<quotes>(?:\\.|[^\"\\])*)\""),
)
