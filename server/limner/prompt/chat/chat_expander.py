"""The chat-model expander: asks once, asks again once where that helps, mends what is left.

The author's words go in as data, and so does what comes back: it is cleaned, compared with the
ledger, and can be nothing but prompts. What is right arrives as it was written. A refusal ends the
matter; only a service that cannot be used, or an answer about something else, lets the offline
expander take over, as a whole, and the result says so.
"""

import asyncio
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field, replace

from limner.errors import (
    InputError,
    Refused,
    RequestRejected,
    ServiceError,
    ServiceUnavailable,
)
from limner.prompt.chat import instructions
from limner.prompt.chat.asking import ModelTurns
from limner.prompt.chat.brief import Brief, as_answered, brief_of
from limner.prompt.chat.chat_model import ChatModel, Message, ReplyFormat
from limner.prompt.chat.examined_answers import (
    answer_of,
    better,
    certain,
    examined,
    is_echo,
    missed,
)
from limner.prompt.chat.keeping import kept
from limner.prompt.checks.variety import repeated
from limner.prompt.expansion import Expanded, Expander, Expansion, ExpansionRequest
from limner.prompt.word_count import count_words

MENDED_NOTE = "The model did not keep to your words; Limner mended this: {}."
LEFT_OUT_NOTE = "The model may have left out: {}."
SHORTENED_NOTE = "The model wrote more than fits; Limner shortened it."
ECHO_NOTE = "The model only repeated your words: another chat.model may do better."
MOST_TOLD = 3
"""Mended faults that a note lists; `Expanded.repairs` has all."""
FEWER_NOTE = "The model wrote {} of {} different variations."


@dataclass(frozen=True)
class ChatExpander:
    """Expands descriptions with a chat model.

    Attributes:
        model: who writes.
        fallback: who expands when the service cannot be used; ``None`` makes that an error.
        seconds: the total time for an expansion, its repair turn included.
        reply_formats: the reply format that worked, by host and model; share one between expanders.
    """

    model: ChatModel
    fallback: Expander | None = None
    seconds: float = 60.0
    reply_formats: MutableMapping[tuple[str, str], ReplyFormat] = field(default_factory=dict)

    async def expand(
        self, request: ExpansionRequest, on_words: Callable[[str], None] = lambda _: None
    ) -> Expanded:
        """Expand *request*; *on_words* gets the first prompt as far as it has arrived.

        Raises:
            InputError: the words hold nothing that can be depicted.
            ServiceError: the model declined or could not be used (see `limner.errors`).
        """
        brief = brief_of(request)
        try:
            return await self._expand(brief, on_words)
        except (ServiceUnavailable, RequestRejected) as error:
            if self.fallback is None:
                raise
            unavailable = str(error)
        expanded = await self.fallback.expand(request, on_words)
        note = f"{unavailable} Expanded offline instead."
        return replace(expanded, notes=(note, *expanded.notes), in_place_of=self.model.name)

    async def _expand(self, brief: Brief, on_words: Callable[[str], None]) -> Expanded:
        ends = asyncio.get_running_loop().time() + self.seconds
        wanted = brief.request.variations
        asking = ModelTurns(self.model, brief, self.seconds, ends, self.reply_formats)
        drafts, turn = await asking.ask((), on_words)
        items = [answer_of(draft, brief) for draft in drafts[:wanted]]
        brief = as_answered(items, brief)
        # Long answers take a while to check: others type meanwhile.
        found, problems = await asyncio.to_thread(examined, items, brief)
        if len(items) < wanted or any(problems):
            again = instructions.repair_turn(*turn, problems, wanted)
            items = await _repaired(asking, again, items, brief)
        items, notes = _different(items, brief)
        name = self.model.name
        whole = await asyncio.to_thread(lambda: [kept(item, brief, name) for item in items])
        mended = await asyncio.to_thread(_mended, items, whole, brief)
        left = await asyncio.to_thread(_left_out, whole, brief) if any(problems) else ()
        echoes = any(is_echo(item, brief) for item in items)
        return Expanded(
            tuple(whole),
            engine="chat",
            model=name,
            repairs=tuple(dict.fromkeys((*found, *(says for item in problems for says in item)))),
            notes=(*mended, *left, *((ECHO_NOTE,) if echoes else ()), *notes),
        )


async def _repaired(
    asking: ModelTurns, turn: tuple[Message, ...], items: list[Expansion], brief: Brief
) -> list[Expansion]:
    """Ask again once; keep for each variation whichever answer has fewer problems."""
    try:
        drafts, _ = await asking.ask(turn, lambda _: None)
    except Refused:
        raise
    except (ServiceError, InputError):
        return items
    second = [answer_of(draft, brief) for draft in drafts[: brief.request.variations]]
    return await asyncio.to_thread(better, items, second, brief)


def _mended(items: list[Expansion], whole: list[Expansion], brief: Brief) -> tuple[str, ...]:
    """Return a note on what was put right, or shortened, between *items* and *whole*."""
    pairs = zip(items, whole, strict=True)
    changed = [before for before, after in pairs if after.prompt != before.prompt]
    if listed := list(dict.fromkeys(certain(changed, brief))):
        more = len(listed) - MOST_TOLD
        rest = [f"{more} more"] if more > 0 else []
        return (MENDED_NOTE.format("; ".join([*listed[:MOST_TOLD], *rest])),)
    was, now = (sum(count_words(one.prompt) for one in some) for some in (items, whole))
    return (SHORTENED_NOTE,) if now < was else ()


def _left_out(whole: list[Expansion], brief: Brief) -> tuple[str, ...]:
    """Return a note on what the model was asked for again, and did not add."""
    lost = list(dict.fromkeys(word for item in whole for word in missed(item, brief)))
    return (LEFT_OUT_NOTE.format(", ".join(lost)),) if lost else ()


def _different(items: list[Expansion], brief: Brief) -> tuple[list[Expansion], tuple[str, ...]]:
    """Return those of *items* that differ, and a note when they are fewer than asked for."""
    again = repeated(items, brief.source)
    different = [item for place, item in enumerate(items) if place not in again]
    if len(different) == brief.request.variations:
        return different, ()
    return different, (FEWER_NOTE.format(len(different), brief.request.variations),)
