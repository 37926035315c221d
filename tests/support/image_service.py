"""An image service on this machine that always draws, in the colours it is told."""

import asyncio
import json

from tests.support.fake_service import body_of
from tests.support.pictures import picture


class ImageService:
    """Draws at once or after some seconds, and remembers what it was asked.

    Given how many are *answered*, it holds back the further ones until it is *released*. One that
    draws *one_by_one* begins with a picture when the one before is drawn, as a graphics card does.
    """

    def __init__(
        self,
        *colours: str,
        seconds: float = 0,
        answered: int | None = None,
        one_by_one: bool = False,
    ) -> None:
        self.answered = answered
        self.released = asyncio.Event()
        self._turns = asyncio.Semaphore(1 if one_by_one else 1000)
        self._answering: set[asyncio.Task[None]] = set()
        self.colours = colours or ("navy",)
        self.seconds = seconds
        self.lines: list[str] = []
        self.heads: list[str] = []
        self.bodies: list[bytes] = []

    async def __aenter__(self) -> "ImageService":
        self.server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}/v1"
        return self

    async def __aexit__(self, *exception: object) -> None:
        self.server.close()
        self.released.set()
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            self._answering.add(task)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.partition(":")[2])
            for line in head.split("\r\n")
            if line.lower().startswith("content-length:")
        )
        self.heads.append(head)
        self.lines.append(head.partition("\r\n")[0])
        self.bodies.append(await reader.readexactly(length))
        number = len(self.bodies)
        async with self._turns:
            await asyncio.sleep(self.seconds)
        if self.answered is not None and number > self.answered:
            await self.released.wait()
        body = body_of(*map(picture, self.colours))
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        writer.write(f"{answer}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    async def asked(self, many: int) -> None:
        """Wait until *many* pictures have been asked for."""
        while len(self.bodies) < many:
            await asyncio.sleep(0.01)

    @property
    def prompts(self) -> list[str]:
        return [json.loads(body)["prompt"] for body in self.bodies]

    @property
    def json(self) -> dict:
        return json.loads(self.bodies[-1])
