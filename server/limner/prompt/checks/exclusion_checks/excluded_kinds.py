"""What else shows a thing that its author left out, in English: other names, kinds, and weather."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import USUAL, categories, category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

WHOLE = {
    "hat": {"headwear"}, "headgear": {"headwear"}, "boat": {"boat"}, "ship": {"boat"},
    "fruit": {"fruit"}, "instrument": {"musical instrument"}, "shoe": {"footwear"},
    "clothe": {"clothing"}, "clothing": {"clothing"}, "flower": {"flower"}, "tree": {"tree"},
    "traffic": {"car", "cycle"}, "vehicle": {"car", "cycle", "train"}, "insect": {"insect"},
    "jewelry": {"jewellery"}, "jewellery": {"jewellery"}, "weapon": {"weapon"}, "toy": {"toy"},
    "building": {"house", "religious building", "tower or castle", "shop or restaurant",
                 "transport building", "building"},
    "animal": {"dog", "cat", "big cat", "wolf or fox", "horse", "bear", "bird", "fish", "insect",
               "reptile", "sea creature", "hoofed animal", "rodent", "primate", "animal"},
    "food": {"fruit", "vegetable", "bread or cake", "dish", "meat", "food"},
    "bird": {"bird"}, "furniture": {"seat", "table", "bed", "furniture"},
    "plant": {"flower", "tree", "plant"}, "drink": {"drink"},
    "screen": {"computer"}, "decoration": {"jewellery"},
    "crockery": {"kitchen ware"}, "shop": {"shop or restaurant"},
}  # fmt: skip
"""Nouns for all members of a category of the lexicon."""

OPPOSITES = {
    "empty": "packed crowded bustling teeming thronged busy full filled heaped piled laden loaded",
    "deserted": "packed crowded bustling teeming thronged busy",
    "abandoned": "packed crowded bustling teeming thronged busy",
    "unlit": "lit glowing burning", "closed": "open opened ajar",
    "blank": "printed lettered", "unlabelled": "labelled labeled",
}  # fmt: skip
"""What cannot be said of a thing that its author calls empty, unlit and the like."""

OF_PLACES = word_set("packed crowded bustling teeming thronged")
"""What is said of nothing else than a place, whatever it is called."""

WEATHERED = lazy_regex(r"(?:flakes?|drifts?|falls?|banks?|fields?|drops?|storms?|water)$")
"""What makes another word of snow and rain: snowflake, raindrop."""


def shows_excluded(noun: str, word: str) -> bool:
    """Say whether *word* names *noun*, which is left out, by another name or a kind of it."""
    base, kind, known = singular(noun), lemma(word, ("noun",)), _kinds()
    if is_meant(base, kind) or is_meant(base, singular(kind)) or is_had(noun, word):
        return True
    if kind in known.not_meant.get(base, ()):
        return False
    if WHOLE.get(base, frozenset()) & set(categories(kind)[:USUAL]):
        return True
    return is_a(kind, lemma(noun, ("noun",))) or _is_compound_of(base, kind)


def is_meant(noun: str, word: str) -> bool:
    """Say whether who leaves out *noun* means *word* as well, by the tables."""
    known = _kinds()
    alike = any(noun in names and word in names for names in known.alike)
    return alike or word in known.meant.get(noun, ())


@dataclass(frozen=True)
class _Kinds:
    """What the lexicon does not know of kinds and names, by the noun that is left out.

    Attributes:
        alike: names of things that who leaves out one of them means as well.
        meant: kinds of a noun that the lexicon has elsewhere.
        not_meant: kinds of a noun in the lexicon that who leaves it out does not mean.
        had: what is said of who or what has a noun.
        lacking: by language, nouns and what is said of who or what lacks one of them.
    """

    alike: tuple[frozenset[str], ...]
    meant: Mapping[str, frozenset[str]]
    not_meant: Mapping[str, frozenset[str]]
    had: Mapping[str, frozenset[str]]
    lacking: Mapping[str, tuple[tuple[frozenset[str], tuple[str, ...]], ...]]


@cache
def _kinds() -> _Kinds:
    read = packaged.table("prompt", "checks", "exclusion_checks", "excluded_kinds.toml")
    by_noun = {
        part: {noun: word_set(kinds) for noun, kinds in read[part].items()}
        for part in ("meant", "not_meant", "had")
    }
    lacking = {language: tuple(map(_lacking, rows)) for language, rows in read["lacking"].items()}
    alike = tuple(word_set(names) for names in read["alike"])
    return _Kinds(alike=alike, lacking=lacking, **by_noun)


def _lacking(row: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the nouns before the colon of a row, and what is said behind it."""
    nouns, _, said = row.partition(":")
    return word_set(nouns), tuple(said.strip().split(", "))


def _is_compound_of(noun: str, word: str) -> bool:
    """Say whether *word* is a closed compound that ends with *noun*: headland, of land."""
    before = word.removesuffix(noun)
    return len(noun) > 3 and len(before) > 2 and before != word and entry(before) is not None


def is_had(noun: str, word: str) -> bool:
    """Say whether *word* says of somebody or something that it has the excluded *noun*: bearded."""
    return word in _kinds().had.get(singular(noun), ())


def tells_absence(noun: str, text: str, language: str = "en") -> bool:
    """Say whether *text* says of somebody or something that it lacks *noun*: bareheaded."""
    base = singular(noun) if language == "en" else noun.lower()
    return any(
        re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text.lower())
        for nouns, said in _kinds().lacking.get(language, ())
        if base in nouns
        for words in said
    )


def opposites(quality: str) -> frozenset[str]:
    """Return what cannot be said of a thing that is *quality*: crowded, of empty."""
    return word_set(OPPOSITES.get(quality, ""))


def is_weather_of(noun: str, word: str) -> bool:
    """Say whether *word* is made of *noun*, a kind of weather: snowy, foggy, snowdrift."""
    noun = singular(noun)
    if category(noun) not in ("weather", "cloud", "water") or not word.startswith(noun):
        return False
    rest = word.removeprefix(noun)
    return rest in ("y", noun[-1] + "y") or WEATHERED.match(rest) is not None
