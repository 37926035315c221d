"""Cuts a byte stream into JSON-RPC bodies, and writes bodies back.

The base protocol's header has HTTP semantics: names in any case, blanks around the colon, other
fields allowed. Lone line feeds are tolerated too. What cannot be a header of ours is refused,
because after a wrong length nothing in the stream can be trusted any more.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

LONGEST_HEADER = 8 * 1024
"""Bytes of all header lines of one message."""

LARGEST_BODY = 64 * 1024 * 1024
"""Bytes of one message."""


class FramingError(Exception):
    """The stream is no Language Server Protocol stream; the server has to leave."""


class Framing:
    """Collects bytes and yields each complete message body."""

    def __init__(self) -> None:
        self._pending = bytearray()
        self._length: int | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take the next bytes of the stream; yield the bodies that are complete now.

        Raises:
            FramingError: a header without a usable length, or one that is absurdly large.
        """
        self._pending += data
        while True:
            if self._length is None:
                self._length = self._read_header()
                if self._length is None:
                    return
            if len(self._pending) < self._length:
                return
            body = bytes(self._pending[: self._length])
            del self._pending[: self._length]
            self._length = None
            yield body

    def _read_header(self) -> int | None:
        """Consume one whole header; return its length, ``None`` while it is incomplete."""
        end = _header_end(self._pending)
        if end is None:
            if len(self._pending) > LONGEST_HEADER:
                raise FramingError(f"a header of more than {LONGEST_HEADER} bytes")
            return None
        header = bytes(self._pending[:end])
        del self._pending[:end]
        return _content_length(header)


class Outbox:
    """Writes messages in order from its own thread, so that a slow client blocks nobody.

    Args:
        stream: where to.
        closed: told, in that thread, when the client has closed the stream.
    """

    def __init__(self, stream: BinaryIO, closed: Callable[[], None] = lambda: None) -> None:
        self._stream = stream
        self._closed = closed
        self._messages: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()

    @property
    def backlog(self) -> int:
        """How many messages the client has not taken yet."""
        return self._messages.qsize()

    def write(self, body: bytes) -> None:
        """Queue one message body."""
        self._messages.put(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def close(self, timeout: float = 1.0) -> None:
        """Write what is queued, for at most *timeout* seconds."""
        self._messages.put(None)
        self._thread.join(timeout)

    def _run(self) -> None:
        while (message := self._messages.get()) is not None:
            try:
                self._stream.write(message)
                self._stream.flush()
            except (OSError, ValueError):
                self._closed()
                return


def _header_end(data: bytearray) -> int | None:
    """Return where the blank line that ends a header stops, ``None`` while there is none."""
    ends = [
        at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := data.find(mark)) >= 0
    ]  # fmt: skip
    return min(ends, default=None)


def _content_length(header: bytes) -> int:
    if len(header) > LONGEST_HEADER:
        raise FramingError(f"a header of more than {LONGEST_HEADER} bytes")
    lengths = []
    for line in header.split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon and name.strip().lower() == b"content-length":
            lengths.append(value.strip())
    if len(set(lengths)) != 1 or not lengths[0].isdigit() or len(lengths[0]) > 12:
        raise FramingError("a header without one usable Content-Length")
    length = int(lengths[0])
    if length > LARGEST_BODY:
        raise FramingError(f"a message of {length} bytes; the limit is {LARGEST_BODY}")
    return length
