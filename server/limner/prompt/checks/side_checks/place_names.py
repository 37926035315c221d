"""How places that have an opposite are named, by language; see the table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.sides import OF


@dataclass(frozen=True)
class PlaceName:
    """How a place is named: a row of the table.

    Attributes:
        pair: depth, height, ship, order or way.
        pole: ``one`` or ``other`` of its two opposite places.
        pattern: the words.
        turned: a template for the opposite, before a thing that the place is told by.
        alone: the same, where there is no such thing.
        may_have_thing: whether there can be one.
    """

    pair: str
    pole: str
    pattern: re.Pattern[str]
    turned: str
    alone: str
    may_have_thing: bool


def pairs_of_places(words: LanguageWords) -> tuple[str, ...]:
    """Return the pairs of opposite places whose words are known: depth, height, ship, order."""
    return tuple(_names().get(words.language, ()))


def named_places(
    text: str, pair: str, words: LanguageWords
) -> list[tuple[PlaceName, re.Match[str]]]:
    """Return the places of a *pair* in the order of *text*; of two that meet, the longer."""
    names = _names()[words.language][pair]
    every = [(name, match) for name in names for match in name.pattern.finditer(text)]
    taken: list[tuple[PlaceName, re.Match[str]]] = []
    for name, match in sorted(every, key=lambda one: one[1].start() - one[1].end()):
        if all(match.end() <= one.start() or match.start() >= one.end() for _, one in taken):
            taken.append((name, match))
    return sorted(taken, key=lambda one: one[1].start())


@cache
def _names() -> Mapping[str, Mapping[str, tuple[PlaceName, ...]]]:
    table = packaged.table("prompt", "checks", "side_checks", "opposite_places.toml")
    return {
        language: {pair: tuple(_rows(pair, poles)) for pair, poles in pairs.items()}
        for language, pairs in table.items()
    }


def _rows(pair: str, poles: Mapping[str, list[str]]) -> Iterator[PlaceName]:
    for pole, rows in poles.items():
        for row in rows:
            said, turned, *alone = row.split(" > ")
            yield PlaceName(
                pair,
                pole,
                re.compile(rf"\b{said}(?!\w)", re.IGNORECASE),
                turned,
                alone[0] if alone else turned,
                bool(alone) or said.split()[-1] in OF,
            )
