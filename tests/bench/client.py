"""A blocking client that measures: no threads between the clock and the server."""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

URI = Path(tempfile.mkdtemp(prefix="limner-bench-"), "bench.md").as_uri()
"""In a folder of its own: what else stands around a document is looked through, too."""

LIMNER = (sys.executable, "-m", "limner", "serve")
MINIMAL = (sys.executable, str(Path(__file__).parent / "minimal.py"))

CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "workspace": {
        "applyEdit": True,
        "configuration": True,
        "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]},
    },
    "textDocument": {
        "codeAction": {
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit", "command"]},
            "codeActionLiteralSupport": {
                "codeActionKind": {"valueSet": ["", "quickfix", "refactor", "source"]}
            },
        },
        "synchronization": {"didSave": True, "dynamicRegistration": False},
    },
}


class Client:
    """One server process, initialized."""

    def __init__(self, command: tuple[str, ...], env: dict[str, str] | None = None) -> None:
        began = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
        )
        self._ids = itertools.count(1)
        self.edits: list[dict[str, Any]] = []
        self.version = 1
        self.request("initialize", {"processId": os.getpid(), "capabilities": CAPABILITIES})
        self.start_seconds = time.perf_counter() - began
        self.start_memory = self.memory()
        self.notify("initialized", {})

    def memory(self) -> float:
        """Resident memory in MB."""
        return psutil.Process(self.process.pid).memory_info().rss / 1e6

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        identifier = next(self._ids)
        self.send({"id": identifier, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == identifier and "method" not in message:
                return message.get("result")

    def read(self) -> dict[str, Any]:
        """Read one message, answering the server's own requests on the way."""
        stream = self.process.stdout
        length = 0
        while (line := stream.readline()).strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message = json.loads(stream.read(length))
        if "method" in message and "id" in message:
            method = message["method"]
            result: Any = None
            if method == "workspace/applyEdit":
                self.edits.append(message["params"])
                result = {"applied": True}
            elif method == "workspace/configuration":
                result = [None] * len(message["params"]["items"])
            self.send({"id": message["id"], "result": result})
        return message

    def wait_for(self, method: str) -> None:
        """Read until the server sends *method*."""
        while self.read().get("method") != method:
            pass

    def open(self, text: str) -> None:
        item = {"uri": URI, "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def keystroke(self, line: int) -> None:
        self.version += 1
        place = {"line": line, "character": 0}
        change = {"range": {"start": place, "end": place}, "text": "x"}
        self.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": URI, "version": self.version},
                "contentChanges": [change],
            },
        )

    def code_action(self, line: int) -> Any:
        ends = {"start": {"line": line, "character": 2}, "end": {"line": line, "character": 12}}
        return self.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": URI},
                "range": ends,
                "context": {"diagnostics": [], "triggerKind": 1},
            },
        )

    def stop(self) -> None:
        self.request("shutdown", None)
        self.notify("exit", None)
        self.close()

    def close(self) -> None:
        try:
            self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
