"""The body of an answer as it comes: unpacked, counted, in time, and kept where it is paid for.

Importing this module imports httpx2, as with `limner.services.transport`.
"""

import asyncio
import zlib
from collections.abc import AsyncGenerator, Callable

import httpx2

from limner.errors import ServiceError
from limner.services.failures import lost
from limner.services.service import Service


class AnswerBody(httpx2.AsyncByteStream):
    """The body of one answer: unpacked, counted, and within the deadline.

    Args:
        service: who answers.
        response: the answer whose body it is.
        ends: when it must be here, on the event loop's clock.
        paid: whether it was paid for.

    Attributes:
        keeps: whether it is paid for, so that what arrives is kept as it came.
        arrived: what came over the wire, where it is kept.
    """

    def __init__(
        self, service: Service, response: httpx2.Response, ends: float, *, paid: bool
    ) -> None:
        self._service = service
        self._response = response
        self._ends = ends
        self._paid = paid
        self.keeps = paid and response.is_success
        self.arrived = bytearray()

    async def __aiter__(self) -> AsyncGenerator[bytes, None]:
        service, paid, host = self._service, self._paid, self._service.endpoint.authority
        assert isinstance(self._response.stream, httpx2.AsyncByteStream)  # noqa: S101
        parts = aiter(self._response.stream)
        unpack = _unpacker(self._response.headers.get("content-encoding", ""))
        wire = unpacked = 0
        misnamed = False
        while True:
            problem = part = None
            try:
                async with asyncio.timeout_at(self._ends):
                    part = await anext(parts, None)
                if part is not None:
                    wire += len(part)
                    if self.keeps:
                        self.arrived += part
                    part = b"" if misnamed else unpack(part, service.most_bytes + 1 - unpacked)
                    unpacked += len(part)
            except zlib.error:
                # Some proxies unpack an answer and leave the header that says it is packed.
                misnamed, part = True, b""
            except (TimeoutError, httpx2.TimeoutException):
                problem = too_late(service, paid=paid)
            except httpx2.TransportError:
                problem = lost(service, f"The answer of {host} broke off", paid=paid)
            if max(wire, unpacked) > service.most_bytes:
                size = f"{service.most_bytes >> 20} MiB"
                problem = lost(service, f"The answer of {host} is larger than {size}", paid=paid)
            if part is None and misnamed and problem is None:
                problem = lost(service, f"The answer of {host} is not packed as it says", paid=paid)
            if problem is not None:
                raise problem
            if part is None:
                return
            yield part

    async def aclose(self) -> None:
        """Close the answer."""
        await self._response.aclose()


def too_late(service: Service, *, paid: bool) -> ServiceError:
    """Return the error for an answer that is not whole at its deadline."""
    host, seconds = service.endpoint.authority, service.seconds
    return lost(service, f"{host} did not answer within {seconds:.0f} s", paid=paid)


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """Return what unpacks one part to at most so many bytes; some proxies pack regardless."""
    if encoding.strip().lower() in ("", "identity"):
        return lambda part, most: part
    machine = zlib.decompressobj(wbits=47)  # gzip or zlib, by its header
    return lambda part, most: machine.decompress(part, max(1, most))
