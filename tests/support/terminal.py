"""A command at a terminal of its own: what it shows, and what a person types when it asks."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

Typed = str | Callable[[], str]


def at_a_terminal(code: str, *turns: tuple[str, Typed], seconds: float = 60) -> tuple[int, str]:
    """Run Python *code* in a new session with a terminal.

    Args:
        code: the program.
        turns: what is waited for on the screen, and what is typed then, or what returns it.
        seconds: how long all of it may take.

    Returns:
        The exit code, -1 where it did not end, and everything the terminal showed.
    """
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"},
        preexec_fn=_take_terminal, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown, seen, waiting, ends = "", 0, list(turns), time.monotonic() + seconds
    try:
        while time.monotonic() < ends:
            if not select.select([ours], [], [], 0.1)[0]:
                continue
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part.decode("utf-8", "replace")
            while waiting and (at := shown.find(waiting[0][0], seen)) >= 0:
                seen = at + len(waiting[0][0])
                typed = waiting.pop(0)[1]
                os.write(ours, (typed if isinstance(typed, str) else typed()).encode())
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, ends - time.monotonic()))
        code = -1 if process.returncode is None else process.returncode
        return code, shown.replace("\r\n", "\n")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _take_terminal() -> None:
    """Make standard input the terminal of this session, for Ctrl-C and for keys that are typed.

    Tests that a shell runs in the background inherit that Ctrl-C passes them by.
    """
    import fcntl
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # What is started by a process in the background ignores the signal.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
