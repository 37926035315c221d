"""Markdown: CommonMark with GitHub's tables and task lists, math and front matter.

- Image: ``![alt](path)``, a caption as the title; all of the alternative text survives.
- Prompt below: a fenced block whose info string is ``limner-prompt``.
- Prompt in place: the same words; what Markdown would read as markup is escaped.
"""

import html
import re
from collections.abc import Iterator, Sequence

from limner.markup.common.blocks import BlockShape, Spot, line_start
from limner.markup.common.html_links import HTML_HEADING, TAG_FORM
from limner.markup.common.markup_language import Lines, MarkupLanguage
from limner.markup.common.regions import Rule, Rules
from limner.markup.common.words import MARK, backslashed, url, without_references
from limner.markup.interface import Annotations, Figure, Place
from limner.markup.markdown.custom_tags import SIGNS as CUSTOM_SIGNS
from limner.markup.markdown.custom_tags import custom_tags
from limner.markup.markdown.markdown_links import BRACKETS_FORM, SIGNS, markdown_links, masks
from limner.markup.markdown.shortcodes import SHORTCODE_FORM
from limner.patterns import lazy_regex

CONTAINERS = r"[ \t]*(?:(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))[ \t]*(?:\[[ xX]\][ \t]+)?)*"
_ITEM = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+\S")
_CELL = r"[ \t]*+:?-++:?[ \t]*+"
_DELIMITER_ROW = re.compile(rf"[ \t>]*+\|?{_CELL}\|(?:{_CELL}(?:\||$))*+[ \t]*+$")
_BLOCK_TAG = (
    r"</?(?i:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|"
    r"ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)"
    # Python-Markdown and kramdown read Markdown in an element that asks for it.
    r"(?=[\s/>])(?![^<>\n]*\smarkdown\b)"
)
_SPECIAL = r"\`*_[]<&~^{}$#@"


def fence_end(opening: str, _before: str) -> str:
    """Return the pattern of the line that closes the fence at the beginning of *opening*."""
    length = len(opening) - len(opening.lstrip(opening[0]))
    return rf"^[ \t>]*+{opening[0]}{{{length},}}+[ \t]*+$"


FRONT_MATTER = Rule(
    Place.FRONT_MATTER, r"---[ \t]*$", r"^(?:---|\.\.\.)[ \t]*$", first=True, block=True
)
FENCES = (
    Rule(Place.CODE, r"`(?<!``)``++[^`\n]*+$", fence_end, CONTAINERS, block=True, runs_on=True),
    Rule(Place.CODE, r"~(?<!~~)~~++[^\n]*+$", fence_end, CONTAINERS, block=True, runs_on=True),
)
COMMENT = Rule(Place.COMMENT, "<!--", "-->", runs_on=True, unescaped=True)
MATH = (
    Rule(Place.MATH, r"\$\$", r"\$\$", unescaped=True, within=True),
    Rule(Place.MATH, r"\$(?=[^\s$])", r"(?<=[^\s\\])\$(?!\d)", unescaped=True, within=True),
)
HTML_BLOCK = Rule(
    Place.PARAGRAPH, _BLOCK_TAG, r"(?=\n[ \t>]*$)", CONTAINERS, block=True, runs_on=True
)
RAW_HTML = (
    Rule(
        Place.CODE,
        r"<(?i:script|style|textarea|pre)\b",
        lambda opening, _before: f"(?i:</{opening[1:]}>)",
        block=True,
        runs_on=True,
        unescaped=True,
    ),
    HTML_BLOCK,
)
CODE_SPAN = Rule(
    Place.CODE,
    r"``*+",  # With a character that is certain, searches through prose are five times as fast.
    lambda opening, _before: f"(?<!`)`{{{len(opening)}}}(?!`)",
    unescaped=True,
    within=True,
)
RULES = Rules((FRONT_MATTER, *FENCES, COMMENT, *MATH, *RAW_HTML, CODE_SPAN))

SHAPE = BlockShape(
    rules=RULES,
    leader=re.compile(CONTAINERS),
    keep=">",
    item=_ITEM,
    heading=re.compile(r"[ \t>]*#{1,6}(?:[ \t]|$)"),
    underline=re.compile(r"[ \t>]*(?:=+|-+)[ \t]*$"),
    table=_DELIMITER_ROW,
    alone=re.compile(r"[ \t>]*(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$"),
)

PEELS = (
    (re.compile(r"!?\[([^\]\[]*)\]\([^)\s]*\)"), r"\1"),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<=\w)(\*{1,3})(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"^[*_]+(?=\w)|(?<=\w)[*_]+$"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
HEADS = re.compile(r"#{1,6}[ \t]+")
NOISE = re.compile(r"[ \t>]*(?:=+|-+|(?:```+|~~~+)[^`\n]*)[ \t]*")


def escape_inline(text: str) -> str:
    """Return *text* so that Markdown reads the same characters and no markup anywhere in it."""
    # A backslash before a bar does not keep a line from being the first row of a table.
    escaped = backslashed(text, _SPECIAL).replace("|", "&#124;")
    # A generator's flag (--ar 3:2) stays what it is: it is copied from here.
    escaped = re.sub(
        r"(?<=\s)--(?=[a-z])|(--+|==+)",
        lambda run: backslashed(run[0], "-=" if run[1] else ""),
        escaped,
    )
    escaped = re.sub(r"(?i)(https?|ftp|mailto|xmpp):", r"\1\\:", escaped)
    return re.sub(r"(?i)\b(www)\.", r"\1\\.", escaped)


def escape(text: str, spot: Spot) -> str:
    """Return *text* as words of a paragraph, also at a line's beginning and in raw HTML."""
    if spot.region and spot.region.opening.startswith("<"):
        return html.escape(text).replace("{", "&#123;").replace("}", "&#125;")
    escaped = re.sub(r"^(?=[-+>=:%])|^(\d+)(?=[.)])", r"\1\\", escape_inline(text))
    return re.sub(r"^\\\\(?=[-=])", r"\\", escaped)


def link(figure: Figure) -> str:
    """Return ``![alt](path "caption")``."""
    title = (
        f' "{escape_inline(figure.caption).replace(chr(34), "&quot;")}"' if figure.caption else ""
    )
    return f"![{escape_inline(figure.alt)}]({url(figure.target)}{title})"


def fenced(prompt: str) -> Lines:
    """Return *prompt* in a fence that is longer than any run of backticks inside."""
    longest = max((len(run) for run in re.findall(r"`+", prompt)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + MARK, prompt, fence]


def numbered(prompts: Sequence[str], _spot: Spot, following: str) -> Lines:
    """Return a numbered list that does not run into an ordered list right after it."""
    delimiter = ")" if re.match(r"\s*\d{1,9}\.[ \t]", following) else "."
    return [f"{number}{delimiter} {prompt}" for number, prompt in enumerate(prompts, 1)]


_ATX = lazy_regex(r"^ {0,3}#{1,6}(?:[ \t]|$)", re.MULTILINE)
_SETEXT = lazy_regex(r"^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_NO_TITLE = lazy_regex(rf"(?:{_ATX.pattern})|[ \t]*(?:>|$)| {{4}}|\t|(?:{_ITEM.pattern})|[ \t]*\|")
LONGEST_TITLE = 20
"""Lines that an underlined heading may have."""


def headings(flat: str, shape: BlockShape) -> Iterator[int]:
    """Yield headings with number signs, underlined ones at their words, and those of HTML."""
    prose, tags = masks(flat, shape.rules)
    yield from (heading.start() for heading in _ATX.finditer(prose))
    yield from (heading.start() for heading in HTML_HEADING.finditer(tags))
    for underline in _SETEXT.finditer(prose):
        start = _title_start(prose, underline.start())
        if start is not None:
            yield start


def _title_start(masked: str, underline: int) -> int | None:
    """Return where the paragraph right above *underline* begins; ``None`` where there is none."""
    start = underline
    for _ in range(LONGEST_TITLE):
        above = line_start(masked, start - 1) if start else 0
        line = masked[above : max(above, start - 1)]
        if not line.strip() or _ATX.match(line):
            break
        if _NO_TITLE.match(line):
            return None
        start = above
    return start if start < underline else None


MARKDOWN = MarkupLanguage(
    shape=SHAPE,
    links_in=lambda flat: markdown_links(flat, RULES),
    inline=lambda figure, _spot: link(figure),
    block=lambda figure: [link(figure)],
    escape=escape,
    mark=fenced,
    several=numbered,
    peels=PEELS,
    decoded=without_references,
    heads=HEADS,
    noise=NOISE,
    verbatim=re.compile(r"```|~~~"),
    headings_in=headings,
    signs=(*SIGNS, *CUSTOM_SIGNS),
    customs_in=lambda flat: custom_tags(flat, RULES),
    forms=(BRACKETS_FORM, TAG_FORM, SHORTCODE_FORM),
    annotations=Annotations(fence=r"`{3,}|~{3,}"),
)
