"""A service of raw sockets: it answers byte by byte as a test says, and keeps the true bill."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from limner.services.hosts import endpoint
from limner.services.service import Service
from tests.support.pictures import picture

Answer = Callable[["FakeService", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class FakeService:
    """Answers the n-th request with the n-th of *answers*, the last one again and again."""

    answers: list[Answer]
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    billed: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    halfway: asyncio.Event = field(default_factory=asyncio.Event)

    def service(self, kind="image", model="painter", seconds=5.0, key="sk-test-key", **more):
        base = endpoint(f"http://127.0.0.1:{self.port}/v1")
        return Service(kind, base, model, seconds, key, **more)

    async def serve(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                line, *rows = head.decode("latin-1").strip().split("\r\n")
                headers = {
                    name.lower(): value for name, value in (row.split(": ", 1) for row in rows)
                }
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                self.requests.append(Request(line, headers, body))
                self.arrived.set()
                answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
                await answer(self, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(*answers: Answer):
    """Serve *answers* on a free port of this machine."""
    fake = FakeService(list(answers))
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader, writer):
        tasks.add(asyncio.current_task())
        with suppress(asyncio.CancelledError):
            await fake.serve(reader, writer)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    fake.port = server.sockets[0].getsockname()[1]
    try:
        yield fake
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def body_of(*pictures: bytes, **more) -> bytes:
    data = [{"b64_json": encoded(data)} for data in pictures or (picture(),)]
    return json.dumps({"created": 1, "data": data, **more}).encode()


def reply(
    body: bytes | object = b"",
    status: int = 200,
    kind: str = "application/json",
    billed: bool = True,
    length: int | None = None,
    **headers: str,
) -> Answer:
    """Answer with a status and a body; a 200 is billed unless it says otherwise."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def answer(fake: FakeService, writer: asyncio.StreamWriter) -> None:
        fake.billed += billed and status == 200
        rows = {"content-type": kind, "content-length": str(length or len(content)), **headers}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in rows.items())
        writer.write(f"HTTP/1.1 {status} Whatever\r\n{head}\r\n".encode("latin-1") + content)
        if length is not None:
            writer.close()

    return answer


def wire(body: bytes) -> bytes:
    """A whole answer as it goes over the wire."""
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def cut_after(count: int, body: bytes, billed: bool = True) -> Answer:
    """Send *count* bytes of the whole answer to the wire, then drop the connection."""

    async def answer(fake: FakeService, writer: asyncio.StreamWriter) -> None:
        fake.billed += billed
        writer.write(wire(body)[:count])
        await writer.drain()
        writer.close()

    return answer


def paused(body: bytes, seconds: float = 30.0) -> Answer:
    """Send half of an answer, wait, and send the rest."""

    async def answer(fake: FakeService, writer: asyncio.StreamWriter) -> None:
        fake.billed += 1
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
            b"content-length: %d\r\n\r\n" % len(body) + body[: len(body) // 2]
        )
        await writer.drain()
        fake.halfway.set()
        await asyncio.sleep(seconds)
        writer.write(body[len(body) // 2 :])

    return answer


async def stall(fake: FakeService, writer: asyncio.StreamWriter) -> None:
    """Take the request and never answer."""
    fake.billed += 1
    await asyncio.sleep(30)


async def drop(fake: FakeService, writer: asyncio.StreamWriter) -> None:
    """Take the request and close the connection."""
    fake.billed += 1
    writer.close()


async def drip(fake: FakeService, writer: asyncio.StreamWriter) -> None:
    """Send one byte after the other, so that no read ever times out."""
    fake.billed += 1
    writer.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n"
    )
    for _ in range(300):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.1)


async def endless(fake: FakeService, writer: asyncio.StreamWriter) -> None:
    """Send chunks without an end."""
    fake.billed += 1
    writer.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    )
    chunk = b" " * (1 << 20)
    for _ in range(200):
        writer.write(b"%x\r\n" % len(chunk) + chunk + b"\r\n")
        await writer.drain()


async def garbage(fake: FakeService, writer: asyncio.StreamWriter) -> None:
    """Answer with what is no HTTP."""
    fake.billed += 1
    writer.write(b"\x00\x01\x02 SSH-2.0 nothing here\r\n\r\n")
    await writer.drain()
    writer.close()


def stream(*events: object, end: bool = True) -> Answer:
    """Answer with server-sent events; a string goes out as it is."""

    async def answer(fake: FakeService, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        for event in events:
            text = event if isinstance(event, str) else f"data: {json.dumps(event)}\n\n"
            writer.write(text.encode())
            await writer.drain()
        if end:
            writer.write(b"data: [DONE]\n\n")
        await writer.drain()
        writer.close()

    return answer


def passing(
    *pictures: bytes,
    usage: dict[str, int] | None = None,
    kind: str = "generation",
    finished: bool = True,
    after: tuple[object, ...] = (),
    billed: bool = True,
    pack: Callable[[bytes], bytes] = lambda body: body,
    **headers: str,
) -> Answer:
    """Answer with unfinished *pictures* and, as the last one, the finished picture."""
    rows: list[object] = [
        {"type": f"image_{kind}.partial_image", "partial_image_index": n, "b64_json": encoded(data)}
        for n, data in enumerate(pictures[:-1] if finished else pictures)
    ]
    if finished:
        data = encoded(pictures[-1])
        rows.append({"type": f"image_{kind}.completed", "b64_json": data, "usage": usage or {}})
    content = b"".join(row if isinstance(row, bytes) else event(row) for row in (*rows, *after))

    async def answer(fake: FakeService, writer: asyncio.StreamWriter) -> None:
        fake.billed += billed
        lines = {"content-type": "text/event-stream", **headers}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
        body = pack(content)
        writer.write(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode())
        for at in range(0, len(body), 1000):
            writer.write(body[at : at + 1000])
            await writer.drain()
        writer.close()

    return answer


def event(value: object) -> bytes:
    """One server-sent event; its type stands in front as well, as OpenAI writes it."""
    kind = value.get("type", "message") if isinstance(value, dict) else "message"
    return f"event: {kind}\ndata: {json.dumps(value)}\n\n".encode()


def words(*parts: str, finish: str | None = "stop") -> list[object]:
    """Events of a chat reply."""
    chunks: list[object] = [
        {"id": "c", "choices": [{"index": 0, "delta": {"content": part}, "finish_reason": None}]}
        for part in parts
    ]
    return [*chunks, {"id": "c", "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]}]
