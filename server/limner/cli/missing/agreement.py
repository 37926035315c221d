"""What a person is asked before missing pictures are drawn, and which of them are drawn then."""

import argparse
import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from limner.actions.batches import batch_estimate
from limner.actions.batches.batch import MissingPicture
from limner.actions.batches.batch_earlier import AskedBefore, asked_before
from limner.actions.batches.batch_estimate import Estimate
from limner.cli.console import Asking, confirm, interactive, print_line, say
from limner.cli.inputs import shown_path
from limner.errors import ConsentNeeded, LimitReached
from limner.image.pricing import dollars
from limner.prompt.looks.binding import undecided
from limner.services.backends import Backends


@dataclass(frozen=True)
class Agreed:
    """What is drawn now.

    Attributes:
        pictures: the pictures.
        estimate: who draws them, and for how much.
        later: a sentence for each reason why others are not drawn now.
    """

    pictures: tuple[MissingPicture, ...]
    estimate: Estimate
    later: tuple[str, ...]


def agree(
    found: Sequence[MissingPicture],
    backends: Backends,
    asking: Asking,
    options: argparse.Namespace,
) -> Agreed:
    """Say what *found*, at least one, come to, and ask once for everything.

    What an earlier run may have paid for already is asked about apart; where nobody is asked, it
    waits for ten minutes. Runs outside of any event loop, which would keep a Ctrl-C from ending
    a question.

    Raises:
        ConsentNeeded: nobody can be asked, or the answer was no; nothing was drawn.
        LimitReached: a limit allows none of them.
    """
    estimate = asyncio.run(batch_estimate.estimate(found, backends, asking.consent))
    doubtful = asked_before(found, estimate.backend.billing)
    later: list[str] = []
    waiting = [one for one in doubtful if options.yes and one.waits_until > time.time()]
    if waiting:
        later.append(_waits(waiting))
        found = _without(found, waiting)
        if not found:
            return Agreed((), estimate, tuple(later))
        estimate = asyncio.run(batch_estimate.estimate(found, backends, asking.consent))
    if options.format == "text":
        _list(found)
    held = estimate.allowance
    if held is not None:
        if not held.pictures:
            raise LimitReached(batch_estimate.none_allowed(estimate, held))
        found = found[: held.pictures]
        later.append(batch_estimate.left_for_later(estimate, held, "command"))
    _confirm(estimate.opening, options)
    again = [one for one in doubtful if any(one.missing is each for each in found)]
    if again and not options.yes and not confirm(_paid_question(again)):
        found = _without(found, again)
        later.append(f"Left alone, as you said: {len(again)}.")
        again = []
    chosen = {id(one.missing) for one in again}
    return Agreed(
        tuple(replace(each, again=True) if id(each) in chosen else each for each in found),
        estimate,
        tuple(later),
    )


def _without(
    found: Iterable[MissingPicture], left: Iterable[AskedBefore]
) -> tuple[MissingPicture, ...]:
    out = {id(one.missing) for one in left}
    return tuple(missing for missing in found if id(missing) not in out)


def _list(found: Iterable[MissingPicture]) -> None:
    for missing in found:
        document = shown_path(missing.project.document)
        place = shown_path(missing.path) if missing.path else "new"
        label = "again" if missing.redrawn else "missing"
        print_line(f"{label:<9}{document}: {place}: {missing.words or '?'}")
        for sentence in undecided(missing.words, missing.settings.cast, missing.before):
            say(sentence)


def _confirm(sentence: str, options: argparse.Namespace) -> None:
    """Ask for all that are drawn."""
    if options.yes:
        say(sentence)
    elif not interactive():
        raise ConsentNeeded(f"{sentence} Nothing was drawn: add --yes to draw them.")
    elif not confirm(f"{sentence} Draw them?"):
        raise ConsentNeeded("Nothing was drawn, because you did not agree.")


def _paid_question(doubtful: Sequence[AskedBefore]) -> str:
    these, are = _many(doubtful)
    prices = [one.entry.price for one in doubtful]
    known = [price for price in prices if price is not None]
    cost = f" (about {dollars(sum(known))})" if len(known) == len(prices) else ""
    return (
        f"{these} {are} asked for by an earlier run and may have been paid for{cost}, though "
        f"nothing arrived. Draw {'it' if len(doubtful) == 1 else 'them'} once more?"
    )


def _waits(doubtful: Sequence[AskedBefore]) -> str:
    these, are = _many(doubtful)
    until = datetime.fromtimestamp(max(one.waits_until for one in doubtful) + 60).astimezone()
    return (
        f"{these} {are} asked for by an earlier run a moment ago and may have been paid for: the "
        f"same command draws them from {until:%H:%M} on; on a terminal, without --yes, it asks."
    )


def _many(doubtful: Sequence[AskedBefore]) -> tuple[str, str]:
    return ("1 picture", "was") if len(doubtful) == 1 else (f"{len(doubtful)} pictures", "were")
