"""Shows what becomes of many pictures: a bar on a terminal, a line or a JSON object for each."""

import argparse
import sys
from collections import Counter

from limner.actions import batch
from limner.actions.batch import DrawingResult
from limner.cli.console import clear_bar, print_json, print_line, show_bar
from limner.cli.inputs import KEYS, shown_path
from limner.cli.missing.rehearse_missing import place_of
from limner.image.pricing import MICRO


class BatchProgress:
    """Shows what became of each picture: a bar on a terminal, a line each elsewhere."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._done = 0
        self._alike: Counter[str] = Counter()
        self._json = options.format == "json"
        self._bar = sys.stderr.isatty()

    def show(self, result: DrawingResult, total: int) -> None:
        """Show what became of one picture of *total*."""
        self._done += 1
        if self._json:
            print_json(_row(result))
        elif result.error is not None:
            self._alike[str(result.error)] += 1
            if self._alike[str(result.error)] == 1:
                self.end()
                print_line(f"failed   {_name(result)}: {result.error}")
        elif not self._bar:
            print_line(f"drawn    {_name(result)}")
        if self._bar:
            show_bar(self._done / total, f"{self._done} of {total}")

    def sum_up(self) -> None:
        """Say how many failed as one that was shown."""
        for message, many in self._alike.items():
            if many > 1:
                others = "1 more picture" if many == 2 else f"{many - 1} more pictures"
                print_line(f"failed   {others} alike: {message}")

    def refuse(self, result: DrawingResult) -> None:
        """Show what is known to fail before anything is asked."""
        if self._json:
            print_json(_row(result))
        else:
            print_line(f"failed   {_name(result)}: {result.error}")

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._bar:
            clear_bar()


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
