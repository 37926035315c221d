"""The chat-model expander: asks once, checks what came, asks for repairs once, then mends itself.

The author's words go in as a JSON value. What comes back is data too: it is cleaned, checked
against the ledger, and can be nothing but prompts. A refusal ends the matter; only a service that
cannot be used lets the offline expander take over, and the result says so.
"""

import asyncio
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field, replace

from limner.errors import InputError, Refused, RequestRejected, ServiceError, ServiceUnavailable
from limner.prompt import naming
from limner.prompt.chat import instructions, replies
from limner.prompt.chat.chat_model import ChatModel, ChatRequest, Message, ReplyFormat
from limner.prompt.chat.filling import cut, filled, is_short, trimmed
from limner.prompt.chat.replies import ReplyDraft
from limner.prompt.checks.intrusions import intrusions
from limner.prompt.checks.variety import repeated, told_apart
from limner.prompt.checks.verification import split_flags, violations, words_of
from limner.prompt.cleaning import clean
from limner.prompt.dialects import Dialect
from limner.prompt.dialects import get as dialect_of
from limner.prompt.expansion import Expanded, Expander, Expansion, ExpansionRequest
from limner.prompt.generator_syntax import neutralise
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.exclusions import recast
from limner.prompt.ledger.extraction import read as read_ledger
from limner.prompt.repair import exclusion_flag, repair, written

LADDER: tuple[ReplyFormat, ...] = ("json_schema", "json_object", "tagged")
"""How a reply is asked for, until the service takes one; a tagged reply may also come raw."""

SECONDS_BETWEEN_WORDS = 0.1
"""How often a growing reply is shown."""

REPAIR_NOTE = "The model did not keep to your words; Limner mended that."
FILLED_NOTE = "The model wrote little; words of the offline expander complete the prompt."


@dataclass(frozen=True)
class Brief:
    """What one expansion has to keep: the author's words, and for which generator."""

    source: str
    ledger: Ledger
    dialect: Dialect
    request: ExpansionRequest


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
        brief = _brief(request)
        try:
            return await self._expand(brief, on_words)
        except ServiceUnavailable as error:
            if self.fallback is None:
                raise
            unavailable = str(error)
        expanded = await self.fallback.expand(request, on_words)
        note = f"{unavailable} Expanded offline instead."
        return replace(expanded, notes=(note, *expanded.notes))

    async def _expand(self, brief: Brief, on_words: Callable[[str], None]) -> Expanded:
        ends = asyncio.get_running_loop().time() + self.seconds
        messages = instructions.conversation(brief.request, brief.ledger, brief.dialect)
        try:
            async with asyncio.timeout_at(ends):
                drafts, said = await self._ask(messages, on_words)
        except TimeoutError:
            raise ServiceUnavailable(
                f"{self.model.host} did not answer within {self.seconds:.0f} s: try again later."
            ) from None
        wanted = brief.request.variations
        items = [_item(draft, brief) for draft in drafts[:wanted]]
        problems = _problems(items, brief)
        if len(items) < wanted or any(problems):
            turn = instructions.repair_turn(messages, said, problems, wanted)
            items = await self._repaired(turn, items, brief, ends)
        if len(items) < wanted or repeated(items, brief.source):
            raise ServiceUnavailable(
                f"{self.model.host} wrote {len(items) - len(repeated(items, brief.source))} of "
                f"{wanted} different variations: asking again costs again."
            )
        left = _problems(items, brief)
        mended = [repair(brief.ledger, item, brief.dialect, faults) for item in items]
        fitted, notes = await self._fitted(mended, brief)
        found = dict.fromkeys(problem for item in problems for problem in item)
        return Expanded(
            fitted,
            engine="chat",
            model=self.model.name,
            repairs=tuple(found),
            notes=((REPAIR_NOTE,) if any(left) else ()) + notes,
        )

    async def _fitted(
        self, items: list[Expansion], brief: Brief
    ) -> tuple[tuple[Expansion, ...], tuple[str, ...]]:
        """Return *items* cut or filled to their length, and what the author should know of it."""
        ledger, dialect = brief.ledger, brief.dialect
        items = [cut(item, ledger, dialect) for item in items]
        short = [is_short(item, ledger, dialect) for item in items]
        if self.fallback is None or not any(short):
            return tuple(items), ()
        # A caption's strings are phrases; sentences join a model's words better.
        spoken = "generic" if dialect.form == "json" else dialect.id
        spare = (await self.fallback.expand(replace(brief.request, dialect=spoken))).items
        longer = tuple(
            filled(item, other, ledger, dialect, faults) if is_too_short else item
            for item, other, is_too_short in zip(items, spare, short, strict=False)
        )
        return longer, (FILLED_NOTE,) if longer != tuple(items) else ()

    async def _repaired(
        self, turn: tuple[Message, ...], items: list[Expansion], brief: Brief, ends: float
    ) -> list[Expansion]:
        """Ask for repairs once; keep for each variation whichever answer breaks less."""
        try:
            async with asyncio.timeout_at(ends):
                drafts, _ = await self._ask(turn, lambda _: None)
        except Refused:
            raise
        except (ServiceError, TimeoutError):
            return items
        repaired = [_item(draft, brief) for draft in drafts[: brief.request.variations]]
        chosen = [
            min(pair, key=lambda item: len(faults(brief.ledger, item, brief.dialect)))
            for pair in zip(items, repaired, strict=False)
        ] + (repaired[len(items) :] or items[len(repaired) :])
        return told_apart(chosen, [*repaired, *items], brief.source)

    async def _ask(
        self, messages: tuple[Message, ...], on_words: Callable[[str], None]
    ) -> tuple[list[ReplyDraft], str]:
        """Return the drafts of one reply and its text, in the first format that works here."""
        place = (self.model.host, self.model.name)
        first = LADDER.index(self.reply_formats.get(place, LADDER[0]))
        for reply_format in LADDER[first:]:
            request = ChatRequest(
                instructions.shaped(messages, reply_format), reply_format, instructions.SCHEMA
            )
            try:
                reply = await self.model.reply(request, _showing(on_words))
            except RequestRejected:
                if reply_format == LADDER[-1]:
                    raise
                continue
            drafts = replies.drafts(reply, reply_format)
            if drafts:
                self.reply_formats[place] = reply_format
                return drafts, reply.text
        raise ServiceUnavailable(
            f"“{self.model.name}” at {self.model.host} gave no prompt that can be read: "
            "choose another chat.model; asking again costs again."
        )


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


def _brief(request: ExpansionRequest) -> Brief:
    dialect = dialect_of(request.dialect)
    source = neutralise(clean(naming.subject(request.source)), dialect)
    if not any(letter.isalnum() for letter in source):
        raise InputError("These words hold nothing to depict: select a description.")
    return Brief(source, read_ledger(source), dialect, replace(request, source=source))


def _item(draft: ReplyDraft, brief: Brief) -> Expansion:
    """Return *draft* in the dialect's form, named in the author's words."""
    dialect, source = brief.dialect, brief.request.source
    body, _ = split_flags(instructions.unrecited(replies.plain(draft.prompt, source)))
    body = trimmed(body, len(source.split()), dialect)
    excluded = recast(brief.ledger, dialect).excluded
    flags = exclusion_flag(excluded) if dialect.exclusions == "flag" else ""
    negative = None
    if dialect.negative:
        asked = replies.plain(draft.negative, source).split(",")
        parts = [part.strip() for part in (*excluded, *asked) if part.strip()]
        negative = _within(dict.fromkeys(parts), dialect.negative) or None
    return Expansion(
        prompt=written(body, flags, dialect),
        negative=negative,
        title=replies.own_words(draft.title, source, naming.TITLE_LIMIT) or naming.title(source),
        alt=replies.own_words(draft.alt_text, source, naming.ALT_LIMIT) or naming.alt(source),
        added=draft.added,
    )


def _within(parts: "dict[str, None]", most: int) -> str:
    """Join as many *parts* as fit into *most* characters."""
    text = ""
    for part in parts:
        longer = f"{text}, {part}" if text else part
        if len(longer) <= most:
            text = longer
    return text


def faults(ledger: Ledger, expansion: Expansion, dialect: Dialect) -> tuple[str, ...]:
    """Return what a model's prompt has lost of the author's words, and what it brought in."""
    body = split_flags(words_of(expansion.prompt, dialect))[0]
    return (*violations(ledger, expansion, dialect), *intrusions(ledger, body))


def _problems(items: list[Expansion], brief: Brief) -> list[tuple[str, ...]]:
    again = repeated(items, brief.source)
    return [
        (*faults(brief.ledger, item, brief.dialect), *([again[place]] if place in again else []))
        for place, item in enumerate(items)
    ]
