"""What a reader gets of the words in a Markdown link: no emphasis, code marks, links or escapes."""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from limner.patterns import lazy_regex

DEEPEST = 20
"""Links inside of one another that are read."""

_ESCAPE = lazy_regex(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w*);)")
_LITERAL = lazy_regex(rf"{_ESCAPE.pattern}|(`++)")
_ADDRESS = lazy_regex(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_BRACKETS = lazy_regex(r"(!?)\[([^\[\]]*)\](\([^()]*\)|\[[^\[\]]*\])?")
_MARKS = lazy_regex(r"[\\&`<\[\]*_\n]")
_LINKED = "\0"
_HIDDEN = 0xE000
"""Escaped punctuation is moved into the private range while emphasis is taken off."""


SIZE_IN_WORDS = r"\s*\|\s*\d+(?:x\d+)?\s*"
"""A width that some readers take from the end of an image description: ``fox|300``, ``300x200``."""
_SIZE = lazy_regex(r"(?:^|\|)\s*\d+(?:x\d+)?\s*$")


def alternative_text(markdown: str) -> str:
    """Return what a reader gets of an image description: its words without markup or size."""
    words = _words(markdown)
    return _SIZE.sub("", words).rstrip() if words[-1:].isdigit() else words


def _words(markdown: str) -> str:
    if not _MARKS.search(markdown):
        return markdown
    text = _ADDRESS.sub(r"\1", "".join(_literals(markdown)))
    for _ in range(DEEPEST):
        inner = _BRACKETS.sub(_words_of_link, text)
        if inner == text:
            break
        text = inner
    for _ in range(4):
        text = re.sub(r"(\*{1,8})(?=\S)([^*]+)(?<=\S)\1", r"\2", text)
        text = re.sub(r"(?<!\w)(_{1,8})(?=\S)([^_]+)(?<=\S)\1(?!\w)", r"\2", text)
    return _show(re.sub(r"[ \t]*+\n[ \t]*+", " ", text.replace(_LINKED, "")))


def unescaped(text: str) -> str:
    """Return *text* without backslash escapes and character references."""
    return _ESCAPE.sub(lambda escaped: escaped[1] or html.unescape(escaped[2]), text)


def _literals(text: str) -> Iterator[str]:
    """Yield *text* in parts, with hidden what is no markup: escapes and code."""
    runs = _runs(text)
    position = 0
    while found := _LITERAL.search(text, position):
        yield text[position : found.start()]
        position = found.end()
        if not found[3]:
            yield _hide(found[1] or html.unescape(found[2]))
            continue
        closings = runs.get(len(found[3]), [])
        index = bisect_left(closings, position)
        if index < len(closings):
            yield _hide(text[position : closings[index]].strip())
            position = closings[index] + len(found[3])
        else:
            yield found[3]
    yield text[position:]


def _runs(text: str) -> Mapping[int, list[int]]:
    """Return where runs of backticks begin, by their length."""
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`+", text):
        runs.setdefault(len(run.group()), []).append(run.start())
    return runs


def _words_of_link(match: re.Match[str]) -> str:
    """Return the words of a link or image; a link around another link is no link."""
    if match[1] and match[3]:
        return match[2]
    is_words = not match[3] or _LINKED in match[2]
    return _hide(match.group()) if is_words else _LINKED + match[2]


def _hide(text: str) -> str:
    return "".join(chr(_HIDDEN + ord(mark)) if "!" <= mark <= "~" else mark for mark in text)


def _show(text: str) -> str:
    return "".join(
        chr(ord(mark) - _HIDDEN) if "!" <= chr(max(0, ord(mark) - _HIDDEN)) <= "~" else mark
        for mark in text
    )
