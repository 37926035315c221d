"""The times and weathers, and the light of each."""

import re
from dataclasses import dataclass
from functools import cache

from limner.prompt.offline.lexicon.lexicon_files import Phrases, any_of, load


@dataclass(frozen=True)
class Hour:
    """Light at a time or in a weather, in the open and indoors, and its colours in the open.

    *said* finds other words that settle the light: a fire, a lamp that went out.
    """

    words: frozenset[str]
    said: re.Pattern[str] | None
    outside: Phrases
    inside: Phrases
    palette: Phrases


@cache
def hours() -> tuple[Hour, ...]:
    """Return the times and weathers."""
    return tuple(
        Hour(
            frozenset(re.split(r",\s*", row["words"])),
            any_of(row["said"].split(", ")) if "said" in row else None,
            tuple(row["out"]),
            tuple(row["in"]),
            tuple(row.get("palette", ())),
        )
        for row in load("hours").values()
    )
