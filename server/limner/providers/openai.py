"""Any OpenAI-compatible service; the only module that imports openai.

The SDK builds requests; their answers are read here. All rules of the network and all errors of the
service are the transport's (see `limner.providers.transport`); pictures are read from the raw
answer (see `limner.image.answer`), which is on disk before.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from limner.errors import Refused, RequestRejected, ServiceUnavailable
from limner.image import answer
from limner.image.fitting import fit
from limner.image.models import Table, limits, read_table
from limner.image.request import Drawn, PaidStep, PictureRequest
from limner.prompt.chat_model import ChatReply, ChatRequest
from limner.providers.events import events
from limner.providers.failures import Service, failure, redacted
from limner.providers.passes import passes
from limner.providers.picture_fields import (
    QUIET,
    ResponseFormat,
    message_fields,
    picture_fields,
    without,
)

if TYPE_CHECKING:
    import openai

MOST_TOKENS = 8000
"""Room for four long prompts and a reasoning model's thoughts; truncated JSON is common."""

MOST_LETTERS = 200_000
"""Where a reply that does not end is cut off; it counts as not whole."""

LENGTH_FIELDS = ("max_completion_tokens", "max_tokens")
"""Reasoning models take only the first, many other servers know only the second."""


def preload() -> None:
    """Import the SDK (0.5 s): in a thread after the start, so that no first command waits."""
    import openai.resources.chat.completions
    import openai.resources.images

    from limner.providers import transport, wire

    wire.trusted_roots()
    # These load at first use only, which would then hold up the event loop.
    _ = openai.resources.chat.AsyncChat, openai.resources.AsyncImages, transport


class OpenAIChat:
    """A chat model behind ``/chat/completions``."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._length_field = LENGTH_FIELDS[0]

    @property
    def name(self) -> str:
        """The model's name."""
        return self._service.model

    @property
    def host(self) -> str:
        """The service's host."""
        return self._service.endpoint.authority

    async def reply(
        self, request: ChatRequest, on_text: Callable[[str], None] = lambda _: None
    ) -> ChatReply:
        """Ask for one streamed reply.

        Raises:
            ServiceError: see `limner.prompt.chat_model.ChatModel`.
        """
        async with _client(self._service, None) as client:
            try:
                return await self._ask(client, request, on_text)
            except RequestRejected as error:
                if error.field not in LENGTH_FIELDS:
                    raise
                self._length_field = LENGTH_FIELDS[1 - LENGTH_FIELDS.index(self._length_field)]
                return await self._ask(client, request, on_text)

    async def _ask(
        self, client: "openai.AsyncOpenAI", request: ChatRequest, on_text: Callable[[str], None]
    ) -> ChatReply:
        raw = await client.chat.completions.with_raw_response.create(**self._fields(request))
        if "json" in raw.headers.get("content-type", ""):
            # A server that cannot stream answers at once.
            content = await raw.http_response.aread()
            reply = _whole_reply(self._service, content)
            on_text(reply.text)
            return reply
        try:
            return await self._listen(raw.http_response.aiter_bytes(), on_text)
        finally:
            await raw.http_response.aclose()

    def _fields(self, request: ChatRequest) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "model": self._service.model,
            "messages": [message_fields(message) for message in request.messages],
            "stream": True,
            self._length_field: MOST_TOKENS,
        }
        if request.shape == "json_schema":
            name, schema = request.schema
            fields["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": name, "strict": True, "schema": schema},
            }
        elif request.shape == "json_object":
            fields["response_format"] = {"type": "json_object"}
        return fields

    async def _listen(
        self, chunks: AsyncIterator[bytes], on_text: Callable[[str], None]
    ) -> ChatReply:
        text = refusal = ""
        finish = None
        try:
            async for event in events(chunks):
                if event.get("error") is not None:
                    # The same body as an error answer, without a status.
                    raise failure(self._service, 500, {}, json.dumps(event).encode(), paid=False)
                for choice in (event.get("choices") or ())[:1]:
                    finish = choice.get("finish_reason") or finish
                    delta = choice.get("delta") or {}
                    refusal += delta.get("refusal") or ""
                    if part := delta.get("content"):
                        text += part
                        on_text(text)
                if len(text) > MOST_LETTERS:
                    break
        except (ValueError, AttributeError, TypeError, KeyError):
            raise ServiceUnavailable(_garbled(self._service)) from None
        return _finished(self._service, text, finish, refusal)


class OpenAIImages:
    """An image model behind ``/images/generations`` and, with pictures to work from, ``/edits``.

    Args:
        service: where it is.
        table: what image models take.
        response_format: whether and how pictures are asked for as bytes.
    """

    def __init__(
        self,
        service: Service,
        table: Table | None = None,
        response_format: ResponseFormat = "auto",
    ) -> None:
        self._service = service
        self._limits = limits(read_table() if table is None else table, service.model)
        self._response_format = response_format

    async def draw(
        self,
        request: PictureRequest,
        step: PaidStep,
        on_progress: Callable[[str], None] = lambda _: None,
    ) -> Drawn:
        """Ask for the pictures, once.

        Raises:
            InputError: the model cannot do what is asked.
            ServiceError: see `limner.image.request.ImageModel`.
        """
        service, host = self._service, self._service.endpoint.authority
        request, notes = fit(request, self._limits, service.model)
        fields = picture_fields(service.model, request, self._limits, self._response_format)
        on_event = passes(f"{host} is drawing with {service.model}", request.partial, on_progress)
        async with _client(service, step, on_event) as client:
            images = client.images.with_raw_response
            ask = images.edit if request.inputs else images.generate
            while True:
                try:
                    raw = await ask(**fields)
                    break
                except RequestRejected as error:
                    # A refused request costs nothing, and there are only so many fields.
                    left = without(fields, error.field)
                    if left is None:
                        raise
                    fields = left
                    if error.field not in QUIET:
                        notes += (f"{host} does not take “{error.field}”: it was left out.",)
        received = await asyncio.to_thread(answer.read, raw.content)
        if received.links:
            received = await self._fetched(received, step)
        return Drawn(
            pictures=received.pictures,
            renderer="images",
            model=service.model,
            usage=received.usage,
            notes=notes,
        )

    async def _fetched(self, received: answer.Answer, step: PaidStep) -> answer.Answer:
        """Fetch pictures that the answer only points to, and keep them like an answer."""
        from limner.providers.fetching import fetch

        fetched = [await fetch(link, self._service) for link in received.links]
        whole = answer.Answer((*received.pictures, *fetched), (), received.usage)
        await asyncio.to_thread(step.received, answer.write(whole))
        return whole


@asynccontextmanager
async def _client(
    service: Service,
    step: PaidStep | None,
    on_event: Callable[[bytes], None] = lambda event: None,
) -> "AsyncIterator[openai.AsyncOpenAI]":
    """Open the SDK over a guarded transport of its own; the key stays with the transport."""
    await asyncio.to_thread(preload)
    import httpx2
    import openai

    from limner.providers.transport import CONNECT_SECONDS, GuardedTransport

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


def _whole_reply(service: Service, content: bytes) -> ChatReply:
    """Read a reply that came in one piece."""
    try:
        choice = json.loads(content)["choices"][0]
        message = choice["message"]
        text, refusal = message.get("content") or "", message.get("refusal") or ""
        finish = choice.get("finish_reason")
        if not isinstance(text, str) or not isinstance(refusal, str):
            raise TypeError
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ServiceUnavailable(_garbled(service)) from None
    return _finished(service, text, finish, refusal)


def _finished(service: Service, text: str, finish: object, refusal: str) -> ChatReply:
    if refusal or finish == "content_filter":
        raise Refused(
            f"{service.model} declined the description"
            + (f": “{_plain(refusal)}”" if refusal else " (content filter)")
            + ". Change its words and try again."
        )
    return ChatReply(text, whole=finish in ("stop", "eos"))


def _plain(text: str) -> str:
    """Return a model's own words as one short line without markup."""
    return redacted(text, None)


def _garbled(service: Service) -> str:
    return (
        f"{service.endpoint.authority} sent an answer that cannot be read: "
        f"check {service.setting}, or try again."
    )
