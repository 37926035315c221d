"""AsciiDoc, as Asciidoctor reads it.

- Image: ``image::path[alt]`` as a block, ``image:path[alt]`` in a line. All of the
  alternative text survives, but that an apostrophe inside a word becomes a typographic one.
- Prompt below: a line comment, ``// limner-prompt: …``.
- Prompt in place: the words, inside ``pass:[]`` where AsciiDoc would read markup in them.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from limner.document import Document, Span
from limner.markup.asciidoc_folders import included, pictures
from limner.markup.asciidoc_titles import without_underlines
from limner.markup.common.blocks import BlockShape, Spot, line_start, line_stop
from limner.markup.common.headings import headings_outside
from limner.markup.common.html_links import QUOTED_ALT, in_quotes
from limner.markup.common.markup_language import Lines, MarkupLanguage, comment_line
from limner.markup.common.regions import Rule, Rules, mask
from limner.markup.common.searching import NextMatch
from limner.markup.common.words import path, url, without_references
from limner.markup.interface import (
    Annotations,
    Figure,
    ImageLink,
    Insertion,
    Keyword,
    LinkForm,
    Parts,
    Place,
)
from limner.patterns import lazy_regex


def _same_line(opening: str, _before: str) -> str:
    mark = opening.strip()
    return rf"^{re.escape(mark[0])}{re.escape(mark[-1])}{{{len(mark) - 1}}}[ \t]*+$"


def _delimited(place: Place, mark: str) -> Rule:
    return Rule(place, mark, _same_line, r"[ \t]*", block=True, runs_on=True)


_BLOCKS = (
    _delimited(Place.COMMENT, r"/(?<!//)///++[ \t]*+$"),
    _delimited(Place.CODE, r"-(?<!--)---++[ \t]*+$"),
    _delimited(Place.CODE, r"\.(?<!\.\.)\.\.\.++[ \t]*+$"),
    _delimited(Place.CODE, r"\+(?<!\+\+)\+\+\+++[ \t]*+$"),
    Rule(Place.CODE, r"```[^\n]*$", r"^```[ \t]*$", r"[ \t]*", block=True, runs_on=True),
    # A paragraph under such a style is verbatim; under a style may also stand a delimited block.
    Rule(
        Place.CODE,
        r"\[(?<=^\[)(?:source|listing|literal|pass|comment|stem|latexmath|asciimath)\b"
        r"[^\n]*\][ \t]*\n"
        r"(?![ \t]*$|\[|\.|-{2}|={4}|\+{4}|/{4}|`{3}|\|=)",
        r"(?=\n[ \t]*\n)",
        "",
        block=True,
        runs_on=True,
    ),
)
_LINE_COMMENT = Rule(Place.COMMENT, r"//(?!/)", r"$", r"", block=True)
_PASSED = (
    Rule(Place.MATH, r"stem:\[", r"\]", within=True),
    Rule(Place.CODE, r"\+\+\+", r"\+\+\+", within=True),
    Rule(Place.CODE, r"pass:[a-z,]*\[", r"(?<!\\)\]", within=True),
)
_PLUSES = (
    Rule(Place.CODE, r"\+\+(?=\S)", r"\+\+", within=True),
    Rule(Place.CODE, r"\+(?=[^\s+])", r"(?<=\S)\+(?!\w)", before=r"(?<![\w\\])", within=True),
)
_TABLE = _delimited(Place.TABLE, r"\|===++[ \t]*+$")
_HEADER = Rule(
    Place.FRONT_MATTER, r"=[ \t]+\S|:[\w!-]+:", r"(?=\n[ \t]*\n)", "", first=True, block=True,
    runs_on=True,
)  # fmt: skip
RULES = Rules((_HEADER, *_BLOCKS, _TABLE, _LINE_COMMENT, *_PASSED))
_ATTRIBUTE_LINE = Rule(
    Place.CODE, r"\[(?<=^\[)(?![^\n]*image:)[^\n]*\][ \t]*$", r"", "", block=True
)
"""What is said of the next block, in which pluses (``subs="+macros"``) pass nothing through."""
_OPAQUE = Rules((*_BLOCKS, _LINE_COMMENT, _ATTRIBUTE_LINE, *_PASSED, *_PLUSES))

_ITEM = r"(?:\*{1,6}|-|\.{1,6}|\d+\.)[ \t]+(?:\[[ x*]\][ \t]+)?"
SHAPE = BlockShape(
    rules=RULES,
    leader=re.compile(rf"[ \t]*(?:{_ITEM})?"),
    item=re.compile(rf"[ \t]*(?:{_ITEM}\S|[^\s:][^\n]*?:{{2,4}}(?:[ \t]|$))"),
    heading=re.compile(r"(?:={1,6}|#{1,6})[ \t]+\S"),
    alone=re.compile(r"(?:\+|--|={4,}|_{4,}|\*{4,}|'{3,}|<<<|image::\S[^\n\[]*+\[[^\n]*\])[ \t]*$"),
    indented=False,
    tight=True,
    joint="+",
)

_BLOCK_IMAGE = lazy_regex(
    # A block also begins in a cell of that style (Asciidoctor, “AsciiDoc table cells”).
    r"(?:^|(?<=\ba\|)|(?<=\ba\| ))"
    r"image::(?=[^\n]*\][ \t]*+$)(?P<target>\S|\S[^\n]*?\S)\[(?P<held>[^\n]*)\][ \t]*+$",
    re.MULTILINE,
)
_INLINE_IMAGE = lazy_regex(r"(?<![\\:])image:(?=[^:\s\[])")
_ENTRY = lazy_regex(r":[\w!-]+:[ \t]")
"""A line that sets an attribute: a picture in it is shown elsewhere, as a book's cover."""
_MARKED_LINE = lazy_regex(rf"[ \t]*(?:{_ITEM}|\||[^\n]*?:{{2,4}}(?:[ \t]|$))")
_ALONE = lazy_regex(
    r"\[[^\n]*\][ \t]*$|\.(?![. \t])|\+[ \t]*$|//|:[\w!-]+:|(?:={1,6}|#{1,6})[ \t]+\S"
    r"|(?:ifn?|end)\w*::|include::|image::|video::|audio::|toc::|<<<|'{3,}|-{2,}[ \t]*$"
    r"|([=*_+.`])\1{2,}|\d*[ahm]?\|[ \t]*$|[|,:!]={3,}"
)
"""What a line begins with that no paragraph goes on from."""
_TITLE = lazy_regex(r"\.(?![. \t])([^\n]+)")
_ATTRIBUTES = lazy_regex(r"\[[^\n]*\]")


def links(flat: str) -> Iterator[ImageLink]:
    """Yield block and inline image macros; a block's title is its caption."""
    flat = without_underlines(flat)
    searched = mask(flat, _OPAQUE)
    is_literal = _literal_paragraphs(flat)
    found = sorted((*_blocks(flat, searched), *_inlines(flat)), key=lambda link: link.span.start)
    end = 0
    for link in found:
        start = link.span.start
        if start >= end and searched.startswith("image:", start) and not is_literal(start):
            yield link
        end = max(end, link.span.end)


def _blocks(flat: str, searched: str) -> Iterator[ImageLink]:
    for found in _BLOCK_IMAGE.finditer(flat):
        if _goes_on(flat, found.start()):
            continue
        title = _title_above(flat, searched, found.start())
        yield ImageLink(Span(*found.span()), path(found["target"]), _first(found["held"]), title)


def _goes_on(flat: str, start: int) -> bool:
    """Say whether the line at *start* goes on with a paragraph, where no block begins.

    In a cell, behind the cell's bar, it does not.
    """
    if start and flat[start - 1] != "\n":
        return False
    above = flat[line_start(flat, start - 1) : start - 1] if start else ""
    return bool(above.strip()) and not _ALONE.match(above)


def _title_above(flat: str, searched: str, start: int) -> str | None:
    """Return the title of the block at *start*: above it, or above its attributes."""
    while start > 0:
        above = line_start(searched, start - 1)
        if not _ATTRIBUTES.fullmatch(flat, above, start - 1):
            title = _TITLE.fullmatch(searched, above, start - 1)
            return title[1] if title else None
        start = above
    return None


def _inlines(flat: str) -> Iterator[ImageLink]:
    openings, closings = NextMatch(flat, r"[\[\n]"), NextMatch(flat, r"(?<!\\)\]|\n")
    position = 0
    while found := _INLINE_IMAGE.search(flat, position):
        position = found.end()
        opened = openings.at(position)
        closed = closings.at(opened.end()) if opened and opened.group() == "[" else None
        if opened is None or closed is None or closed.group() == "\n":
            continue
        target = Span(found.end(), opened.start())
        is_attribute = _ENTRY.match(flat, line_start(flat, found.start()))
        if flat[target.end - 1].isspace() or is_attribute:
            continue
        position = closed.end()
        held = flat[opened.end() : closed.start()]
        yield ImageLink(Span(found.start(), position), path(target.of(flat)), _first(held))


def _literal_paragraphs(flat: str) -> Callable[[int], bool]:
    """Return a function that says whether an offset is in a paragraph whose first line is indented.

    Such a paragraph is literal.
    """
    starts = [0, *(end.end() for end in re.finditer("\n\n+", flat))]

    @cache
    def is_literal(start: int) -> bool:
        first = flat[start : line_stop(flat, start)]
        return first[:1] in (" ", "\t") and not _MARKED_LINE.match(first)

    return lambda offset: is_literal(starts[bisect_right(starts, offset) - 1])


def carried(alt: str) -> str:
    """Return *alt* with the typographic apostrophe that Asciidoctor would make of a plain one."""
    return re.sub(r"(?<=\w)'(?=\w)", "’", alt)


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* as it is when AsciiDoc sees only words in it, else passed through whole."""
    return _pass(text) if _MARKED.search(text) else text


_PASSED_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in '&<>"]|\\;'})
_REPLACED = lazy_regex(r"[&'\"{}\\]|-(?=[->])|(?<=[-<])-|\.(?=\.\.)|\((?=[CRT])|=(?=>)|(?<=<)=")
_MARKED = lazy_regex(
    r"[*_`#+^~{}<>\[\]|&\\]|\([CR]\)|\(TM\)|--|\.\.\.|[-=]>|://|::|\bimage:|@|^[-.=/'\d:]| \+$"
)


def _quoted(alt: str) -> str:
    """Return *alt* as the first attribute of a block macro, which ends at the line's end.

    References stand for what would end the attribute or be replaced by another sign.
    """
    alt = _REPLACED.sub(lambda found: f"&#{ord(found.group())};", alt)
    return f'"{alt}"' if not alt or re.search(r"[,=#.%]|^[\s\[]", alt) else alt


def _passed(alt: str) -> str:
    """Return *alt* for a macro inside a line, where all other markup would be read first."""
    if not alt:
        return '""'
    return _pass(alt) if _MARKED.search(alt) or re.search(r"[,='\"]", alt) else alt


def _pass(text: str) -> str:
    """Return the macro that passes *text* on; references stand for what would end it.

    A closing bracket ends the macro, a bar a table cell; two colons or semicolons begin a
    description list.
    """
    return f"pass:[{text.translate(_PASSED_MARKS).replace('::', ':&#58;')}]"


def _block(figure: Figure) -> Lines:
    lines = [f"image::{url(figure.target)}[{_quoted(figure.alt)}]"]
    if figure.caption:
        lines.insert(0, "." + re.sub(r"^[. ]+", "", figure.caption))
    if figure.label:
        lines.insert(0, f"[#fig-{figure.label}]")
    return lines


def _inline(figure: Figure, _spot: Spot) -> str:
    return f"image:{url(figure.target)}[{_passed(figure.alt)}]"


def _first(held: str) -> str | None:
    """Return the alternative text: the first attribute, when it has no other name."""
    passed = re.match(r"pass:\[(.*)\]\Z|pass:\[(.*)\Z", held)
    if passed:
        return html.unescape(passed[1] or passed[2] or "").strip()
    quoted = re.match(r"[ \t]*\"((?:[^\"\\]|\\.)*)\"", held)
    named = re.search(r"(?:^|,)[ \t]*alt=(?:\"((?:[^\"\\]|\\.)*)\"|([^,]*))", held)
    if named:
        raw = named[1] if named[1] is not None else named[2]
    else:
        raw = quoted[1] if quoted else held.split(",")[0]
        if not quoted and re.match(r"[ \t]*[\w-]+=", raw):
            return None
    return html.unescape(re.sub(r"\\([\"\]{])", r"\1", raw)).strip()


def _numbered(prompts: Sequence[str], spot: Spot, _following: str) -> Lines:
    lines = [f". {prompt}" for prompt in prompts]
    # Inside a list the marker could be that of the list around: an open block keeps them apart.
    return ["--", *lines, "--"] if spot.joint else lines


def _uncomment(text: str) -> str:
    return re.sub(r"^(?=(?:include|ifdef|ifndef|ifeval|endif)::)", r"\\", text)


def _in_macro(document: Document, link: ImageLink, alt: str) -> Insertion:
    written = link.span.of(document.text)
    start, quoted = written.index("[") + 1, _fitted(alt, "macro")
    return start, quoted if written[start] in "],\n" else f"{quoted},"


def _fitted(alt: str, group: str) -> str:
    needs_quotes = group == "macro" and re.search(r"[,=]", alt)
    return f'"{alt}"' if needs_quotes else in_quotes(alt, group)


_MACRO_FORM = LinkForm(
    begins=re.compile(r"image::?[^\s:\[]"),
    chosen=re.compile(r"\balt=|\[[ \t]*\"\"|\bopts?(?:ions)?=.?interactive"),
    insert=_in_macro,
    alt=re.compile(
        rf"{QUOTED_ALT.pattern}"
        r"|\Aimage::?[^\s\[]+\[(?:\"(?P<quoted>[^\"]*)\"|(?P<macro>[^\],=\"]+))"
    ),
    fitted=_fitted,
)

ASCIIDOC = MarkupLanguage(
    shape=SHAPE,
    links_in=links,
    inline=_inline,
    block=_block,
    figure=_block,
    escape=escape,
    mark=comment_line("// "),
    several=_numbered,
    carried=carried,
    decoded=without_references,
    peels=(
        (re.compile(r"(?:link|https?|xref):\S*?\[([^\]]*)\]"), r"\1"),
        (re.compile(r"(?<!\w)([*_`#+]{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    ),
    heads=re.compile(r"(?:={1,6}|#{1,6})[ \t]+|\.(?=[^\s.])"),
    noise=re.compile(r"(?:\+|[-.=*_+/]{4,}|--)[ \t]*"),
    comment_safe=_uncomment,
    verbatim=re.compile(r"-{4}|\.{4}|`{3}"),
    apart=False,
    headings_in=lambda flat, shape: headings_outside(flat, _OPAQUE, shape.heading),
    signs=("image:",),
    forms=(_MACRO_FORM,),
    annotations=Annotations(
        remark=("// ", ""),
        keyword=Keyword(
            whole=re.compile(r"^:(limner-[\w-]+):([^\n]*)$", re.MULTILINE),
            typed=re.compile(r":(?=limn)(?P<key>[\w-]*)(?::[ \t]+(?P<value>.*))?$"),
            spelled=lambda variable: variable.lower().replace("_", "-"),
        ),
    ),
    stated=pictures,
    parts=Parts(included=included),
)
