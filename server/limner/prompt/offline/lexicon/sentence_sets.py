"""What can be said in other languages than English."""

import re
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.prompt import language
from limner.prompt.offline.lexicon.lexicon_files import FOLDER, Phrases, any_of

LANGUAGES = language.LANGUAGES - {"en"}

UNBOUNDED = frozenset({"zh", "ja", "ko", "ar"})
"""Languages whose words stand unparted, or have particles before or behind them."""


@dataclass(frozen=True)
class SentenceSlot:
    """Sentences of one slot in another language.

    Attributes:
        name: as in `limner.prompt.expansion.Added`.
        closed_by: what the description says itself where it matches.
        say: sentences for whatever can be seen.
        graphic: sentences for logos, charts, maps and the like; none leaves the slot out there.
    """

    name: str
    closed_by: re.Pattern[str]
    say: Phrases
    graphic: Phrases


@dataclass(frozen=True)
class SentenceSet:
    """What can be said in another language; *graphic* matches what is drawn flat."""

    graphic: re.Pattern[str]
    slots: tuple[SentenceSlot, ...]


@cache
def other_language(code: str) -> SentenceSet | None:
    """Return what can be said in another language, None for one that has no file."""
    if code not in LANGUAGES:
        return None
    table = packaged.table(*FOLDER, "languages", f"{code}.toml")
    bounded = code not in UNBOUNDED
    graphic = any_of(table.pop("graphic")["words"].split(", "), bounded)
    slots = tuple(
        SentenceSlot(
            name,
            any_of(row["words"].split(", "), bounded),
            tuple(row["say"]),
            tuple(row.get("graphic", ())),
        )
        for name, row in table.items()
    )
    return SentenceSet(graphic, slots)
