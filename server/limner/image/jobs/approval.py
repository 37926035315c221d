"""What a person is asked before a picture is paid for.

Choosing "Draw" is a yes to one picture. The first picture of a session, one above the threshold,
and one whose price is unknown ask once more, where a person can be asked. The same words and
settings within ten minutes offer the picture that is there already, free of charge; a service that
costs nothing simply draws again what is not there.
"""

import asyncio
from dataclasses import replace

from limner.errors import ConsentNeeded
from limner.image.formats.provenance import Provenance
from limner.image.jobs.drawing_job import DrawingJob, Placed, duplicate_key
from limner.image.jobs.image_backend import Billing
from limner.image.jobs.session import Session
from limner.image.journal.entries import EVERY_JOB, Journal
from limner.image.journal.rows import JournalEntry
from limner.image.pricing import dollars, micros

DRAW = "Draw"
DRAW_QUIETLY = "Draw, and do not ask again in this session"
REUSE = "Insert that picture"
DRAW_AGAIN = "Draw another"
SEND_PROMPT = "Send this prompt"
LONGEST_PROMPT = 600
"""Characters of a foreign prompt that a question shows."""

REUSED = "The same words were drawn a moment ago: that picture is used again, free of charge."


async def approve(
    drawing_job: DrawingJob,
    billing: Billing,
    threshold: float,
    session: Session,
    afterwards: str = "",
) -> Billing | Placed:
    """Return the billing that the person agrees to, or the picture they would rather use again.

    Args:
        drawing_job: the picture.
        billing: the service, and what it may cost.
        threshold: price in US dollars from which every picture asks.
        session: what the person has said, and how they are asked.
        afterwards: what else will happen to the picture, as a sentence of the question.

    Raises:
        ConsentNeeded: they did not agree; nothing was sent.
        SaveError: the journal cannot be read.
    """
    earlier = None
    if not billing.again:
        earlier = await asyncio.to_thread(
            billing.journal.recent_duplicate, duplicate_key(drawing_job, billing)
        )
    price = billing.estimate(drawing_job.request)
    if earlier is not None:
        again = await _reuse(earlier, price, session, free=billing.free)
        return replace(billing, again=True) if again is None else again
    dear = price is None or price >= micros(threshold)
    if billing.free or (session.agreed and (session.quiet or not dear)):
        return billing
    if session.ask is None:
        if dear and session.advice:
            raise ConsentNeeded(_unasked(billing, price, threshold, session.advice))
        return billing
    question = await asyncio.to_thread(_question, drawing_job, billing, price)
    answer = await session.ask(question + afterwards, (DRAW, DRAW_QUIETLY))
    if answer is None and session.ask is not None:
        raise ConsentNeeded("Nothing was drawn and nothing was sent, because you did not agree.")
    session.agreed, session.quiet = True, session.quiet or answer == DRAW_QUIETLY
    return billing


async def approve_prompt(
    prompt: str, record: Provenance, file: str, billing: Billing, session: Session
) -> None:
    """Let the person see a *prompt* that a picture brings along, unless it is one of their own.

    A picture may come from anyone, and what it says would be sent and paid for in their name.

    Args:
        prompt: what would be sent.
        record: what the picture says.
        file: its name.
        billing: the service; one that costs nothing is sent it without a question.
        session: how they are asked.

    Raises:
        ConsentNeeded: they did not agree; nothing was sent.
        SaveError: the journal cannot be read.
    """
    if billing.free or session.ask is None:
        return
    if await asyncio.to_thread(_is_own, record, billing.journal):
        return
    more = len(prompt) - LONGEST_PROMPT
    shown = f"{prompt[:LONGEST_PROMPT]}…” ({more:,} characters more)" if more > 0 else f"{prompt}”"
    question = f"{file} brings a prompt that is not in your history. Send it to {billing.host}? “"
    answer = await session.ask(question + shown, (SEND_PROMPT,))
    if answer is None and session.ask is not None:
        raise ConsentNeeded("Nothing was drawn and nothing was sent, because you did not agree.")


def _is_own(record: Provenance, journal: Journal) -> bool:
    """Say whether the person has drawn from that prompt, with those changes."""
    wanted = record.prompt, list(record.edits)
    return any(
        wanted in ((asked.get("prompt"), []), (asked.get("edited"), asked.get("edits")))
        for asked in (job.details for job in journal.history(EVERY_JOB))
    )


DRAWN = ("placed", "done")
"""States of a picture that was put into its project."""


async def _reuse(
    earlier: JournalEntry, price: int | None, session: Session, *, free: bool
) -> Placed | None:
    """Return an earlier picture of the same words; ``None`` when another one is wanted."""
    there = next((path for path in earlier.pictures if path.is_file()), None)
    if there is None and (free or (session.ask is None and earlier.state in DRAWN)):
        # Nothing is paid twice, or the author has taken the picture away.
        return None
    if there is not None:
        question = (
            f"The same words were drawn a moment ago: {there.name}. "
            f"Another one is drawn {_cost(price)}."
        )
        answer = await session.ask(question, (REUSE, DRAW_AGAIN)) if session.ask else REUSE
        if answer is None and session.ask is None:
            answer = REUSE
    else:
        question = (
            f"The same picture was asked for a moment ago and {_state(earlier)}. "
            f"Draw another, {_cost(price)}?"
        )
        answer = await session.ask(question, (DRAW_AGAIN,)) if session.ask else None
    if answer is None:
        raise ConsentNeeded(
            "Nothing was drawn, because the same picture was asked for a moment ago: change its "
            "words, or try again in ten minutes."
        )
    if answer == DRAW_AGAIN or there is None:
        return None
    model = earlier.details.get("model")
    notes = () if session.ask else (REUSED,)
    return Placed(there, (0, 0), "images", model, cost=0, job=earlier.id, notes=notes)


def _state(earlier: JournalEntry) -> str:
    """Say what became of a picture that is not in the project."""
    if earlier.state == "unknown":
        return "may have been paid for, but never arrived"
    if earlier.state in ("received", "checked"):
        return f"is kept: “limner history --save {earlier.id}” writes it into the current folder"
    if earlier.state in DRAWN:
        return "was drawn, but its file is gone"
    return "is on its way"


def _cost(price: int | None) -> str:
    if price is None:
        return "at a price that is not known"
    return f"for about {dollars(price)}" if price else "free of charge"


def _unasked(billing: Billing, price: int | None, threshold: float, advice: str) -> str:
    why = "" if price is None else f" (limits.ask is {dollars(micros(threshold))})"
    return (
        f"{billing.model} at {billing.host} would draw {_cost(price)}{why}, and nobody can be "
        f"asked: nothing was drawn. {advice}"
    )


def _question(drawing_job: DrawingJob, billing: Billing, price: int | None) -> str:
    request = drawing_job.request
    left = billing.journal.left(billing.caps)
    cost = "its price is unknown" if price is None else f"about {dollars(price)}"
    many = f"{request.candidates} pictures " if request.candidates > 1 else ""
    sent = len(request.inputs)
    along = f", which gets {sent} picture{'s' if sent > 1 else ''} of yours" if sent else ""
    names = [name for name, _ in drawing_job.looks]
    cast = f" {' and '.join(names)}: as your cast says." if names else ""
    return (
        f"Draw {many}with {billing.model} at {billing.host}{along}? Size {request.size}, quality "
        f"{request.quality}, {cost}; {dollars(max(left, 0))} are left of your limits.{cast}"
    )
