"""A command at a terminal of its own: what it shows, and what a person types when it asks."""

import os
import select
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from tests.support.forked import ForkedProcess

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
    process = ForkedProcess(
        code, {**os.environ, "TERM": "xterm"}, (theirs, theirs, theirs), terminal=True
    )
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
                keys = typed if isinstance(typed, str) else typed()
                # Python's input() loses a Ctrl-C that comes after its words, before it reads.
                while keys == "\x03" and not _asleep(process.pid) and time.monotonic() < ends:
                    time.sleep(0.01)
                os.write(ours, keys.encode())
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, ends - time.monotonic()))
        code = -1 if process.returncode is None else process.returncode
        return code, shown.replace("\r\n", "\n")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _asleep(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_SLEEPING
    except psutil.NoSuchProcess:
        return True
