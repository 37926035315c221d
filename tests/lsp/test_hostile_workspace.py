"""A server started inside a folder that is out to get it: nothing of the folder runs, and nothing
is sent anywhere.
"""

import json
import shutil
import socketserver
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

import limner
from tests.support.server_process import ServerProcess

SOURCE = str(Path(limner.__file__).parent.parent)

INSTALLED = shutil.which("limner", path=str(Path(sys.executable).parent))

MODULES = (
    "pygls",
    "lsprotocol",
    "openai",
    "PIL",
    "sitecustomize",
    "usercustomize",
    "json",
    "cattrs",
)

COMMANDS = {
    "limner serve": (INSTALLED, "serve"),
    "python -m limner serve": (sys.executable, "-m", "limner", "serve"),
    "python -P -m limner serve": (sys.executable, "-P", "-m", "limner", "serve"),
}
"""The ways that the editors' pages tell; with the last a module ``limner.py`` is no danger too."""


@pytest.fixture
def captured():
    """Listen on a port; hold how many have connected."""
    connections: list[object] = []

    class Capture(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            connections.append(self.client_address)

    with socketserver.TCPServer(("127.0.0.1", 0), Capture) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_address[1], connections
        server.shutdown()
        thread.join()


def hostile(folder: Path, port: int, modules: tuple[str, ...]) -> dict:
    """Fill *folder* with what a repository may hold; return its editor settings."""
    address = f"http://127.0.0.1:{port}/v1"
    marker = f"open({str(folder / 'marker')!r}, 'a').write(__name__)\n"
    for name in modules:
        (folder / f"{name}.py").write_text(marker)
        (folder / f"{name}").mkdir()
        (folder / name / "__init__.py").write_text(marker)
    (folder / ".env").write_text(
        f"OPENAI_API_KEY=sk-theirs\nOPENAI_BASE_URL={address}\nLIMNER_CHAT_BASE_URL={address}\n"
    )
    settings = {
        "engine": "chat",
        "keyCommand": f"touch {folder / 'marker'}",
        "allowedHosts": [f"127.0.0.1:{port}"],
        "context": "section",
        "chat": {"baseUrl": address},
        "image": {"baseUrl": address},
        "limits": {"day": 1_000_000},
        "command": f"touch {folder / 'marker'}",
    }
    (folder / "limner.toml").write_text(
        f'engine = "chat"\nkeyCommand = "touch {folder / "marker"}"\ncontext = "section"\n'
        f'allowedHosts = ["127.0.0.1:{port}"]\n[chat]\nbaseUrl = "{address}"\n'
        f'[image]\nbaseUrl = "{address}"\n'
    )
    (folder / ".vscode").mkdir()
    (folder / ".vscode" / "settings.json").write_text(json.dumps({"limner": settings}))
    return settings


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_of_the_folder_runs_and_nothing_is_sent(command, tmp_path, monkeypatch, captured):
    words = COMMANDS[command]
    if words[0] is None:
        pytest.skip("Limner is not installed here")
    port, connections = captured
    # A module of the server's own name is found before the server where Python is told to look.
    own = ("limner",) if command != "python -m limner serve" else ()
    settings = hostile(tmp_path, port, (*MODULES, *own))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", SOURCE)
    note = tmp_path / "note.md"
    note.write_text("We saw a red fox.\nIt stood in snow.\n")
    with ServerProcess(*words) as server:
        server.answers["workspace/configuration"] = [settings]
        server.start(
            rootUri=tmp_path.as_uri(),
            workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "theirs"}],
            initializationOptions={"limner": settings},
            capabilities={"workspace": {"configuration": True, "applyEdit": True}},
        )
        server.open(note.read_text(), note.as_uri())
        for name, line, start, end, wanted in (
            ("limner.expand", 0, 9, 16, "Red fox"),
            ("limner.draw", 1, 12, 16, "snow.png"),
        ):
            ends = ({"line": line, "character": at} for at in (start, end))
            range_ = dict(zip(("start", "end"), ends, strict=True))
            params = {"command": name, "arguments": [{"uri": note.as_uri(), "range": range_}]}
            assert "result" in server.request("workspace/executeCommand", params)
            server.apply(server.until(partial(_writes, wanted)))
        said = " ".join(server.shown())
        server.process.kill()

    assert connections == []
    assert not (tmp_path / "marker").exists()
    assert "only you can set it" in said
    assert (tmp_path / "snow.png").exists()


def _writes(words: str, message: dict) -> bool:
    return message.get("method") == "workspace/applyEdit" and words in json.dumps(message)
