"""What every command on words has in common: one job, one anchor, one edit at the end."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lsprotocol import types

from limner.actions import expanding, intents, written_prompts
from limner.document import Document, Replacement, Span, Write
from limner.errors import (
    ConsentNeeded,
    InputError,
    KeyRefused,
    LimnerError,
    NotChosen,
    SaveError,
)
from limner.image.jobs.drawing_job import Placed
from limner.image.jobs.paid_drawing import PictureUnsaved
from limner.image.pricing import dollars
from limner.image.sketch.renderer import HOW_TO_DRAW
from limner.lsp.documents.document_state import RunningJob, WrittenPrompt
from limner.lsp.documents.open_documents import Followed
from limner.lsp.from_proto import Target
from limner.lsp.landing.confirmed_edit import land
from limner.lsp.landing.pending_edits import PendingEdit, nothing
from limner.lsp.server import LimnerServer
from limner.markup.interface import Intent, Placement
from limner.prompt.expansion import Expanded
from limner.settings.declaration import Settings

EMBEDDED = (
    "No chat model is set up or agreed to: Limner expands with its own lexicon, on this machine."
)
WITHOUT_SERVICE = "Made without a service: see “limner setup”."

SAVE_AT_HOME = "Save it in your home folder"

EXPAND_OFFLINE = "Expand offline"
SET_KEY = "Set API Key…"

LONGEST_PROGRESS = 120
"""Characters of the arriving words that a progress message shows."""


@dataclass(frozen=True)
class CommandJob:
    """A command's job while it runs.

    Attributes:
        intent: what is to be depicted, as it was when the job began.
        followed: the words, wherever the author's typing moves them.
        report: shows a progress message.
    """

    ls: LimnerServer
    target: Target
    intent: Intent
    followed: Followed
    report: Callable[[str], None]

    async def expand(self, settings: Settings, variations: int = 1) -> Expanded | None:
        """Expand the words; ``None`` when that failed and the author has been told.

        Where a key, quota or model does not work, or sees nothing, expanding offline is offered.

        Raises:
            LimnerError: there is nothing to depict, or a failure that offline words do not mend.
        """
        ls, source = self.ls, self.intent.words
        document = self.target.document.snapshot()
        span = self.followed.anchor.span
        try:
            expanded = await expanding.expand_within(
                document,
                span,
                source,
                settings,
                ls.backends,
                ls.consent,
                variations,
                self._report_words,
            )
        except LimnerError as error:
            if not error.offers_offline or not ls.can_ask:
                raise
            ways = [EXPAND_OFFLINE]
            if isinstance(error, KeyRefused) and ls.takes_notices:
                ways.append(SET_KEY)
            answer = await ls.choose(str(error), *ways, kind=types.MessageType.Error)
            if answer == SET_KEY:
                ls.leave_telling("keyWanted", {})
            if answer != EXPAND_OFFLINE:
                return None
            offline = replace(settings, engine="offline")
            expanded = await expanding.expand_within(
                document, span, source, offline, ls.backends, ls.consent, variations
            )
        for note in expanded.notes:
            ls.note(note)
        embedded = expanded.engine == "offline" and settings.engine == "auto"
        embedded = embedded and expanded.in_place_of is None
        if embedded and not ls.leave_telling("embedded", {}):
            ls.note(EMBEDDED, once=True, hint=WITHOUT_SERVICE)
        return expanded

    def _report_words(self, words: str) -> None:
        """Show the end of the words that have arrived."""
        self.report(words if len(words) <= LONGEST_PROGRESS else f"…{words[-LONGEST_PROGRESS:]}")

    async def land_prompts(self, prompts: Sequence[str], where: Placement) -> None:
        """Insert prompts, or keep them for later; a lone one in place of words is remembered."""

        def write(document: Document, span: Span, beside: bool) -> Replacement:
            place = intents.place(document, span)
            return written_prompts.write_prompts(
                document, place, prompts, "below" if beside else where
            )

        def inserted(span: Span, text: str) -> None:
            document = self.ls.documents.get(self.target.document.uri)
            if document and len(prompts) == 1 and where == "replace" and not text.startswith("\n"):
                document.written[document.follow(span)] = WrittenPrompt(self.intent.words)

        await self.land("prompts" if len(prompts) > 1 else "prompt", write, inserted=inserted)

    async def land(
        self,
        title: str,
        write: Write,
        landed: Callable[[], Awaitable[None]] = nothing,
        inserted: Callable[[Span, str], None] = lambda span, text: None,
    ) -> None:
        """Insert a finished result, or keep it for later."""
        uri = self.target.document.uri
        await land(self.ls, PendingEdit(title, write, uri, self.followed, landed, inserted))


def run(
    ls: LimnerServer,
    target: Target,
    verb: str,
    work: Callable[[CommandJob], Awaitable[None]],
    intent: Intent | None = None,
) -> None:
    """Start *work* in the background: on the words of *target*, or on what *intent* says.

    Raises:
        InputError: there are no words, or a job is working on them already.
    """
    document = target.document
    intent = intent or _written(target) or intents.read_selection(document.snapshot(), target.span)
    if intent is None:
        raise InputError("Nothing is selected: select a few words that say what to depict.")
    if any(busy.anchor.span.overlaps(intent.span) for busy in document.busy):
        raise InputError("Limner is still working on these words: wait for it, or cancel it.")
    # Now, not when the job begins: the author's next letter may come in between.
    followed = document.follow(intent.span)
    title = f"{verb} “{_short(intent.subject)}”"

    def ended(_: object) -> None:
        document.busy.pop(followed, None)
        if not ls.pending.holds(followed):
            document.release(followed)

    task = ls.start(_run(ls, target, intent, followed, title, work))
    document.busy[followed] = RunningJob(title, task)
    task.add_done_callback(ended)


def _written(target: Target) -> Intent | None:
    """Return the prompt that Limner wrote in place of words at *target*, all of it."""
    found = target.document.written_at(target.span)
    if found is None:
        return None
    span, prompt = found
    read = intents.read(target.document.snapshot(), span)
    return read and replace(read, span=span, is_prompt=True, original=prompt.words)


async def _run(
    ls: LimnerServer,
    target: Target,
    intent: Intent,
    followed: Followed,
    title: str,
    work: Callable[[CommandJob], Awaitable[None]],
) -> None:
    """Run *work* with its progress; what is told as an error `LimnerServer.start` tells."""
    try:
        async with ls.show_progress(title) as report:
            await work(CommandJob(ls, target, intent, followed, report))
    except NotChosen as kept:
        ls.tell(str(kept))
    except ConsentNeeded as unsent:
        ls.tell(str(unsent), types.MessageType.Warning)
    except PictureUnsaved as unsaved:
        await _rescue(ls, unsaved)


async def _rescue(ls: LimnerServer, unsaved: PictureUnsaved) -> None:
    """Offer the person's home folder to a paid picture that could be written nowhere else."""
    message = str(unsaved)
    while await ls.choose(message, SAVE_AT_HOME, kind=types.MessageType.Error):
        try:
            ls.tell(f"Saved: {await asyncio.to_thread(unsaved.save, Path.home())}")
            return
        except SaveError as error:
            message = f"{error} Free some space and try again."
    ls.tell("The picture was not kept." if ls.can_ask else message, types.MessageType.Error)


async def show_beside(ls: LimnerServer, settings: Settings, picture: Path) -> None:
    """Show a new picture beside the text, where the person wants that and the client can."""
    if settings.draw_show == "beside":
        await ls.show_file(picture)


def tell_of(ls: LimnerServer, placed: Placed) -> None:
    """Tell the author what is to be known of a picture that was drawn, and what it cost."""
    for note in placed.notes:
        ls.note(note, once=True, hint=WITHOUT_SERVICE if note == HOW_TO_DRAW else "")
    if placed.cost:
        tokens = f" ({placed.tokens:,} tokens)" if placed.tokens else ""
        ls.note(f"The picture cost {dollars(placed.cost)}{tokens}.")


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
