"""The SDK over Limner's own transport, imported when it is first needed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from limner.image.request import PaidStep
from limner.services.service import Service

if TYPE_CHECKING:
    import openai


def preload() -> None:
    """Import the SDK (0.5 s): in a thread after the start, so that no first command waits."""
    import openai.resources.chat.completions
    import openai.resources.images

    from limner.services import connection, transport

    connection.trusted_roots()
    # These load at first use only, which would then hold up the event loop.
    _ = openai.resources.chat.AsyncChat, openai.resources.AsyncImages, transport


@asynccontextmanager
async def open_client(
    service: Service,
    step: PaidStep | None,
    on_event: Callable[[bytes], None] = lambda event: None,
) -> "AsyncIterator[openai.AsyncOpenAI]":
    """Open the SDK over a guarded transport of its own; the key stays with the transport."""
    await asyncio.to_thread(preload)
    import httpx2
    import openai

    from limner.services.transport import CONNECT_SECONDS, GuardedTransport

    seconds = service.seconds
    http = httpx2.AsyncClient(
        transport=GuardedTransport(service, step, on_event),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS)),
    )
    async with openai.AsyncOpenAI(
        api_key="held-by-the-transport",
        base_url=service.endpoint.url,
        http_client=http,
        max_retries=0,
        timeout=http.timeout,
    ) as client:
        yield client
