"""A chat model's words in every wrapping that services have, as pictures are read."""

import json

import pytest

from limner.errors import ServiceUnavailable
from limner.services.answers.event_stream import events
from tests.support import fake_service as f
from tests.support.chat_requests import reply

SSE = "text/event-stream"
WHOLE = json.dumps(
    {"choices": [{"message": {"content": "a quiet sea"}, "finish_reason": "stop"}]}
).encode()
STREAM = b"".join(
    b"data: " + json.dumps(event).encode() + b"\n\n" for event in f.words("a quiet sea")
)

READ = {
    "JSON": f.reply(WHOLE),
    "JSON as text/plain": f.reply(WHOLE, kind="text/plain"),
    "JSON as text/html": f.reply(WHOLE, kind="text/html"),
    "JSON without a type": f.reply(WHOLE, kind=""),
    "JSON as an event stream": f.reply(WHOLE, kind=SSE),
    "JSON, [DONE] behind it": f.reply(WHOLE + b"\n\ndata: [DONE]\n\n"),
    "JSON in many lines": f.reply(json.dumps(json.loads(WHOLE), indent=2).encode(), kind=SSE),
    "JSON as one event": f.reply(b"data: " + WHOLE + b"\n\ndata: [DONE]\n\n", kind=SSE),
    "a byte order mark": f.reply(b"\xef\xbb\xbf" + WHOLE),
    "events as JSON": f.reply(STREAM + b"data: [DONE]\n\n"),
    "events as text/plain": f.reply(STREAM, kind="text/plain"),
    "lone carriage returns": f.reply(STREAM.replace(b"\n", b"\r"), kind=SSE),
    "no last blank line": f.reply(STREAM[:-2], kind=SSE),
    "a bad byte beside the words": f.reply(
        STREAM.replace(b'"id": "c"', b'"id": "caf\xe9"'), kind=SSE),
    "a bad byte in one piece": f.reply(b'{"id":"caf\xe9",' + WHOLE[1:]),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
async def test_words_that_arrived_are_used(name):
    said, fake = await reply(READ[name])

    assert (said.text, said.whole) == ("a quiet sea", True)
    assert len(fake.requests) == 1


@pytest.mark.parametrize(
    "body", [b"{", b"[" * 100_000, b'{"choices": 3}', b'{"choices": []}', b"[1, 2]", b'{"x": 1}']
)
async def test_what_holds_no_words_is_an_error(body):
    with pytest.raises(ServiceUnavailable):
        await reply(f.reply(body))


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
async def test_lines_end_as_the_standard_says_however_they_are_cut(size, end):
    stream = end.join([b"data: 1", b"", b": ping", b"data: 2", b"", b"", b"data: 3"])

    async def chunks():
        for at in range(0, len(stream), size):
            yield stream[at : at + size]

    assert [event async for event in events(chunks())] == [1, 2, 3]
