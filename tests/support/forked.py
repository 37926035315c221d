"""Processes of Limner that begin with all imports done, which are most of a start.

One process imports what most commands need, and forks for each that is asked for. It has no other
thread; a child gets its own streams, environment, folder and signals, and ends as the interpreter
does. How a process really starts, and what it imports when, tests of their own show.
"""

import atexit
import gc
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

IMPORTED = (
    "limner.cli.expand", "limner.cli.illustrate", "limner.cli.serve", "limner.cli.setup",
    "limner.lsp.create", "limner.lsp.features.code_action", "limner.lsp.features.prompts",
    "limner.lsp.protocol.stdio", "limner.services.configured_backends",
    "limner.services.openai.chat_completions", "limner.services.openai.image_generations",
    "openai.resources.chat", "openai.resources.images",
)  # fmt: skip


NUMBER = struct.Struct("i")
"""How the identity of a process and its exit code are told."""


class ForkedProcess:
    """What ``subprocess.Popen`` is of ``python -c CODE``, or of ``python -m limner ARGUMENTS…``.

    Args:
        asked: the code, or the arguments.
        streams: descriptors for standard input, output and errors; without them there are pipes.
        terminal: whether it leads a session of its own, with standard input as its terminal.
        env: its environment.
        folder: where it is, which is where the tests are if nothing is said.
    """

    def __init__(
        self,
        asked: str | tuple[str, ...],
        env: dict[str, str],
        streams: tuple[int, int, int] | None = None,
        terminal: bool = False,
        folder: Path | None = None,
    ) -> None:
        self.args, self.returncode = asked, None
        pipes: list[tuple[int, int]] = [] if streams else [os.pipe() for _ in range(3)]
        if pipes:
            self.stdin = os.fdopen(pipes[0][1], "wb")
            self.stdout, self.stderr = (os.fdopen(pipe[0], "rb") for pipe in pipes[1:])
            streams = (pipes[0][0], pipes[1][1], pipes[2][1])
        self._told, tells = os.pipe()
        message = {
            "asked": asked,
            "env": env,
            "folder": str(folder or Path.cwd()),
            "terminal": terminal,
        }
        socket.send_fds(_forker(), [json.dumps(message).encode()], [*streams, tells])
        for descriptor in (tells, *(streams if pipes else ())):
            os.close(descriptor)
        self.pid = self._number()
        self._asking = threading.Lock()

    def wait(self, timeout: float | None = None) -> int:
        with self._asking:
            if self.returncode is None:
                if not select.select([self._told], [], [], timeout)[0]:
                    raise subprocess.TimeoutExpired(self.args, timeout)
                self.returncode = self._number()
                os.close(self._told)
        return self.returncode

    def send_signal(self, which: int) -> None:
        if self.returncode is None and not select.select([self._told], [], [], 0)[0]:
            os.kill(self.pid, which)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float) -> tuple[bytes, bytes]:
        """Return what else it writes, at its end; it is killed if that takes too long."""
        self.stdin.close()
        timer = threading.Timer(timeout, self.kill)
        timer.start()
        with self.stdout, self.stderr, ThreadPoolExecutor(1) as other:
            errors = other.submit(self.stderr.read)
            written = self.stdout.read(), errors.result()
        self.wait(timeout)
        timer.cancel()
        return written

    def _number(self) -> int:
        return int(NUMBER.unpack(os.read(self._told, NUMBER.size))[0])


@cache
def _forker() -> socket.socket:
    """Return the connection to the process that forks."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, str(its.fileno())],
        pass_fds=[its.fileno()], cwd=Path(__file__).parents[2],
    )  # fmt: skip
    its.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _fork_for_each(channel: socket.socket) -> Any:
    """Fork for each message, twice: a child waits for the one that is asked for and tells its end.

    In the grandchild this returns what was asked for: it ends as any program does.
    """
    while True:
        data, descriptors, _, _ = socket.recv_fds(channel, 1 << 18, 4)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not data:
            sys.exit()
        if os.fork() == 0:
            break
        for descriptor in descriptors:
            os.close(descriptor)
    channel.close()
    *streams, tells = descriptors
    if child := os.fork():
        for descriptor in (0, 1, 2, *streams):
            os.close(descriptor)
        os.write(tells, NUMBER.pack(child))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(tells, NUMBER.pack(status))
        os._exit(0)
    os.close(tells)
    wanted = json.loads(data)
    _become(streams, wanted["env"], wanted["folder"], wanted["terminal"])
    return wanted["asked"]


def _become(streams: list[int], env: dict[str, str], folder: str, terminal: bool) -> None:
    if terminal:
        import fcntl
        import termios

        os.setsid()
        fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
        os.close(descriptor)
    # Whatever the tests were started under: in the background Ctrl-C passes them by.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, closefd=False, errors="backslashreplace")
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)


if __name__ == "__main__":
    for module in IMPORTED:
        import_module(module)
    assert threading.active_count() == 1, "What only one thread knows is lost in a child."
    gc.freeze()
    asked = _fork_for_each(socket.socket(fileno=int(sys.argv[1])))
    if isinstance(asked, str):
        sys.argv = ["-c"]
        exec(asked, {"__name__": "__main__"})
    else:
        from limner.cli import main

        sys.argv = ["limner", *asked]
        sys.exit(main())
