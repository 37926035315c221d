"""Overlap between texts: BLEU among variants, Jaccard, and n-grams that many outputs share."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import exp, log

from tests.evaluation.detectors import STOP

Words = Sequence[str]


def self_bleu(variants: Sequence[Words]) -> float:
    """Return the mean BLEU-4 of each variant against the others, with add-1 smoothing above n=1."""
    scores = [
        _bleu(variant, [other for place, other in enumerate(variants) if place != number])
        for number, variant in enumerate(variants)
    ]
    return sum(scores) / len(scores)


def mean_jaccard(texts: Sequence[Words]) -> float:
    """Return the mean overlap of content words over all pairs of *texts*."""
    pairs = [jaccard(one, other) for one, other in combinations(texts, 2)]
    return sum(pairs) / len(pairs)


def jaccard(one: Words, other: Words) -> float:
    """Return the overlap of two texts' content words."""
    first, second = set(one) - STOP, set(other) - STOP
    return len(first & second) / len(first | second) if first | second else 0.0


def shared_grams(texts: Sequence[Words], size: int = 5, share: float = 0.02) -> float:
    """Return which part of all n-grams occurs in more than *share* of *texts*."""
    holders: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        holders.update(set(_grams(text, size)))
    all_grams = [gram for text in texts for gram in _grams(text, size)]
    common = sum(holders[gram] > share * len(texts) for gram in all_grams)
    return common / len(all_grams) if all_grams else 0.0


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which *part* of *values* lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _bleu(candidate: Words, references: Sequence[Words]) -> float:
    total = 0.0
    for size in range(1, 5):
        have = Counter(_grams(candidate, size))
        best: Counter[tuple[str, ...]] = Counter()
        for reference in references:
            best |= Counter(_grams(reference, size))
        hits, all_of_them = sum((have & best).values()), sum(have.values())
        smooth = 0 if size == 1 else 1
        if hits + smooth == 0:
            return 0.0
        total += log((hits + smooth) / (all_of_them + smooth)) / 4
    nearest = min((abs(len(other) - len(candidate)), len(other)) for other in references)[1]
    brevity = min(1.0, exp(1 - nearest / len(candidate))) if candidate else 0.0
    return brevity * exp(total)


def _grams(words: Words, size: int) -> list[tuple[str, ...]]:
    return [tuple(words[place : place + size]) for place in range(len(words) - size + 1)]
