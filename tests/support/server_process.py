"""A raw client for a server in a process of its own: bytes in, parsed messages out."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from typing import Any

from tests.support.forked import ForkedProcess

INITIALIZE: dict[str, Any] = {
    "processId": None,
    "rootUri": None,
    "capabilities": {
        "window": {"workDoneProgress": True},
        "workspace": {"applyEdit": True, "workspaceEdit": {"documentChanges": True}},
    },
}


class ServerProcess:
    """A server process and its three streams.

    Without a *command* it is forked with its imports done: see `forked`.
    """

    def __init__(self, *command: str, env: dict[str, str] | None = None) -> None:
        environment = {**os.environ, **(env or {})}
        if command or sys.platform == "win32":
            self.process = subprocess.Popen(
                command or (sys.executable, "-m", "limner", "serve"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
            )
        else:
            self.process = ForkedProcess(("serve",), environment)
        self.messages: queue.Queue[dict[str, Any] | bytes | None] = queue.Queue()
        self.passed: list[dict[str, Any]] = []
        self.answers: dict[str, Any] = {}
        self.stderr = b""
        self._next = 0
        self._version = 1
        self._threads = [
            threading.Thread(target=self._read, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> "ServerProcess":
        return self

    def __exit__(self, *exception: object) -> None:
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):
                stream.close()

    def _read(self) -> None:
        stream = self.process.stdout
        while True:
            header = stream.readline()
            if not header.startswith(b"Content-Length: "):
                self.messages.put(header or None)
                return
            stream.readline()
            self.messages.put(json.loads(stream.read(int(header[16:]))))

    def _read_errors(self) -> None:
        for line in self.process.stderr:
            self.stderr += line

    def raw(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def request(self, method: str, params: Any = None, **rest: Any) -> dict[str, Any]:
        """Send a request and return its answer, passing over everything else."""
        self._next += 1
        message = {"id": self._next, "method": method, **rest}
        self.send(**message if params is None else {**message, "params": params})
        return self.until(lambda answer: answer.get("id") == self._next and "method" not in answer)

    def until(self, wanted, seconds: float = 30) -> dict[str, Any]:
        """Return the first message that is *wanted*; answer the server's requests before it."""
        end = time.monotonic() + seconds
        while True:
            message = self.messages.get(timeout=max(end - time.monotonic(), 0.01))
            assert isinstance(message, dict), (message, self.stderr)
            if wanted(message):
                return message
            self.passed.append(message)
            if "method" in message and "id" in message:
                self.send(id=message["id"], result=self.answers.get(message["method"]))

    def apply(self, asked: dict[str, Any]) -> list[str]:
        """Apply what the server asks for as an editor does; return the new texts.

        Without the report of the change the server would wait for it, and try again.
        """
        edit = asked["params"]["edit"]
        changed = edit.get("changes") or {
            change["textDocument"]["uri"]: change["edits"] for change in edit["documentChanges"]
        }
        for uri, edits in changed.items():
            self._version += 1
            changes = [{"range": one["range"], "text": one["newText"]} for one in edits]
            document = {"uri": uri, "version": self._version}
            params = {"textDocument": document, "contentChanges": changes}
            self.send(method="textDocument/didChange", params=params)
        self.send(id=asked["id"], result={"applied": True})
        return [one["newText"] for edits in changed.values() for one in edits]

    def shown(self) -> list[str]:
        """Return the messages shown to the person so far, as far as answers were waited for."""
        return [
            message["params"]["message"]
            for message in self.passed
            if message.get("method") == "window/showMessage"
        ]

    def start(self, **params: Any) -> dict[str, Any]:
        answer = self.request("initialize", {**INITIALIZE, **params})
        self.send(method="initialized", params={})
        return answer["result"]

    def open(self, text: str, uri: str = "file:///tmp/note.md", language: str = "markdown") -> None:
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": item})

    def actions(self, start: tuple[int, int], end: tuple[int, int]) -> list[dict[str, Any]]:
        ends = [dict(zip(("line", "character"), place, strict=True)) for place in (start, end)]
        params = {
            "textDocument": {"uri": "file:///tmp/note.md"},
            "range": dict(zip(("start", "end"), ends, strict=True)),
            "context": {"diagnostics": [], "triggerKind": 1},
        }
        return self.request("textDocument/codeAction", params)["result"]

    def stop(self) -> int:
        self.request("shutdown")
        self.send(method="exit")
        return self.process.wait(30)
