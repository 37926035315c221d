"""Valid messages of an editor, and the same with one field changed."""

import copy
import random
from collections.abc import Iterator
from typing import Any

URI = "file:///tmp/fuzzed.md"
TEXT = "# Trip\n\nWe saw a beach sunset. ![a red fox](img/fox.png)\n\n![](img/none.png)\n"

DOCUMENT = {"uri": URI}
POSITION = {"line": 2, "character": 9}
RANGE = {"start": POSITION, "end": {"line": 2, "character": 21}}
ARGUMENT = {"uri": URI, "range": RANGE, "version": 1, "text": "beach sunset", "options": {}}

REQUESTS: dict[str, Any] = {
    "textDocument/codeAction": {
        "textDocument": DOCUMENT,
        "range": RANGE,
        "context": {
            "diagnostics": [
                {"range": RANGE, "message": "m", "source": "limner", "code": "missing-image",
                 "data": {"text": "beach sunset", "missing": 1}},
            ],
            "only": ["quickfix"],
            "triggerKind": 1,
        },
    },
    "textDocument/hover": {"textDocument": DOCUMENT, "position": POSITION},
    "textDocument/codeLens": {"textDocument": DOCUMENT},
    "textDocument/completion": {
        "textDocument": DOCUMENT, "position": POSITION, "context": {"triggerKind": 1},
    },
    "textDocument/inlineCompletion": {
        "textDocument": DOCUMENT, "position": POSITION, "context": {"triggerKind": 1},
    },
    "workspace/executeCommand": {"command": "limner.expand", "arguments": [ARGUMENT]},
}  # fmt: skip

NOTIFICATIONS: dict[str, Any] = {
    "textDocument/didOpen": {
        "textDocument": {"uri": URI, "languageId": "markdown", "version": 1, "text": TEXT},
    },
    "textDocument/didChange": {
        "textDocument": {"uri": URI, "version": 2},
        "contentChanges": [{"range": RANGE, "text": "beach sunset"}],
    },
    "textDocument/didSave": {"textDocument": DOCUMENT},
    "textDocument/didClose": {"textDocument": DOCUMENT},
    "notebookDocument/didOpen": {
        "notebookDocument": {
            "uri": "file:///tmp/n.ipynb", "notebookType": "jupyter-notebook", "version": 1,
            "cells": [{"kind": 1, "document": "vscode-notebook-cell:/tmp/n.ipynb#a"}],
        },
        "cellTextDocuments": [
            {"uri": "vscode-notebook-cell:/tmp/n.ipynb#a", "languageId": "markdown", "version": 1,
             "text": TEXT},
        ],
    },
    "workspace/didChangeWatchedFiles": {"changes": [{"uri": URI, "type": 1}]},
    "workspace/didChangeWorkspaceFolders": {
        "event": {"added": [{"uri": "file:///tmp", "name": "tmp"}], "removed": []},
    },
    "workspace/didChangeConfiguration": {"settings": {"limner": {"style": "ink"}}},
    "window/workDoneProgress/cancel": {"token": "x"},
    "$/cancelRequest": {"id": 1},
    "$/setTrace": {"value": "off"},
}  # fmt: skip

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**63, 1.5, "", "x", "\u2028\0", "http://[::1", "file:///%00",
    "x" * 5_000, [], [None], [[]], {}, {"x": {}}, [{"uri": 1}], {"line": -1, "character": "x"},
)  # fmt: skip
"""What stands in place of a field; ``...`` leaves it out."""


def fuzzed(seed: int, many: int) -> Iterator[tuple[str, bool, Any]]:
    """Yield method, whether it is a request, and parameters with one field changed."""
    source = random.Random(seed)
    valid = [*((name, True, params) for name, params in REQUESTS.items()),
             *((name, False, params) for name, params in NOTIFICATIONS.items())]  # fmt: skip
    for _ in range(many):
        method, is_request, params = source.choice(valid)
        changed = copy.deepcopy(params)
        places = list(_places(changed))
        holder, key = source.choice(places)
        if source.random() < 0.2 and isinstance(holder, dict):
            del holder[key]
        else:
            holder[key] = copy.deepcopy(source.choice(ODD))
        yield method, is_request, changed


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in list(inner):
        yield value, key
        if isinstance(one, dict | list):
            yield from _places(one)
