"""Finds Markdown's image links: inline, by reference, and HTML's own tags."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from limner.document import Document, Span
from limner.markup.common.html_links import TAG_SIGNS, image_tags
from limner.markup.common.regions import Region, Rules, is_escaped, regions
from limner.markup.common.words import path
from limner.markup.interface import ImageLink, Insertion, LinkForm, Place
from limner.markup.markdown.block_lines import BlockLine, LineKind, block_lines
from limner.markup.markdown.link_words import SIZE_IN_WORDS, alternative_text, unescaped
from limner.markup.markdown.shortcodes import shortcode_figures
from limner.patterns import lazy_regex

_PLAIN = r"[^\s()\\]|\\."
_PARENTHESES = rf"(?:{_PLAIN}|\((?:{_PLAIN}|\((?:{_PLAIN})*+\))*+\))*+"
_TITLE = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
_DESTINATION = rf"(?:<(?P<angled>(?:[^<>\\\n]|\\.)*+)>|(?P<bare>{_PARENTHESES}))"
_SIZE = r"(?:\s++=(?:\d+%?)?(?:x(?:\d+%?)?)?(?=[\s)]))?"
"""A size behind the path, as markdown-it's and others' readers take it: ``=300x200``."""
_INLINE = lazy_regex(
    rf"\(\s*+{_DESTINATION}{_SIZE}(?:\s++(?P<title>{_TITLE}))?{_SIZE}\s*+\)", re.DOTALL
)
_REFERENCE = lazy_regex(r"\[(?P<label>(?:[^\[\]\\]|\\.)*+)\]", re.DOTALL)
_DEFINITION = lazy_regex(
    rf"\[(?P<label>(?:[^\[\]\\]|\\.)++)\]:[ \t]*+\n?[ \t]*+{_DESTINATION}"
    rf"(?:\s++(?P<title>{_TITLE}))?[ \t]*+$",
    re.MULTILINE | re.DOTALL,
)
LONGEST_LABEL = 999
"""Characters of a link's label (CommonMark 0.31, 4.7)."""

SIGNS = ("![", "{{<", "{{%", *TAG_SIGNS)


def _in_brackets(document: Document, link: ImageLink, alt: str) -> Insertion:
    written = link.span.of(document.text)
    is_sized = re.match(r"!\[\s*\d", written)
    return len("!["), f"{alt}|" if is_sized else alt


BRACKETS_FORM = LinkForm(
    begins=re.compile(r"!\[(?!\[)"),
    insert=_in_brackets,
    alt=re.compile(rf"\A!\[(?P<brackets>(?:\\.|[^\[\]\\])*?)(?:{SIZE_IN_WORDS})?\]"),
    empty=re.compile(r"\]\([ \t]*(<>|)[ \t]*\)\Z"),
    defined=r"\]:\s*<?",
)


def markdown_links(flat: str, rules: Rules, *, indented_code: bool = True) -> Iterator[ImageLink]:
    """Yield the image links of *flat* in order; none from code, comments, math or front matter.

    Without *indented_code*, lines four blanks deep are prose, as in MDX and Djot.
    """
    found = list(regions(flat, rules))
    prose, tags = _masks(flat, found)
    lines = list(block_lines(flat, found, indented_code=indented_code))
    prose, tags = _without(prose, _code(lines)), _without(tags, _code(lines))
    definitions, defining = _definitions(flat, prose, lines)
    prose = _without(prose, defining)
    links = [*_images(flat, prose, definitions), *image_tags(tags, flat)]
    if "figure" in flat:
        links += shortcode_figures(flat, prose)
    links.sort(key=lambda link: link.span.start)
    last = Span(0, 0)
    for link in links:
        # A tag may name its picture in several sizes.
        if link.span.start >= last.end or link.span == last:
            yield link
            last = link.span


def prose_of(flat: str, rules: Rules) -> str:
    """Return *flat* with all but prose blanked out, indented code too."""
    found = list(regions(flat, rules))
    lines = block_lines(flat, found, indented_code=True)
    return _without(_masks(flat, found)[0], _code(lines))


def tags_of(flat: str, rules: Rules, *, indented_code: bool) -> str:
    """Return *flat* with all but prose and HTML blanked out, indented code too."""
    found = list(regions(flat, rules))
    lines = block_lines(flat, found, indented_code=indented_code)
    return _without(_masks(flat, found)[1], _code(lines))


def masks(flat: str, rules: Rules) -> tuple[str, str]:
    """Return *flat* with all but prose blanked out, and with all but prose and HTML."""
    return _masks(flat, list(regions(flat, rules)))


def _masks(flat: str, found: Sequence[Region]) -> tuple[str, str]:
    prose: list[str] = []
    tags: list[str] = []
    position = 0
    for region in found:
        blank = re.sub(r"[^\n]", " ", region.span.of(flat))
        between = flat[position : region.span.start]
        prose += [between, blank]
        tags += [between, region.span.of(flat) if region.rule.place is Place.PARAGRAPH else blank]
        position = region.span.end
    return "".join(prose) + flat[position:], "".join(tags) + flat[position:]


def _code(lines: Iterable[BlockLine]) -> Sequence[Span]:
    return [Span(line.start, line.end) for line in lines if line.kind is LineKind.CODE]


def _without(text: str, spans: Sequence[Span]) -> str:
    """Return *text* with *spans* blanked out, line ends kept."""
    pieces: list[str] = []
    position = 0
    for span in spans:
        pieces += [text[position : span.start], re.sub(r"[^\n]", " ", span.of(text))]
        position = span.end
    return "".join(pieces) + text[position:]


def _definitions(
    flat: str, prose: str, lines: Sequence[BlockLine]
) -> tuple[Mapping[str, tuple[str, str | None]], Sequence[Span]]:
    """Return what references mean, and where that is said: where paragraphs begin."""
    meanings: dict[str, tuple[str, str | None]] = {}
    spans: list[Span] = []
    behind = 0
    ends = _paragraph_ends(lines)
    may_define = False
    for line, paragraph_end in zip(lines, ends, strict=True):
        may_define = line.kind is LineKind.BEGINS or (may_define and line.kind is LineKind.GOES_ON)
        if line.start < behind:
            may_define = may_define and line.end <= behind
        if not may_define or line.start < behind:
            continue
        match = _DEFINITION.match(prose, line.start, paragraph_end)
        may_define = match is not None and (match["angled"] is not None or bool(match["bare"]))
        if match and may_define:
            label = _label(flat, *match.span("label"))
            meanings.setdefault(label, (_target(match), _title(match)))
            spans.append(Span(*match.span()))
            behind = match.end()
    meanings.pop("", None)
    return meanings, spans


def _paragraph_ends(lines: Sequence[BlockLine]) -> Sequence[int]:
    """Return for each line where its paragraph ends."""
    ends: list[int] = []
    end, goes_on = 0, False
    for line in reversed(lines):
        end = end if goes_on else line.end
        ends.append(end)
        goes_on = line.kind is LineKind.GOES_ON
    return ends[::-1]


def _images(
    flat: str, prose: str, definitions: Mapping[str, tuple[str, str | None]]
) -> Iterator[ImageLink]:
    closing = _closing_brackets(prose)
    position = 0
    while (start := prose.find("![", position)) >= 0:
        position = start + 2
        if is_escaped(prose, start):
            continue
        close = closing(start + 1)
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


def _closing_brackets(prose: str) -> Callable[[int], int | None]:
    """Return a function that says where a square bracket is closed, in its own paragraph.

    Asked in the order of the text, it reads nothing twice, and little but links.
    """
    closings: dict[int, int] = {}
    passed = 0

    def closing(opening: int) -> int | None:
        nonlocal passed
        opened: list[int] = []
        for token in _BRACKET.finditer(prose, opening) if opening >= passed else ():
            if token.group() == "[":
                opened.append(token.start())
            elif token.group() == "]":
                closings[opened.pop()] = token.start()
            elif not token.group().startswith("\\"):
                opened.clear()
            passed = token.end()
            if not opened:
                break
        else:
            passed = passed if opening < passed else len(prose)
        return closings.get(opening)

    return closing


_BRACKET = lazy_regex(r"\\.|[\[\]]|\n[ \t>]*+\n", re.DOTALL)


def _target(match: re.Match[str]) -> str:
    raw = match["angled"] if match["angled"] is not None else match["bare"]
    return path(unescaped(raw))


def _title(match: re.Match[str]) -> str | None:
    return unescaped(match["title"][1:-1]) if match["title"] else None


def _label(flat: str, start: int, end: int) -> str:
    """Return a label as it is compared; ``""``, which is none, where it is too long."""
    return " ".join(flat[start:end].split()).casefold() if end - start <= LONGEST_LABEL else ""
