"""One guarded HTTP transport under the SDK; every rule of the network is here and nowhere else.

A transport serves one action: it opens a fresh connection, so that no connection that went stale
in between can make it unclear whether a paid request was received. It

- sends to its service's own origin and nowhere else, over ``https`` or on loopback;
- sends the headers that the request needs and no others: organisation, project and custom headers
  from the environment reach OpenAI alone, the key reaches its own service alone;
- follows no redirect, and uses no proxy on loopback;
- asks for uncompressed answers and takes at most 64 MiB, or less where the service says so, on the
  wire and unpacked;
- gives the whole exchange one deadline;
- re-sends after a 429 that asks for a short wait, which all requests to the service then keep, and
  text once more after a failure;
- writes a paid request down before its first byte leaves, and its answer before anyone reads it;
  of an answer that is streamed, that is the event with the finished picture. What arrived of one
  that broke off is kept as well, and counts as the answer when a whole picture is in it.

Importing this module imports httpx2 (0.1 s): import it inside functions.
"""

import asyncio
import random
from collections.abc import Callable
from contextlib import aclosing

import httpx2

from limner.errors import (
    InputError,
    OutcomeUnknown,
    RateLimited,
    Refused,
    ServiceError,
    ServiceUnavailable,
)
from limner.files.whole import to_its_end
from limner.image.request import PaidStep
from limner.services.answers import images_response
from limner.services.answers.answer_body import AnswerBody, too_late
from limner.services.answers.complaints import retry_after
from limner.services.answers.event_stream import blocks
from limner.services.connection import UNSENT, open_connection, unreachable
from limner.services.failures import failure, lost, rate_limited
from limner.services.service import Service

CONNECT_SECONDS = 15.0
"""Longest time that a connection may take to come about."""

WAIT_SECONDS = 30.0
"""Longest time that a rate limit is waited for, in all."""

LEAST_WAIT_SECONDS = 0.25
"""Shortest time before another try; it doubles each time."""

PASSING = frozenset({408, 409, 425, 429})
"""Statuses that another try may cure, beside those of 500 and more."""

OUR_HEADERS = frozenset(
    {"host", "accept", "connection", "content-type", "content-length", "transfer-encoding"}
)
"""Headers of the SDK that any service may see."""

Failure = tuple[ServiceError, float | None]
"""What went wrong, and after how many seconds another try makes sense; ``None``: never."""


class GuardedTransport(httpx2.AsyncBaseTransport):
    """Carries the requests of one action to *service*.

    Args:
        service: where they go.
        step: for a paid one, where its moves are written down.
        on_event: given each event of a paid stream before the one with the finished picture.
        retry: whether what may pass is tried again.
    """

    def __init__(
        self,
        service: Service,
        step: PaidStep | None = None,
        on_event: Callable[[bytes], None] = lambda event: None,
        *,
        retry: bool = True,
    ) -> None:
        self._service = service
        self._step = step
        self._on_event = on_event
        self._retry = retry
        self._wire = open_connection(service.endpoint)
        self._ends = asyncio.get_running_loop().time() + service.seconds

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send *request* by the rules above.

        Raises:
            ServiceError: there is no usable answer; for a paid request ``ServiceUnavailable``
                means that it was not sent, ``OutcomeUnknown`` that it may have been.
            SaveError: a paid step could not be written down.
        """
        request = self._admitted(request)
        clock = asyncio.get_running_loop().time
        # What is uploaded twice may be there twice.
        may_retry = self._retry and self._step is None and self._service.kind != "upload"
        patience, least = WAIT_SECONDS if self._retry else 0.0, LEAST_WAIT_SECONDS
        pace = self._service.pace
        if pace.left > patience:
            raise rate_limited(self._service, pace.left)
        # A wait that was asked of another request is none of this exchange.
        self._ends += await pace.turn()
        while True:
            outcome = await self._exchange(request)
            if isinstance(outcome, httpx2.Response):
                return outcome
            error, asked = outcome
            if asked is None:
                raise error
            # A service that asks for no wait, or a short one, again and again is not believed.
            wait, least = max(asked, least), least * 2
            if isinstance(error, RateLimited):
                patience -= wait
                pace.hold(wait)
                if self._step is not None:
                    await to_its_end(self._step.not_taken)
            elif isinstance(error, ServiceUnavailable) and may_retry:
                may_retry = False
            else:
                raise error
            if patience < 0 or clock() + wait >= self._ends:
                raise error
            if isinstance(error, RateLimited):
                await pace.turn()
            else:
                await asyncio.sleep(wait)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._wire.aclose()

    def _admitted(self, request: httpx2.Request) -> httpx2.Request:
        """Return what goes on the wire: to the own origin, with the headers that belong there."""
        own, url = self._service.endpoint, request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        if (url.scheme, url.host, port) != (own.scheme, own.host, own.port):
            raise InputError(f"Limner sends this request to {own.authority} only.")
        headers = {
            name: value
            for name, value in request.headers.items()
            if name in OUR_HEADERS or (own.openai and not name.startswith("x-stainless"))
        }
        headers |= {"user-agent": "limner", "accept-encoding": "identity"}
        headers.pop("authorization", None)
        if self._service.key is not None:
            headers["authorization"] = f"Bearer {self._service.key}"
        return httpx2.Request(
            request.method,
            url,
            headers=headers,
            stream=request.stream,
            extensions=request.extensions,
        )

    async def _exchange(self, request: httpx2.Request) -> httpx2.Response | Failure:
        """Send once; return the answer or what went wrong."""
        host, paid = self._service.endpoint.authority, self._step is not None
        if self._step is not None:
            await to_its_end(self._step.sent)
        response: httpx2.Response | None = None
        problem: ServiceError | None = None
        wait: float | None = _moment()
        try:
            async with asyncio.timeout_at(self._ends):
                response = await self._wire.handle_async_request(request)
        except UNSENT as error:
            # Nothing answers: another try in a moment would only keep the person waiting.
            problem, wait = ServiceUnavailable(unreachable(self._service.endpoint, error)), None
        except (TimeoutError, httpx2.TimeoutException):
            problem = too_late(self._service, paid=self._step is not None)
        except httpx2.TransportError:
            problem = lost(self._service, f"The connection to {host} broke", paid=paid)
        # Raised out here, so that no error of ours carries the request with its key as its context.
        if problem is not None:
            return problem, wait
        assert response is not None  # noqa: S101 (for the type checker: no problem, so an answer)
        return await self._receive(response)

    async def _receive(self, response: httpx2.Response) -> httpx2.Response | Failure:
        body = AnswerBody(self._service, response, self._ends, paid=self._step is not None)
        headers = {
            name: value
            for name, value in response.headers.items()
            if name not in ("content-encoding", "content-length", "transfer-encoding")
        }
        streamed = response.is_success and _is_stream(response)
        if streamed and self._step is None:
            return httpx2.Response(response.status_code, headers=headers, stream=body)
        try:
            if streamed:
                content = await self._finished_event(body)
            elif body.keeps:
                async for _ in body:
                    pass
                content = bytes(body.arrived)
            else:
                content = b"".join([part async for part in body])
        except ServiceError as error:
            if not response.is_success:
                content = b""
            elif self._step is None or not await self._kept(bytes(body.arrived), error, self._step):
                return error, _moment()
            else:
                content = bytes(body.arrived)
        except asyncio.CancelledError:
            if self._step is not None:
                self._step.interrupted(bytes(body.arrived))
            raise
        finally:
            await body.aclose()
        if not response.is_success:
            status, paid = response.status_code, self._step is not None
            problem = failure(self._service, status, headers, content, paid=paid)
            asked = retry_after(headers)
            wait = _moment() if asked is None else asked
            return problem, wait if status >= 500 or status in PASSING else None
        if self._step is not None:
            step = self._step
            await to_its_end(lambda: step.received(content))
        elif content.lstrip()[:1] == b"<":
            raise ServiceUnavailable(
                f"{self._service.endpoint.authority} answered with a web page instead of data: "
                f"check {self._service.setting}, and whether this network asks for a sign-in."
            )
        return httpx2.Response(response.status_code, headers=headers, content=content)

    async def _kept(self, arrived: bytes, error: ServiceError, step: PaidStep) -> bool:
        """Keep what arrived of a broken answer; say whether a whole picture is in it."""
        if isinstance(error, Refused):
            return False
        await to_its_end(lambda: step.interrupted(arrived))
        return await asyncio.to_thread(images_response.holds_picture, arrived)

    async def _finished_event(self, body: AnswerBody) -> bytes:
        """Return the event of a paid stream that holds the finished picture, unread.

        Raises:
            ServiceError: the stream says that it failed, or ends before that event.
        """
        async with aclosing(aiter(body)) as parts, aclosing(blocks(parts)) as found:
            begun = False
            async for event in found:
                if images_response.is_finished(event):
                    return event
                if problem := images_response.complaint_of(event):
                    error = failure(self._service, 500, {}, problem, paid=True)
                    if begun and isinstance(error, Refused):
                        # A refusal costs nothing, but this came after some of the work.
                        error = OutcomeUnknown(f"{error} What was drawn by then may be billed.")
                    raise error
                begun = begun or images_response.is_partial(event)
                self._on_event(event)
        host = self._service.endpoint.authority
        raise lost(self._service, f"The answer of {host} ended before the picture", paid=True)


def _is_stream(response: httpx2.Response) -> bool:
    return "text/event-stream" in response.headers.get("content-type", "")


def _moment() -> float:
    """Return half a second to a second: many clients that failed together come back apart."""
    return 0.5 + random.random() / 2  # noqa: S311 (no secret)
