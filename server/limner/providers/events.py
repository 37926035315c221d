"""Reads server-sent events: one JSON value each, as chat services stream their answers.

The SDK builds a checked object of every token, which costs four times as much as all else that
happens to it; sixty-four answers at once would leave the editor waiting. Only two texts and a
word are needed of each event.
"""

import json
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any

DONE = b"[DONE]"


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
