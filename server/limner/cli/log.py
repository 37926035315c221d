"""The server's log: written by a thread of its own, so that nobody who reads it slowly stops it."""

import logging
import queue
from logging.handlers import QueueHandler, QueueListener

from limner.errors import InputError

LONGEST_QUEUE = 1_000
"""Entries that may wait to be written; further ones are dropped, for nobody reads them."""

FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _Bounded(QueueHandler):
    """Drops what nobody writes down in time."""

    def __init__(self, entries: "queue.Queue[logging.LogRecord]") -> None:
        super().__init__(entries)
        self._entries = entries

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            self._entries.put_nowait(record)
        except queue.Full:
            return

    def drain(self, seconds: float) -> None:
        """Wait until all is written, but no longer than *seconds*."""
        done = self._entries.all_tasks_done
        with done:
            done.wait_for(lambda: not self._entries.unfinished_tasks, seconds)


def log_to(file: str | None, level: str) -> None:
    """Write the log to *file*, or to standard error.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        handler = logging.FileHandler(file, encoding="utf-8") if file else logging.StreamHandler()
    except OSError as error:
        raise InputError(f"Cannot write the log to {file}: {error.strerror}.") from error
    handler.setFormatter(logging.Formatter(FORM))
    entries: queue.Queue[logging.LogRecord] = queue.Queue(LONGEST_QUEUE)
    logging.basicConfig(handlers=[_Bounded(entries)], level=level.upper(), format="%(message)s")
    # pygls logs message bodies and exception texts, which hold the author's words.
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    QueueListener(entries, handler).start()


def flush_log(seconds: float = 0.5) -> None:
    """Wait until the log is written, but no longer than *seconds*."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _Bounded):
            handler.drain(seconds)
