"""What kind of thing a noun of a description means, as far as the words around it tell."""

import re
from collections.abc import Sequence

from limner.prompt.ledger.nouns import singular
from limner.prompt.offline.lexicon import noun_meanings
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.table import entry

ANIMALS = (
    "pet", "grazer", "savanna", "wild", "jungle_animal", "polar_animal", "reptile", "fish", "bird",
    "insect", "beast", "dinosaur",
)  # fmt: skip

ACTORS = frozenset(("person", "people", "athlete", "toy", "robot", "fantasy", *ANIMALS))
"""Kinds of those that do something: behind them "rests" and "waves" are verbs."""


def kind_of(compound: str, noun: str, around: Sequence[str]) -> str | None:
    """Return the kind of thing that *noun* names; None where that is unsure.

    Words with two depictable senses are decided by the words around them, or not at all. Others
    are looked up in the hand-written lists, then by their category.

    Args:
        compound: the noun with the nouns before it, in lower case.
        noun: the noun, in the singular.
        around: all words of the description.
    """
    table = noun_meanings.senses()
    meaning = _listed(compound) if " " in compound else None
    whole = " " in compound and entry(compound) is not None
    sense = table.get(compound, None if whole else table.get(noun))
    if meaning is None and sense is not None:
        here = {singular(word) for word in around}
        return next((kind for kind, cues in sense if cues & here or not cues), None)
    meaning = meaning or _listed(noun)
    if meaning is not None:
        return meaning
    if noun_meanings.nouns().get(compound, noun_meanings.nouns().get(noun, ("", "")))[0] == "place":
        return None  # A village is where it is, and nobody in it.
    if re.search(r"\s", compound) and category(compound) is not None:
        return noun_meanings.kind_of_category(category(compound) or "")
    return noun_meanings.kind_of_category(category(noun) or "")


def _listed(words: str) -> str | None:
    *before, last = words.split()
    known = noun_meanings.nouns()
    found = known.get(words) or known.get(" ".join([*before, singular(last)]))
    return found[1] if found and found[0] == "thing" else None
