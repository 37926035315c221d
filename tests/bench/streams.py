"""A chat service on this machine that streams words slowly to many at once."""

import asyncio
import contextlib
import json
import multiprocessing
import time
from multiprocessing.sharedctypes import Synchronized
from typing import Any

SPAWN = multiprocessing.get_context("spawn")


class Service:
    """An OpenAI-compatible chat service in a process of its own.

    Args:
        seconds_between: the pause between two tokens.
        tokens: how many tokens an answer has.
    """

    def __init__(self, seconds_between: float, tokens: int) -> None:
        self._running: Synchronized[int] = SPAWN.Value("i", 0)
        self._port: Synchronized[int] = SPAWN.Value("i", 0)
        arguments = (seconds_between, tokens, self._running, self._port)
        self._process = SPAWN.Process(target=_serve_for_ever, args=arguments, daemon=True)

    def __enter__(self) -> "Service":
        self._process.start()
        while not self._port.value:
            time.sleep(0.01)
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()

    @property
    def running(self) -> int:
        """How many answers are streaming now."""
        return self._running.value

    def wait_for_none(self, seconds: float) -> None:
        """Wait until no answer is streaming any more, for at most *seconds*."""
        end = time.monotonic() + seconds
        while self.running and time.monotonic() < end:
            time.sleep(0.01)

    def environment(self) -> dict[str, str]:
        """What makes Limner use this service."""
        return {"LIMNER_CHAT_BASE_URL": f"http://127.0.0.1:{self._port.value}/v1"}


def _serve_for_ever(
    pause: float, tokens: int, running: "Synchronized[int]", port: "Synchronized[int]"
) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            header = await reader.readuntil(b"\r\n\r\n")
            length = next(
                int(line.split(b":")[1])
                for line in header.split(b"\r\n")
                if line.lower().startswith(b"content-length:")
            )
            await reader.readexactly(length)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
            running.value += 1
            try:
                for number in range(tokens):
                    writer.write(_event({"content": f"word{number} "}, None))
                    await writer.drain()
                    await asyncio.sleep(pause)
                writer.write(_event({}, "stop") + b"data: [DONE]\n\n")
                await writer.drain()
            finally:
                running.value -= 1
                writer.close()

    async def work() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port.value = server.sockets[0].getsockname()[1]
        await server.serve_forever()

    asyncio.run(work())


def _event(delta: dict[str, Any], finish: str | None) -> bytes:
    chunk = {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "slow",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"
