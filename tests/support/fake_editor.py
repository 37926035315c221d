"""A fake editor in the same process: buffers, versions, typing, and the manners of real clients.

What it announces and how it treats edits, `tests.support.editor_clients` says.

It speaks raw JSON with the server's protocol object, so nothing of pygls's client side is trusted.
"""

import asyncio
import itertools
import json
import random
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import pytest
from cattrs import Converter

from limner.lsp import create
from limner.lsp.protocol.mended_protocol import structuring
from limner.lsp.server import LimnerServer
from limner.services.backends import Backends
from tests.support.editor_clients import CLIENTS, Client

UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
WIDTH = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def selection(text: str) -> tuple[str, int, int]:
    """Return ``A «red fox» in snow`` without its marks, and where they stood."""
    start, end = text.index("«"), text.index("»") - 1
    return text.replace("«", "").replace("»", ""), start, end


@cache
def _converter() -> Converter:
    """Return one converter for all editors: it compiles more for itself than a test costs."""
    return structuring()


def _server(backends: Backends) -> LimnerServer:
    with pytest.MonkeyPatch.context() as patch:
        shared = partial(LimnerServer, converter_factory=_converter)
        patch.setattr(create, "LimnerServer", shared)
        return create.create_server(backends)


@dataclass
class Buffer:
    """One document as the editor has it."""

    uri: str
    text: str
    language: str
    version: int = 1
    undo: list[str] = field(default_factory=list)
    notebook: str = ""


class Editor:
    """An editor with one server."""

    def __init__(
        self,
        backends: Backends,
        manners: str = "honest",
        encoding: str | None = None,
        settings: dict[str, Any] | None = None,
        *,
        questions: bool = True,
        progress: bool = True,
        llm_tag: bool = False,
        folder: str | None = None,
        hover: tuple[str, ...] = ("markdown", "plaintext"),
        watches: bool = False,
        show_document: bool = False,
        seed: int = 0,
    ) -> None:
        self.server = _server(backends)
        self.server.protocol.outbox = self  # type: ignore[assignment]
        self.manners, self.settings = manners, settings or {}
        self.encoding = encoding or "utf-16"
        self._encodings = (encoding,) if encoding else self.client.encodings
        self.buffers: dict[str, Buffer] = {}
        self.messages: list[str] = []
        self.kinds: list[int] = []
        self.questions: list[tuple[str, list[str]]] = []
        self.answers: list[str | int | None] = []
        self.shown: list[dict[str, Any]] = []
        self.progress: list[dict[str, Any]] = []
        self.errors: list[dict[str, Any]] = []
        self.edits = 0
        self.places: list[dict[str, Any]] = []
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.published = 0
        self.registered: list[dict[str, Any]] = []
        self.last_request = 0
        self.edit_under_way = False
        self.refusals = self.client.refusals
        self.holds = False
        self._held: list[dict[str, Any]] = []
        self._commanded = 0.0
        self.on_report = lambda: None
        self._shows = progress
        self._asks = questions
        self._tags = llm_tag
        self._hover = hover
        self._folder = folder
        self._watches = watches
        self._opens = show_document
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._random = random.Random(seed)

    @property
    def client(self) -> Client:
        """The row of its manners."""
        return CLIENTS[self.manners]

    # What the server writes to

    backlog = 0

    def write(self, body: bytes) -> None:
        """Take a message from the server."""
        message = json.loads(body)
        self.edit_under_way |= message.get("method") == "workspace/applyEdit"
        asyncio.get_running_loop().call_soon(self._take, message)

    # What a person does

    async def start(self) -> dict[str, Any]:
        """Initialize; return the server's capabilities."""
        client = self.client
        edits: dict[str, Any] = {"documentChanges": True} if client.document_changes else {}
        if client.resource_operations:
            edits["resourceOperations"] = ["rename", "create", "delete"]
        shows = self._shows and client.progress
        capabilities: dict[str, Any] = {
            "general": {"positionEncodings": list(self._encodings)} if self._encodings else {},
            "window": {"workDoneProgress": shows, "showDocument": {"support": self._opens}},
            "notebookDocument": {"synchronization": {}},
            "textDocument": {"hover": {"contentFormat": list(self._hover)}},
            "workspace": {
                "applyEdit": client.apply_edit,
                "configuration": client.configuration,
                "didChangeWatchedFiles": {"dynamicRegistration": self._watches},
                "workspaceEdit": edits,
            },
        }
        if client.code_actions:
            tags = {"tagSupport": {"valueSet": [1]}} if self._tags else {}
            documented = {"documentationSupport": True} if client.documentation else {}
            capabilities["textDocument"]["codeAction"] = tags | documented
        folders = [{"uri": self._folder, "name": "folder"}] if self._folder else None
        result = await self.request(
            "initialize",
            {
                "processId": None,
                **({"clientInfo": {"name": client.name}} if client.name else {}),
                "rootUri": None,
                "capabilities": capabilities,
                "workspaceFolders": folders,
            },
        )
        self.encoding = result["capabilities"]["positionEncoding"]
        self.notify("initialized", {})
        return result["capabilities"]

    def open(
        self, text: str, uri: str = "file:///tmp/note.md", language: str = "markdown"
    ) -> Buffer:
        """Open a document."""
        buffer = self.buffers[uri] = Buffer(uri, text, language, self.client.first_version)
        item = {"uri": uri, "languageId": language, "version": buffer.version, "text": text}
        for _ in range(1 + self.client.opens_twice):
            self.notify("textDocument/didOpen", {"textDocument": item})
        return buffer

    def open_notebook(self, uri: str, *cells: tuple[str, str, str]) -> list[Buffer]:
        """Open a notebook of cells: each one's name, language and text."""
        opened = [Buffer(name, text, language, notebook=uri) for name, language, text in cells]
        self.buffers |= {buffer.uri: buffer for buffer in opened}
        kinds = {"markdown": 1}
        notebook = {
            "uri": uri,
            "notebookType": "jupyter-notebook",
            "version": 1,
            "cells": [
                {"kind": kinds.get(buffer.language, 2), "document": buffer.uri} for buffer in opened
            ],
        }
        documents = [
            {
                "uri": buffer.uri,
                "languageId": buffer.language,
                "version": buffer.version,
                "text": buffer.text,
            }
            for buffer in opened
        ]
        self.notify(
            "notebookDocument/didOpen",
            {"notebookDocument": notebook, "cellTextDocuments": documents},
        )
        return opened

    def close(self, buffer: Buffer) -> None:
        """Close a document."""
        del self.buffers[buffer.uri]
        self.notify("textDocument/didClose", {"textDocument": {"uri": buffer.uri}})

    def type(self, buffer: Buffer, start: int, end: int, text: str) -> None:
        """Change a buffer as typing does, and report it."""
        range_ = self.range(buffer, start, end)
        buffer.undo.append(buffer.text)
        buffer.text = buffer.text[:start] + text + buffer.text[end:]
        client = self.client
        repeats = client.opens_twice and self._random.random() < 0.3
        buffer.version += 0 if repeats else client.step
        change = {"text": buffer.text} if client.whole else {"range": range_, "text": text}
        report = {
            "textDocument": {"uri": buffer.uri, "version": buffer.version},
            "contentChanges": [change],
        }
        if buffer.notebook:
            content = {"document": report["textDocument"], "changes": report["contentChanges"]}
            change_of_cells = {
                "notebookDocument": {"uri": buffer.notebook, "version": buffer.version},
                "change": {"cells": {"textContent": [content]}},
            }
            self.notify("notebookDocument/didChange", change_of_cells)
        elif self.holds:
            self._held.append(report)
        elif client.late:
            asyncio.get_running_loop().call_later(
                0.002, self.notify, "textDocument/didChange", report
            )
        else:
            self.notify("textDocument/didChange", report)

    def report_held(self) -> None:
        """Report what was changed while the editor held its reports."""
        self.holds, held = False, self._held
        self._held = []
        for report in held:
            self.notify("textDocument/didChange", report)

    async def actions(
        self, buffer: Buffer, start: int, end: int, kind: int | None = 1, **context: Any
    ) -> list[dict[str, Any]]:
        """Ask for the code actions on a range of code points."""
        trigger = {} if kind is None else {"triggerKind": kind}
        return await self.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": buffer.uri},
                "range": self.range(buffer, start, end),
                "context": {"diagnostics": [], **trigger, **context},
            },
        )

    async def run(self, action: dict[str, Any]) -> Any:
        """Do what choosing a code action does: its edit first, then its command."""
        if "edit" in action:
            self._apply(action["edit"])
        self._commanded = asyncio.get_running_loop().time()
        if "command" in action:
            command = action["command"]
            return await self.request(
                "workspace/executeCommand",
                {"command": command["command"], "arguments": command["arguments"]},
            )
        return None

    async def settle(self, seconds: float = 30.0) -> None:
        """Wait until the server has no job left."""
        async with asyncio.timeout(seconds):
            await asyncio.gather(*self.server.jobs, return_exceptions=True)
        for _ in range(5):
            await asyncio.sleep(0)

    def cancel_progress(self) -> None:
        """Press Cancel on the progress shown last."""
        self.notify("window/workDoneProgress/cancel", {"token": self.progress[-1]["token"]})

    # Positions

    def range(self, buffer: Buffer, start: int, end: int) -> dict[str, Any]:
        """Return a range of code points in the units agreed on."""
        return {
            "start": self._position(buffer.text, start),
            "end": self._position(buffer.text, end),
        }

    def _position(self, text: str, offset: int) -> dict[str, int]:
        before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        line = before.count("\n")
        column = before[before.rfind("\n") + 1 :]
        units = len(column.encode(UNITS[self.encoding])) // WIDTH[self.encoding]
        return {"line": line, "character": units}

    def _offset(self, text: str, position: dict[str, int]) -> int:
        flat = text.replace("\r\n", " \n").replace("\r", "\n")
        begin = 0
        for _ in range(position["line"]):
            begin = flat.index("\n", begin) + 1
        for offset in range(begin, len(text) + 1):
            if offset and text[offset - 1 : offset + 1] == "\r\n":
                continue
            if self._position(text, offset) == position:
                return offset
        raise AssertionError(f"no such position: {position}")

    # The wire

    async def request(self, method: str, params: Any) -> Any:
        """Send a request and wait for its result; an error raises ``RuntimeError``."""
        identifier = self.last_request = next(self._ids)
        future = self._waiting[identifier] = asyncio.get_running_loop().create_future()
        self._send({"id": identifier, "method": method, "params": params})
        return await asyncio.wait_for(future, 30)

    def notify(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        self.server.protocol.receive(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method is None:
            future = self._waiting.pop(message["id"], None)
            if future is None:
                self.errors.append(message)
            elif "error" in message:
                future.set_exception(RuntimeError(message["error"]))
            else:
                future.set_result(message.get("result"))
        elif "id" in message:
            self._answer(message["id"], method, message.get("params"))
        elif method == "window/showMessage":
            self.messages.append(message["params"]["message"])
            self.kinds.append(message["params"]["type"])
        elif method == "textDocument/publishDiagnostics":
            self.published += 1
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "$/progress":
            self.progress.append(message["params"])
            self.on_report()

    def _answer(self, identifier: Any, method: str, params: Any) -> None:
        if method == "workspace/applyEdit":
            self._take_edit(identifier, params)
        elif method == "workspace/configuration":
            self._send({"id": identifier, "result": [self.settings for _ in params["items"]]})
        elif method == "window/showDocument":
            self.shown.append(params)
            self._send({"id": identifier, "result": {"success": True}})
        elif method == "window/showMessageRequest":
            titles = [action["title"] for action in params["actions"]]
            self.questions.append((params["message"], titles))
            if not (self._asks and self.client.questions):
                error = {"code": -32601, "message": "Method not found"}
                self._send({"id": identifier, "error": error})
                return
            answer = self.answers.pop(0) if self.answers else None
            if isinstance(answer, int):
                error = {"code": answer, "message": "It cannot be answered now"}
                self._send({"id": identifier, "error": error})
                return
            self._send({"id": identifier, "result": answer and {"title": answer}})
        else:
            if method == "client/registerCapability":
                self.registered += params["registrations"]
            self._send({"id": identifier, "result": None})

    def _take_edit(self, identifier: Any, params: Any) -> None:
        self.edits += 1
        self.edit_under_way = False
        client, now = self.client, asyncio.get_running_loop().time()
        if not client.answers:
            return
        too_late = client.edit_seconds is not None and now >= self._commanded + client.edit_seconds
        if self.refusals or too_late:
            self.refusals = max(self.refusals - 1, 0)
            self._send({"id": identifier, "result": {"applied": False}})
            return
        applied = client.applies and self._apply(params["edit"])
        if not applied and client.stale == "error":
            error = {"code": -32603, "message": "Edits require another version"}
            self._send({"id": identifier, "error": error})
            return
        self._send({"id": identifier, "result": {"applied": applied or client.stale == "claimed"}})

    def _takes(self, version: int | None, buffer: Buffer) -> bool:
        """Say whether an edit for *version* is taken."""
        if self.client.stale == "applied":
            return True
        if self.client.zero_unchecked:
            return not version or buffer.version <= version
        return version is None or version == buffer.version

    def _apply(self, edit: dict[str, Any]) -> bool:
        """Apply a workspace edit of one edit; ``False`` when its version is stale."""
        if "documentChanges" in edit:
            (change,) = edit["documentChanges"]
            identifier, edits = change["textDocument"], change["edits"]
        else:
            ((uri, edits),) = edit["changes"].items()
            identifier = {"uri": uri}
        buffer = self.buffers.get(identifier["uri"])
        version = identifier.get("version")
        if buffer is None or not self._takes(version, buffer):
            return False
        (only,) = edits
        self.places.append(only["range"])
        start = self._offset(buffer.text, only["range"]["start"])
        end = self._offset(buffer.text, only["range"]["end"])
        self.type(buffer, start, end, only["newText"])
        return True
