"""Ends a command in order: a closed terminal and a polite kill count as Ctrl-C.

What is under way is cancelled, and a picture that was paid for is noted, before the process ends.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""What a shell calls the end by Ctrl-C: 128 and the signal's number."""


class Ending:
    """How a command is ended, if it is.

    Attributes:
        code: the exit code then.
    """

    def __init__(self) -> None:
        self.code = INTERRUPTED

    def begin(self, number: int, frame: FrameType | None) -> None:
        """End as by Ctrl-C; a second signal of the kind must not cut short what is cleaned up."""
        if self.code == INTERRUPTED:
            self.code = 128 + number
            if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
                # A script's background job: its shell lets Ctrl-C pass it by.
                raise KeyboardInterrupt
            signal.raise_signal(signal.SIGINT)


@contextmanager
def ending_in_order() -> Iterator[Ending]:
    """Let SIGTERM and SIGHUP end what runs meanwhile as Ctrl-C does.

    A signal that is ignored already, as under ``nohup``, stays ignored.
    """
    ending, before = Ending(), {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP.
        if number is None or threading.current_thread() is not threading.main_thread():
            continue
        if signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, ending.begin)
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
