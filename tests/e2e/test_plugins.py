"""Plugins as a person has them: installed into an environment of their own, and named or not."""

import base64
import json
import os
import subprocess
import sys
import sysconfig
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.support.pictures import picture

PLUGINS = Path(__file__).parent.parent / "plugins"


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """An environment that sees this one's packages, with both plugins installed by pip."""
    folder = tmp_path_factory.mktemp("plugins") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    program = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    place = subprocess.run(
        [program, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    ours = sysconfig.get_path("purelib")
    Path(place, "these.pth").write_text(f"import site; site.addsitedir({ours!r})\n")
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(program), "install"]
    sources = [str(PLUGINS / name) for name in ("limner-forge", "limner-scribe")]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", *sources], check=True)
    return program


class Forge(BaseHTTPRequestHandler):
    """Answers as stable-diffusion-webui does, and keeps what it was asked."""

    asked: tuple[str, dict[str, object]] | None = None

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        body = json.loads(self.rfile.read(length))
        type(self).asked = (self.path, body)
        drawn = base64.b64encode(picture("teal")).decode()
        answer = json.dumps({"images": [drawn], "parameters": body, "info": "{}"}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def forge():
    Forge.asked = None
    server = HTTPServer(("127.0.0.1", 0), Forge)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def run(python, tmp_path):
    def limner(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [python, "-m", "limner", *words], cwd=tmp_path, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip

    return limner


@pytest.fixture
def config():
    def write(text: str) -> None:
        file = Path(os.environ["XDG_CONFIG_HOME"], "limner", "config.toml")
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")

    return write


NOTE = "INT. STUDY\n\nShe sees a red fox.\n"


def test_a_markup_that_is_named_speaks_for_its_files(run, tmp_path, config):
    config('[plugins]\nmarkup = ["scribe"]\n')
    (tmp_path / "note.scribe").write_text(NOTE)
    done = run("illustrate", "note.scribe", "--select", "a red fox")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "note.scribe").read_text() == (
        NOTE + "\n[[picture: a-red-fox.png | A red fox.]]\n"
    )
    (tmp_path / "a-red-fox.png").unlink()
    done = run("illustrate", "note.scribe", "--missing", "--check")
    assert done.returncode == 1
    assert "note.scribe:5:1: The picture a-red-fox.png does not exist." in done.stdout


def test_a_markup_that_is_named_speaks_in_an_editor(python, tmp_path, config):
    config('[plugins]\nmarkup = ["scribe"]\n')
    file = tmp_path / "note.scribe"
    file.write_text("[[picture: fox.png | A fox.]]\n")
    document = {"languageId": "plaintext", "version": 1, "text": file.read_text()}
    capable = {"textDocument": {"publishDiagnostics": {}}}
    messages = [
        {
            "id": 1, "method": "initialize",
            "params": {"processId": None, "rootUri": None, "capabilities": capable},
        },
        {"method": "initialized", "params": {}},
        {
            "method": "textDocument/didOpen",
            "params": {"textDocument": {"uri": file.as_uri(), **document}},
        },
    ]  # fmt: skip
    server = subprocess.Popen(
        [python, "-m", "limner", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        for message in messages:
            body = json.dumps({"jsonrpc": "2.0", **message}).encode()
            server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            server.stdin.flush()
        found = []
        while not found:
            head = server.stdout.readline()
            while (line := server.stdout.readline()).strip():
                head += line
            size = int(head.split(b"Content-Length:")[1].split(b"\r\n")[0])
            said = json.loads(server.stdout.read(size))
            if said.get("method") == "textDocument/publishDiagnostics":
                found = said["params"]["diagnostics"]
    finally:
        server.kill()
        server.communicate()

    assert [one["code"] for one in found] == ["missing-image"]


def test_a_markup_that_nobody_named_is_not_read(run, tmp_path, config):
    (tmp_path / "limner.toml").write_text('[plugins]\nmarkup = ["scribe"]\n')
    (tmp_path / "note.scribe").write_text(NOTE)
    done = run("illustrate", "note.scribe", "--select", "a red fox")

    assert "[[picture:" not in (tmp_path / "note.scribe").read_text()
    assert "“plugins.markup” in the project's limner.toml" in done.stderr


def test_a_backend_that_is_named_draws(run, tmp_path, config, forge):
    config(f'plugins.backend = "forge"\nimage.baseUrl = "{forge}"\nimage.size = "1001x600"\n')
    done = run("draw", "a red fox", "--output", "fox.png", "--format", "json")

    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert (row["renderer"], row["model"]) == ("images", "forge")
    assert Forge.asked is not None
    path, body = Forge.asked
    assert path == "/sdapi/v1/txt2img"
    assert (body["width"], body["height"], body["batch_size"]) == (1000, 600, 1)
    assert "red fox" in str(body["prompt"])
    assert (tmp_path / "fox.png").is_file()


def test_a_backend_that_a_project_names_is_not_asked(run, tmp_path, config, forge):
    (tmp_path / "limner.toml").write_text(f'plugins.backend = "forge"\nimage.baseUrl = "{forge}"\n')
    done = run("draw", "a red fox", "--output", "fox.png", "--format", "json")

    assert json.loads(done.stdout)["renderer"] == "placeholder"
    assert Forge.asked is None


@pytest.mark.parametrize(("kind", "named"), [("markup", '["nothing"]'), ("backend", '"nothing"')])
def test_a_plugin_that_is_not_installed_is_one_sentence(run, config, kind, named):
    config(f"plugins.{kind} = {named}\n")
    done = run("draw", "a red fox", "--output", "fox.png")

    assert done.returncode == 2
    assert f"No plugin “nothing” for limner.{kind} is installed" in done.stderr


def test_doctor_says_who_draws(run, config):
    config('plugins.backend = "forge"\n')
    done = run("doctor")

    assert "forge at http://127.0.0.1:7860" in done.stdout
