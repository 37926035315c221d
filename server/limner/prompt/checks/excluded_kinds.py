"""What else shows a thing that its author left out, in English: other names, kinds, and weather."""

import re

from limner.prompt.ledger.nouns import singular
from limner.prompt.wordnet.categories import USUAL, categories, category, is_a
from limner.prompt.wordnet.forms import lemma

ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "cable cord wire flex", "fence railing paling picket", "grass lawn turf", "rug carpet mat",
        "logo emblem badge crest logotype", "sign signboard signpost", "beard stubble goatee",
        "frame border", "curtain drape", "plate dish", "phone smartphone cellphone",
        "flower rose tulip daisy poppy lily daffodil sunflower", "television tv",
        "bin dustbin rubbish", "stair staircase stairway",
    )
)  # fmt: skip
"""Names of things that who leaves out one of them means as well."""

WHOLE = {
    "hat": {"headwear"}, "headgear": {"headwear"}, "boat": {"boat"}, "ship": {"boat"},
    "fruit": {"fruit"}, "instrument": {"musical instrument"}, "shoe": {"footwear"},
    "clothe": {"clothing"}, "clothing": {"clothing"}, "flower": {"flower"}, "tree": {"tree"},
    "traffic": {"car", "cycle"}, "vehicle": {"car", "cycle", "train"}, "insect": {"insect"},
    "jewelry": {"jewellery"}, "jewellery": {"jewellery"}, "weapon": {"weapon"}, "toy": {"toy"},
}  # fmt: skip
"""Nouns for all members of a category of the lexicon."""

WEATHERED = re.compile(r"(?:flakes?|drifts?|falls?|banks?|fields?|drops?|storms?|water)$")
"""What makes another word of snow and rain: snowflake, raindrop."""


def shows_excluded(noun: str, word: str) -> bool:
    """Say whether *word* names *noun*, which is left out, by another name or a kind of it."""
    base, kind = singular(noun), lemma(word, ("noun",))
    if any(base in names and kind in names for names in ALIKE):
        return True
    if WHOLE.get(base, frozenset()) & set(categories(kind)[:USUAL]):
        return True
    return is_a(kind, lemma(noun, ("noun",)))


def is_weather_of(noun: str, word: str) -> bool:
    """Say whether *word* is made of *noun*, a kind of weather: snowy, foggy, snowdrift."""
    noun = singular(noun)
    if category(noun) not in ("weather", "cloud", "water") or not word.startswith(noun):
        return False
    rest = word.removeprefix(noun)
    return rest in ("y", noun[-1] + "y") or WEATHERED.match(rest) is not None
