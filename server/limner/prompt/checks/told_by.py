"""What shows an author's thing in a prompt under another name, where the lexicon knows of none."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.prompt.checks.exclusion_checks.excluded_kinds import is_meant
from limner.prompt.ledger.vocabulary import word_set


def is_listed_kind(noun: str, word: str) -> bool:
    """Say whether *word* may be a name or a kind of *noun* that the lexicon has elsewhere.

    Both are in the singular, and the author names *noun*; what is left out is told by less.
    """
    return is_meant(noun, word) or word in _told_by().names.get(noun, ())


def is_shown_by(noun: str, word: str) -> bool:
    """Say whether *word* is what *noun* is seen by: the bride of a wedding, the gate of an airport.

    Both are in the singular; so is a light by what gives it: lamplight, by a lamp.
    """
    light = noun.removesuffix("light")
    return word in _told_by().scenes.get(noun, ()) or (light != noun and word == light)


@dataclass(frozen=True)
class _ToldBy:
    """The table.

    Attributes:
        names: other names and kinds, by the noun that the author has.
        scenes: what an event, a place or a part of a room is seen by.
    """

    names: Mapping[str, frozenset[str]]
    scenes: Mapping[str, frozenset[str]]


@cache
def _told_by() -> _ToldBy:
    read = packaged.table("prompt", "checks", "told_by.toml")
    return _ToldBy(
        *(
            {noun: word_set(words) for noun, words in read[part].items()}
            for part in ("names", "scenes")
        )
    )
