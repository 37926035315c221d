"""Finds Markdown's image links: inline, by reference, and HTML's own tags."""

import html
import re
from collections.abc import Iterator, Mapping

from limner.document import Document, Span
from limner.markup.common.html_links import TAG_SIGNS, image_tags
from limner.markup.common.regions import FARTHEST, Rules, regions
from limner.markup.common.words import path
from limner.markup.interface import ImageLink, Insertion, LinkForm, Place

_PARENTHESES = r"(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*\))*"
_TITLE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))"""
_DESTINATION = rf"(?:<(?P<angled>(?:[^<>\\\n]|\\.)*)>|(?P<bare>{_PARENTHESES}))"
_INLINE = re.compile(rf"\(\s*{_DESTINATION}(?:\s+(?P<title>{_TITLE}))?\s*\)", re.DOTALL)
_REFERENCE = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_DEFINITION = re.compile(
    rf"^[ \t>]*\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:[ \t]*\n?[ \t]*{_DESTINATION}"
    rf"(?:\s+(?P<title>{_TITLE}))?[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w*);)")
_LITERAL = re.compile(rf"{_ESCAPE.pattern}|(?<!`)(`+)(?!`)(.+?)(?<!`)\3(?!`)", re.DOTALL)
_BRACKETS = re.compile(r"(!?)\[([^\[\]]*)\](\([^()]*\)|\[[^\[\]]*\])?")
_LINKED = "\0"
_HIDDEN = 0xE000
"""Escaped punctuation is moved into the private range while emphasis is taken off."""

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
    end = 0
    for link in found:
        code = indented_code and _is_indented_code(flat, link.span.start)
        if link.span.start >= end and not code:
            yield link
            end = link.span.end


def _is_indented_code(flat: str, offset: int) -> bool:
    """Say whether the line of *offset* is code because it begins four blanks deep.

    It is none where it goes on with a paragraph, or is what a list item or another opening holds.
    """
    start = flat.rfind("\n", 0, offset) + 1
    if not _DEEP.match(flat, start):
        return False
    lines = reversed(flat[max(0, start - FARTHEST) : start].split("\n")[:-1])
    above = next(lines, "")
    if above.strip() and not _DEEP.match(above):
        return False
    owner = next((line for line in lines if line.strip() and not line[0].isspace()), "")
    return not _OWNER.match(owner)


_DEEP = re.compile(r"(?: {4}| {0,3}\t)")
_OWNER = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=\s)|\[\^|[!?]{3}|={3}|:{1,}|>")
"""What holds the deeper lines below it: list items, footnotes, admonitions, tabs, definitions."""


def alternative_text(markdown: str) -> str:
    """Return what a reader gets of an image description: its words without markup."""
    text = _LITERAL.sub(_literal, markdown)
    text = re.sub(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>", r"\1", text)
    while (inner := _BRACKETS.sub(_words_of_link, text)) != text:
        text = inner
    for _ in range(4):
        text = re.sub(r"(\*+)(?=\S)([^*]+)(?<=\S)\1", r"\2", text)
        text = re.sub(r"(?<!\w)(_+)(?=\S)([^_]+)(?<=\S)\1(?!\w)", r"\2", text)
    return _show(re.sub(r"[ \t]*\n[ \t]*", " ", text.replace(_LINKED, "")))


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
        label = _label(flat[match.start("label") : match.end("label")])
        if match["angled"] is not None or match["bare"]:
            found.setdefault(label, (_target(match), _title(match)))
    return found


def _images(
    flat: str, prose: str, definitions: Mapping[str, tuple[str, str | None]]
) -> Iterator[ImageLink]:
    position = 0
    while (start := prose.find("![", position)) >= 0:
        position = start + 2
        if _is_escaped(prose, start):
            continue
        close = _closing_bracket(prose, start + 2)
        if close is None:
            continue
        inside = flat[start + 2 : close]
        end, destination = close + 1, None
        if inline := _INLINE.match(prose, close + 1):
            end, destination = inline.end(), (_target(inline), _title(inline))
        else:
            reference = _REFERENCE.match(prose, close + 1)
            label = reference["label"] if reference and reference["label"].strip() else inside
            destination = definitions.get(_label(label))
            end = reference.end() if reference else end
            if destination is None and reference and label is not inside:
                continue
        if destination is not None:
            target, title = destination
            yield ImageLink(Span(start, end), target, alternative_text(inside), title)
            position = end


def _closing_bracket(prose: str, start: int) -> int | None:
    depth = 1
    for match in re.compile(r"\\.|[\[\]]|\n[ \t>]*\n", re.DOTALL).finditer(prose, start):
        if match.group().startswith("\n"):
            return None
        depth += {"[": 1, "]": -1}.get(match.group(), 0)
        if depth == 0:
            return match.start()
    return None


def _is_escaped(text: str, offset: int) -> bool:
    before = text[:offset] if offset < 64 else text[offset - 64 : offset]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _target(match: re.Match[str]) -> str:
    raw = match["angled"] if match["angled"] is not None else match["bare"]
    return path(_unescaped(raw))


def _title(match: re.Match[str]) -> str | None:
    return _unescaped(match["title"][1:-1]) if match["title"] else None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda escaped: escaped[1] or html.unescape(escaped[2]), text)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _words_of_link(match: re.Match[str]) -> str:
    """Return the words of a link or image; a link around another link is no link."""
    if match[1] and match[3]:
        return match[2]
    is_words = not match[3] or _LINKED in match[2]
    return _hide(match.group()) if is_words else _LINKED + match[2]


def _literal(match: re.Match[str]) -> str:
    if match[3]:
        return _hide(match[4].strip())
    return _hide(match[1] or html.unescape(match[2]))


def _hide(text: str) -> str:
    return "".join(chr(_HIDDEN + ord(mark)) if "!" <= mark <= "~" else mark for mark in text)


def _show(text: str) -> str:
    return "".join(
        chr(ord(mark) - _HIDDEN) if "!" <= chr(max(0, ord(mark) - _HIDDEN)) <= "~" else mark
        for mark in text
    )
