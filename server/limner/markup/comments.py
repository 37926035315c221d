r"""Program text: what is inserted goes into comments, in the markup that its documentation uses.

A comment is read without its prefix, as a small document of its own (reStructuredText in Python,
HTML in Java and C#, Markdown elsewhere); what is written gets the prefix back, and can neither end
the comment or string around it nor change a token outside of it. Words that stand in code get
their picture in a comment below. A prompt may replace the words of a string; it is escaped there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from limner.document import Span
from limner.markup.blocks import Shape, Spot, line_start, line_stop
from limner.markup.interface import ImageLink, Place
from limner.markup.language import Language
from limner.markup.regions import Region, Rules, region_at, regions

_HINT = re.compile(r"!\[|<img|image::|figure::", re.IGNORECASE)


@dataclass(frozen=True)
class Syntax:
    """What program text of one language looks like.

    Attributes:
        line: the mark that begins a line comment.
        rules: comments and strings; a comment's place is ``COMMENT``, a string's is ``CODE``.
        docstrings: strings in triple quotes that stand alone are documentation.
        literal_quotes: quotation marks of strings in which nothing is put by a prompt, since a
            backslash does not take the meaning from everything there.
    """

    line: str
    rules: Rules
    docstrings: bool = False
    literal_quotes: str = ""


@dataclass(frozen=True)
class _Comment:
    """One comment as a document: its words, and where each of its lines begins outside.

    Attributes:
        text: the lines without their prefixes.
        starts: where each line's words begin in the program text.
        prefix: what a new line in this comment begins with.
        closing: what precedes the comment's end when that moves to a line of its own.
        hosted: keeps an insertion from ending the comment.
        documents: the comment is documentation, so that its markup is rendered somewhere.
    """

    text: str
    starts: tuple[int, ...]
    prefix: str
    closing: str | None
    hosted: Callable[[str], str]
    documents: bool

    def inside(self, offset: int) -> int:
        """Return the offset in the comment's text for one in the program text."""
        position = 0
        lines = self.text.split("\n")
        for index, line in enumerate(lines):
            last = index + 1 == len(lines)
            if last or offset < self.starts[index + 1]:
                return position + min(max(0, offset - self.starts[index]), len(line))
            position += len(line) + 1
        return position

    def outside(self, offset: int) -> int:
        """Return the offset in the program text for one in the comment's text."""
        line = self.text.count("\n", 0, offset)
        return self.starts[line] + offset - line_start(self.text, offset)


def commented(inner: Language, syntax: Syntax) -> Language:
    """Return the language of comments in *syntax* whose words are written in *inner*."""

    def locate(flat: str, span: Span, _shape: Shape, start: int) -> Spot:
        region = region_at(flat, syntax.rules, span, start)
        comment = _comment(flat, region, syntax) if region else None
        if comment is None:
            return _spot_in_code(flat, span, region, syntax)
        return _spot_in_comment(comment, span, inner, region)

    def links(flat: str) -> Iterator[ImageLink]:
        if not _HINT.search(flat):
            return
        end = 0
        for region in regions(flat, syntax.rules):
            comment = _comment(flat, region, syntax) if region.span.start >= end else None
            if comment:
                end = comment.outside(len(comment.text))
                for link in inner.links_in(comment.text):
                    where = Span(comment.outside(link.span.start), comment.outside(link.span.end))
                    yield replace(link, span=where)

    marks = rf"(?:{re.escape(syntax.line)}+[!:]?|/\*+!?|\*(?!/)|\"\"\"|''')[ \t]?"
    return replace(
        inner,
        shape=Shape(
            rules=syntax.rules,
            leader=re.compile(rf"[ \t]*(?:{marks})?(?:{inner.shape.leader.pattern})"),
        ),
        noise=re.compile(rf"[ \t]*(?:/\*+|\*+/|\"\"\"|'''|{re.escape(syntax.line)}+)?[ \t]*"),
        locate=locate,
        links_in=links,
        comment_safe=lambda text: _unclosed(inner.comment_safe(text)),
        wrapped=re.compile(r"(?!)"),
        verbatim=re.compile(r"(?!)"),
    )


def _spot_in_comment(comment: _Comment, span: Span, inner: Language, region: Region | None) -> Spot:
    here = Span(comment.inside(span.start), comment.inside(span.end))
    spot = inner.locate(comment.text, here, inner.shape, 0)
    rest = comment.text[spot.block.end :]
    last = "\n" not in rest
    return replace(
        spot,
        place=Place.COMMENT,
        block=Span(comment.outside(spot.block.start), comment.outside(spot.block.end)),
        prefix=comment.prefix + spot.prefix,
        region=region,
        words=inner.words_at(spot) if comment.documents else "literal",
        closing=comment.closing if last else None,
        followed=bool(rest[1:].split("\n")[0].strip()),
        hosted=comment.hosted,
        fitted=comment.hosted,
    )


def _spot_in_code(flat: str, span: Span, region: Region | None, syntax: Syntax) -> Spot:
    """Return the spot in a comment below the words' line, after all strings that line opens."""
    begin = region.span.start if region else span.start
    stop = line_stop(flat, max(span.end, region.span.end if region else 0))
    while True:
        around = region_at(flat, syntax.rules, Span(stop, stop), begin)
        if around and "\n" in around.span.of(flat) and around.span.end > stop:
            stop = line_stop(flat, around.span.end)
        elif flat[:stop].rstrip(" ").endswith("\\") and stop < len(flat):
            stop = line_stop(flat, stop + 1)
        else:
            break
    start = line_start(flat, span.start)
    spot = Spot(
        Place.CODE,
        Span(start, stop),
        f"{_indentation(flat, start)}{syntax.line} ",
        inline=False,
        tight=True,
        region=region,
        words="none",
        hosted=_one_comment_line,
    )
    if region and not _is_string(region):
        return replace(spot, place=Place.COMMENT, words="literal", fitted=_one_comment_line)
    escapes = region and region.opening[0] not in syntax.literal_quotes
    escape = _string_escape(flat, region) if region and escapes else None
    return replace(spot, words="literal", fitted=escape) if escape else spot


def _comment(flat: str, region: Region, syntax: Syntax) -> _Comment | None:
    """Return the comment that *region* belongs to, or ``None`` for a string or a trailing one."""
    start = line_start(flat, region.span.start)
    alone = not flat[start : region.span.start].strip()
    if _is_string(region):
        return _docstring(flat, region, start) if syntax.docstrings and alone else None
    if region.rule.closes == "$":
        return _line_comments(flat, region, start, syntax) if alone else None
    return _block_comment(flat, region, start)


def _line_comments(flat: str, region: Region, start: int, syntax: Syntax) -> _Comment:
    mark = re.compile(rf"([ \t]*)({re.escape(syntax.line)}+[!:]?)[ \t]?")
    own = mark.match(flat, start)
    leader = own.group() if own else region.opening
    style = own[2] if own else syntax.line

    def belongs(line: int) -> re.Match[str] | None:
        matched = mark.match(flat, line, line_stop(flat, line))
        return matched if matched and matched[2] == style else None

    first = start
    while first > 0 and belongs(line_start(flat, first - 1)):
        first = line_start(flat, first - 1)
    starts: list[int] = []
    texts: list[str] = []
    while first <= len(flat) and (matched := belongs(first)):
        starts.append(matched.end())
        texts.append(flat[matched.end() : line_stop(flat, first)].rstrip(" "))
        first = line_stop(flat, first) + 1
    prefix = leader if leader.endswith((" ", "\t")) else leader + " "
    return _Comment(
        "\n".join(texts), tuple(starts), prefix, None, _one_comment_line, style != syntax.line
    )


def _block_comment(flat: str, region: Region, start: int) -> _Comment:
    indent = _indentation(flat, start)
    leader = re.compile(r"[ \t]*\*(?!/)[ \t]?|[ \t]*")
    starred = re.search(r"\n([ \t]*\*[ \t]?)(?!/)", region.inside.of(flat))
    prefix = starred[1] if starred else f"{indent} * " if "*" in region.opening else indent
    if prefix.endswith("*"):
        prefix += " "
    comment = _lines_of(flat, region, leader, prefix, _uncommented)
    return replace(
        comment, documents=flat[region.inside.start : region.inside.start + 1] in {*"*!"}
    )


def _docstring(flat: str, region: Region, start: int) -> _Comment | None:
    if len(region.opening) < 3 or not _documents(flat, start):
        return None
    indent = _indentation(flat, start)
    raw = "r" in _string_prefix(flat, region).lower()
    quotes = region.opening

    def hosted(text: str) -> str:
        if raw:
            return text.replace(quotes, " ".join(quotes))
        # A quotation mark at the end of an insertion could stand right before the closing three.
        text = text.replace("\\", r"\\")
        return re.sub(rf"{quotes[0]}(?={quotes[0] * 2}|\Z)", r"\\\g<0>", text)

    leader = re.compile(rf"[ \t]{{0,{len(indent)}}}")
    return _lines_of(flat, region, leader, indent, hosted)


def _lines_of(
    flat: str,
    region: Region,
    leader: re.Pattern[str],
    prefix: str,
    hosted: Callable[[str], str],
) -> _Comment:
    """Return the comment that *region* holds; *leader* stands before the words of later lines."""
    end = max(region.inside.start, region.inside.start + len(region.inside.of(flat).rstrip()))
    starts: list[int] = []
    texts: list[str] = []
    position, before = region.inside.start, re.compile(r"[*!]*[ \t]?")
    while position <= end:
        matched = before.match(flat, position, end)
        begin = matched.end() if matched else position
        stop = min(line_stop(flat, begin), end)
        starts.append(begin)
        texts.append(flat[begin:stop].rstrip(" "))
        position, before = stop + 1, leader
    on_last_line = "\n" not in flat[end : region.inside.end]
    closing = _indentation(flat, line_start(flat, region.span.start)) if on_last_line else None
    return _Comment("\n".join(texts), tuple(starts), prefix, closing, hosted, documents=True)


def _documents(flat: str, start: int) -> bool:
    """Whether a string that stands alone at *start* documents: first thing in a file or body."""
    above = flat[:start].rstrip()
    while above and above[line_start(above, len(above)) :].lstrip().startswith("#"):
        above = above[: line_start(above, len(above))].rstrip()
    return not above or above.endswith(":")


def _is_string(region: Region) -> bool:
    return region.rule.place is not Place.COMMENT


def _string_prefix(flat: str, region: Region) -> str:
    before = re.search(r"[A-Za-z]{0,3}\Z", flat[max(0, region.span.start - 3) : region.span.start])
    return before.group() if before else ""


def _string_escape(flat: str, region: Region) -> Callable[[str], str] | None:
    """Return what makes words fit for the string; ``None`` where nothing can."""
    prefix, quote = _string_prefix(flat, region).lower(), region.opening[0]
    if "r" in prefix or "b" in prefix or quote not in "\"'`":
        return None

    def escaped(text: str) -> str:
        text = text.replace("\\", r"\\").replace(quote, "\\" + quote).replace("${", r"\${")
        return text.replace("{", "{{").replace("}", "}}") if "f" in prefix else text

    return escaped


def _one_comment_line(text: str) -> str:
    # A backslash at the end would take the next line of C into the comment.
    return text.rstrip("\\")


def _uncommented(text: str) -> str:
    return text.replace("*/", "*&#47;").replace("/*", "&#47;*")


def _unclosed(text: str) -> str:
    return re.sub(r"\*(?=/)|/(?=\*)|\"(?=\"\")|'(?='')|\](?=\])", r"\g<0> ", text)


def _indentation(flat: str, start: int) -> str:
    matched = re.compile(r"[ \t]*").match(flat, start)
    return matched.group() if matched else ""
