"""Whether variations of one description differ in more than a word."""

from collections.abc import Sequence

from limner.prompt.expansion import Expansion
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import stem
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS

ALIKE = 0.5
"""Share of added content words in common from which two variations count as one."""


def repeated(items: Sequence[Expansion], source: str) -> dict[int, str]:
    """Return which of *items* repeat an earlier one, by place, each with a sentence for it."""
    added = [_added(item, source) for item in items]
    found = {}
    for place, words in enumerate(added):
        earlier = next((n for n in range(place) if n not in found and _alike(added[n], words)), -1)
        if earlier >= 0:
            found[place] = (
                f"variation {place + 1} repeats variation {earlier + 1}: "
                "change setting, light, composition, palette, medium or mood"
            )
    return found


def told_apart(
    items: Sequence[Expansion], others: Sequence[Expansion], source: str
) -> list[Expansion]:
    """Return *items* with one of *others*, where there is any, for each that repeats another."""
    chosen = list(items)
    for place in repeated(items, source):
        for other in others:
            candidate = [*chosen[:place], other, *chosen[place + 1 :]]
            if len(repeated(candidate, source)) < len(repeated(chosen, source)):
                chosen = candidate
                break
    return chosen


def _added(item: Expansion, source: str) -> set[str]:
    own = {stem(word) for word in WORD.findall(source)}
    words = (word for word in WORD.findall(item.prompt) if word.lower() not in FUNCTION_WORDS)
    return {stem(word) for word in words} - own


def _alike(one: set[str], other: set[str]) -> bool:
    """Say whether two sets of added words are nearly one; two that add nothing are."""
    return len(one & other) >= ALIKE * len(one | other)
