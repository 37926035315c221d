"""``textDocument/codeLens``: “Draw · Vary · Shorten” over prompts that Limner wrote.

Off by a setting. A prompt is found by its mark, in a fence or a comment of its own line.
"""

from collections.abc import Iterator
from itertools import islice

from lsprotocol import types

from limner.lsp import to_proto
from limner.lsp.configuration import settings_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding
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
    for prompt in marked_prompts.marked_prompts(snapshot):
        start, end = (text.place_at(at) for at in (prompt.span.start, prompt.span.end))
        range_ = types.Range(
            *(types.Position(place.line, text.character(place, encoding)) for place in (start, end))
        )
        mark = types.Position(text.place_at(prompt.start).line, 0)
        yield mark, range_, prompt.span.of(snapshot.text)
