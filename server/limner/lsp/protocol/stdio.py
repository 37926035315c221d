"""Runs a server on standard input and output until the editor leaves."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO

from limner.lsp.protocol.framing import Framing, FramingError, Outbox
from limner.lsp.server import LimnerServer

log = logging.getLogger(__name__)

PARENT_SECONDS = 5.0
"""How often the editor's process is looked at."""


def claim_standard_output() -> BinaryIO:
    """Keep standard output for the protocol; whatever else prints goes to standard error."""
    own = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return os.fdopen(own, "wb", buffering=0)


async def serve(server: LimnerServer, source: int, target: BinaryIO) -> int:
    """Serve messages from file descriptor *source* until it closes; return the exit code."""
    protocol = server.protocol
    loop = asyncio.get_running_loop()
    ended = loop.create_future()

    def end() -> None:
        if not ended.done():
            ended.set_result(None)

    def end_soon() -> None:
        with contextlib.suppress(RuntimeError):  # The loop has ended meanwhile.
            loop.call_soon_threadsafe(end)

    protocol.outbox = Outbox(target, end_soon)
    framing = Framing()

    def take(data: bytes) -> None:
        if ended.done():
            return
        try:
            for body in framing.feed(data):
                protocol.receive(body)
        except FramingError as error:
            log.error("Leaving: the editor sent %s.", error)
            end()

    def read() -> None:
        # One thread for the whole stream: pygls takes a pool thread for every line.
        with contextlib.suppress(RuntimeError, OSError):  # The loop has ended meanwhile.
            while data := os.read(source, 64 * 1024):
                loop.call_soon_threadsafe(take, data)
        end_soon()

    protocol.exited.add(end)
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no signal handlers in the loop, and no second one of these signals.
        with contextlib.suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), end)
    threading.Thread(target=read, name="inbox", daemon=True).start()
    watch = loop.create_task(_watch_parent(server, end))
    gc.freeze()  # What the imports left lives as long as the process: no collection looks again.
    gc.set_threshold(700, 10, 10)
    await ended
    watch.cancel()
    await server.stop()
    protocol.outbox.close()
    return protocol.exit_code if protocol.exit_code is not None else int(not protocol.closing)


async def _watch_parent(server: LimnerServer, end: Callable[[], None]) -> None:
    """End when the editor's process is gone, even if someone else still holds the pipe open."""
    parent = None
    while True:
        await asyncio.sleep(PARENT_SECONDS)
        if server.process_id is None:
            continue
        import psutil  # Not needed before the first look.

        try:
            parent = parent or psutil.Process(server.process_id)
            alive = parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE
        except psutil.AccessDenied:
            continue
        except psutil.Error:
            alive = False
        if not alive:
            end()
            return
