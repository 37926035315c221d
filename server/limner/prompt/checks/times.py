"""Whether a prompt shows its author's time of day and of the year, where both name one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.quotations import QUOTE


@dataclass(frozen=True)
class TimeWords:
    """How a language tells a time: patterns with the hours between which each may lie."""

    hours: tuple[tuple[re.Pattern[str], tuple[int, int]], ...]
    seasons: tuple[re.Pattern[str], ...]


def time_faults(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield the author's times where *text* names only others, which cannot be at the same time.

    A text that names none may show it by its light or by what grows.
    """
    words = _words(ledger.language)
    if words is None:
        return
    source, text = (QUOTE.sub(" ", said) for said in (ledger.present, text))
    own, said = _hours(source, words), _hours(text, words)
    if said and not any(_meet(one, other) for one in own.values() for other in said.values()):
        yield from own
    own_seasons, seasons = _seasons(source, words), _seasons(text, words)
    if seasons and not own_seasons.keys() & seasons.keys():
        yield from own_seasons.values()


def _hours(text: str, words: TimeWords) -> dict[str, tuple[int, int]]:
    """Return the times of day that *text* names, each with its hours."""
    return {
        match["time"]: hours for pattern, hours in words.hours for match in pattern.finditer(text)
    }


def _seasons(text: str, words: TimeWords) -> dict[int, str]:
    """Return the seasons that *text* names, by their number."""
    found = ((n, pattern.search(text)) for n, pattern in enumerate(words.seasons))
    return {n: match["time"] for n, match in found if match}


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two spans of hours have one in common, round the clock."""
    return any(one[0] < other[1] + day and other[0] + day < one[1] for day in (-24, 0, 24))


@cache
def _words(language: str) -> TimeWords | None:
    row = packaged.table("prompt", "checks", "times.toml").get(language)
    if row is None:
        return None

    def pattern(words: str, before: str = "") -> re.Pattern[str]:
        return re.compile(rf"\b{before}(?P<time>(?:{words})s?)\b{row['behind']}", re.IGNORECASE)

    return TimeWords(
        tuple(
            (pattern(words, row["before"]), (first, last)) for first, last, words in row["hours"]
        ),
        tuple(pattern(words) for words in row["seasons"]),
    )
