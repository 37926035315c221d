"""A chat model of an OpenAI-compatible service: one reply, read as it arrives."""

import re
from collections.abc import AsyncIterator, Iterable, MutableMapping
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from limner.errors import Refused, RequestRejected, ServiceUnavailable
from limner.patterns import lazy_regex
from limner.prompt.chat.chat_model import ChatReply, ChatRequest, OnText
from limner.services.answers.complaints import redacted
from limner.services.answers.event_stream import DONE, events
from limner.services.failures import failure_in_answer
from limner.services.openai.client import open_client
from limner.services.openai.concessions import Concessions, conceded, fields_of
from limner.services.request_fields import message_fields
from limner.services.service import Service

if TYPE_CHECKING:
    import openai

THINKS = lazy_regex(
    r"(?<![a-z])o[1-9](?![a-z])|gpt-[5-9]|gpt-oss|think|reason|[-_]r1|qwq|qwen3|magistral|grok-[34]",
    re.IGNORECASE,
)
"""Names of models whose answers begin with thoughts that count as tokens."""

TOKENS_OF_THOUGHTS = 6000
"""Room for thoughts; a reply that has all that is wanted ends anyway."""

MOST_CHARACTERS = 200_000
"""Where a reply that does not end is cut off; it counts as not whole."""

MOST_CONCESSIONS = 6

CUT_OFF = ("length", "max_tokens", "model_length")
"""Reasons for an end that are none of the model's own."""


class OpenAIChat:
    """A chat model behind ``/chat/completions``.

    Args:
        service: where it is, and how it is called.
        concessions: what each server and model does not take; share one between models.
    """

    def __init__(
        self,
        service: Service,
        concessions: MutableMapping[tuple[str, str], Concessions] | None = None,
    ) -> None:
        self._service = service
        self._concessions = {} if concessions is None else concessions

    @property
    def name(self) -> str:
        """The model's name."""
        return self._service.model

    @property
    def host(self) -> str:
        """The service's host."""
        return self._service.endpoint.authority

    async def reply(self, request: ChatRequest, on_text: OnText = lambda _: None) -> ChatReply:
        """Ask for one reply, streamed where the server can.

        What the server refuses of the request is left out or said in another way, and the server
        is asked again; it remembers nothing of a refused request, and bills nothing.

        Raises:
            ServiceError: see `limner.prompt.chat.chat_model.ChatModel`.
        """
        place = (self.host, self.name)
        async with open_client(self._service, None) as client:
            for tried in range(MOST_CONCESSIONS + 1):
                made = self._concessions.get(place, Concessions())
                fields = self._fields(request, made)
                try:
                    return await self._ask(client, fields, request, on_text)
                except RequestRejected as error:
                    if "response_format" in fields and error.field in (None, "response_format"):
                        raise  # The reply's form goes first, and whoever asked knows another.
                    simpler = conceded(error, fields, made)
                    if simpler is None or tried == MOST_CONCESSIONS:
                        raise
                    self._concessions[place] = simpler
            raise AssertionError("the last refusal is raised")

    async def _ask(
        self,
        client: "openai.AsyncOpenAI",
        fields: dict[str, Any],
        request: ChatRequest,
        on_text: OnText,
    ) -> ChatReply:
        raw = await client.chat.completions.with_raw_response.create(**fields)
        try:
            return await self._listen(raw.http_response.aiter_bytes(), request, on_text)
        finally:
            await raw.http_response.aclose()

    def _fields(self, request: ChatRequest, made: Concessions) -> dict[str, Any]:
        thoughts = TOKENS_OF_THOUGHTS if THINKS.search(self.name) else 0
        fields = {"model": self.name} | fields_of(
            [message_fields(message) for message in request.messages],
            request.most_tokens + thoughts,
            request.temperature,
            made,
        )
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
        self, chunks: AsyncIterator[bytes], request: ChatRequest, on_text: OnText
    ) -> ChatReply:
        text = refusal = ""
        finish = None
        heard = answered = ended = False
        try:
            async with aclosing(events(chunks)) as arriving:
                async for event in arriving:
                    if event == DONE:
                        ended = True
                        break
                    if event.get("error") or event.get("object") == "error":
                        raise failure_in_answer(self._service, event)
                    heard = True
                    for choice in (event.get("choices") or ())[:1]:
                        answered = True
                        finish = choice.get("finish_reason") or finish
                        # A server that cannot stream answers at once, with a message.
                        delta = choice.get("delta") or choice.get("message") or {}
                        ended = ended or "message" in choice
                        refusal += delta.get("refusal") or ""
                        if part := _words(delta.get("content")):
                            text += part
                            on_text(text)
                    if request.is_enough(text):
                        return ChatReply(text, whole=True)
                    if len(text) > MOST_CHARACTERS:
                        return ChatReply(text, whole=False)
        except (ValueError, AttributeError, TypeError, KeyError):
            raise ServiceUnavailable(_garbled(self._service)) from None
        if heard and not answered:
            raise ServiceUnavailable(_garbled(self._service))
        if refusal or finish == "content_filter":
            raise Refused(_refusal(self._service, refusal))
        # Some servers name no reason for the end, ever.
        return ChatReply(text, whole=finish not in CUT_OFF if finish else ended and bool(text))


def _words(content: object) -> str:
    """Return the words of a message: a text, or blocks of which some may be thoughts."""
    if isinstance(content, str):
        return content
    blocks: Iterable[Any] = content if isinstance(content, list) else ()
    typed = [block for block in blocks if isinstance(block, dict)]
    return "".join(
        block["text"]
        for block in typed
        if block.get("type") in ("text", "output_text") and isinstance(block.get("text"), str)
    )


def _refusal(service: Service, said: str) -> str:
    reason = f": “{redacted(said, None)}”" if said else " (content filter)"
    return f"{service.model} declined the description{reason}. Change its words."


def _garbled(service: Service) -> str:
    return (
        f"{service.endpoint.authority} sent an answer that cannot be read: check {service.setting}."
    )
