"""The likelihood of each genre, by the compiled table."""

import math
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.genres.text_features import features

Genre = Literal[
    "photo", "wildlife", "portrait", "picture_book", "game_item", "concept_art", "product", "food",
    "fashion", "logo", "icon", "interface", "diagram", "chart", "science", "map", "history",
    "architecture", "interior", "prose", "dialogue", "abstract", "heading", "poster", "pattern",
]  # fmt: skip
"""What descriptions are of. ``science`` is a figure of a thing itself, ``diagram`` of relations."""

GENRES: tuple[Genre, ...] = get_args(Genre)
BIAS = "bias"
STEPS = 8
"""Steps of the table's whole numbers in one unit of weight."""

LETTERS = "abcdefghijklmnopqrstuvwxy"
"""What stands for each genre in the table."""

WEIGHT = lazy_regex(r"([a-y])(-?\d+)")


@lru_cache(maxsize=64)
def likelihoods(text: str) -> MappingProxyType[Genre, float]:
    """Return how likely *text* is of each genre; they add up to 1."""
    weights = _weights()
    scores = dict.fromkeys(LETTERS, 0)
    for feature in (BIAS, *features(text)):
        for letter, steps in WEIGHT.findall(weights.get(feature, "")):
            scores[letter] += int(steps)
    highest = max(scores.values())
    powers = [math.exp((score - highest) / STEPS) for score in scores.values()]
    whole = sum(powers)
    return MappingProxyType(
        {genre: power / whole for genre, power in zip(GENRES, powers, strict=True)}
    )


def genre(text: str, least: float) -> Genre | None:
    """Return the likeliest genre of *text*, None where it is less likely than *least*."""
    found = likelihoods(text)
    best = max(GENRES, key=found.__getitem__)
    return best if found[best] >= least else None


@cache
def _weights() -> dict[str, str]:
    """Return the weights of each feature: letters of genres, each with its steps."""
    rows = packaged.text("prompt", "genres", "weights.tsv").split("\n")
    return dict(row.split("\t") for row in rows)
