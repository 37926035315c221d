"""Finds Markdown's image links: inline, by reference, and HTML's own tags."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from limner.document import Document, Span
from limner.markup.common.blocks import line_start
from limner.markup.common.html_links import TAG_SIGNS, image_tags
from limner.markup.common.regions import FARTHEST, Rules, is_escaped, regions
from limner.markup.common.words import path
from limner.markup.interface import ImageLink, Insertion, LinkForm, Place
from limner.markup.markdown.link_words import alternative_text, unescaped

_PLAIN = r"[^\s()\\]|\\."
_PARENTHESES = rf"(?:{_PLAIN}|\((?:{_PLAIN}|\((?:{_PLAIN})*+\))*+\))*+"
_TITLE = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
_DESTINATION = rf"(?:<(?P<angled>(?:[^<>\\\n]|\\.)*+)>|(?P<bare>{_PARENTHESES}))"
_INLINE = re.compile(rf"\(\s*+{_DESTINATION}(?:\s++(?P<title>{_TITLE}))?\s*+\)", re.DOTALL)
_REFERENCE = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.)*+)\]", re.DOTALL)
_DEFINITION = re.compile(
    rf"^[ \t>]*+\[(?P<label>(?:[^\[\]\\]|\\.)++)\]:[ \t]*+\n?[ \t]*+{_DESTINATION}"
    rf"(?:\s++(?P<title>{_TITLE}))?[ \t]*+$",
    re.MULTILINE | re.DOTALL,
)
LONGEST_LABEL = 999
"""Characters of a link's label (CommonMark 0.31, 4.7)."""

SIGNS = ("![", *TAG_SIGNS)


def _in_brackets(_document: Document, _link: ImageLink, alt: str) -> Insertion:
    return len("!["), alt


BRACKETS_FORM = LinkForm(
    begins=re.compile(r"!\[(?!\[)"),
    insert=_in_brackets,
    alt=re.compile(r"\A!\[(?P<brackets>(?:\\.|[^\[\]\\])*)\]"),
    empty=re.compile(r"\]\([ \t]*(<>|)[ \t]*\)\Z"),
    defined=r"\]:\s*<?",
)


def markdown_links(flat: str, rules: Rules, *, indented_code: bool = True) -> Iterator[ImageLink]:
    """Yield the image links of *flat* in order; none from code, comments, math or front matter.

    Without *indented_code*, lines four blanks deep are prose, as in MDX and Djot.
    """
    prose, tags = masks(flat, rules)
    definitions = _definitions(flat, prose)
    found = [*_images(flat, prose, definitions), *image_tags(tags, flat)]
    found.sort(key=lambda link: link.span.start)
    code = _IndentedCode(flat) if indented_code else None
    end = 0
    for link in found:
        is_code = code is not None and code.holds(link.span.start)
        if link.span.start >= end and not is_code:
            yield link
            end = link.span.end


class _IndentedCode:
    """Lines that are code because they begin four blanks deep.

    They are none where they go on with a paragraph, or are what a list item or another opening
    holds.
    """

    def __init__(self, flat: str) -> None:
        self._flat = flat
        self._at_margin: list[int] | None = None

    def holds(self, offset: int) -> bool:
        """Say whether the line of *offset* is such code; lines are looked at from near only."""
        flat = self._flat
        start = flat.rfind("\n", max(0, offset - FARTHEST), offset) + 1
        if not _DEEP.match(flat, start):
            return False
        above = flat[line_start(flat, start - 1) : start - 1] if start else ""
        if above.strip() and not _DEEP.match(above):
            return False
        if self._at_margin is None:
            self._at_margin = [line.start() for line in _AT_MARGIN.finditer(flat)]
        owner = bisect_left(self._at_margin, start) - 1
        return owner < 0 or not _OWNER.match(flat, self._at_margin[owner])


_DEEP = re.compile(r"(?: {4}| {0,3}\t)")
_AT_MARGIN = re.compile(r"^\S", re.MULTILINE)
_OWNER = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=\s)|\[\^|[!?]{3}|={3}|:{1,}|>")
"""What holds the deeper lines below it: list items, footnotes, admonitions, tabs, definitions."""


def masks(flat: str, rules: Rules) -> tuple[str, str]:
    """Return *flat* with all but prose blanked out, and with all but prose and HTML."""
    prose: list[str] = []
    tags: list[str] = []
    position = 0
    for region in regions(flat, rules):
        blank = re.sub(r"[^\n]", " ", region.span.of(flat))
        between = flat[position : region.span.start]
        prose += [between, blank]
        tags += [between, region.span.of(flat) if region.rule.place is Place.PARAGRAPH else blank]
        position = region.span.end
    return "".join(prose) + flat[position:], "".join(tags) + flat[position:]


def _definitions(flat: str, prose: str) -> Mapping[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for match in _DEFINITION.finditer(prose):
        label = _label(flat, *match.span("label"))
        if match["angled"] is not None or match["bare"]:
            found.setdefault(label, (_target(match), _title(match)))
    found.pop("", None)
    return found


def _images(
    flat: str, prose: str, definitions: Mapping[str, tuple[str, str | None]]
) -> Iterator[ImageLink]:
    closings = _closing_brackets(prose)
    position = 0
    while (start := prose.find("![", position)) >= 0:
        position = start + 2
        if is_escaped(prose, start):
            continue
        close = closings.get(start + 1)
        if close is None:
            continue
        words = Span(start + 2, close)
        end, destination = close + 1, None
        if inline := _INLINE.match(prose, close + 1):
            end, destination = inline.end(), (_target(inline), _title(inline))
        else:
            reference = _REFERENCE.match(prose, close + 1)
            named = reference is not None and bool(reference["label"].strip())
            label = reference.span("label") if reference and named else (words.start, words.end)
            destination = definitions.get(_label(flat, *label))
            end = reference.end() if reference else end
            if destination is None and named:
                continue
        if destination is not None:
            target, title = destination
            yield ImageLink(Span(start, end), target, alternative_text(words.of(flat)), title)
            position = end


def _closing_brackets(prose: str) -> Mapping[int, int]:
    """Return where each square bracket is closed, in its own paragraph."""
    closings: dict[int, int] = {}
    opened: list[int] = []
    for token in _BRACKET.finditer(prose):
        if token.group() == "[":
            opened.append(token.start())
        elif token.group() == "]":
            if opened:
                closings[opened.pop()] = token.start()
        elif not token.group().startswith("\\"):
            opened.clear()
    return closings


_BRACKET = re.compile(r"\\.|[\[\]]|\n[ \t>]*+\n", re.DOTALL)


def _target(match: re.Match[str]) -> str:
    raw = match["angled"] if match["angled"] is not None else match["bare"]
    return path(unescaped(raw))


def _title(match: re.Match[str]) -> str | None:
    return unescaped(match["title"][1:-1]) if match["title"] else None


def _label(flat: str, start: int, end: int) -> str:
    """Return a label as it is compared; ``""``, which is none, where it is too long."""
    return " ".join(flat[start:end].split()).casefold() if end - start <= LONGEST_LABEL else ""
