"""``textDocument/codeLens``: “Draw · Vary · Shorten” over prompts that Limner wrote.

Off by a setting. A prompt is found by its mark, in a fence or a comment of its own line.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from lsprotocol import types

from limner.document import LINE_END
from limner.lsp import to_proto
from limner.lsp.configuration import settings_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding, Position
from limner.lsp.server import LimnerServer
from limner.markup import marked_prompts

LENSES = {"Draw": "limner.draw", "Vary": "limner.vary", "Shorten": "limner.shorten"}

MOST_PROMPTS = 200
"""Prompts of one document that get lenses."""


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
    snapshot, text = document.snapshot(), document.text
    starts: list[int] = []

    def position(offset: int) -> types.Position:
        line = bisect_right(starts, offset) - 1
        place = Position(line, offset - starts[line])
        return types.Position(line, text.character(place, encoding))

    for prompt in marked_prompts.marked_prompts(snapshot):
        starts = starts or [0, *(end.end() for end in LINE_END.finditer(snapshot.text))]
        range_ = types.Range(position(prompt.span.start), position(prompt.span.end))
        yield position(prompt.start), range_, prompt.span.of(snapshot.text)
