"""The chat-model expander: asks once, asks again once where that helps, mends what is left.

The author's words go in as data, and so does what comes back: it is cleaned, compared with the
ledger, and can be nothing but prompts. What is right arrives as it was written. A refusal ends the
matter; only a service that cannot be used, or an answer about something else, lets the offline
expander take over, as a whole, and the result says so.
"""

import asyncio
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field, replace

from limner.errors import (
    InputError,
    Refused,
    RequestRejected,
    ServiceError,
    ServiceUnavailable,
)
from limner.prompt import naming
from limner.prompt.assembly import exclusion_flag, written
from limner.prompt.chat import instructions, replies
from limner.prompt.chat.brief import Brief, as_answered, brief_of
from limner.prompt.chat.chat_model import ChatModel, ChatReply, ChatRequest, Message, ReplyFormat
from limner.prompt.chat.replies import ReplyDraft
from limner.prompt.checks.colour_checks.colour_faults import colour_faults
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.length import least_words, most_words
from limner.prompt.checks.subject_checks.another_subject import other_subject
from limner.prompt.checks.things import mentions
from limner.prompt.checks.variety import repeated, told_apart
from limner.prompt.checks.verification import all_faults, hard_faults, split_flags, words_of
from limner.prompt.dialects import count, fits
from limner.prompt.expansion import Expanded, Expander, Expansion, ExpansionRequest
from limner.prompt.generator_syntax import neutralise
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.exclusions import recast
from limner.prompt.ledger.extraction import read as read_ledger
from limner.prompt.looks.binding import Look
from limner.prompt.looks.weaving import look_phrases, shorter, woven
from limner.prompt.mending import mended, repaired
from limner.prompt.shortening import shorten

LADDER: tuple[ReplyFormat, ...] = ("json_schema", "json_object", "tagged")
"""How a reply is asked for, until the service takes one; a tagged reply may also come raw."""

SECONDS_BETWEEN_WORDS = 0.1
"""How often a growing reply is shown."""

MENDED_NOTE = "The model did not keep to your words; Limner mended that."
ECHO_NOTE = "The model only repeated your words: another chat.model may do better."
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
        return replace(expanded, notes=(note, *expanded.notes))

    async def _expand(self, brief: Brief, on_words: Callable[[str], None]) -> Expanded:
        ends = asyncio.get_running_loop().time() + self.seconds
        wanted = brief.request.variations
        drafts, turn = await self._ask(brief, (), ends, on_words)
        items = [_item(draft, brief) for draft in drafts[:wanted]]
        brief = as_answered(items, brief)
        # Long answers take a while to check: others type meanwhile.
        found, problems = await asyncio.to_thread(_examined, items, brief)
        if len(items) < wanted or any(problems):
            asked = instructions.repair_turn(*turn, problems, wanted)
            items = await self._repaired(asked, items, brief, ends)
        items, notes = self._different(items, brief)
        kept = await asyncio.to_thread(lambda: [self._kept(item, brief) for item in items])
        changed = any(
            after.prompt != before.prompt for before, after in zip(items, kept, strict=True)
        )
        echoes = any(_is_echo(item, brief) for item in items)
        return Expanded(
            tuple(kept),
            engine="chat",
            model=self.model.name,
            repairs=tuple(dict.fromkeys((*found, *(says for item in problems for says in item)))),
            notes=(*((MENDED_NOTE,) if changed else ()), *((ECHO_NOTE,) if echoes else ()), *notes),
        )

    def _different(
        self, items: list[Expansion], brief: Brief
    ) -> tuple[list[Expansion], tuple[str, ...]]:
        """Return those of *items* that differ, and a note when they are fewer than asked for."""
        again = repeated(items, brief.source)
        different = [item for place, item in enumerate(items) if place not in again]
        if len(different) == brief.request.variations:
            return different, ()
        return different, (FEWER_NOTE.format(len(different), brief.request.variations),)

    def _kept(self, item: Expansion, brief: Brief) -> Expansion:
        """Return *item* with everything the author decided, by the smallest edits.

        Raises:
            ServiceUnavailable: it is about something else.
        """
        ledger, dialect = brief.ledger, brief.dialect
        body, flags = split_flags(words_of(item.prompt, dialect))
        in_place = (one for one in hard_faults(ledger, body) if one.edits and one.kind != "subject")
        if other := other_subject(ledger, mended(body, in_place, dialect)):
            raise ServiceUnavailable(
                f"“{self.model.name}” wrote about another subject ({other}): "
                "choose another chat.model, or ask again."
            )
        item = repaired(ledger, item, dialect)
        plain = split_flags(words_of(item.prompt, dialect))[0]
        most = most_words(len(brief.source.split()), dialect)
        room = dialect if dialect.form != "json" else replace(dialect, form="prose")
        for looks in shorter(brief.request.looks):
            text = _with_looks(plain, looks, brief)
            said = " ".join(look_phrases(looks, ledger.language))
            if text != plain:
                item = replace(item, prompt=written(text, flags, dialect))
            longest = most + len(said.split())
            if count(item.prompt, dialect) > longest or not fits(item.prompt, dialect):
                kept = [part for look in looks for part in (look.text, look.keep) if part]
                cut = shorten(f"{text} {flags}".strip(), ledger, room, words=longest, kept=kept)
                item = replace(item, prompt=written(*split_flags(cut), dialect))
            if fits(item.prompt, dialect):
                break
        return item

    async def _repaired(
        self, turn: tuple[Message, ...], items: list[Expansion], brief: Brief, ends: float
    ) -> list[Expansion]:
        """Ask again once; keep for each variation whichever answer has fewer problems."""
        try:
            drafts, _ = await self._ask(brief, turn, ends, lambda _: None)
        except Refused:
            raise
        except (ServiceError, InputError):
            return items
        second = [_item(draft, brief) for draft in drafts[: brief.request.variations]]
        return await asyncio.to_thread(_better, items, second, brief)

    async def _ask(
        self,
        brief: Brief,
        turn: tuple[Message, ...],
        ends: float,
        on_words: Callable[[str], None],
    ) -> tuple[list[ReplyDraft], tuple[tuple[Message, ...], str]]:
        """Return the drafts of one reply, and the conversation with its text.

        The first format that works here is used. At the deadline, whole drafts that have arrived
        count.
        """
        place = (self.model.host, self.model.name)
        wanted = brief.request.variations
        first = "tagged" if instructions.is_small(self.model.name) else LADDER[0]
        room = instructions.TOKENS_A_VARIATION * wanted
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
                reply = await self._reply(request, ends, on_words)
            except RequestRejected:
                if reply_format == LADDER[-1]:
                    raise
                continue
            drafts = replies.drafts(reply, reply_format, wanted)
            if drafts:
                self.reply_formats[place] = reply_format
                return drafts, (messages, reply.text)
            if not reply.whole:
                room += instructions.TOKENS_OF_THOUGHTS  # It may have spent them on thinking.
        raise ServiceUnavailable(
            f"“{self.model.name}” at {self.model.host} gave no prompt that can be read: "
            "choose another chat.model; asking again costs again."
        )

    async def _reply(
        self, request: ChatRequest, ends: float, on_words: Callable[[str], None]
    ) -> ChatReply:
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
            async with asyncio.timeout_at(ends):
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


def _item(draft: ReplyDraft, brief: Brief) -> Expansion:
    """Return *draft* in the dialect's form, named in the author's words."""
    dialect, source = brief.dialect, brief.request.source
    body = split_flags(instructions.unrecited(replies.plain(draft.prompt, source)))[0]
    body = neutralise(body, dialect)
    if "negations" in dialect.forbids:
        body = recast(read_ledger(body), dialect).text
    excluded = recast(brief.ledger, dialect).excluded
    flags = exclusion_flag(excluded) if dialect.exclusions == "flag" else ""
    return Expansion(
        prompt=written(body, flags, dialect),
        negative=_within(excluded, dialect.negative) or None,
        title=naming.title(source),
        alt=naming.alt(source),
    )


def _with_looks(text: str, looks: tuple[Look, ...], brief: Brief) -> str:
    """Return *text* with *looks* in it, and with no other colour on what they say the colour of."""
    if not looks:
        return text
    ledger, dialect = brief.ledger, brief.dialect
    told = [bound for look in looks for bound in read_ledger(look.text).colours]
    nouns = [bound.noun for bound in (*told, *ledger.colours)]
    sole = tuple(
        bound
        for bound in told
        if nouns.count(bound.noun) == 1 and mentions(bound.noun, text, ledger.language)
    )
    about = Ledger(ledger.source, ledger.language, colours=(*ledger.colours, *sole))
    wrong = [fault for fault in colour_faults(about, text) if fault.edits]
    return woven(mended(text, wrong, dialect), looks, dialect, ledger.language)


def _within(parts: tuple[str, ...], most: int) -> str:
    """Join as many *parts* as fit into *most* characters."""
    text = ""
    for part in dict.fromkeys(parts):
        longer = f"{text}, {part}" if text else part
        if len(longer) <= most:
            text = longer
    return text


def _faults(item: Expansion, brief: Brief) -> tuple[Fault, ...]:
    body = split_flags(words_of(item.prompt, brief.dialect))[0]
    return all_faults(brief.ledger, body)


def _examined(items: list[Expansion], brief: Brief) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return what is certainly wrong with *items*, and what each may be asked again for."""
    found = [one.says for item in items for one in _faults(item, brief) if one.is_hard]
    return found, _problems(items, brief)


def _better(items: list[Expansion], second: list[Expansion], brief: Brief) -> list[Expansion]:
    """Return for each variation whichever of its two answers has fewer problems."""
    chosen = [
        min(pair, key=lambda item: len(_faults(item, brief)))
        for pair in zip(items, second, strict=False)
    ] + (second[len(items) :] or items[len(second) :])
    return told_apart(chosen, [*second, *items], brief.source)


def _is_echo(item: Expansion, brief: Brief) -> bool:
    """Say whether a prompt only repeats a short description."""
    body = split_flags(words_of(item.prompt, brief.dialect))[0]
    least = least_words(len(brief.source.split()), brief.kind, brief.dialect)
    return bool(least) and " ".join(body.lower().split()).strip(" .") == brief.source.lower().strip(
        " ."
    )


def _problems(items: list[Expansion], brief: Brief) -> list[tuple[str, ...]]:
    """Return for each item what is worth asking again for: what code cannot put right in place."""
    again = repeated(items, brief.source)
    return [
        (
            *(one.says for one in _faults(item, brief) if not one.edits),
            *_too_short(item, brief),
            *([again[place]] if place in again else []),
        )
        for place, item in enumerate(items)
    ]


def _too_short(item: Expansion, brief: Brief) -> tuple[str, ...]:
    least = least_words(len(brief.source.split()), brief.kind, brief.dialect)
    said = count(item.prompt, brief.dialect)
    if said >= least:
        return ()
    return (f"write at least {least} words: say more of what can be seen",)
