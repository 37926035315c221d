"""Turns what clients send into what Limner works with; the one place that checks arguments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from limner.document import DATA, Span
from limner.errors import InputError
from limner.lsp.documents.open_documents import OpenDocument, OpenDocuments

LONGEST_SELECTION = 20_000
"""Code points of a selection that Limner still takes for a description."""


@dataclass(frozen=True)
class Target:
    """The words a command is about.

    Attributes:
        document: the open document they stand in.
        span: where they stand.
        options: the command's own options.
    """

    document: OpenDocument
    span: Span
    options: Mapping[str, Any] = field(default_factory=dict)


def target(documents: OpenDocuments, arguments: Sequence[object]) -> Target:
    """Read a command's one argument ``{uri, range, version?, text?, options?}``.

    Raises:
        JsonRpcInvalidParams: the argument has the wrong shape.
        InputError: it names no open document, or words that stand there no longer.
    """
    if len(arguments) != 1 or not isinstance(arguments[0], Mapping):
        raise JsonRpcInvalidParams("A Limner command takes one object.")
    argument = arguments[0]
    unknown = set(argument) - {"uri", "range", "version", "text", "options"}
    if unknown:
        raise JsonRpcInvalidParams(f"Unknown argument {', '.join(sorted(map(str, unknown)))}.")
    uri, text = argument.get("uri"), argument.get("text")
    version, options = argument.get("version"), argument.get("options") or {}
    if not isinstance(uri, str) or not isinstance(text, str | None):
        raise JsonRpcInvalidParams("uri and text are texts.")
    if not isinstance(version, int | None) or not isinstance(options, Mapping):
        raise JsonRpcInvalidParams("version is a number and options an object.")
    range_ = _range(argument.get("range"))
    document = documents.get(uri)
    if document is None:
        raise InputError("Limner works on open documents only: open it in the editor first.")
    if not document.in_step:
        raise InputError("Limner has lost track of this document: close it and open it again.")
    if document.language in DATA:
        raise InputError(
            f"Limner writes nothing into {document.language.upper()} files: its words would break "
            "them. Use “limner expand” in a terminal."
        )
    span = document.span(range_, documents.encoding)
    if span.end - span.start > LONGEST_SELECTION:
        raise InputError("The selection is too long for one picture: select a few words.")
    if text is not None and _words(document, range_, documents) != text:
        raise InputError("The selected words have changed meanwhile: select them again.")
    return Target(document, span, options)


def _words(document: OpenDocument, range_: types.Range, documents: OpenDocuments) -> str:
    start = document.text.place(range_.start.line, range_.start.character, documents.encoding)
    end = document.text.place(range_.end.line, range_.end.character, documents.encoding)
    return document.text.between(min(start, end), max(start, end))


def _range(raw: object) -> types.Range:
    if not isinstance(raw, Mapping) or set(raw) != {"start", "end"}:
        raise JsonRpcInvalidParams("range is an object of start and end.")
    return types.Range(start=_position(raw["start"]), end=_position(raw["end"]))


def _position(raw: object) -> types.Position:
    if not isinstance(raw, Mapping):
        raise JsonRpcInvalidParams("A position is an object of line and character.")
    return types.Position(line=_number(raw.get("line")), character=_number(raw.get("character")))


def _number(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw < 2**31:
        raise JsonRpcInvalidParams("line and character are numbers from 0 to 2147483647.")
    return raw
