"""Prompts that carry Limner's mark: in a comment of one line, or between lines of their own.

Before the mark may stand what a list, a quotation or a program's comment puts before each line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from limner.document import LINE_END, Document, Span
from limner.markup import for_language
from limner.markup.common.words import MARK
from limner.markup.interface import Annotations

LONGEST_BLOCK = 60
"""Lines that a marked block may have."""

LONGEST_LEADER = 100
"""Characters that may stand before a mark in its line."""

LONGEST_LINE = 10_000
"""Characters of a line that are read."""

FARTHEST = 1_000
"""Characters of empty lines between a link and its prompt."""


@dataclass(frozen=True)
class MarkedPrompt:
    """A prompt that stands in a document.

    Attributes:
        start: where the line of its mark begins.
        span: where its words stand.
        text: its words on one line.
    """

    start: int
    span: Span
    text: str


def marked_prompts(document: Document) -> Iterator[MarkedPrompt]:
    """Yield the marked prompts of *document*, in order."""
    position = 0
    while (found := document.text.find(MARK, position)) >= 0:
        before = document.text[max(0, found - LONGEST_LEADER - 1) : found]
        start = found - len(LINE_END.split(before)[-1])
        position = document.line_stop(found)
        if found - start <= LONGEST_LEADER and (prompt := _prompt_at(document, start)):
            yield prompt


def prompt_behind(document: Document, offset: int) -> str:
    """Return the marked prompt right below the line of *offset*; ``""`` without one."""
    text = document.text
    blank = re.compile(r"\s*").match(text, offset, offset + FARTHEST)
    end = blank.end() if blank else offset
    start = document.line_start(end)
    prompt = _prompt_at(document, start) if start > offset else None
    return prompt.text if prompt else ""


def typed_prompt(above: Sequence[str], line: str, language: str) -> str | None:
    """Return what stands of a marked prompt at the end of *line*, below the lines *above*."""
    form = for_language(language).annotations
    opened = _opening(form).match(line)
    if opened and opened["comment"] is not None:
        begun = line[opened.end() :]
        return None if any(end in begun for end in form.ends) else begun
    for other in reversed(above[-LONGEST_BLOCK:]):
        if _any_fence(form).match(other):
            opened = _opening(form).match(other)
            return line.lstrip(" \t>") if opened and opened["fence"] is not None else None
    return None


def _prompt_at(document: Document, start: int) -> MarkedPrompt | None:
    """Return the prompt whose mark stands in the line at *start*."""
    form = for_language(document.language).annotations
    line = _line(document, start)
    opened = _opening(form).match(line)
    if opened is None:
        return None
    lines, first = [line], opened.end()
    if opened["fence"] is not None:
        lines = _block(document, start, line, form.fence_end(opened["fence"]))
        first = len(line)
    block = "".join(lines)
    span = Span(first, len(block.rstrip()))
    if opened["fence"] is None:
        span = Span(first, len(_without_end(line, form)))
    if span.start >= span.end:
        return None
    window = Document(block, document.language, document.path)
    intent = for_language(document.language).read(window, span)
    if intent is None or not intent.is_prompt:
        return None
    words = Span(start + intent.span.start, start + intent.span.end)
    return MarkedPrompt(start, words, intent.subject)


def _line(document: Document, start: int) -> str:
    """Return the line at *start* with its end."""
    stop = document.line_stop(start)
    if document.text.startswith("\r\n", stop):
        stop += 1
    return document.text[start : min(stop + 1, start + LONGEST_LINE)]


def _block(document: Document, start: int, first: str, end: str) -> list[str]:
    """Return the lines from the one at *start* up to the one that begins with *end*."""
    closing = re.compile(rf"\W{{0,{LONGEST_LEADER}}}?{re.escape(end)}")
    lines, position = [first], start + len(first)
    while position < len(document.text) and len(lines) < LONGEST_BLOCK:
        line = _line(document, position)
        if closing.match(line):
            break
        lines.append(line)
        position += len(line)
    return lines


def _without_end(line: str, form: Annotations) -> str:
    line = line.rstrip()
    closed = next((end for end in form.ends if line.endswith(end)), "")
    return line.removesuffix(closed).rstrip()


@cache
def _opening(form: Annotations) -> re.Pattern[str]:
    """Return the pattern of a line up to the words of a comment, or of a whole opening line."""
    return re.compile(
        rf"\W{{0,{LONGEST_LEADER}}}?(?:(?P<comment>{MARK}:[ \t]*)"
        rf"|(?P<fence>{form.fence})[ \t{{.]*{MARK}[ \t}}>\r\n]*$)"
    )


@cache
def _any_fence(form: Annotations) -> re.Pattern[str]:
    return re.compile(rf"[\W\d]{{0,40}}?(?:{form.fence})")
