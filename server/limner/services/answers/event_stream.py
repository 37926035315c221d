"""Reads what a service streams, however it is cut: server-sent events, or JSON after all.

The SDK builds a checked object of every token, which costs four times as much as all else that
happens to it; sixty-four answers at once would leave the editor waiting. Only two texts and a
word are needed of each event.
"""

import re
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from typing import Any

from limner.services.answers.json_values import LINE_END, MOST_BYTES, in_a_row, parse

DONE = "[DONE]"
"""The last event of a stream that came to its end."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

EVENT_END = re.compile(rb"(?:\r\n|\n|\r(?!\n)){2}")


async def events(chunks: AsyncIterable[bytes]) -> AsyncGenerator[Any, None]:
    """Yield the value of each event in *chunks*, which may be cut anywhere.

    Comments, other fields and empty data are passed over, `DONE` is the last one, and an event
    without the blank line behind it counts too. JSON without any event around it is yielded when
    it is whole.

    Raises:
        ValueError: an event's data is not JSON, or more than a megabyte.
    """
    data, bare = bytearray(), bytearray()
    async for line in _lines(chunks):
        line = line.removeprefix(BYTE_ORDER_MARK)
        if line.startswith(b"data:"):
            data += line[5:].strip() + b"\n"
        elif bare or line.lstrip()[:1] in (b"{", b"["):
            bare += line + b"\n"
        elif not line:
            if data.strip() == DONE.encode():
                break
            if data.strip():
                yield parse(bytes(data))
            data.clear()
        if max(len(data), len(bare)) > MOST_BYTES:
            raise ValueError("too large")
    ended = data.strip() == DONE.encode()
    if data.strip() and not ended:
        yield parse(bytes(data))
    values = in_a_row(bytes(bare))
    if bare and not values:
        raise ValueError("no JSON")
    for value in values:
        yield value
    if ended:
        yield DONE


async def blocks(chunks: AsyncIterable[bytes]) -> AsyncGenerator[bytes, None]:
    """Yield each event in *chunks* as it came, unread, without the line ends around it.

    A last event without its blank line may not be whole, and is left out.
    """
    pending = bytearray()
    async for chunk in chunks:
        # An end may lie across two chunks; what was searched before is not searched again.
        start = max(0, len(pending) - 3)
        pending += chunk
        while end := EVENT_END.search(pending, start):
            block = bytes(pending[: end.start()]).strip(b"\r\n")
            del pending[: end.end()]
            start = 0
            if block.strip():
                yield block


async def _lines(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Yield each line without its end: a line feed, a carriage return, or both."""
    pending = b""
    async for chunk in chunks:
        pending += chunk
        # Half of a line's end may still be on its way.
        held = pending.endswith(b"\r")
        *lines, pending = LINE_END.split(pending[:-1] if held else pending)
        pending += b"\r" if held else b""
        for line in lines:
            yield line
        if len(pending) > MOST_BYTES:
            raise ValueError("too large")
    for line in LINE_END.split(pending):
        yield line
