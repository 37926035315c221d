"""``textDocument/codeLens``: “Draw · Vary · Shorten” over prompts that Limner wrote.

Off by a setting. A prompt is found by its mark, in a fence or a comment of its own line.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lsprotocol import types

from limner.actions import expanding
from limner.document import Document, Span
from limner.lsp import to_proto
from limner.lsp.configuration import settings_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding, Text
from limner.lsp.server import LimnerServer
from limner.markup.common.words import MARK

LENSES = {"Draw": "limner.draw", "Vary": "limner.vary", "Shorten": "limner.shorten"}

MOST_PROMPTS = 200
"""Prompts of one document that get lenses."""

LONGEST_BLOCK = 60
"""Lines a prompt's block may have."""

LONGEST_LEADER = 100
"""Characters that may stand before a mark in its line."""

_MARKED = re.compile(rf"\W*?(?P<fence>`{{3,}}|~{{3,}})?[ \t]*{MARK}:?[ \t]*(?P<words>.*)")


async def code_lens(ls: LimnerServer, params: types.CodeLensParams) -> list[types.CodeLens]:
    """Offer to draw, vary and shorten each marked prompt of a document."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return []
    settings = await settings_for(ls, document)
    if not settings.code_lens or not document.in_step:
        return []
    found = islice(_prompts(document, ls.documents.encoding), MOST_PROMPTS)
    return [
        types.CodeLens(
            range=types.Range(start=mark, end=mark),
            command=to_proto.command(
                command, title, document.uri, range_, version=document.version, text=text
            ),
        )
        for mark, range_, text in found
        for title, command in LENSES.items()
    ]


def _prompts(
    document: OpenDocument, encoding: Encoding
) -> Iterator[tuple[types.Position, types.Range, str]]:
    """Yield where each marked block begins, where its prompt stands, and its text."""
    text = document.text
    if MARK not in str(text):
        return
    for number in range(text.line_count):
        line = text.line(number)
        near = MARK in line and line.find(MARK) < LONGEST_LEADER
        marked = _MARKED.match(line) if near else None
        if marked is None:
            continue
        last = min(number + LONGEST_BLOCK, text.line_count)
        block = [text.line(each) for each in range(number, last)]
        span = _words(block, marked)
        window = Document("\n".join(block), document.language, document.path)
        intent = expanding.read(window, span) if span else None
        if intent is None or not intent.is_prompt:
            continue
        lines = Text(window.text)
        start, end = (lines.place_at(at) for at in (intent.span.start, intent.span.end))
        range_ = types.Range(
            *(
                types.Position(number + place.line, lines.character(place, encoding))
                for place in (start, end)
            )
        )
        yield types.Position(number, 0), range_, intent.span.of(window.text)


def _words(block: list[str], marked: re.Match[str]) -> Span | None:
    """Return where the prompt stands in the lines of *block*; ``None`` without any."""
    if not marked["fence"]:
        line = block[0].rstrip()
        closed = next((end for end in ("-->", "*/}", "*/") if line.endswith(end)), "")
        return Span(marked.start("words"), len(line.removesuffix(closed).rstrip()))
    start = len(block[0]) + 1
    length = 0
    for line in block[1:]:
        if line.lstrip(" \t>").startswith(marked["fence"]):
            break
        length += len(line) + 1
    return Span(start, start + length - 1) if length else None
