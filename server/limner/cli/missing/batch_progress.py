"""Shows what becomes of many pictures: a bar on a terminal, a line or a JSON object for each."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from limner.actions.batches import batch, batch_estimate
from limner.actions.batches.batch import DrawingResult
from limner.cli.console import clear_bar, print_json, print_line, say, show_bar
from limner.cli.inputs import KEYS, shown_path
from limner.cli.missing.rehearse_missing import place_of
from limner.image.journal.rows import JournalEntry
from limner.image.pricing import MICRO, dollars


class BatchProgress:
    """Shows each picture as it is drawn or fails, and what all came to.

    Attributes:
        drawn: how many pictures were drawn.
        failed: how many could not be.
    """

    def __init__(self, options: argparse.Namespace, named: str = "missing pictures") -> None:
        self._named = named
        self.drawn = self.failed = 0
        self._total = self._refused = 0
        self._cost = 0
        self._alike: Counter[str] = Counter()
        self._json = options.format == "json"
        self._bar = sys.stderr.isatty()
        self._began = time.monotonic()

    def refuse(self, result: DrawingResult) -> None:
        """Show what is known to fail before anything is asked."""
        self.failed += 1
        self._refused += 1
        if self._json:
            print_json(_row(result))
        else:
            print_line(f"failed   {_name(result)}: {result.error}")

    def leave(self, result: DrawingResult) -> None:
        """Show what Limner draws nothing for: no failure, and not counted."""
        if self._json:
            print_json(_row(result))
        else:
            print_line(f"left     {_name(result)}: {result.error}")

    def begin(self, many: int) -> None:
        """Show that *many* pictures are drawn from now on."""
        self._total, self._began = many, time.monotonic()
        if self._bar:
            show_bar(0, f"0 of {many}")

    def show(self, result: DrawingResult) -> None:
        """Show what became of one picture."""
        self._cost += _cost(result)
        self.drawn += result.error is None
        self.failed += result.error is not None
        if self._json:
            print_json(_row(result))
        elif result.error is not None:
            self._alike[str(result.error)] += 1
            if self._alike[str(result.error)] == 1:
                self.end()
                print_line(f"failed   {_name(result)}: {result.error}")
        elif not self._bar:
            print_line(f"drawn    {_name(result)} ({self._state()})")
        if self._bar:
            show_bar(self._done / self._total, self._state())

    def wait(self, reason: str) -> None:
        """Show why nothing is drawn for a while."""
        self.end()
        say(f"Waiting, and going on by itself: {reason}")

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._bar:
            clear_bar()

    def sum_up(self) -> None:
        """Say what was drawn, what failed as one that was shown, and what it cost."""
        self.end()
        for message, many in self._alike.items():
            if many > 1:
                others = "1 more picture" if many == 2 else f"{many - 1} more pictures"
                print_line(f"failed   {others} alike: {message}")
        rest = f", {self.failed} could not be" if self.failed else ""
        sentences = [f"{self.drawn} of {self.drawn + self.failed} {self._named} drawn{rest}."]
        if self._total:
            took = f"took {_time(time.monotonic() - self._began)}"
            cost = f"cost about {dollars(self._cost)} and " if self._cost else ""
            sentences.append(f"It {cost}{took}.")
        if self.failed > self._refused:
            sentences.append("The same command tries the others again.")
        say(" ".join(sentences))

    def interrupted(self, unanswered: Sequence[JournalEntry]) -> None:
        """Say at Ctrl-C what was drawn, what may be billed, what is left and how to go on."""
        self.end()
        all_known = all(entry.price is not None for entry in unanswered)
        price = sum(entry.price or 0 for entry in unanswered)
        cost = f", for about {dollars(self._cost)}" if self._cost else ""
        sentences = [f"Interrupted: {self.drawn} of {self._total} {self._named} drawn{cost}."]
        if unanswered:
            about = f", about {dollars(price)}" if all_known and price else ""
            were = "1 was" if len(unanswered) == 1 else f"{len(unanswered)} were"
            sentences.append(
                f"{were} asked for, not answered, and may be billed{about}: see “limner history”."
            )
        left = self._total - self.drawn - len(unanswered)
        sentences.append(f"{left} left: the same command goes on.")
        say(" ".join(sentences))

    @property
    def _done(self) -> int:
        return self.drawn + self.failed - self._refused

    def _state(self) -> str:
        """Say how far it is, what it has cost, and how long it will take."""
        parts = [f"{self._done} of {self._total}"]
        if self._cost:
            parts.append(dollars(self._cost))
        if left := self._total - self._done:
            took = time.monotonic() - self._began
            parts.append(f"{_time(took / self._done * left)} left")
        return ", ".join(parts)


def _time(seconds: float) -> str:
    """Write a time as people say it: ``40 s``, ``3 min``, ``1 h 20 min``."""
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    hours, minutes = divmod(round(whole / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _cost(result: DrawingResult) -> int:
    """Return what a picture has cost, in micro-dollars, else what was estimated."""
    picture = result.picture
    if picture is None or picture.billing is None or picture.billing.free:
        return 0
    cost = picture.placed.cost
    if cost is not None:
        return cost
    return batch_estimate.estimated_price(result.missing, picture.billing) or 0


def _name(result: DrawingResult) -> str:
    if result.picture is not None:
        return shown_path(result.picture.placed.picture)
    return place_of(result.missing)


def _row(result: DrawingResult) -> dict[str, object]:
    """Return the JSON object of one picture; keys never vanish."""
    missing, picture = result.missing, result.picture
    row: dict[str, object] = dict.fromkeys(KEYS)
    row |= {
        "file": shown_path(missing.project.document),
        "source": missing.words or None,
        "link": batch.target_of(result) or missing.link.target,
        "alt": missing.link.alt,
        "engine": result.engine,
        "error": None if result.error is None else str(result.error),
        "code": None if result.error is None else result.error.code,
    }
    if picture is not None:
        placed = picture.placed
        row |= {
            "picture": shown_path(placed.picture),
            "renderer": placed.renderer,
            "model": placed.model,
            "prompt": picture.expansion.prompt,
            "cost": None if placed.cost is None else placed.cost / MICRO,
        }
    return row
