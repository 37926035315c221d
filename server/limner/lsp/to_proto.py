"""Turns what Limner has made into what clients take."""

import re
from typing import Any

from lsprotocol import types

from limner.document import Replacement, Span
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding, Position
from limner.lsp.protocol.capabilities import ClientFeatures


def workspace_edit(
    document: OpenDocument, replacement: Replacement, features: ClientFeatures, encoding: Encoding
) -> types.WorkspaceEdit:
    """Write one edit for the document as it is now, with its version where that is checked."""
    edit = types.TextEdit(
        range=range_of(document, replacement.span, encoding), new_text=replacement.text
    )
    return edits(document, [edit], features)


def edits(
    document: OpenDocument, edits_: list[types.TextEdit], features: ClientFeatures
) -> types.WorkspaceEdit:
    """Write edits for the document as it is now, with its version where that is checked."""
    if not features.versioned_edits:
        return types.WorkspaceEdit(changes={document.uri: edits_})
    version = 1 if document.version == 0 and features.zero_unchecked else document.version
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri=document.uri, version=version)
    changed = types.TextDocumentEdit(text_document=identifier, edits=[*edits_])
    return types.WorkspaceEdit(document_changes=[changed])


def range_of(document: OpenDocument, span: Span, encoding: Encoding) -> types.Range:
    """Return *span* in the client's units."""
    start = document.text.place_at(span.start)
    end = document.text.place_at(span.end)
    return types.Range(
        start=_position(document, start, encoding), end=_position(document, end, encoding)
    )


def command(name: str, title: str, uri: str, range_: types.Range, **rest: Any) -> types.Command:
    """Write a Limner command with its one argument."""
    argument = {
        "uri": uri,
        "range": {
            "start": {"line": range_.start.line, "character": range_.start.character},
            "end": {"line": range_.end.line, "character": range_.end.character},
        },
        **rest,
    }
    return types.Command(title=title, command=name, arguments=[argument])


def escaped(text: str) -> str:
    """Return *text* as words in Markdown: no link, image, emphasis or markup of its own."""
    return re.sub(r"([!#$&()*+\-./:<=>@\[\\\]^_`{|}~])", r"\\\1", text)


def _position(document: OpenDocument, place: Position, encoding: Encoding) -> types.Position:
    return types.Position(line=place.line, character=document.text.character(place, encoding))
