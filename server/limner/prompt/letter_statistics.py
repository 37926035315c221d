"""How likely words are in each language, by its common words and by its letters in threes.

A small naive Bayes classifier, counted from ``languages.toml`` when it is first asked.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from limner.files import packaged

COMMON = 0.3
"""The share of a description's words that stand in the lists, by a count of other texts."""

PRIOR = 4.0
"""How many sightings an estimate from fewer letters is worth."""

LETTERS = 60
"""How many letters share the likelihood of one that was never seen."""


def log_likelihoods(words: Iterable[str], languages: Iterable[str]) -> dict[str, float]:
    """Return how likely *words*, in lower case, are in each of *languages*: natural logarithms."""
    counted = _counted()
    scores = [_word(word) for word in words]
    return {
        name: sum(score[place] for score in scores)
        for name in languages
        for place in (counted.names.index(name),)
    }


@dataclass(frozen=True)
class _Counted:
    """Words, and runs of one to three letters with the number of letters, for each of *names*."""

    names: tuple[str, ...]
    lists: dict[str, frozenset[str]]
    runs: tuple[tuple[Counter[str], int], ...]


@cache
def _counted() -> _Counted:
    table = packaged.table("prompt", "languages.toml")
    lists = {name: tuple(words.split()) for name, words in table.items()}
    return _Counted(
        tuple(lists),
        {name: frozenset(words) for name, words in lists.items()},
        tuple(_runs("".join(f"  {word} " for word in words)) for words in lists.values()),
    )


def _runs(text: str) -> tuple[Counter[str], int]:
    """Return how often each run stands in *text*, and how many letters it has."""
    pairs = map("".join, pairwise(text))
    threes = map("".join, zip(text, text[1:], text[2:], strict=False))
    return Counter([*text, *pairs, *threes]), len(text)


@lru_cache(4096)
def _word(word: str) -> tuple[float, ...]:
    """Return the logarithm of the likelihood of *word* in each language."""
    counted = _counted()
    framed = f"  {word} "
    letters = [_letter(framed[end - 3 : end]) for end in range(3, len(framed) + 1)]
    return tuple(
        math.log(
            COMMON / len(counted.lists[name]) * (word in counted.lists[name])
            + (1 - COMMON) * math.prod(letter[place] for letter in letters)
            + 1e-300
        )
        for place, name in enumerate(counted.names)
    )


@lru_cache(16384)
def _letter(run: str) -> tuple[float, ...]:
    """Return the likelihood of the last letter of *run* behind the two before it."""
    likelihoods = []
    for counted, letters in _counted().runs:
        one = (counted[run[2]] + 0.5) / (letters + 0.5 * LETTERS)
        two = (counted[run[1:]] + PRIOR * one) / (counted[run[1]] + PRIOR)
        three = (counted[run] + PRIOR * two) / (counted[run[:2]] + PRIOR)
        likelihoods.append(three)
    return tuple(likelihoods)
