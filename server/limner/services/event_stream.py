"""Reads server-sent events: one JSON value each, as chat services stream their answers.

The SDK builds a checked object of every token, which costs four times as much as all else that
happens to it; sixty-four answers at once would leave the editor waiting. Only two texts and a
word are needed of each event.
"""

import json
import re
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from typing import Any

DONE = b"[DONE]"

EVENT_END = re.compile(rb"\r?\n\r?\n")


async def events(chunks: AsyncIterable[bytes]) -> AsyncIterator[Any]:
    """Yield the value of each event in *chunks*, which may be cut anywhere.

    Comments, other fields and empty data are passed over, ``[DONE]`` ends the stream, and an
    event without the blank line behind it counts too. Lines end at line feeds only: an answer's
    own text may hold every other separator.

    Raises:
        ValueError: an event's data is not JSON, or not UTF-8.
    """
    pending, data = b"", bytearray()
    async for chunk in chunks:
        *lines, pending = (pending + chunk).split(b"\n")
        for line in lines:
            line = line.rstrip(b"\r")
            if line.startswith(b"data:"):
                data += line[5:].strip() + b"\n"
            elif not line:
                if data.strip() == DONE:
                    return
                if data.strip():
                    yield json.loads(data)
                data.clear()
    if pending.startswith(b"data:"):
        data += pending[5:]
    if data.strip() not in (b"", DONE):
        yield json.loads(data)


async def blocks(chunks: AsyncIterable[bytes]) -> AsyncGenerator[bytes, None]:
    """Yield each event in *chunks* as it came, unread, without the blank line behind it.

    A last event without its blank line is not whole, and left out.
    """
    pending = bytearray()
    async for chunk in chunks:
        # An end may lie across two chunks; what was searched before is not searched again.
        start = max(0, len(pending) - 3)
        pending += chunk
        while end := EVENT_END.search(pending, start):
            block = bytes(pending[: end.start()])
            del pending[: end.end()]
            start = 0
            if block.strip():
                yield block
