"""What kind of thing a noun names, among some 130 that matter in a picture."""

import re
from collections.abc import Iterator
from functools import lru_cache

from limner.prompt.wordnet.table import category_of, entry, is_below

USUAL = 2
"""How many senses count where two nouns are compared: more make nearly everything a kind of it."""

SHORTEST_PART = 3
"""Letters of either part of a closed compound."""


def category(lemma: str) -> str | None:
    """Return the category of the sense of *lemma* that a picture most likely shows.

    A word that the table does not know has the category of its last part ("smartphone",
    "co-working space"); None where that is unknown too, or no noun.
    """
    return next(iter(categories(lemma)), None)


@lru_cache(4096)
def categories(lemma: str) -> tuple[str, ...]:
    """Return the categories of all senses of *lemma*, the likeliest first, each once."""
    found = (category_of(sense) for sense in _senses(lemma))
    return tuple(dict.fromkeys(name for name in found if name is not None))


def is_a(word: str, other: str) -> bool:
    """Say whether one of the first two senses of *word* is one of *other*, or a kind of it."""
    one, two = entry(word), entry(other)
    return (
        one is not None
        and two is not None
        and any(
            is_below(sense, kind) for sense in one.senses[:USUAL] for kind in two.senses[:USUAL]
        )
    )


def _senses(lemma: str) -> tuple[int, ...]:
    """Return the senses of *lemma*, or of the longest known noun at its end."""
    known = entry(lemma)
    if known is not None and known.senses:
        return known.senses
    found = (entry(ending) for ending in _endings(lemma))
    return next((one.senses for one in found if one is not None and one.senses), ())


def _endings(lemma: str) -> Iterator[str]:
    """Yield what may be the last part of a compound, the longest first."""
    words = re.split(r"[\s-]+", lemma)
    for first in range(1, len(words)):
        yield " ".join(words[first:])
    last = words[-1]
    for start in range(SHORTEST_PART, len(last) - SHORTEST_PART + 1):
        yield last[start:]
