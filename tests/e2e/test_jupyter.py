"""A real Jupyter server finds Limner by its entry point, starts it, and passes its answers on."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.metadata import entry_points
from importlib.util import find_spec

import pytest

from limner.jupyter import servers
from tests.support import tools

INSTALLED = any(each.name == "limner" for each in entry_points(group="jupyter_lsp_spec_v1"))

pytestmark = tools.editor_marks(
    "" if INSTALLED and find_spec("jupyter_lsp") else "needs jupyter-lsp, and Limner beside it"
)

URI = "file:///book.ipynb.python-markdown.md"


@pytest.fixture
def address(tmp_path):
    """Start a Jupyter server in a folder that holds nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", "--no-browser", f"--port={port}", "--allow-root",
         "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
         "--ServerApp.jpserver_extensions=jupyter_lsp=True"],
        cwd=tmp_path,
        env={**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
             "JUPYTER_RUNTIME_DIR": str(tmp_path / "run")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=5).close()
                break
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.1)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def status(address: str) -> dict:
    with urllib.request.urlopen(f"http://{address}/lsp/status", timeout=30) as answer:
        return json.load(answer)


async def test_it_is_found_and_completes_a_markdown_cell(address):
    from tornado.websocket import websocket_connect

    found = status(address)["sessions"]
    for name, specification in servers(None).items():
        assert found[name]["spec"]["languages"] == specification["languages"]
        assert found[name]["status"] == "not_started"
    socket = await websocket_connect(f"ws://{address}/lsp/ws/limner")

    async def send(**message) -> None:
        await socket.write_message(json.dumps({"jsonrpc": "2.0", **message}))

    async def answer(number: int) -> dict:
        async with asyncio.timeout(20):
            while True:
                message = json.loads(await socket.read_message())
                if message.get("id") == number and "method" not in message:
                    return message["result"]
                if "id" in message:
                    await send(id=message["id"], result=None)

    # What JupyterLab announces: nothing of the window, of edits, of code actions or of itself.
    capabilities = {"textDocument": {"completion": {"completionItem": {}}}, "workspace": {}}
    start = {"processId": None, "rootUri": "file:///", "capabilities": capabilities}
    await send(id=1, method="initialize", params=start)
    assert "completionProvider" in (await answer(1))["capabilities"]
    await send(method="initialized", params={})
    item = {"uri": URI, "languageId": "markdown", "version": 0, "text": ""}
    for _ in range(2):  # It opens documents twice, sends whole texts, and repeats versions.
        await send(method="textDocument/didOpen", params={"textDocument": item})
    for text in ("/imagine a beach", "/imagine a beach sunset"):
        change = {
            "textDocument": {"uri": URI, "version": 1},
            "contentChanges": [{"text": text}],
        }
        await send(method="textDocument/didChange", params=change)
    await send(
        id=2,
        method="textDocument/completion",
        params={
            "textDocument": {"uri": URI},
            "position": {"line": 0, "character": len("/imagine a beach sunset")},
        },
    )
    (offer,) = (await answer(2))["items"]

    assert offer["label"] == "Expand into an image prompt"
    assert offer["insertText"].startswith("\n\n```limner-prompt\n")
    assert status(address)["sessions"]["limner"]["status"] == "started"
    socket.close()
