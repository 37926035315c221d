"""Train the model: ``python -m limner.prompt.genres.training EXAMPLES OUT``.

Examples are lines of genre, description and author, divided by tabs; OUT is ``weights.tsv``.
Multinomial logistic regression by stochastic gradient descent with adaptive steps and a pull toward
zero that makes most weights vanish (AdaGrad, Duchi, Hazan and Singer 2011), in a fixed order: the
same examples always make the same table.
"""

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from limner import files
from limner.prompt.genres.likelihood import BIAS, GENRES, LETTERS, STEPS
from limner.prompt.genres.text_features import features

EPOCHS = 15
RATE = 0.25
PULL = 0.01
"""How strongly weights are pulled toward zero, in units of the slope of one example's loss."""

LEAST_EXAMPLES = 2
"""Examples in which a feature must stand."""

LEAST_STEPS = 4
"""Weights below are left out of the table."""

Weights = dict[str, list[float]]


def main(examples: str, out: str) -> None:
    """Train on the file *examples* and write the table to *out*, over an older one if need be."""
    path = Path(out)
    made = table(train(examples_of(files.read_text(Path(examples)))))
    write = files.replace_text if path.exists() else files.create_text
    write(path, made.encode())


def examples_of(text: str) -> list[tuple[str, str]]:
    """Return the pairs of genre and description that the lines of *text* hold."""
    rows = (line.split("\t") for line in text.split("\n") if line)
    return [(genre, words) for genre, words, _ in rows]


def train(examples: Iterable[tuple[str, str]]) -> Weights:
    """Return the weights by feature, one for each genre, for *examples* (genre, description)."""
    numbers = {str(genre): number for number, genre in enumerate(GENRES)}
    rows = [(numbers[genre], features(text)) for genre, text in examples]
    count = Counter(feature for _, found in rows for feature in found)
    known = {feature for feature, times in count.items() if times >= LEAST_EXAMPLES}
    data = [(wanted, [BIAS, *sorted(found & known)]) for wanted, found in rows]
    weights = {feature: [0.0] * len(GENRES) for feature in (BIAS, *sorted(known))}
    seen = {feature: [1e-8] * len(GENRES) for feature in weights}
    order = random.Random(1)  # noqa: S311 - a fixed order, and no secret
    for _ in range(EPOCHS):
        order.shuffle(data)
        for wanted, found in data:
            _step(weights, seen, wanted, found)
    return weights


def _step(weights: Weights, seen: Weights, wanted: int, found: list[str]) -> None:
    """Move the weights of one example's features down the slope of its loss."""
    scores = [sum(column) for column in zip(*(weights[one] for one in found), strict=True)]
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    whole_sum = sum(powers)
    slopes = [power / whole_sum for power in powers]
    slopes[wanted] -= 1.0
    for feature in found:
        own, squares = weights[feature], seen[feature]
        for number, slope in enumerate(slopes):
            squares[number] += slope * slope
            rate = RATE / math.sqrt(squares[number])
            moved = own[number] - rate * slope
            pull = 0.0 if feature == BIAS else rate * PULL
            own[number] = math.copysign(max(0.0, abs(moved) - pull), moved)


def table(weights: Weights) -> str:
    """Return *weights* as the table: a feature a line, letters of genres with whole weights."""
    rows = []
    for feature, own in weights.items():
        steps = [
            (letter, round(weight * STEPS)) for letter, weight in zip(LETTERS, own, strict=True)
        ]
        kept = [f"{letter}{step}" for letter, step in steps if abs(step) >= LEAST_STEPS]
        if kept:
            rows.append(f"{feature}\t{''.join(kept)}")
    return "\n".join(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
