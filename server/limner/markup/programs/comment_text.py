"""One comment of a program as a small document: its words without prefixes, and the way back."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from limner.markup.common.blocks import line_start, line_stop
from limner.markup.common.regions import LONGEST_LEADER, Region, Rules
from limner.markup.interface import Place


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
class Comment:
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

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Where each line begins in the comment's text."""
        return (0, *(end.end() for end in re.finditer("\n", self.text)))

    def inside(self, offset: int) -> int:
        """Return the offset in the comment's text for one in the program text."""
        line = max(0, bisect_right(self.starts, offset) - 1)
        length = line_stop(self.text, self.lines[line]) - self.lines[line]
        return self.lines[line] + min(max(0, offset - self.starts[line]), length)

    def outside(self, offset: int) -> int:
        """Return the offset in the program text for one in the comment's text."""
        line = bisect_right(self.lines, offset) - 1
        return self.starts[line] + offset - self.lines[line]


def comment_at(flat: str, region: Region, syntax: Syntax) -> Comment | None:
    """Return the comment that *region* belongs to, or ``None`` for a string or a trailing one."""
    start = _alone(flat, region.span.start)
    if is_string(region):
        held = start is not None and syntax.docstrings
        return _docstring(flat, region, start or 0) if held else None
    if region.rule.closes == "$":
        return None if start is None else _line_comments(flat, region, start, syntax)
    return _block_comment(flat, region)


def _alone(flat: str, offset: int) -> int | None:
    """Return where the line of *offset* begins if only blanks stand before it there."""
    start = _near_line_start(flat, offset)
    return None if start is None or flat[start:offset].strip() else start


def _near_line_start(flat: str, offset: int) -> int | None:
    """Return where the line of *offset* begins; ``None`` where that is too far away."""
    farthest = max(0, offset - LONGEST_LEADER)
    start = flat.rfind("\n", farthest, offset) + 1
    return None if start == 0 and farthest > 0 else start


def _line_comments(flat: str, region: Region, start: int, syntax: Syntax) -> Comment:
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
    return Comment(
        "\n".join(texts), tuple(starts), prefix, None, one_comment_line, style != syntax.line
    )


def _block_comment(flat: str, region: Region) -> Comment:
    indent = _indentation_before(flat, region.span.start)
    leader = re.compile(r"[ \t]*\*(?!/)[ \t]?|[ \t]*")
    starred = re.search(r"\n([ \t]*\*[ \t]?)(?!/)", region.inside.of(flat))
    prefix = starred[1] if starred else f"{indent} * " if "*" in region.opening else indent
    if prefix.endswith("*"):
        prefix += " "
    comment = _lines_of(flat, region, leader, prefix, _uncommented)
    return replace(
        comment, documents=flat[region.inside.start : region.inside.start + 1] in {*"*!"}
    )


def _docstring(flat: str, region: Region, start: int) -> Comment | None:
    if len(region.opening) < 3 or not _documents(flat, start):
        return None
    indent = indentation(flat, start)
    raw = "r" in string_prefix(flat, region).lower()
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
) -> Comment:
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
    closing = _indentation_before(flat, region.span.start) if on_last_line else None
    return Comment("\n".join(texts), tuple(starts), prefix, closing, hosted, documents=True)


def _documents(flat: str, start: int) -> bool:
    """Whether a string that stands alone at *start* documents: first thing in a file or body."""
    comment = re.compile(r"[ \t]*#")
    while True:
        while start > 0 and flat[start - 1].isspace():
            start -= 1
        line = line_start(flat, start)
        if not comment.match(flat, line, start):
            return start == 0 or flat[start - 1] == ":"
        start = line


def is_string(region: Region) -> bool:
    """Whether a region of a program is a string, and no comment."""
    return region.rule.place is not Place.COMMENT


def string_prefix(flat: str, region: Region) -> str:
    """Return the letters right before a string's opening (``rf`` in Python)."""
    before = re.search(r"[A-Za-z]{0,3}\Z", flat[max(0, region.span.start - 3) : region.span.start])
    return before.group() if before else ""


def one_comment_line(text: str) -> str:
    """Return *text* as a line comment can end with it."""
    # A backslash at the end, or its trigraph, would take the next line of C into the comment.
    return re.sub(r"\?(?=\?/)", "? ", text).rstrip("\\ \t")


def _uncommented(text: str) -> str:
    return text.replace("*/", "*&#47;").replace("/*", "&#47;*")


def _indentation_before(flat: str, offset: int) -> str:
    start = _near_line_start(flat, offset)
    return "" if start is None else indentation(flat, start)


def indentation(flat: str, start: int) -> str:
    """Return the blanks that the line at *start* begins with."""
    matched = re.compile(r"[ \t]*").match(flat, start)
    return matched.group() if matched else ""
