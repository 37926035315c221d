"""One expansion's turns with a chat model: its format of reply, a deadline, and growing words."""

import asyncio
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass

from limner.errors import RequestRejected, ServiceUnavailable
from limner.prompt.chat import instructions, replies
from limner.prompt.chat.brief import Brief
from limner.prompt.chat.chat_model import ChatModel, ChatReply, ChatRequest, Message, ReplyFormat
from limner.prompt.chat.replies import ReplyDraft

LADDER: tuple[ReplyFormat, ...] = ("json_schema", "json_object", "tagged")
"""How a reply is asked for, until the service takes one; a tagged reply may also come raw."""

SECONDS_BETWEEN_WORDS = 0.1
"""How often a growing reply is shown."""


@dataclass(frozen=True)
class ModelTurns:
    """Asks a chat model for the prompts of one expansion.

    Attributes:
        model: who writes.
        brief: what is to be kept of the author's words.
        seconds: the total time for the expansion.
        ends: when that is over, by the clock of the event loop.
        reply_formats: the reply format that worked, by host and model.
    """

    model: ChatModel
    brief: Brief
    seconds: float
    ends: float
    reply_formats: MutableMapping[tuple[str, str], ReplyFormat]

    async def ask(
        self, turn: tuple[Message, ...], on_words: Callable[[str], None]
    ) -> tuple[list[ReplyDraft], tuple[tuple[Message, ...], str]]:
        """Return the drafts of one reply, and the conversation with its text.

        The first format that works here is used. At the deadline, whole drafts that have arrived
        count.
        """
        place = (self.model.host, self.model.name)
        brief, wanted = self.brief, self.brief.request.variations
        first = "tagged" if instructions.is_small(self.model.name) else LADDER[0]
        room = instructions.TOKENS_A_VARIATION * wanted
        tries = 0
        for reply_format in LADDER[LADDER.index(self.reply_formats.get(place, first)) :]:
            messages = turn or instructions.conversation(
                brief.request, brief.ledger, brief.dialect, reply_format
            )
            request = ChatRequest(
                messages,
                reply_format,
                instructions.SCHEMA,
                most_tokens=room,
                temperature=instructions.COOL if instructions.is_small(self.model.name) else None,
                is_enough=lambda text: replies.holds(text, wanted),
            )
            try:
                reply = await self._reply(request, on_words)
            except RequestRejected:
                if reply_format == LADDER[-1]:
                    raise
                continue
            tries += 1
            drafts = replies.drafts(reply, reply_format, wanted)
            if drafts:
                self.reply_formats[place] = reply_format
                return drafts, (messages, reply.text)
            if not reply.whole:
                room += instructions.TOKENS_OF_THOUGHTS  # It may have spent them on thinking.
        raise ServiceUnavailable(
            f"“{self.model.name}” at {self.model.host} gave no prompt that can be read"
            f"{f' in {tries} replies' if tries > 1 else ''}: choose another chat.model."
        )

    async def _reply(self, request: ChatRequest, on_words: Callable[[str], None]) -> ChatReply:
        """Return one reply, as far as it has come at the deadline.

        Raises:
            ServiceUnavailable: nothing that can be used has come until then.
        """
        arrived = [""]
        show = _showing(on_words)

        def hear(text: str) -> None:
            arrived[0] = text
            show(text)

        try:
            async with asyncio.timeout_at(self.ends):
                return await self.model.reply(request, hear)
        except TimeoutError:
            late = ServiceUnavailable(
                f"{self.model.host} did not answer within {self.seconds:.0f} s: try again later."
            )
        except ServiceUnavailable as error:
            late = error
        if replies.holds_any(arrived[0]):
            return ChatReply(arrived[0], whole=False)
        raise late


def _showing(on_words: Callable[[str], None]) -> Callable[[str], None]:
    """Return what shows a growing reply, as often as a person can read it."""
    shown_at = 0.0

    def show(text: str) -> None:
        nonlocal shown_at
        now = time.monotonic()
        if now - shown_at >= SECONDS_BETWEEN_WORDS:
            shown_at = now
            on_words(replies.arriving(text))

    return show
