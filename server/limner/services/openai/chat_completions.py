"""A chat model of an OpenAI-compatible service: one streamed reply, read as it arrives."""

import json
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any

from limner.errors import Refused, RequestRejected, ServiceUnavailable
from limner.prompt.chat.chat_model import ChatReply, ChatRequest
from limner.services.event_stream import events
from limner.services.failures import Service, failure, redacted
from limner.services.openai.client import open_client
from limner.services.request_fields import message_fields

if TYPE_CHECKING:
    import openai

MOST_TOKENS = 8000
"""Room for four long prompts and a reasoning model's thoughts; truncated JSON is common."""

MOST_CHARACTERS = 200_000
"""Where a reply that does not end is cut off; it counts as not whole."""

LENGTH_FIELDS = ("max_completion_tokens", "max_tokens")
"""Reasoning models take only the first, many other servers know only the second."""


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
            ServiceError: see `limner.prompt.chat.chat_model.ChatModel`.
        """
        async with open_client(self._service, None) as client:
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
        if request.reply_format == "json_schema":
            name, schema = request.schema
            fields["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": name, "strict": True, "schema": schema},
            }
        elif request.reply_format == "json_object":
            fields["response_format"] = {"type": "json_object"}
        return fields

    async def _listen(
        self, chunks: AsyncIterator[bytes], on_text: Callable[[str], None]
    ) -> ChatReply:
        text = refusal = ""
        finish = None
        heard = answered = False
        try:
            async for event in events(chunks):
                if event.get("error") is not None:
                    # The same body as an error answer, without a status.
                    raise failure(self._service, 500, {}, json.dumps(event).encode(), paid=False)
                heard = True
                for choice in (event.get("choices") or ())[:1]:
                    answered = True
                    finish = choice.get("finish_reason") or finish
                    # A server that cannot stream answers at once, with a message.
                    delta = choice.get("delta") or choice.get("message") or {}
                    refusal += delta.get("refusal") or ""
                    if part := delta.get("content"):
                        text += part
                        on_text(text)
                if len(text) > MOST_CHARACTERS:
                    break
        except (ValueError, AttributeError, TypeError, KeyError):
            raise ServiceUnavailable(_garbled(self._service)) from None
        if heard and not answered:
            raise ServiceUnavailable(_garbled(self._service))
        return _finished(self._service, text, finish, refusal)


def _finished(service: Service, text: str, finish: object, refusal: str) -> ChatReply:
    if refusal or finish == "content_filter":
        raise Refused(
            f"{service.model} declined the description"
            + (f": “{_plain(refusal)}”" if refusal else " (content filter)")
            + ". Change its words."
        )
    return ChatReply(text, whole=finish in ("stop", "eos"))


def _plain(text: str) -> str:
    """Return a model's own words as one short line without markup."""
    return redacted(text, None)


def _garbled(service: Service) -> str:
    return (
        f"{service.endpoint.authority} sent an answer that cannot be read: check {service.setting}."
    )
