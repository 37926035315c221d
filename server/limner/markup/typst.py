r"""Typst.

- Image: ``#image("path", alt: "…")``, or a ``figure`` with caption and label; in a line inside
  ``#box()``. All of the alternative text survives.
- Prompt below: a line comment, ``// limner-prompt: …``.
- Prompt in place: the same words, Typst's own marks escaped with a backslash.
"""

import re
from collections.abc import Callable, Iterator

from limner.document import Document, Span
from limner.markup.common.blocks import BlockShape, Spot
from limner.markup.common.html_links import QUOTED_ALT, in_quotes
from limner.markup.common.markup_language import Lines, MarkupLanguage, comment_line, numbered
from limner.markup.common.regions import Rule, Rules, regions
from limner.markup.common.searching import Brackets, NextMatch
from limner.markup.common.words import backslashed
from limner.markup.interface import (
    Annotations,
    Figure,
    ImageLink,
    Insertion,
    LinkForm,
    PictureFolders,
    Place,
)
from limner.patterns import lazy_regex


def _call_end(brackets: Brackets, offset: int) -> int | None:
    """Return where a call ends, with the calls and content blocks chained to it."""
    end = brackets.end(offset)
    while end is not None and brackets.flat[end : end + 1] in {"(", "["}:
        end = brackets.end(end + 1)
    return end


def _statement_end(brackets: Brackets, offset: int) -> int | None:
    """Return where a statement ends: a function's body, and what else its line goes on with."""
    end = brackets.end(offset)
    while end is not None and (more := _GOES_ON.match(brackets.flat, end)):
        end = brackets.end(more.end())
    return end


_GOES_ON = lazy_regex(
    r"[({\[]|[ \t]*(?:=>?|else|\+|\.[\w.-]+|and|or|in|if|for|while|set)(?![\w-])[^\n;\[({]*[({\[]"
)
"""How the line of a statement goes on to another bracket, once one is closed."""


_COMMENTS = (
    Rule(Place.COMMENT, r"/\*", r"\*/", runs_on=True),
    Rule(Place.COMMENT, r"//", r"$", before=r"(?<![:\\])"),
)
_RAW = (
    Rule(
        Place.CODE,
        r"```++",
        lambda opening, _before: f"`{{{len(opening)}}}",
        block=True,
        runs_on=True,
    ),
    Rule(Place.CODE, r"`", r"`", unescaped=True),
)
_MATH = Rule(Place.MATH, r"\$", r"(?<!\\)\$", unescaped=True, within=True)
_STATEMENT = r"#(?:let|set|show|import|include)\b"
_CODE = (
    Rule(
        Place.CODE, _STATEMENT + r"[^\n\[({#]*[({]", unescaped=True, ends=_statement_end, block=True
    ),
    Rule(Place.CODE, _STATEMENT, r"$", unescaped=True, block=True),
    Rule(Place.CODE, r"#[A-Za-z_][\w.-]*\(", unescaped=True, ends=_call_end),
    Rule(Place.CODE, r"#\{", unescaped=True, ends=Brackets.end),
)
RULES = Rules((*_COMMENTS, *_RAW, _MATH, *_CODE))

_MARKER = r"(?:[-+]|\d+\.|/(?=[ \t][^\n]*:))[ \t]+"
SHAPE = BlockShape(
    rules=RULES,
    leader=re.compile(rf"[ \t]*(?:{_MARKER})*"),
    item=re.compile(rf"[ \t]*{_MARKER}\S"),
    heading=re.compile(r"[ \t]*=+[ \t]"),
)

_STRING = r'"((?:[^"\\]|\\.)*+)"'
_IMAGE = lazy_regex(
    rf"(?<![\w.-])image\(\s*+{_STRING}|{_STRING}|\"(?:[^\"\\]|\\.)*+\Z|//[^\n]*|/\*.*?(?:\*/|\Z)",
    re.DOTALL,
)
_ALT = rf"(?<![\w-])alt:\s*+{_STRING}"
_CAPTION = r"(?<![\w-])caption:\s*+\[((?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)\]"


def links(flat: str) -> Iterator[ImageLink]:
    """Yield ``image(…)`` calls with a literal path; the caption is that of the figure around."""
    read_link = _links_of(flat)
    for region in regions(flat, RULES):
        if region.rule not in _CODE:
            continue
        for found in _IMAGE.finditer(flat, region.span.start, region.span.end):
            if found[1] is not None:
                yield read_link(found)


def _links_of(flat: str) -> Callable[[re.Match[str]], ImageLink]:
    """Return a function that reads the whole call from its beginning."""
    brackets = Brackets(flat)
    alts, captions = NextMatch(flat, _ALT, re.DOTALL), NextMatch(flat, _CAPTION, re.DOTALL)

    def read(found: re.Match[str]) -> ImageLink:
        end = brackets.end(found.start() + len("image(")) or found.end()
        alt = alts.at(found.end(), end)
        figure = flat.rfind("figure(", max(0, found.start() - 200), found.start())
        closed = brackets.end(figure + len("figure(")) if figure >= 0 else None
        caption = captions.at(end, closed) if closed is not None and closed >= end else None
        return ImageLink(
            Span(found.start() - (flat[found.start() - 1 : found.start()] == "#"), end),
            _text(found[1]),
            _text(alt[1]) if alt else None,
            re.sub(r"\\(.)", r"\1", caption[1]).strip() if caption else None,
        )

    return read


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* as words of a paragraph, also at a line's beginning."""
    escaped = backslashed(text, r"\*_`$#<>@~[]{}")
    escaped = re.sub(r"//|/\*|--+|-\?|://", lambda run: backslashed(run.group(), "/-*?"), escaped)
    return re.sub(r"^(?=[-+=/])|^(\d+)(?=\.)", r"\1\\", escaped)


def _call(figure: Figure) -> str:
    return f"image({_string(figure.target)}, alt: {_string(figure.alt)})"


def _figure(figure: Figure) -> Lines:
    caption = f", caption: [{escape(figure.caption)}]" if figure.caption else ""
    label = f" <fig-{figure.label}>" if figure.label else ""
    return [f"#figure({_call(figure)}{caption}){label}"]


def _string(text: str) -> str:
    return '"' + backslashed(text, '\\"') + '"'


def _text(string: str) -> str:
    return re.sub(r"\\(u\{[0-9a-fA-F]+\}|.)", _character, string, flags=re.DOTALL)


def _character(escaped: re.Match[str]) -> str:
    if escaped[1].startswith("u{"):
        return chr(min(int(escaped[1][2:-1], 16), 0x10FFFF))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(escaped[1], escaped[1])


def _in_call(document: Document, link: ImageLink, alt: str) -> Insertion | None:
    path = re.match(rf"#?image\(\s*{_STRING}", link.span.of(document.text))
    return (path.end(), f', alt: "{alt}"') if path else None


_CALL_FORM = LinkForm(
    begins=re.compile(r"#?image\("),
    chosen=re.compile(r"\balt:|\.\."),
    insert=_in_call,
    alt=QUOTED_ALT,
    fitted=in_quotes,
)

TYPST = MarkupLanguage(
    shape=SHAPE,
    links_in=links,
    inline=lambda figure, _spot: f"#box({_call(figure)})",
    block=lambda figure: ["#" + _call(figure)],
    figure=_figure,
    escape=escape,
    mark=comment_line("// "),
    several=numbered(),
    peels=(
        (re.compile(r"(?<!\w)([*_`])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
        (re.compile(r"#(?:emph|strong|text)\[([^\[\]]*)\]"), r"\1"),
    ),
    heads=re.compile(r"=+[ \t]+|//+[ \t]*"),
    comment_safe=lambda text: re.sub(r"\*(?=/)|/(?=\*)", r"\g<0> ", text),
    apart=False,
    signs=("image",),
    forms=(_CALL_FORM,),
    annotations=Annotations(remark=("// ", "")),
    stated=lambda _text, _folder: PictureFolders("Typst", root="typst.toml"),
    address=lambda target: backslashed(target, '\\"'),
)
