"""What a noun means for a picture: a place or a kind of thing, and where that is at home."""

import re
from functools import cache
from types import MappingProxyType

from limner.prompt.offline.lexicon.lexicon_files import load


@cache
def nouns() -> MappingProxyType[str, tuple[str, str]]:
    """Return what each noun means: ``("place", frame)`` or ``("thing", kind)``."""
    table = load("nouns")
    found: dict[str, tuple[str, str]] = {}
    for section, meaning in (("things", "thing"), ("places", "place")):
        for name, words in table[section].items():
            for word in re.split(r",\s*", words):
                found[word] = (meaning, name)
    return MappingProxyType(found)


@cache
def home(kind: str) -> str:
    """Return the frame where things of *kind* are at home."""
    return str(load("nouns")["home"][kind])


@cache
def senses() -> MappingProxyType[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return what nouns with several senses may be: kinds with the words that decide for each."""
    return MappingProxyType(
        {
            noun: tuple((kind, frozenset(words.split())) for kind, words in row.items())
            for noun, row in load("senses").items()
        }
    )


def kind_of_category(category: str) -> str | None:
    """Return the kind of things of a WordNet category; None where the lexicon has none."""
    found = load("nouns")["categories"].get(category)
    return str(found) if found else None


def frame_of_category(category: str) -> str:
    """Return the frame of a place of a WordNet category, ``""`` for none."""
    return str(load("nouns")["places_by_category"].get(category, ""))


@cache
def stations() -> MappingProxyType[str, str]:
    """Return where some people work: a setting by noun."""
    return MappingProxyType(load("nouns")["stations"])


@cache
def alone() -> MappingProxyType[str, str]:
    """Return words that name a place only when they stand alone: a frame by word."""
    return MappingProxyType(load("nouns")["alone"])
