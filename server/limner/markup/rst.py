"""reStructuredText.

- Image: ``.. image::`` with ``:alt:``, or ``.. figure::`` with caption and ``:name:``; it has no
  inline form, so an image never replaces a part of a paragraph but goes below it.
- Prompt below: a comment, ``.. limner-prompt: …``.
- Alternative text survives whole: option values are not parsed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from limner.document import Document, Span
from limner.markup.common.blocks import BlockShape, Spot, line_start, line_stop
from limner.markup.common.html_links import TAG_FORM, TAG_SIGNS, image_tags
from limner.markup.common.markup_language import Lines, MarkupLanguage, comment_line, numbered
from limner.markup.common.regions import FARTHEST, Rule, Rules, mask
from limner.markup.common.words import backslashed
from limner.markup.interface import Annotations, Figure, ImageLink, Insertion, LinkForm, Place
from limner.patterns import lazy_regex

_PROSE = (
    r"(?:note|warning|tip|hint|important|attention|caution|danger|error|seealso|admonition|topic|"
    r"sidebar|container|only|versionadded|versionchanged|deprecated|epigraph|highlights|pull-quote|"
    r"compound|class|tab|tab-set|tab-item|dropdown|grid|card|details|todo|rst-class|role|default-role|"
    r"py:\w+|c:\w+|cpp:\w+|js:\w+|function|method|module|attribute)"
)
_MARKER = r"(?:[-*+•‣⁃]|(?:\d+|#|[a-z])[.)]|\((?:\d+|#|[a-z])\))"


def _dedent(_opening: str, before: str) -> str:
    """Return the pattern of the place before the next line that is not indented further."""
    width = len(before) - len(before.lstrip())
    return rf"^(?=[ \t]{{0,{width}}}\S)"


_LITERAL = Rule(
    Place.CODE, r"::[ \t]*\n(?=[ \t]*\n)", _dedent, r"(?![ \t]*\.\.[ \t])[^\n]*",
    reach=FARTHEST, block=True, trimmed=True, runs_on=True,
)  # fmt: skip
_COMMENT = Rule(
    Place.COMMENT, r"\.\.(?=[ \t]*\n|[ \t]+(?![ \t]|\[|\||_|[\w:.+-]+::))", _dedent, r"[ \t]*",
    block=True, trimmed=True, runs_on=True,
)  # fmt: skip
_INLINE = (
    Rule(Place.CODE, r"``(?=\S)", r"(?<=\S)``", within=True),
    Rule(Place.MATH, r":math:`", r"`", within=True),
)


def _directive(names: str) -> Rule:
    return Rule(
        Place.CODE, rf"\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?{names}::", _dedent, r"[ \t]*",
        block=True, trimmed=True, runs_on=True,
    )  # fmt: skip


RULES = Rules((_directive(rf"(?!{_PROSE}::)[\w:.+-]+"), _COMMENT, _LITERAL, *_INLINE))
_OPAQUE = Rules(
    (
        _directive(r"(?:code-block|code|sourcecode|raw|math|parsed-literal|literalinclude)"),
        _COMMENT,
        _LITERAL,
        _INLINE[0],
    )
)

_LITERALS = Rules(
    (
        _directive(r"(?:code-block|code|sourcecode|math|parsed-literal|literalinclude)"),
        _COMMENT,
        _LITERAL,
        _INLINE[0],
    )
)
"""What holds no picture, whatever stands in it; raw HTML does."""

SHAPE = BlockShape(
    rules=RULES,
    leader=re.compile(rf"[ \t]*(?:{_MARKER}[ \t]+)*"),
    item=re.compile(rf"[ \t]*{_MARKER}[ \t]+\S"),
    underline=re.compile(r"[ \t]*(?!\.\.[ \t]*$|::[ \t]*$)([!-/:-@\[-`{-~])\1+[ \t]*$"),
    table=re.compile(r"[ \t]*(?:\+[-=+]{2,}\+|=+(?:[ \t]+=+)+[ \t]*$)"),
    tight=False,
)

_ANOTHER = rf"[ \t]*(?:{_MARKER}[ \t]+)*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?(?:image|figure)::"
_IMAGE = lazy_regex(
    rf"^(?P<indent>[ \t]*)(?:{_MARKER}[ \t]+)*\.\.[ \t]+(?:\|(?P<name>[^|\n]+)\|[ \t]+)?"
    r"(?P<kind>image|figure)::(?P<target>[^\n]*(?:\n(?P=indent)[ \t]+(?!:[\w-]+:)\S[^\n]*)*)"
    rf"(?P<body>(?:\n(?!{_ANOTHER})(?:(?P=indent)[ \t]+[^\n]*|[ \t]*(?=\n)))*)",
    re.MULTILINE,
)
_RAW_HTML = lazy_regex(
    r"^(?P<indent>[ \t]*)\.\.[ \t]+raw::[ \t]+html[ \t]*"
    r"(?P<body>(?:\n(?:(?P=indent)[ \t]+[^\n]*|[ \t]*(?=\n)))*)",
    re.MULTILINE,
)
_ALT = lazy_regex(
    r"^[ \t]*:alt:[ \t]*(([^\n]*)(?:\n(?![ \t]*:[\w-]+:)[ \t]+[^\n]+)*)", re.MULTILINE
)


def links(flat: str) -> Iterator[ImageLink]:
    """Yield image and figure directives, also in substitutions, with option and caption.

    The name of a substitution is what is read out where no ``:alt:`` says otherwise.
    """
    searched = mask(flat, _OPAQUE)
    found = [_link(each, flat.index("..", each.start())) for each in _IMAGE.finditer(searched)]
    for offset, cell in _picture_cells(searched):
        if each := _IMAGE.match(cell):
            link = _link(each, offset)
            found.append(replace(link, span=Span(offset, offset + len(cell.partition("\n")[0]))))
    if "raw::" in flat:
        found += _raw_images(mask(flat, _LITERALS))
    yield from sorted(found, key=lambda link: link.span.start)


def _raw_images(searched: str) -> Iterator[ImageLink]:
    """Yield the image tags of ``.. raw:: html``."""
    for block in _RAW_HTML.finditer(searched):
        start, stop = block.span("body")
        yield from image_tags(" " * start + searched[start:stop])


def _link(found: re.Match[str], start: int) -> ImageLink:
    options, _, content = found["body"].lstrip("\n").partition("\n\n")
    alt = _ALT.search(options)
    caption = content.strip().split("\n\n")[0] if found["kind"] == "figure" else ""
    return ImageLink(
        Span(start, found.start() + len(found.group().rstrip())),
        _unescaped(re.sub(r"(?<!\\)\s+", "", found["target"].strip())),
        " ".join(alt[1].split()) if alt else found["name"],
        " ".join(_unescaped(caption).split()) or None,
    )


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* as words: no role, reference, emphasis, hyperlink, list or directive."""
    escaped = backslashed(text, r"\*`_|@[")
    escaped = re.sub(r"(?<=[A-Za-z+.-]):(?=\S)|:(?=:)|(?<=:):", r"\\:", escaped)
    return re.sub(r"^(?=[-+•‣⁃.:>=#~^\"'!$%&(),/;<?\]{}]|[A-Za-z\d]{1,4}[.)])", r"\\", escaped)


def directive(figure: Figure) -> Lines:
    """Return an image directive, or a figure directive when there is a caption."""
    lines = [
        f".. {'figure' if figure.caption else 'image'}:: {_target(figure.target)}",
        f"   :alt: {figure.alt}".rstrip(),
    ]
    if figure.label:
        lines.append(f"   :name: fig-{figure.label}")
    if figure.caption:
        lines += ["", f"   {escape(figure.caption)}"]
    return lines


def _target(target: str) -> str:
    return target.replace("\\", r"\\").replace(" ", r"\ ")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


_CELL_DIRECTIVE = lazy_regex(r"(?<=[|\s])\.\.[ \t]+(?:image|figure)::")
_TABLE_BORDER = lazy_regex(r"^[ \t]*=+(?:[ \t]+=+)+[ \t]*$", re.MULTILINE)
LONGEST_ROW = 1_000
"""Characters of a row of a drawn table."""


def _picture_cells(flat: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the lines of each table cell from its image directive on."""
    borders: list[re.Match[str]] | None = None
    for found in _CELL_DIRECTIVE.finditer(flat):
        start = flat.rfind("\n", max(0, found.start() - LONGEST_ROW), found.start()) + 1
        before = flat[start : found.start()]
        if not before.strip() or len(before) >= LONGEST_ROW:
            continue
        if borders is None:
            borders = list(_TABLE_BORDER.finditer(flat))
        above = bisect_left(borders, start, key=lambda border: border.start())
        columns = _columns(borders[above - 1]) if above else []
        cell = _grid_cell(flat, start, before) or _simple_cell(flat, start, before, columns)
        if cell:
            yield found.start(), "\n".join(cell)


def _columns(border: re.Match[str]) -> list[int]:
    """Return where the columns below a border of equals signs begin."""
    return [column.start() for column in re.finditer(r"=+", border.group()[:LONGEST_ROW])]


def _grid_cell(flat: str, start: int, before: str) -> list[str]:
    """Return the lines of a cell between bars, up to another picture in it."""
    left = before.rfind("|") + 1
    first = _row(flat, start)
    right = first.find("|", len(before))
    if not left or right < 0 or before[left:].strip():
        return []
    cell: list[str] = []
    for line in _rows(flat, start):
        held = line[len(before) : right].rstrip()
        if line[left - 1 : left] != "|" or (cell and _CELL_DIRECTIVE.match(line, len(before))):
            break
        cell.append(held)
    return cell


def _simple_cell(flat: str, start: int, before: str, columns: list[int]) -> list[str]:
    """Return the lines of a cell below a border of equals signs."""
    if len(before) not in columns[1:]:
        return []
    right = next((column for column in columns if column > len(before)), None)
    cell: list[str] = []
    for line in _rows(flat, start):
        if cell and line[: columns[1]].strip():
            break
        cell.append(line[len(before) : right].rstrip())
    return cell


def _rows(flat: str, start: int) -> Iterator[str]:
    """Yield the lines from *start* on, each up to the longest row."""
    while start < len(flat):
        yield _row(flat, start)
        start = line_stop(flat, start) + 1


def _row(flat: str, start: int) -> str:
    return flat[start : min(line_stop(flat, start), start + LONGEST_ROW)]


_UNDERLINE = lazy_regex(r"^(?P<mark>[!-/:-@\[-`{-~])(?P=mark)*[ \t]*$", re.MULTILINE)
_SURELY = 4
"""From this length on an underline makes a heading also where it is too short."""


def headings(flat: str, shape: BlockShape) -> Iterator[int]:
    """Yield where section titles begin, at the line above them where there is one."""
    masked = mask(flat, shape.rules)
    for underline in _UNDERLINE.finditer(masked):
        above = line_start(masked, underline.start() - 1)
        title = masked[above : max(above, underline.start() - 1)].rstrip()
        line = underline.group().rstrip()
        if not title.strip() or _UNDERLINE.match(title) or len(line) < min(len(title), _SURELY):
            continue
        over = masked[line_start(masked, above - 1) : max(0, above - 1)].rstrip() if above else ""
        if over == line:
            yield line_start(masked, above - 1)
        elif not over and title[0] not in " \t":
            yield above


def _as_option(document: Document, link: ImageLink, alt: str) -> Insertion | None:
    """Write ``:alt:`` as the directive's first option, indented like the others."""
    text, start, written = document.text, link.span.start, link.span.of(document.text)
    first = written[: line_stop(written.replace("\r", "\n"), 0)]
    if first.rstrip().endswith("::"):
        return None
    before = text[document.line_start(start) : start]
    lead = re.sub(r"(?:[-*+•]|[A-Za-z\d#]+[.)])(?=\s)", lambda mark: " " * len(mark[0]), before)
    if lead.strip():
        return None  # It stands in a cell of a drawn table, which another line would break.
    option = re.match(rf"\r?\n?{re.escape(lead)}([ \t]+)(?=:)", written[len(first) :])
    return len(first), f"{document.line_ending}{lead}{option[1] if option else '   '}:alt: {alt}"


_DIRECTIVE_FORM = LinkForm(
    begins=re.compile(r"\.\.[ \t]+(?:image|figure)::"),
    chosen=re.compile(r":alt:"),
    insert=_as_option,
    alt=re.compile(r":alt:[ \t]*(?P<option>[^\r\n]*\S)"),
)

RST = MarkupLanguage(
    shape=SHAPE,
    links_in=links,
    block=directive,
    escape=escape,
    mark=comment_line(".. "),
    several=numbered(),
    peels=(
        (re.compile(r":[\w:+.-]+:`([^`<]*?)\s*(?:<[^>]*>)?`"), r"\1"),
        (re.compile(r"(`{1,2})([^`]+?)\1_{0,2}"), r"\2"),
        (re.compile(r"(?<!\w)(\*{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
        (re.compile(r"\\(.)"), r"\1"),
    ),
    noise=re.compile(r"[ \t]*([!-/:-@\[-`{-~])\1+[ \t]*"),
    verbatim=re.compile(r"::|\.\.[ \t]+(?:code-block|code|sourcecode|parsed-literal)::"),
    address=_target,
    headings_in=headings,
    signs=("image::", "figure::", *TAG_SIGNS),
    forms=(_DIRECTIVE_FORM, TAG_FORM),
    annotations=Annotations(remark=(".. ", "")),
)
