r"""Org.

- Image: ``[[file:path]]`` without a description (with one it would be a text link), alternative
  text in ``#+ATTR_HTML: :alt`` above it. Inside a line there is no place for alternative text.
  A colon at its beginning or after a blank would begin another attribute: that colon goes, or
  that blank. The word ``nil`` alone and quotation marks alone mean nothing to Org.
- Prompt below: a comment line, ``# limner-prompt: …``.
- Prompt in place: what Org would read as markup is written as an entity (``\ast{}``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from limner.document import Span
from limner.markup.common.blocks import BlockShape, Spot, line_stop, spot_at
from limner.markup.common.markup_language import Lines, MarkupLanguage, comment_line, numbered
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.common.words import literal
from limner.markup.interface import Annotations, Figure, ImageLink, Keyword, Place
from limner.patterns import lazy_regex


def _block_end(opening: str, _before: str) -> str:
    return rf"^[ \t]*#\+(?i:end_{re.escape(opening.split('_', 1)[1].split()[0])})[ \t]*$"


_BLOCK = Rule(
    Place.CODE, r"#\+(?i:begin_(?:src|example|export|comment|ascii|latex|html))\b[^\n]*$",
    _block_end, r"[ \t]*", block=True,
)  # fmt: skip
_COMMENT = Rule(Place.COMMENT, r"#(?=[ \t]|$)", r"$", r"[ \t]*", block=True)
_FIXED = Rule(
    Place.CODE, r":(?=[ \t])", r"(?=\n(?![ \t]*:[ \t]))", r"[ \t]*", block=True, runs_on=True
)
_DRAWER = Rule(Place.CODE, r":[\w-]+:[ \t]*$", r"^[ \t]*:(?i:END):[ \t]*$", r"[ \t]*", block=True)
_MATH = (
    Rule(Place.MATH, r"\\begin\{[^{}\n]*\}", r"\\end\{[^{}\n]*\}", r"[ \t]*", block=True),
    Rule(Place.MATH, r"\\\[", r"\\\]", within=True),
    Rule(Place.MATH, r"\\\(", r"\\\)", within=True),
    Rule(Place.MATH, r"\$\$", r"\$\$", within=True),
)


def _verbatim(mark: str) -> Rule:
    closes = rf"(?<=\S){mark}(?=[\s\-.,;:!?'\")}}\[]|$)"
    return Rule(Place.CODE, rf"{mark}(?=\S)", closes, before=r"(?:^|(?<=[\s\-('\"{]))", within=True)


_VERBATIM = (_verbatim("="), _verbatim("~"))
_KEYWORDS = Rule(
    Place.FRONT_MATTER, r"#\+(?!(?i:caption|name|attr_\w+|begin_\w+|end_\w+)\b)\w[\w-]*:",
    r"(?=\n(?!#\+\w))", r"[ \t]*", block=True, runs_on=True,
)  # fmt: skip
RULES = Rules((_BLOCK, _KEYWORDS, _COMMENT, _DRAWER, _FIXED, *_MATH, *_VERBATIM))
_OPAQUE = Rules((_BLOCK, _COMMENT, _FIXED, *_MATH, *_VERBATIM))

_MARKER = r"(?:(?:[-+]|\d+[.)])[ \t]+|(?<=[ \t])\*[ \t]+)(?:\[[ X-]\][ \t]+)?"
SHAPE = BlockShape(
    rules=RULES,
    leader=re.compile(rf"[ \t]*(?:{_MARKER})?"),
    item=re.compile(rf"[ \t]*{_MARKER}\S"),
    heading=re.compile(r"\*+[ \t]"),
    table=re.compile(r"[ \t]*\|"),
    alone=re.compile(r"[ \t]*#\+(?i:begin|end)_\w+"),
)

_IMAGE = lazy_regex(
    r"\[\[(?:file:)?(?P<target>(?:[^\[\]\\\n]|\\.)+\.(?i:png|jpe?g|gif|svg|webp|avif|bmp|tiff?))\]\]"
)
_HIDDEN = lazy_regex(
    r"^(?P<stars>\*+)[ \t]+(?:[A-Z]+[ \t]+)?(?:\[#\w\][ \t]+)?"
    r"(?:COMMENT(?:[ \t][^\n]*)?|[^\n]*:(?:[\w@#%]+:)*noexport:(?:[\w@#%]+:)*[ \t]*)$",
    re.MULTILINE,
)
"""A heading whose section is not exported."""
_HEAD_LINES = lazy_regex(
    r"(?:\n[ \t]*(?:SCHEDULED|DEADLINE|CLOSED):[^\n]*)?"
    r"(?:\n[ \t]*:PROPERTIES:[ \t]*(?:\n[^\n]*)*?\n[ \t]*:END:[ \t]*(?=\n|\Z))?",
    re.IGNORECASE,
)
_NOTHING = r"\zwnj{}"
"""An entity that shows nothing: between two characters it keeps Org from reading them together."""
_ENTITIES = {
    "_": r"\under{}", "^": r"\asciicirc{}", "<": r"\lt{}", "$": r"\dollar{}", "|": r"\vbar{}",
}  # fmt: skip
_TOGETHER = lazy_regex(r"\\|\[(?=\[)|\](?=\])|-(?=-)|:(?=:)")
_OPENING = lazy_regex(r"(?:^|(?<=[\s\-('\"{]))(?=[*/=~+]\S)|^(?=[-+*:#]|\d+[.)])")


def links(flat: str) -> Iterator[ImageLink]:
    """Yield links to image files that have no description, with the keywords above them."""
    searched = _KEYWORD_LINES.sub(_blank, _without_hidden(mask(flat, _OPAQUE)))
    line = (0, -1)
    keywords = _Keywords()
    written = {_plain(each[1]) for each in _WRITTEN.finditer(flat)}
    for found in _IMAGE.finditer(searched):
        if not line[0] <= found.start() <= line[1]:
            line = (found.start(), line_stop(flat, found.start()))
            keywords = _affiliated(flat, found.start())
        target = flat[found.start("target") : found.end("target")]
        target = re.sub(r"\\([\\\[\]])", r"\1", target)
        made = keywords.made or _plain(target) in written
        yield ImageLink(Span(*found.span()), target, keywords.alt, keywords.caption, made)


_KEYWORD_LINES = lazy_regex(r"^[ \t]*#\+\w[\w-]*(?:\[[^\]\n]*\])?:[^\n]*", re.MULTILINE)
_WRITTEN = lazy_regex(r"^[ \t]*#\+[^\n]*?[ \t]:file[ \t]+\"?([^\s\"]+)", re.MULTILINE)
"""Where a block of source says what file it writes (Org manual, “Results of Evaluation”)."""


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _plain(path: str) -> str:
    return path.removeprefix("./")


def _without_hidden(text: str) -> str:
    """Return *text* with the sections that are not exported blanked out."""
    pieces: list[str] = []
    position = 0
    while hidden := _HIDDEN.search(text, position):
        deepest = len(hidden["stars"])
        after = re.compile(rf"^\*{{1,{deepest}}}[ \t]", re.MULTILINE).search(text, hidden.end())
        end = after.start() if after else len(text)
        pieces += [
            text[position : hidden.start()],
            re.sub(r"[^\n]", " ", text[hidden.start() : end]),
        ]
        position = end
    return "".join(pieces) + text[position:]


def carried(alt: str) -> str:
    """Return *alt* without what would begin another attribute, or mean that there is none."""
    alt = re.sub(r" +(?=:)", "", alt).lstrip(":").strip()
    return "" if alt == "nil" or re.fullmatch('""+', alt) else alt


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* as words: what Org would read as markup is an entity, or kept apart by one."""
    escaped = _TOGETHER.sub(lambda mark: mark.group() + "\0", literal(text))
    escaped = _OPENING.sub("\0", escaped)
    escaped = re.sub(r"(?<=[A-Za-z]):(?=\S)", r"\\colon{}", escaped)
    escaped = "".join(_ENTITIES.get(character, character) for character in escaped)
    return escaped.replace("\0", _NOTHING)


def locate(flat: str, span: Span, shape: BlockShape) -> Spot:
    """Return the spot; what follows a headline goes after its planning and properties."""
    spot = spot_at(flat, span, shape)
    if spot.place is Place.HEADING:
        head = _HEAD_LINES.match(flat, spot.block.end)
        if head and head.group():
            return Spot(spot.place, Span(spot.block.start, head.end()))
    return spot


def _file(figure: Figure) -> str:
    target = re.sub(r"([\\\[\]])", r"\\\1", figure.target)
    return f"[[file:{target}]]" if "://" not in target else f"[[{target}]]"


def _block(figure: Figure) -> Lines:
    # Without an attribute the file's name would be read out; two quotation marks mean nothing.
    lines = ["#+ATTR_HTML: :alt " + (figure.alt or '""'), _file(figure)]
    if figure.label:
        lines.insert(0, f"#+NAME: fig:{figure.label}")
    if figure.caption:
        lines.insert(0, f"#+CAPTION: {escape(figure.caption)}")
    return lines


LONGEST_KEYWORD = 2_000
"""Characters that are read of a line above a picture."""


@dataclass(frozen=True)
class _Keywords:
    """What the keywords above a picture say; *made*: a block of source has resulted in it."""

    alt: str | None = None
    caption: str | None = None
    made: bool = False


def _affiliated(flat: str, offset: int) -> _Keywords:
    """Return what the keywords right above the line of *offset* say."""
    alt = caption = None
    made = False
    start = flat.rfind("\n", max(0, offset - LONGEST_KEYWORD), offset) + 1
    while start > 0:
        above = flat.rfind("\n", max(0, start - 1 - LONGEST_KEYWORD), start - 1) + 1
        keyword = _KEYWORD_LINE.match(flat, above, start - 1)
        if _RESULTS_DRAWER.fullmatch(flat, above, start - 1):
            made = True
            break
        if not keyword or above == 0 < start - 1 - LONGEST_KEYWORD:
            break
        if keyword[1].upper() == "RESULTS":
            made = True
        elif keyword[1].upper() == "CAPTION":
            caption = keyword[2].strip()
        elif keyword[1].upper().startswith("ATTR_"):
            held = _HELD_ALT.search(keyword[2])
            alt = held[1].strip() if held else alt
            alt = "" if alt == '""' else alt
        start = above
    return _Keywords(alt, caption, made)


_RESULTS_DRAWER = lazy_regex(r"[ \t]*:(?i:results):[ \t]*")
_KEYWORD_LINE = lazy_regex(r"[ \t]*+#\+(\w+)(?:\[[^\]\n]*\])?:[ \t]*+(.*)")
_HELD_ALT = lazy_regex(r"(?:^|\s):alt\s+(.*?)(?=(?<!\s)\s++:\S|$)")


ORG = MarkupLanguage(
    shape=SHAPE,
    links_in=links,
    inline=lambda figure, _spot: _file(figure),
    block=_block,
    figure=_block,
    escape=escape,
    mark=comment_line("# "),
    several=numbered(),
    carried=carried,
    peels=(
        (re.compile(r"\[\[[^\]]*\]\[([^\]]*)\]\]"), r"\1"),
        (re.compile(r"(?<!\w)([*/_=~+])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    ),
    heads=re.compile(r"\*+[ \t]+(?:(?:TODO|DONE|NEXT|WAITING)[ \t]+)?|#\+\w+:[ \t]*|#[ \t]+"),
    noise=re.compile(r"[ \t]*#\+(?i:begin|end)_[^\n]*"),
    locate=locate,
    comment_safe=lambda text: re.sub(r"^(?=\*|#\+)", ",", text),
    verbatim=re.compile(r"#\+(?i:begin_(?:src|example))|:(?![\w])"),
    apart=False,
    signs=("[[",),
    annotations=Annotations(
        remark=("# ", ""),
        keyword=Keyword(
            whole=re.compile(r"^#\+(LIMNER_\w+):([^\n]*)$", re.MULTILINE | re.IGNORECASE),
            typed=re.compile(r"#\+(?=limn)(?P<key>\w*)(?::[ \t]*(?P<value>.*))?$", re.IGNORECASE),
        ),
    ),
    address=lambda target: re.sub(r"([\\\[\]])", r"\\\1", target),
)
