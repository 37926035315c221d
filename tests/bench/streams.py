"""A chat service on this machine that streams words slowly to many at once."""

import asyncio
import contextlib
import json
import threading
import time
from typing import Any


class Service:
    """An OpenAI-compatible chat service in a thread of its own.

    Args:
        seconds_between: the pause between two tokens.
        tokens: how many tokens an answer has.
    """

    def __init__(self, seconds_between: float, tokens: int) -> None:
        self._pause, self._tokens = seconds_between, tokens
        self.running = 0
        self.port = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=(self._run(),), daemon=True)

    def __enter__(self) -> "Service":
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *exception: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    def wait_for_none(self, seconds: float) -> None:
        """Wait until no answer is streaming any more, for at most *seconds*."""
        end = time.monotonic() + seconds
        while self.running and time.monotonic() < end:
            time.sleep(0.01)

    def environment(self) -> dict[str, str]:
        """What makes Limner use this service."""
        return {"LIMNER_CHAT_BASE_URL": f"http://127.0.0.1:{self.port}/v1"}

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            header = await reader.readuntil(b"\r\n\r\n")
            length = next(
                int(line.split(b":")[1])
                for line in header.split(b"\r\n")
                if line.lower().startswith(b"content-length:")
            )
            await reader.readexactly(length)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
            self.running += 1
            try:
                for number in range(self._tokens):
                    writer.write(event({"content": f"word{number} "}, None))
                    await writer.drain()
                    await asyncio.sleep(self._pause)
                writer.write(event({}, "stop") + b"data: [DONE]\n\n")
                await writer.drain()
            finally:
                self.running -= 1
                writer.close()


def event(delta: dict[str, Any], finish: str | None) -> bytes:
    chunk = {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "slow",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"
