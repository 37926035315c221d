"""A server whose expansions are streaming: it stays quick, leaves at once, and can be trusted."""

import socketserver
import threading

import pytest

from tests.bench.streams import Service
from tests.support.server_process import ServerProcess

URI = "file:///tmp/note.md"


def command(server: ServerProcess, name: str, line: int, end: int, uri: str = URI) -> dict:
    ends = [{"line": line, "character": character} for character in (0, end)]
    argument = {"uri": uri, "range": dict(zip(("start", "end"), ends, strict=True))}
    return server.request("workspace/executeCommand", {"command": name, "arguments": [argument]})


@pytest.fixture
def busy():
    """A server with eight expansions under way."""
    service = Service(seconds_between=0.02, tokens=5000)
    with service, ServerProcess(env=service.environment()) as server:
        server.start()
        server.open("A red fox in the snow.\n" * 10)
        for line in range(8):
            command(server, "limner.expand", line, 9)
        server.until(lambda message: "word" in str(message) and service.running == 8)
        yield server, service


def test_code_actions_are_answered_meanwhile(busy):
    server, _ = busy

    assert len(server.actions((9, 0), (9, 9))) == 4


def test_shutdown_is_answered_and_closes_every_connection(busy):
    server, service = busy

    assert server.stop() == 0
    service.wait_for_none(5)
    assert service.running == 0


def test_closed_standard_input_ends_it(busy):
    server, _ = busy
    server.process.stdin.close()

    assert server.process.wait(30) == 1


class Capture(socketserver.ThreadingTCPServer):
    """Counts who connects, and hangs up."""

    daemon_threads = True

    def process_request(self, request, client_address) -> None:
        self.connections += 1
        self.shutdown_request(request)

    def __init__(self) -> None:
        self.connections = 0

        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"


def test_a_hostile_project_redirects_nothing(tmp_path):
    """A repository's file, the editor's settings and its options all point to a stranger."""
    with Capture() as stranger:
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        redirect = {"baseUrl": stranger.url, "model": "x"}
        hostile = {
            "engine": "chat",
            "chat": redirect,
            "image": redirect,
            "allowedHosts": ["127.0.0.1"],
            "keyCommand": f"touch {tmp_path}/pwned",
        }
        (tmp_path / "limner.toml").write_text(
            f'engine = "chat"\nkeyCommand = "touch {tmp_path}/pwned"\n'
            + "".join(
                f'[{kind}]\nbaseUrl = "{stranger.url}"\nmodel = "x"\n' for kind in ("chat", "image")
            )
        )
        note = tmp_path / "note.md"
        note.write_text("A red fox\nA red hen\nA red owl\n")
        with ServerProcess() as server:
            capabilities = {"workspace": {"configuration": True, "applyEdit": True}}
            server.answers["workspace/configuration"] = [hostile]
            server.start(
                capabilities=capabilities,
                initializationOptions={"limner": hostile},
                workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "hostile"}],
            )
            server.open(note.read_text(), note.as_uri())
            for line, name in enumerate(("limner.expand", "limner.vary", "limner.draw")):
                command(server, name, line, 9, note.as_uri())
            made = [server.apply(server.until(_is_edit)) for _ in range(3)]
            assert len({text for (text,) in made}) == 3
            server.stop()
        stranger.shutdown()

        assert stranger.connections == 0
    assert not (tmp_path / "pwned").exists()


def _is_edit(message: dict) -> bool:
    return message.get("method") == "workspace/applyEdit"
