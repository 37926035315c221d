"""One odd message: it is answered or passed over, and the next one is heard."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.support.fuzzing import NOTIFICATIONS, REQUESTS, TEXT, URI, fuzzed
from tests.support.server_process import ServerProcess


@pytest.fixture(scope="module")
def server():
    with ServerProcess() as process:
        process.start()
        process.open(TEXT, URI)
        yield process
        assert process.stop() == 0


def hears(server: ServerProcess) -> bool:
    """Ask for actions, as an editor would with the next key."""
    return len(server.request("textDocument/codeAction", REQUESTS["textDocument/codeAction"])) > 1


def body(**message) -> bytes:
    data = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(data), data)


ODD = [
    {"method": "$/cancelRequest", "params": {"id": {}}},
    {"method": "$/cancelRequest", "params": {"id": []}},
    {"method": "$/cancelRequest", "params": {"id": True}},
    {"method": "$/cancelRequest", "params": {}},
    {"method": "$/cancelRequest"},
    {"method": "$/cancelRequest", "params": []},
    {"id": {}, "result": None},
    {"id": [], "error": {"code": 1, "message": "x"}},
    {"id": "nobody-asked", "result": [1]},
    {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": URI, "languageId": []}}},
    {"method": "workspace/didChangeWorkspaceFolders",
     "params": {"event": {"added": [{"uri": "http://[::1", "name": "x"}], "removed": []}}},
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=json.dumps)
def test_what_comes_in_the_same_piece_is_heard(server, odd):
    """A notification and a request behind the odd one arrive with it, in one write."""
    server._next += 1
    behind = body(
        id=server._next, method="textDocument/hover", params=REQUESTS["textDocument/hover"]
    )
    server.raw(body(**odd) + behind)
    answer = server.until(lambda message: message.get("id") == server._next)

    assert "result" in answer
    assert hears(server)


def test_an_answer_is_never_taken_for_that_of_a_request_of_the_client(server):
    """Both sides may count their requests alike; the books are kept apart."""
    server._next += 1
    wanted = server._next
    ask = body(
        id=wanted, method="textDocument/completion", params=REQUESTS["textDocument/completion"]
    )
    server.raw(ask + body(id=wanted, result={"items": ["not yours"]}))
    answer = server.until(lambda message: message.get("id") == wanted)

    assert "not yours" not in str(answer)
    assert "error" not in answer
    assert hears(server)


WRONG = [
    ("textDocument/hover", {"textDocument": {"uri": 5}, "position": "x"}),
    ("textDocument/codeAction", {"textDocument": {"uri": URI}, "range": [], "context": {}}),
    ("workspace/executeCommand", {"command": "limner.expand", "arguments": {}}),
    ("workspace/executeCommand", {"command": "limner.expand", "arguments": [1]}),
    ("workspace/executeCommand", {"command": "limner.expand", "arguments": [{"uri": 1}]}),
    ("workspace/executeCommand", {"command": "limner.nothing", "arguments": []}),
    ("workspace/executeCommand", {"command": ["limner.expand"], "arguments": []}),
]


@pytest.mark.parametrize(("method", "params"), WRONG, ids=json.dumps)
def test_wrong_parameters_get_invalid_params_and_one_line(server, method, params):
    before = server.stderr
    answer = server.request(method, params)
    time.sleep(0.05)

    assert answer["error"]["code"] == -32602
    assert b"Traceback" not in server.stderr[len(before) :]
    assert server.stderr[len(before) :].count(b"\n") <= 1


def test_a_text_in_place_of_a_list_costs_neither_memory_nor_time(server):
    """Each of its characters would be a fault of its own."""
    params = REQUESTS["textDocument/codeAction"]
    spoilt = {**params, "context": {**params["context"], "only": "x" * 300_000}}
    before = memory_of(server.process.pid)
    answer = server.request("textDocument/codeAction", spoilt)

    assert {"result", "error"} & set(answer)
    assert memory_of(server.process.pid) - before < 100


def test_diagnostics_of_other_programs_are_not_even_looked_at(server):
    params = REQUESTS["textDocument/codeAction"]
    foreign = [{"range": 5, "source": "spelling", "message": {}}] * 20_000
    answer = server.request(
        "textDocument/codeAction", {**params, "context": {"diagnostics": foreign, "triggerKind": 1}}
    )

    assert "result" in answer


def memory_of(process: int) -> float:
    """Return the resident memory of a process in MB."""
    import psutil

    return psutil.Process(process).memory_info().rss / 1e6


def test_a_log_that_nobody_reads_stops_nothing():
    """An editor may start a server and never read its standard error."""
    with subprocess.Popen(
        [sys.executable, "-m", "limner", "serve", "--log-level", "debug"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdin.write(body(id=0, method="initialize", params={"capabilities": {}}))
        process.stdin.write(body(method="initialized", params={}))
        bad = {"command": "limner.expand", "arguments": [1]}
        for number in range(1, 1001):
            process.stdin.write(body(id=number, method="workspace/executeCommand", params=bad))
        process.stdin.flush()
        seen = b""
        while seen.count(b"-32602") < 1000:
            seen += os.read(process.stdout.fileno(), 1 << 16)
        process.stdin.close()
        process.stdout.read()

        assert process.wait(60) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_server_in_order(name):
    with ServerProcess() as server:
        server.start()
        server.process.send_signal(getattr(signal, name))

        assert server.process.wait(60) == 1


def test_a_client_that_reads_no_more_ends_the_server():
    with subprocess.Popen(
        [sys.executable, "-m", "limner", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdin.write(body(id=0, method="initialize", params={"capabilities": {}}))
        process.stdin.flush()
        os.read(process.stdout.fileno(), 1)
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            for number in range(1, 200):
                process.stdin.write(body(id=number, method="shutdown"))
                process.stdin.flush()
                time.sleep(0.02)
                if process.poll() is not None:
                    break

        assert process.wait(60) in (0, 1)


def died_deaf_or_unanswered(seed: int, many: int) -> list[str]:
    """Send *many* fuzzed messages; return what went wrong."""
    wrong = []
    with ServerProcess() as server:
        server.start()
        server.open(TEXT, URI)
        for number, (method, is_request, params) in enumerate(fuzzed(seed, many)):
            if is_request:
                answer = server.request(method, params)
                if not {"result", "error"} & set(answer):
                    wrong.append(f"unanswered: {method} {params}")
                if "bug" in str(answer.get("error")):
                    wrong.append(f"bug: {method} {params}")
            else:
                server.send(method=method, params=params)
            if number % 50 == 0:
                server.send(
                    method="textDocument/didOpen", params=NOTIFICATIONS["textDocument/didOpen"]
                )
                if not hears(server):
                    wrong.append(f"deaf: {method} {params}")
        if server.stop() != 0:
            wrong.append("left in disorder")
        wrong += [line for line in server.stderr.decode().split("\n") if "Error in" in line]
    return wrong


def test_fuzzed_messages_leave_the_server_alive_and_answering():
    # The long checks send 2,000 of this seed, and of 25 others.
    assert died_deaf_or_unanswered(seed=1, many=400) == []


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(1, 27))
def test_many_fuzzed_messages_leave_the_server_alive_and_answering(seed):
    assert died_deaf_or_unanswered(seed, many=2_000) == []
