r"""Program text: what is inserted goes into comments, in the markup that its documentation uses.

A comment is read without its prefix, as a small document of its own (reStructuredText in Python,
HTML in Java and C#, Markdown elsewhere); what is written gets the prefix back, and can neither end
the comment or string around it nor change a token outside of it. Words that stand in code get
their picture in a comment below. A prompt may replace the words of a string; it is escaped there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from limner.document import Span
from limner.markup.common.blocks import BlockShape, Spot, line_start, line_stop
from limner.markup.common.markup_language import MarkupLanguage
from limner.markup.common.regions import Reading, Region, region_at, regions
from limner.markup.interface import ImageLink, Place
from limner.markup.programs.comment_text import (
    Comment,
    Syntax,
    comment_at,
    indentation,
    is_string,
    one_comment_line,
    string_prefix,
)


def commented(inner: MarkupLanguage, syntax: Syntax) -> MarkupLanguage:
    """Return the language of comments in *syntax* whose words are written in *inner*."""

    def locate(flat: str, span: Span, _shape: BlockShape) -> Spot:
        region = region_at(flat, syntax.rules, span)
        comment = comment_at(flat, region, syntax) if region else None
        if comment is None:
            return _spot_in_code(flat, span, region, syntax)
        return _spot_in_comment(comment, span, inner, region)

    def comments(flat: str) -> Iterator[Comment]:
        end = 0
        for region in regions(flat, syntax.rules):
            comment = comment_at(flat, region, syntax) if region.span.start >= end else None
            if comment:
                end = comment.outside(len(comment.text))
                yield comment

    def links(flat: str) -> Iterator[ImageLink]:
        if not any(sign in flat for sign in inner.signs):
            return
        for comment in comments(flat):
            for link in inner.links_in(comment.text):
                where = Span(comment.outside(link.span.start), comment.outside(link.span.end))
                yield replace(link, span=where)

    def headings(flat: str, _shape: BlockShape) -> Iterator[int]:
        for comment in comments(flat):
            if comment.documents:
                found = inner.headings_in(comment.text, inner.shape)
                yield from (comment.outside(start) for start in found)

    marks = rf"(?:{re.escape(syntax.line)}+[!:]?|/\*+!?|\*(?!/)|\"\"\"|''')[ \t]?"
    return replace(
        inner,
        shape=BlockShape(
            rules=syntax.rules,
            leader=re.compile(rf"[ \t]*(?:{marks})?(?:{inner.shape.leader.pattern})"),
        ),
        bullet=r"[-+•]|\d{1,9}[.)]",  # A star or a number sign begins the lines of a comment.
        noise=re.compile(rf"[ \t]*(?:/\*+|\*+/|\"\"\"|'''|{re.escape(syntax.line)}+)?[ \t]*"),
        locate=locate,
        links_in=links,
        headings_in=headings,
        comment_safe=lambda text: _unclosed(inner.comment_safe(text)),
        wrapped=re.compile(r"(?!)"),
        verbatim=re.compile(r"(?!)"),
        searched=False,
        served=False,
    )


def _spot_in_comment(
    comment: Comment, span: Span, inner: MarkupLanguage, region: Region | None
) -> Spot:
    here = Span(comment.inside(span.start), comment.inside(span.end))
    spot = inner.locate(comment.text, here, inner.shape)
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
    reading = Reading(flat, syntax.rules)
    while True:
        around = reading.region_at(Span(stop, stop), begin)
        if around and "\n" in around.span.of(flat) and around.span.end > stop:
            stop = line_stop(flat, around.span.end)
        elif _goes_on(flat, stop) and stop < len(flat):
            stop = line_stop(flat, stop + 1)
        else:
            break
    start = line_start(flat, span.start)
    spot = Spot(
        Place.CODE,
        Span(start, stop),
        f"{indentation(flat, start)}{syntax.line} ",
        inline=False,
        tight=True,
        region=region,
        words="none",
        hosted=one_comment_line,
    )
    if region and not is_string(region):
        return replace(spot, place=Place.COMMENT, words="literal", fitted=one_comment_line)
    escapes = region and region.opening[0] not in syntax.literal_quotes
    escape = _string_escape(flat, region) if region and escapes else None
    return replace(spot, words="literal", fitted=escape) if escape else spot


def _goes_on(flat: str, stop: int) -> bool:
    """Whether a backslash at the end of the line, before blanks, takes in the next one."""
    while stop > 0 and flat[stop - 1] == " ":
        stop -= 1
    return flat[stop - 1 : stop] == "\\"


def _string_escape(flat: str, region: Region) -> Callable[[str], str] | None:
    """Return what makes words fit for the string; ``None`` where nothing can."""
    prefix, quote = string_prefix(flat, region).lower(), region.opening[0]
    if "r" in prefix or "b" in prefix or quote not in "\"'`":
        return None

    def escaped(text: str) -> str:
        text = text.replace("\\", r"\\").replace(quote, "\\" + quote).replace("${", r"\${")
        return text.replace("{", "{{").replace("}", "}}") if "f" in prefix else text

    return escaped


def _unclosed(text: str) -> str:
    return re.sub(r"\*(?=/)|/(?=\*)|\"(?=\"\")|'(?='')|\](?=\])", r"\g<0> ", text)
