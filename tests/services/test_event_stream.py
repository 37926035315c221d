"""Server-sent events, however the stream is cut."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.services.answers.event_stream import events


async def read(stream: bytes, size: int = 7) -> list[object]:
    async def chunks():
        for at in range(0, len(stream), size):
            yield stream[at : at + size]

    return [event async for event in events(chunks())]


@given(st.lists(st.text(max_size=20), max_size=5), st.integers(1, 40), st.booleans())
async def test_events_survive_any_cut(texts, size, whole):
    """Emoji split over chunks, U+2028 inside a text, a last event without its blank line."""
    stream = b"".join(
        b"data: " + json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n\n"
        for text in (text.encode("utf-8", "ignore").decode() for text in texts)
    )
    kept = [text.encode("utf-8", "ignore").decode() for text in texts]

    assert await read(stream if whole else stream[:-2] or stream, size) == kept


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (b'data: {"a": 1}\n\ndata: [DONE]\n\ndata: 2\n\n', [{"a": 1}, "[DONE]"]),
        (b'data: {"a":\ndata: 1}\n\n', [{"a": 1}]),
        (b": a comment\n\nevent: x\nid: 3\ndata: 1\r\n\r\n", [1]),
        (b"data:\n\ndata: 1\n\n", [1]),
        (b"data:1\n\ndata: [DONE]", [1, "[DONE]"]),
        (b"", []),
        (b"no stream at all", []),
    ],
)
async def test_what_streams_look_like(stream, expected):
    assert await read(stream) == expected


@pytest.mark.parametrize("stream", [b"data: {\n\n", b"data: \xff\n\n", b"data: {"])
async def test_garbage_is_an_error(stream):
    with pytest.raises(ValueError, match=r"."):
        await read(stream)
