"""A chat service as it behaves well, and as it does not."""

import asyncio
import json

import pytest

from limner.errors import (
    InputError,
    KeyRefused,
    LimnerError,
    ModelUnknown,
    QuotaUsedUp,
    RateLimited,
    Refused,
    RequestRejected,
    ServiceUnavailable,
)
from limner.prompt.chat.chat_model import ChatRequest, Message
from limner.services import transport
from limner.services.openai.chat_completions import OpenAIChat
from tests.support import fake_service as f
from tests.support.chat_requests import SCHEMA, ask, reply
from tests.support.pictures import picture


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Makes the moment before another try a short one."""
    monkeypatch.setattr(transport, "_moment", lambda: 0.01)
    monkeypatch.setattr(transport, "LEAST_WAIT_SECONDS", 0.01)


async def test_words_arrive_one_after_the_other():
    heard = []
    said, fake = await reply(f.stream(*f.words("a ", "quiet ", "🌅")), heard=heard)

    assert heard == ["a ", "a quiet ", "a quiet 🌅"]
    assert (said.text, said.whole) == ("a quiet 🌅", True)
    assert fake.requests[0].line == "POST /v1/chat/completions HTTP/1.1"
    assert fake.requests[0].json == {
        "model": "talker", "stream": True, "max_completion_tokens": 400,
        "messages": [{"role": "system", "content": "be brief"},
                     {"role": "user", "content": "hello"}],
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_a_picture_goes_along_with_words(kind):
    sent = picture(kind=kind)
    asked = ChatRequest((Message("user", "What is this?", sent),), "raw", SCHEMA)
    async with f.serving(f.stream(*f.words("a boat"))) as fake:
        said = await OpenAIChat(fake.service("chat")).reply(asked)

    (turn,) = fake.requests[0].json["messages"]
    url = f"data:image/{kind.lower()};base64,{f.encoded(sent)}"
    assert said.text == "a boat"
    assert turn == {"role": "user", "content": [
        {"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": url}},
    ]}  # fmt: skip


async def test_only_pictures_go_along():
    asked = ChatRequest((Message("user", "What is this?", b"GIF89a"),), "raw", SCHEMA)
    async with f.serving(f.stream(*f.words("x"))) as fake:
        with pytest.raises(InputError):
            await OpenAIChat(fake.service("chat")).reply(asked)

    assert fake.requests == []


@pytest.mark.parametrize(
    ("reply_format", "expected"),
    [
        ("json_schema", {"type": "json_schema", "json_schema": {
            "name": "thing", "strict": True, "schema": {"type": "object"}}}),
        ("json_object", {"type": "json_object"}),
        ("tagged", None),
        ("raw", None),
    ],
)  # fmt: skip
async def test_the_format_of_a_reply_is_asked_for(reply_format, expected):
    _, fake = await reply(f.stream(*f.words("hi")), reply_format=reply_format)

    assert fake.requests[0].json.get("response_format") == expected


WHOLE = {"choices": [{"message": {"content": "hello"}, "finish_reason": "stop"}]}
CUT = f.words("half a", finish=None)

READ = {
    "a server that cannot stream": (f.reply(WHOLE), "hello", True),
    "comments and pings": (f.stream(": ping\n\n", *f.words("hello")), "hello", True),
    "CRLF": (
        f.stream(*(f"data: {json.dumps(event)}\r\n\r\n" for event in f.words("hello"))),
        "hello", True),
    "no [DONE]": (f.stream(*f.words("hello"), end=False), "hello", True),
    "usage at the end": (f.stream(*f.words("hello"), {"id": "c", "choices": []}), "hello", True),
    "thoughts beside the text": (
        f.stream({"id": "c", "choices": [{"index": 0, "delta": {"reasoning_content": "hm"}}]},
                 *f.words("hello")), "hello", True),
    "cut off": (f.stream(*CUT, end=False), "half a", False),
    "out of tokens": (f.stream(*f.words("half", finish="length")), "half", False),
    "nothing at all": (f.stream(), "", False),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
async def test_a_reply_is_read(name):
    answer, text, whole = READ[name]
    said, _ = await reply(answer)

    assert (said.text, said.whole) == (text, whole)


def error(code=None, message="", param=None):
    return {"error": {"code": code, "message": message, "param": param, "type": None}}


REFUSED = {"choices": [{"index": 0, "delta": {"refusal": "I cannot help with that."}}]}
TWICE = 2
FAULTS = {
    "dropped": (f.drop, ServiceUnavailable, TWICE),
    "500": (f.reply(b"", 500), ServiceUnavailable, TWICE),
    "503": (f.reply(b"", 503, retry_after="0"), ServiceUnavailable, TWICE),
    "HTML": (f.reply(b"<html>", 200, "text/html"), ServiceUnavailable, 1),
    "not JSON": (f.reply(b"{"), ServiceUnavailable, 1),
    "no choices": (f.reply({"choices": []}), ServiceUnavailable, 1),
    "broken event": (f.stream("data: {oops\n\n"), ServiceUnavailable, 1),
    "no UTF-8": (f.reply(b"data: \xff\xfe\n\n", kind="text/event-stream"), ServiceUnavailable, 1),
    "error event": (f.stream(error("server_error", "boom")), ServiceUnavailable, 1),
    "error event, moderated": (f.stream(error("content_policy_violation")), Refused, 1),
    "refusal": (f.stream(REFUSED, *f.words("")), Refused, 1),
    "refusal in one piece": (
        f.reply({"choices": [{"message": {"content": None, "refusal": "No."}}]}), Refused, 1),
    "content filter": (f.stream(*f.words("he", finish="content_filter")), Refused, 1),
    "401": (f.reply(error(message="Incorrect API key: sk-te*****key"), 401), KeyRefused, 1),
    "404": (f.reply(error("model_not_found"), 404), ModelUnknown, 1),
    "429 quota": (f.reply(error("insufficient_quota"), 429), QuotaUsedUp, 1),
    "429 for long": (f.reply({}, 429, retry_after="900"), RateLimited, 1),
    "400": (f.reply(error(message="too long", param="messages"), 400), RequestRejected, 1),
    "endless": (f.endless, ServiceUnavailable, TWICE),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_is_one_clear_sentence(name):
    """Text is asked for a second time only where nothing came; the key is in no message."""
    answer, kind, most = FAULTS[name]
    async with f.serving(answer) as fake:
        with pytest.raises(LimnerError) as caught:
            await OpenAIChat(fake.service("chat")).reply(ask())

    assert type(caught.value) is kind
    assert len(fake.requests) <= most
    assert "sk-te" not in str(caught.value)
    assert str(caught.value).endswith(".")
    assert caught.value.__cause__ is None or "sk-te" not in repr(caught.value.__cause__)


async def test_one_failure_is_forgiven():
    said, fake = await reply(f.reply(b"", 500), f.stream(*f.words("hello")))

    assert said.text == "hello"
    assert len(fake.requests) == 2


async def test_the_other_name_of_the_length_limit_is_found_and_remembered():
    refused = f.reply(error(message="Unrecognised field max_completion_tokens"), 400)
    good = f.stream(*f.words("hello"))
    async with f.serving(refused, good, good) as fake:
        chat = OpenAIChat(fake.service("chat"))
        await chat.reply(ask())
        await chat.reply(ask())

    fields = [sorted(request.json)[0] for request in fake.requests]
    assert fields == ["max_completion_tokens", "max_tokens", "max_tokens"]


@pytest.mark.parametrize("answer", [f.stall, f.drip], ids=["stalls", "drips"])
async def test_the_deadline_holds(answer):
    with pytest.raises(ServiceUnavailable, match="within"):
        await reply(answer, seconds=0.5)


async def test_a_stream_that_stalls_ends_at_the_deadline():
    async def half(fake, writer):
        event = json.dumps(f.words("half")[0])
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        writer.write(f"data: {event}\n\n".encode())
        await writer.drain()
        await asyncio.sleep(30)

    with pytest.raises(ServiceUnavailable, match="within"):
        await reply(half, seconds=0.5)


async def test_a_cancel_closes_the_connection():
    closed = asyncio.Event()

    async def slow(fake, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        await writer.drain()
        while not writer.is_closing():
            await asyncio.sleep(0.01)
            writer.write(b": ping\n\n")
            try:
                await writer.drain()
            except ConnectionError:
                break
        closed.set()

    async with f.serving(slow) as fake:
        task = asyncio.create_task(OpenAIChat(fake.service("chat")).reply(ask()))
        await fake.arrived.wait()
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(closed.wait(), 30)


def typed(*blocks):
    return {"choices": [{"message": {"content": list(blocks)}, "finish_reason": "stop"}]}


def no_reason(*texts):
    return [{"choices": [{"index": 0, "delta": {"content": text}}]} for text in texts]


THOUGHT = {"type": "thinking", "thinking": "hm"}
AS_SENT = {
    "blocks": (f.reply(typed({"type": "text", "text": "hello"})), "hello", True),
    "blocks, thoughts first": (
        f.reply(typed(THOUGHT, {"type": "text", "text": "hello"})), "hello", True),
    "blocks in a stream": (
        f.stream({"choices": [{"delta": {"content": [{"type": "text", "text": "hello"}]}}]}),
        "hello", True),
    "finish: end": (f.stream(*f.words("hello", finish="end")), "hello", True),
    "finish: end_turn": (f.stream(*f.words("hello", finish="end_turn")), "hello", True),
    "finish: null, [DONE]": (f.stream(*no_reason("hello")), "hello", True),
    "finish: null in one piece": (
        f.reply({"choices": [{"message": {"content": "hello"}, "finish_reason": None}]}),
        "hello", True),
    "finish: max_tokens": (f.stream(*f.words("hel", finish="max_tokens")), "hel", False),
}  # fmt: skip


@pytest.mark.parametrize("name", AS_SENT)
async def test_replies_as_services_really_send_them(name):
    answer, text, whole = AS_SENT[name]
    said, _ = await reply(answer)

    assert (said.text, said.whole) == (text, whole)


IN_ANSWERS = {
    "429 as a number": ({"error": {"code": 429, "message": "slow"}}, RateLimited),
    "429 as a text": ({"error": {"code": "429", "message": "slow"}}, RateLimited),
    "rate_limit_exceeded": (error("rate_limit_exceeded"), RateLimited),
    "402": ({"error": {"code": 402, "message": "no credits"}}, QuotaUsedUp),
    "insufficient_quota": (error("insufficient_quota"), QuotaUsedUp),
    "moderation": (error("content_policy_violation"), Refused),
    "a key": (error("invalid_api_key"), KeyRefused),
    "vLLM's own form": (
        {"object": "error", "message": "no such model", "code": 404}, ModelUnknown),
    "no code": ({"error": "something broke"}, ServiceUnavailable),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_ANSWERS)
@pytest.mark.parametrize("streamed", [True, False])
async def test_an_error_in_an_answer_that_says_all_is_well_keeps_its_reason(name, streamed):
    content, kind = IN_ANSWERS[name]
    with pytest.raises(LimnerError) as caught:
        await reply(f.stream(content) if streamed else f.reply(content))

    assert type(caught.value) is kind


async def test_a_reply_ends_as_soon_as_it_is_enough():
    async def endless(fake, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        for event in f.words("one ", "two. ", "and on"):
            writer.write(f"data: {json.dumps(event | {'finish': None})}\n\n".encode())
        await writer.drain()
        await asyncio.sleep(30)

    said, _ = await reply(endless, is_enough=lambda text: text.endswith(". "), seconds=5)
    assert (said.text, said.whole) == ("one two. ", True)


def no(message, param=None):
    return f.reply(error(message=message, param=param), 400)


GOOD = f.stream(*f.words("hello"))
ASKED_AGAIN = {
    "another name for the length": (
        [no("Unsupported parameter", "max_completion_tokens")], {"max_tokens": 400}),
    "no name for the length at all": (
        [no("extra field", "max_completion_tokens"), no("extra field", "max_tokens"),
         no("extra field", "max_tokens"), no("extra field", "max_tokens")],
        {"max_tokens": None, "max_completion_tokens": None}),
    "a shorter answer": (
        [no("max_tokens is too large: this model supports at most 256 completion tokens")],
        {"max_completion_tokens": 256}),
    "a small context": (
        [no("This model's maximum context length is 512 tokens. However, you requested 712 tokens "
            "(312 in the messages, 400 in the completion).")],
        {"max_completion_tokens": 200}),
    "no stream": ([no("stream is not supported", "stream")], {"stream": None}),
    "no temperature": ([no("Only the default is supported", "temperature")], {"temperature": None}),
    "no system message": (
        [no("System role not supported")],
        {"messages": [{"role": "user", "content": "be brief\n\nhello"}]}),
    "six refusals in a row": (
        [no("no", "temperature"), no("no", "stream"), no("System role not supported"),
         no("no", "max_completion_tokens"), no("too many", "max_tokens"),
         no("too many", "max_tokens")],
        {"temperature": None, "stream": None, "max_tokens": 100}),
    "no field named": (
        [no("bad request"), no("bad request"), no("bad request")],
        {"temperature": None, "stream": None}),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED_AGAIN)
async def test_what_a_server_does_not_take_is_left_out_and_that_is_remembered(name):
    refusals, expected = ASKED_AGAIN[name]
    concessions = {}
    async with f.serving(*refusals, GOOD) as fake:
        for _ in range(2):
            chat = OpenAIChat(fake.service("chat"), concessions)
            said = await chat.reply(ask(temperature=0.3))
            assert said.text == "hello"

    last = [request.json for request in fake.requests[len(refusals) :]]
    assert len(last) == 2
    for fields in last:
        assert {name: fields.get(name) for name in expected} == expected


async def test_a_model_that_thinks_is_given_room_for_it():
    async with f.serving(GOOD) as fake:
        await OpenAIChat(fake.service("chat", "deepseek-r1")).reply(ask())

    assert fake.requests[0].json["max_completion_tokens"] == 6400


FULL = "This model's maximum context length is 2048 tokens. Please reduce the length."
REASONS = {
    "a failure of 200": (f.reply({"error": "out of memory"}), "(out of memory): put that right"),
    "an event of failure": (
        f.stream({"error": {"message": "model not found"}}), "(model not found): put that right"),
    "200 and no reason": (f.reply({"error": {"kind": 3}}), "(without a reason): try again later"),
    "503": (f.reply(error(message="Loading model"), 503), "answering (Loading model): put that"),
    "500 without one": (f.reply(b"oops", 500), "(status 500): try again later"),
    "403": (
        f.reply(error(message="Country not supported"), 403),
        "to use “talker” (Country not supported): check"),
    "a full context": (
        f.reply(error(message=FULL), 400), "do not fit into “talker” at 127.0.0.1"),
    "what steers a terminal": (
        f.reply({"error": "out\n\x1b[31m of\x07 \u202ememory"}), "(out of memory): put"),
    "the key": (f.reply({"error": "not for sk-test-key"}), "(without a reason)"),
    "another key": (f.reply({"error": "no key sk-abcdefg"}), "(no …)"),
}  # fmt: skip


@pytest.mark.parametrize("name", REASONS)
async def test_a_services_own_reason_is_shown(name):
    answer, said = REASONS[name]
    async with f.serving(answer) as fake:
        with pytest.raises(LimnerError) as caught:
            await OpenAIChat(fake.service("chat", "talker")).reply(ask("json_schema"))

    assert said in str(caught.value)
    assert str(caught.value).isprintable()
    # Once more after a failure, and no concessions where none would help.
    assert len(fake.requests) == (2 if name.startswith("50") else 1)


async def test_a_long_reason_is_cut_at_a_word():
    with pytest.raises(ServiceUnavailable) as caught:
        await reply(f.reply({"error": "word " * 200}))

    assert "word word …)" in str(caught.value)
    assert len(str(caught.value)) < 280
