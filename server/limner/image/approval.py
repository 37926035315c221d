"""What a person is asked before a picture is paid for.

Choosing "Draw" is a yes to one picture. The first picture of a session, one above the threshold,
and one whose price is unknown ask once more, where the front door can ask. The same words and
settings within ten minutes offer the picture that is there already, for nothing.
"""

import asyncio
from dataclasses import replace
from datetime import datetime

from limner.errors import ConsentNeeded
from limner.image.commission import Commission, Payment, Placed, twin
from limner.image.journal import Job
from limner.image.prices import dollars, micros
from limner.image.session import Session

DRAW = "Draw"
DRAW_QUIETLY = "Draw, and do not ask again in this session"
REUSE = "Insert that picture"
DRAW_AGAIN = "Draw another"
REUSED = "The same words were drawn a moment ago: that picture is used again, free of charge."


async def approve(
    commission: Commission, payment: Payment, threshold: float, session: Session
) -> Payment | Placed:
    """Return the payment the person agrees to, or the picture they would rather use again.

    Args:
        commission: the picture.
        payment: the service, and what it may cost.
        threshold: price in US dollars from which every picture asks.
        session: what the person has said, and how they are asked.

    Raises:
        ConsentNeeded: they did not agree; nothing was sent.
        SaveError: the journal cannot be read.
    """
    earlier = None
    if not payment.again:
        earlier = await asyncio.to_thread(payment.journal.recent_twin, twin(commission, payment))
    if earlier is not None:
        again = await _reuse(earlier, session)
        return replace(payment, again=True) if again is None else again
    price = payment.estimate(commission.request)
    dear = price is None or price >= micros(threshold)
    if payment.free or session.ask is None or (session.agreed and (session.quiet or not dear)):
        return payment
    question = await asyncio.to_thread(_question, commission, payment, price)
    answer = await session.ask(question, (DRAW, DRAW_QUIETLY))
    if answer is None and session.ask is not None:
        raise ConsentNeeded("Nothing was drawn and nothing was sent, because you did not agree.")
    session.agreed, session.quiet = True, session.quiet or answer == DRAW_QUIETLY
    return payment


async def _reuse(earlier: Job, session: Session) -> Placed | None:
    """Return an earlier picture of the same words; ``None`` when another one shall be drawn."""
    there = next((path for path in earlier.pictures if path.is_file()), None)
    if there is not None:
        question = f"The same words were drawn a moment ago: {there.name}."
        answer = await session.ask(question, (REUSE, DRAW_AGAIN)) if session.ask else REUSE
        if answer is None and session.ask is None:
            answer = REUSE
    else:
        lost = earlier.state == "unknown"
        state = "may have been paid for, but never arrived" if lost else "is on its way"
        question = f"The same picture was asked for a moment ago and {state}. Draw it again?"
        answer = await session.ask(question, (DRAW_AGAIN,)) if session.ask else None
    if answer is None:
        raise ConsentNeeded("Nothing was drawn: the same picture was asked for a moment ago.")
    if answer == DRAW_AGAIN or there is None:
        return None
    model = earlier.intent.get("model")
    notes = () if session.ask else (REUSED,)
    return Placed(there, (0, 0), "images", model, cost=0, job=earlier.id, notes=notes)


def _question(commission: Commission, payment: Payment, price: int | None) -> str:
    request = commission.request
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    left = payment.caps.day - payment.journal.spent(midnight.timestamp())
    cost = "its price is unknown" if price is None else f"about {dollars(price)}"
    many = f"{request.candidates} pictures " if request.candidates > 1 else ""
    sent = len(request.inputs)
    along = f", which gets {sent} picture{'s' if sent > 1 else ''} of yours" if sent else ""
    return (
        f"Draw {many}with {payment.model} at {payment.host}{along}? Size {request.size}, quality "
        f"{request.quality}, {cost}; {dollars(max(left, 0))} are left for today."
    )
