"""The server in a process of its own: life cycle, odd messages, and what reaches which stream."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.support.server_process import ServerProcess

NOTE = "# Trip\n\nWe saw a beach sunset.\n"


@pytest.fixture
def server():
    with ServerProcess() as process:
        yield process


@pytest.fixture(scope="module")
def shared():
    """A server for messages that must leave it alive."""
    with ServerProcess() as process:
        process.start()
        process.open(NOTE)
        yield process
        assert process.stop() == 0
        assert process.shown() == []


def code(answer: dict) -> int:
    return answer["error"]["code"]


def test_offers_actions_and_leaves_with_0(server):
    result = server.start()
    server.open(NOTE)

    titles = [action["title"] for action in server.actions((2, 7), (2, 21))]

    assert titles == [
        "Expand into an image prompt",
        "Insert an image prompt below",
        "Draw this and insert the image",
        "Insert variations of this prompt",
    ]
    assert result["serverInfo"]["name"] == "limner"
    assert server.stop() == 0


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-32"], "utf-32"),
        (["klingon"], "utf-16"),
        (None, "utf-16"),
    ],
)
def test_takes_the_first_encoding_it_speaks(server, offered, chosen):
    result = server.start(
        capabilities={"general": {"positionEncodings": offered}} if offered else {}
    )

    assert result["capabilities"]["positionEncoding"] == chosen


@pytest.mark.parametrize(
    "header", ["content-length: %d\r\n\r\n", "Content-Length:%d\r\n\r\n", "Content-Length: %d\n\n"]
)
def test_unusual_headers_are_understood(shared, header):
    body = b'{"jsonrpc":"2.0","id":"x","method":"unknown"}'
    shared.raw((header % len(body)).encode() + body)

    assert code(shared.until(lambda message: message.get("id") == "x")) == -32601


@pytest.mark.parametrize("length", ["9" * 5000, "-1"])
def test_absurd_headers_end_it_with_one_line(server, length):
    """Which ones are absurd, ``test_framing.py`` shows without a process."""
    server.start()
    server.raw(f"Content-Length: {length}\r\n\r\n".encode())

    assert server.process.wait(30) == 1
    server._threads[1].join(5)
    assert server.stderr.count(b"\n") == 1
    assert b"Traceback" not in server.stderr


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"{", -32700),
        (b'{"jsonrpc":"2.0","id":1,"method":"x","params":NaN}', -32700),
        (b"[" * 100_000, -32700),
        (b'{"id":' + b"1" * 5000 + b"}", -32700),
        (b"\xff\xfe", -32700),
        (b"[]", -32600),
        (b"7", -32600),
        (b'{"jsonrpc":"1.0","id":1,"method":"x"}', -32600),
        (b'{"jsonrpc":"2.0","id":{},"method":"x"}', -32600),
        (b'{"jsonrpc":"2.0","id":3,"method":7}', -32600),
        (b'{"jsonrpc":"2.0","id":3,"method":"textDocument/hoverdown"}', -32601),
        (b'{"jsonrpc":"2.0","id":3,"method":"textDocument/codeAction"}', -32602),
        (b'{"jsonrpc":"2.0","id":3,"method":"textDocument/codeAction","params":[]}', -32602),
        (b'{"jsonrpc":"2.0","id":3,"method":"workspace/executeCommand","params":{}}', -32602),
    ],
)
def test_every_odd_message_gets_one_answer_and_no_pop_up(shared, body, expected):
    shared.raw(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    assert code(shared.until(lambda message: True)) == expected
    assert len(shared.actions((2, 7), (2, 21))) == 4


def test_a_negative_position_is_answered(shared):
    position = {"line": -1, "character": 0}
    params = {
        "textDocument": {"uri": "file:///tmp/note.md"},
        "range": {"start": position, "end": position},
        "context": {"diagnostics": []},
    }

    assert code(shared.request("textDocument/codeAction", params)) == -32602


def test_life_cycle_errors_have_their_codes(server):
    assert code(server.request("shutdown")) == -32002
    server.start()
    assert code(server.request("initialize", {"processId": None, "capabilities": {}})) == -32600
    server.open(NOTE)
    assert server.request("shutdown")["result"] is None
    assert code(server.request("shutdown")) == -32600


def test_exit_without_shutdown_is_1(server):
    server.start()
    server.send(method="exit")

    assert server.process.wait(30) == 1


def test_leaves_when_standard_input_closes(server):
    server.start()
    server.process.stdin.close()

    server.process.wait(30)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM")
def test_leaves_on_sigterm(server):
    server.start()
    server.process.send_signal(signal.SIGTERM)

    server.process.wait(30)


def test_leaves_when_the_editor_is_dead_but_the_pipe_is_held_open():
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    script = """
from limner.cli import main
from limner.lsp.protocol import stdio
stdio.PARENT_SECONDS = 0.1
main(["serve"])
"""
    with ServerProcess(sys.executable, "-c", script) as server:
        server.start(processId=dead.pid)

        server.process.wait(30)


def test_a_command_reads_no_file_that_is_not_open(server):
    server.start()
    end = {"line": 0, "character": 5}
    argument = {
        "uri": "file:///etc/hostname",
        "range": {"start": {"line": 0, "character": 0}, "end": end},
    }
    answer = server.request(
        "workspace/executeCommand", {"command": "limner.expand", "arguments": [argument]}
    )

    assert answer["result"] is None
    assert "open it in the editor first" in server.shown()[0]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [1],
        [{}, {}],
        [{"uri": 1, "range": {}}],
        [{"uri": "file:///tmp/note.md", "range": {"start": {}, "end": {}}}],
        [{"uri": "file:///tmp/note.md", "range": None, "path": "/etc/passwd"}],
    ],
)
def test_wrong_command_arguments_are_refused(shared, arguments):
    params = {"command": "limner.expand", "arguments": arguments}

    assert code(shared.request("workspace/executeCommand", params)) == -32602


def test_nothing_of_the_author_reaches_the_log():
    with ServerProcess(sys.executable, "-m", "limner", "serve", "--log-level", "debug") as server:
        server.start(initializationOptions={"limner": {"style": "CANARY-option"}})
        server.open("CANARY-text and a fox\n")
        server.actions((0, 0), (0, 11))
        server.request("textDocument/codeAction", {"CANARY-params": 1})
        server.stop()
        server._threads[1].join(5)

        assert b"CANARY" not in server.stderr


def test_only_the_protocol_is_on_standard_output():
    """Whatever prints, in Python or below it, comes out on standard error."""
    script = """
import os, sys
from limner.cli import main
import limner.lsp.create as create
real = create.create_server
def noisy(backends):
    print("print"); os.write(1, b"write\\n"); os.system("echo child")
    return real(backends)
create.create_server = noisy
main(["serve"])
"""
    with ServerProcess(sys.executable, "-c", script) as server:
        server.start()
        assert server.stop() == 0
        server._threads[1].join(5)

        assert sorted(server.stderr.split()) == [b"child", b"print", b"write"]


def test_a_client_that_does_not_read_does_not_block_the_server():
    """Two megabytes of answers wait; a shutdown is still heard."""
    command = [sys.executable, "-m", "limner", "serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        unknown = json.dumps({"jsonrpc": "2.0", "id": "x" * 1000, "method": "unknown"}).encode()
        message = b"Content-Length: %d\r\n\r\n%b" % (len(unknown), unknown)
        process.stdin.write(message * 2000)
        exit_message = b'{"jsonrpc":"2.0","method":"exit"}'
        process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(exit_message), exit_message))
        process.stdin.flush()

        assert process.wait(60) == 1
