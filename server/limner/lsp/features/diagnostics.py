"""Hints at pictures that are missing or lack alternative text, and the quick fixes for them."""

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from lsprotocol import types

from limner.actions import findings
from limner.actions.findings import Code, Finding, Locate
from limner.document import Document
from limner.image.file_names import can_be_drawn
from limner.lsp import to_proto
from limner.lsp.configuration import context_for
from limner.lsp.documents.document_state import Hint
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding, units_of
from limner.lsp.protocol.pruning import SOURCE
from limner.lsp.server import LimnerServer
from limner.lsp.watched_files import ask_to_watch
from limner.markup import silenced
from limner.markup.common.regions import flatten
from limner.project.roots import Project
from limner.settings.declaration import Settings

LONGEST_LINK = 2_000
"""Code points of a link that is sent along with its diagnostic."""

SEVERITIES = {
    "hint": types.DiagnosticSeverity.Hint,
    "information": types.DiagnosticSeverity.Information,
    "warning": types.DiagnosticSeverity.Warning,
}

WATCHED = "**/*.{png,jpg,jpeg,webp,gif,svg,avif,bmp,tif,tiff,pdf,eps}"


class Diagnostics:
    """Publishes what is missing in documents, and remembers which files are there."""

    def __init__(self, ls: LimnerServer) -> None:
        self._ls = ls
        self._published: set[str] = set()
        self._locators: dict[str, tuple[object, Locate]] = {}
        self._watching = False

    async def refresh(self, document: OpenDocument) -> None:
        """Publish what is missing in *document* as it is now; results for an older text are not."""
        ls, snapshot = self._ls, document.snapshot()
        items: list[dict[str, Any]] = []
        if findings.may_hold_images(snapshot):
            context = await context_for(ls, document)
            settings, project, snapshot = context.settings, context.project, document.snapshot()
            codes = findings.wanted(settings)
            if project is not None and codes:
                await self._watch_files()
                locate = await self._locator(snapshot.uri, project, settings)
                encoding = ls.documents.encoding
                severity = SEVERITIES[settings.diagnostics_severity]
                items = await asyncio.to_thread(_items, snapshot, locate, codes, encoding)
                items = [{**item, "severity": severity.value} for item in items]
        if document.version != snapshot.version or ls.documents.get(snapshot.uri) is not document:
            return
        if items or snapshot.uri in self._published:
            self._publish(snapshot.uri, items)

    def left(self, uri: str) -> None:
        """Take back what was published for a document that is closed."""
        self._locators.pop(uri, None)
        if uri in self._published:
            self._publish(uri, [])

    def _publish(self, uri: str, items: Sequence[dict[str, Any]]) -> None:
        (self._published.add if items else self._published.discard)(uri)
        document = self._ls.documents.get(uri)
        if document is not None:
            document.hints = tuple(map(_hint, items))
        version = {"version": document.version} if document and document.version is not None else {}
        self._ls.protocol.tell_client(
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, {"uri": uri, **version, "diagnostics": items}
        )

    async def _locator(self, uri: str, project: Project, settings: Settings) -> Locate:
        """Return where links lead; remembered where the client tells which files come and go."""
        state = (project, settings, self._ls.watch.generation)
        known = self._locators.get(uri)
        if known is not None and known[0] == state and self._ls.protocol.features.watches_files:
            return known[1]
        locate = await asyncio.to_thread(findings.locator, project, settings)
        self._locators[uri] = (state, locate)
        return locate

    async def _watch_files(self) -> None:
        """Ask the client, once there is a document with pictures, to tell of their files."""
        if self._watching or not self._ls.protocol.features.watches_files:
            return
        self._watching = True
        await ask_to_watch(self._ls, "pictures", WATCHED)


def fixes(
    ls: LimnerServer, document: OpenDocument, range_: types.Range, told: Collection[str] = ()
) -> Iterator[types.CodeAction]:
    """Offer what mends the hints that *range_* touches; those of an older text are left alone.

    They are the server's own: some editors send no diagnostics along, others without their data.
    Where an editor names some by their codes in *told*, only these are meant.
    """
    lines = sorted((range_.start.line, range_.end.line))
    at_link: dict[tuple[int, ...], tuple[str, list[types.Diagnostic]]] = {}
    for hint in document.hints_at(*lines):
        if not _touch(hint.range, range_) or (told and hint.code not in told):
            continue
        start, end = (
            document.text.place(place.line, place.character, ls.documents.encoding)
            for place in (hint.range.start, hint.range.end)
        )
        text = document.text.between(start, end) if start <= end else ""
        if not text or text != hint.text:
            continue
        diagnostic = types.Diagnostic(
            range=hint.range,
            message=hint.message,
            severity=hint.severity,
            code=hint.code,
            source=SOURCE,
        )
        for title, command, options in _offers(hint.code, hint.missing):
            yield types.CodeAction(
                title=title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                command=to_proto.command(
                    command, title, document.uri, hint.range,
                    version=document.version, text=text, options=options,
                ),
            )  # fmt: skip
        place = (hint.range.start.line, hint.range.start.character)
        at_link.setdefault(place, (text, []))[1].append(diagnostic)
    for text, diagnostics in at_link.values():
        yield _silence(ls, document, diagnostics, text)


def _touch(one: types.Range, other: types.Range) -> bool:
    def place(position: types.Position) -> tuple[int, int]:
        return position.line, position.character

    ends = sorted((place(other.start), place(other.end)))
    return place(one.start) <= ends[1] and ends[0] <= place(one.end)


def _silence(
    ls: LimnerServer, document: OpenDocument, diagnostics: list[types.Diagnostic], written: str
) -> types.CodeAction:
    """Offer the comment that silences all that was found at one link."""
    found_at = diagnostics[0].range
    start = found_at.start
    begins = types.Position(line=start.line, character=0)
    line = document.text.between(
        document.text.place(start.line, 0, ls.documents.encoding),
        document.text.place(start.line, start.character, ls.documents.encoding),
    )
    is_behind, comment = silenced.silencing(document.language, written, line)
    at = found_at.end if is_behind else begins
    text = comment if is_behind else comment + document.snapshot().line_ending
    edit = types.TextEdit(range=types.Range(start=at, end=at), new_text=text)
    return types.CodeAction(
        title="Ignore this here",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=diagnostics,
        edit=to_proto.edits(document, [edit], ls.protocol.features),
    )


def _offers(code: str, missing_here: int) -> Iterator[tuple[str, str, dict[str, bool]]]:
    if code == "missing-alt":
        yield "Write alt text", "limner.writeAlt", {}
    elif code == "missing-image" and missing_here:
        yield "Draw this picture", "limner.draw", {"missing": True}
        if missing_here > 1:
            yield f"Draw all {missing_here} missing pictures", "limner.drawMissing", {}


def _items(
    document: Document, locate: Locate, codes: Sequence[Code], encoding: Encoding
) -> list[dict[str, Any]]:
    """Return the diagnostics of *document* as plain values: there may be thousands."""
    found = findings.findings_in(document, locate, codes)
    count = len({finding.path or finding.link.span for finding in found if _can_draw(finding)})
    flat, line, offset = flatten(document.text), 0, 0
    items = []
    for finding in found:
        span = finding.link.span
        line += flat.count("\n", offset, span.start)
        offset = span.start
        last = line + flat.count("\n", span.start, span.end)
        range_ = {
            "start": _position(flat, line, span.start, encoding),
            "end": _position(flat, last, span.end, encoding),
        }
        missing = count if _can_draw(finding) else 0
        items.append(_item(finding, range_, span.of(document.text), missing))
    return items


def _can_draw(finding: Finding) -> bool:
    return finding.code == "missing-image" and can_be_drawn(finding.path)


def _hint(item: Mapping[str, Any]) -> Hint:
    start, end = (types.Position(**item["range"][edge]) for edge in ("start", "end"))
    data = item["data"]
    return Hint(
        item["code"], types.Range(start, end), data.get("text", ""), data.get("missing", 0),
        item["message"], types.DiagnosticSeverity(item["severity"]),
    )  # fmt: skip


def _position(flat: str, line: int, offset: int, encoding: Encoding) -> dict[str, int]:
    before = flat[flat.rfind("\n", 0, offset) + 1 : offset]
    return {"line": line, "character": units_of(before, encoding)}


def _item(finding: Finding, range_: dict[str, Any], text: str, count: int) -> dict[str, Any]:
    data = {"text": text, "missing": count} if len(text) <= LONGEST_LINK else {}
    return {
        "range": range_,
        "severity": types.DiagnosticSeverity.Hint.value,
        "code": finding.code,
        "source": SOURCE,
        "message": finding.message,
        "data": data,
    }
