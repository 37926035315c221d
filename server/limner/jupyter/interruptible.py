"""Runs a coroutine for a cell: the kernel's own loop is busy, and an interrupt must cancel it."""

import asyncio
import contextlib
import contextvars
import queue
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_Call = tuple[Callable[[], Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]

TURN = 0.1
"""Seconds between two looks; waiting without a limit can't be interrupted on Windows."""


class MainThread:
    """Lets what runs beside the cell have something done in the cell's own thread.

    Front ends show progress and take answers for the thread of the cell alone.
    """

    def __init__(self) -> None:
        self._calls: queue.Queue[_Call] = queue.Queue()

    async def do(self, call: Callable[[], T]) -> T:
        """Have *call* made in the cell's thread, and return what it returns."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._calls.put((call, done, loop))
        return await done

    def serve(self) -> None:
        """Make the next call, if there is one within a moment."""
        try:
            call, done, loop = self._calls.get(timeout=TURN)
        except queue.Empty:
            return
        try:
            value = call()
        except Exception as error:
            loop.call_soon_threadsafe(_fail, done, error)
        else:
            loop.call_soon_threadsafe(_finish, done, value)


def run(work: Callable[[MainThread], Coroutine[Any, Any, T]]) -> T:
    """Run *work* in a thread of its own, whose loop is cancelled when the cell is interrupted.

    Raises:
        KeyboardInterrupt: the cell was interrupted; what was under way is cleaned up.
    """
    main = MainThread()
    outcome: dict[str, Any] = {}
    started = threading.Event()

    async def working() -> T:
        outcome["loop"], outcome["task"] = asyncio.get_running_loop(), asyncio.current_task()
        started.set()
        return await work(main)

    def thread() -> None:
        try:
            outcome["value"] = asyncio.run(working())
        except BaseException as error:
            outcome["error"] = error
        finally:
            started.set()

    # The caller's context variables say which cell the output belongs to.
    beside = threading.Thread(
        target=contextvars.copy_context().run, args=(thread,), name="limner", daemon=True
    )
    beside.start()
    started.wait()
    try:
        while beside.is_alive():
            main.serve()
    except KeyboardInterrupt:
        with contextlib.suppress(RuntimeError, KeyError):
            outcome["loop"].call_soon_threadsafe(outcome["task"].cancel)
        while beside.is_alive():
            beside.join(TURN)
        raise
    if "error" in outcome:
        raise outcome["error"]
    value: T = outcome["value"]
    return value


def _finish(done: "asyncio.Future[Any]", value: object) -> None:
    if not done.done():
        done.set_result(value)


def _fail(done: "asyncio.Future[Any]", error: Exception) -> None:
    if not done.done():
        done.set_exception(error)
