"""The manner in which a description is told, by which its medium is chosen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.genres.likelihood import Genre, likelihoods
from limner.prompt.offline.analysis.noun_phrases import NounPhrase
from limner.prompt.wordnet.categories import categories, category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.word_classes import FUNCTION_WORDS, PREPOSITIONS

Families = tuple[tuple[str, ...], ...]

YEAR = lazy_regex(r"\b(1[0-9]{3}|[4-9]\d{2})(?:s\b|\b(?!\s?(?:px|g|ml|kg|mm|cm|x)))")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
CENTURY = lazy_regex(
    rf"\b(\d{{1,2}}(?=st|nd|rd|th)|{'|'.join(ORDINALS)})(?:st|nd|rd|th)?[- ]century\b"
)
CALLED_CREATURE = lazy_regex(r"\b([A-Z][a-z]+),? the ([a-z]+)(?: ([a-z]+))?\b")
"""A creature with a name: "Otto the octopus"."""

CALLED = frozenset(
    ("dog", "cat", "bear", "bird", "fish", "insect", "reptile", "rodent", "hoofed animal", "animal",
     "sea creature", "primate", "car", "train", "boat", "cycle", "aircraft", "vehicle", "toy",
     "vegetable", "cloud", "machine")
)  # fmt: skip
"""Categories of those who have a name in stories: "Benny the bus"."""

WHO = lazy_regex(r"\b(\w+) who\b")
PERSONS = frozenset(
    ("worker", "artist", "soldier", "athlete", "ruler", "child", "woman", "man", "relative",
     "person", "people", "imaginary being")
)  # fmt: skip

FEELINGLESS = frozenset(
    ("plant part", "plant", "flower", "fungus", "cloud", "celestial body",
     "weather", "toy", "vegetable", "fruit", "kitchen ware", "cycle",
     "train", "boat", "car", "tree", "furniture", "seat", "lamp", "clock", "artifact", "container")
)  # fmt: skip
"""Categories of things that have no feelings outside stories."""

OF_GENRES: Mapping[Genre, str] = {
    "picture_book": "children", "game_item": "fantasy", "concept_art": "fantasy",
    "fashion": "fashion", "history": "early_history",
}  # fmt: skip
"""The manner of what no word tells: a past without a year is painted, and no photograph."""

PAINTED = frozenset(("early_history", "fantasy"))
FEW_WORDS, SURE = 6, 0.8
"""Manners that a few words need a greater likelihood for: one word makes "a release party" old."""

EARLY_UNTIL, RECENT_UNTIL = 1850, 1995
FIRST_YEAR = 400
"""Numbers below are no years."""


def register(text: str, phrases: Sequence[NounPhrase], genre: Genre | None = None) -> str:
    """Return the name of the register of *text*, which is of *genre*; ``""`` for none."""
    return _by_words(text, phrases) or (_by_genre(text, genre) if genre else "")


def _by_genre(text: str, genre: Genre) -> str:
    """Return the manner of *genre*; of the past or of wonders only where that is quite sure."""
    name = OF_GENRES.get(genre, "")
    few = name in PAINTED and len(text.split()) < FEW_WORDS
    return "" if few and likelihoods(text)[genre] < SURE else name


def _by_words(text: str, phrases: Sequence[NounPhrase]) -> str:
    lowered = text.lower()
    for name, row in _rows().items():
        # "When the train" calls nobody.
        called = [
            word
            for called_name, *nouns in CALLED_CREATURE.findall(text)
            for word in nouns
            if word and called_name.lower() not in FUNCTION_WORDS | PREPOSITIONS
        ]
        if row.named and any(word in row.named or _category(word) in CALLED for word in called):
            return name
        if row.cues.search(lowered):
            return name
        words = re.findall(r"[\w'-]+", lowered)
        if row.named and any(_is_no_person(word) for word in WHO.findall(lowered)):
            return name
        if row.named and (_tells(row, phrases, lowered) or _feels(row, phrases, words)):
            return name
    year = next((int(found[1]) for found in YEAR.finditer(text) if int(found[1]) > FIRST_YEAR), 0)
    year = year or _century(lowered)
    if year:
        return (
            "early_history"
            if year < EARLY_UNTIL
            else "recent_history"
            if year < RECENT_UNTIL
            else ""
        )
    return ""


def _century(text: str) -> int:
    """Return a year of the century that *text* names, 0 for none."""
    found = CENTURY.search(text)
    if found is None:
        return 0
    number = int(found[1]) if found[1].isdigit() else ORDINALS.index(found[1]) + 1
    return max(1, number * 100 - 50)


def media_of(name: str) -> Families:
    """Return the families of media of a register."""
    return _rows()[name].media


@dataclass(frozen=True)
class _Row:
    cues: re.Pattern[str]
    named: frozenset[str]
    deeds: frozenset[str]
    feelings: frozenset[str]
    media: Families


def _tells(row: _Row, phrases: Sequence[NounPhrase], text: str) -> bool:
    """Say whether a creature does or has what only people do or have."""
    creatures = any(
        not row.named.isdisjoint((phrase.noun, *phrase.words.lower().split()))
        and phrase.preposition in ("", "and")
        for phrase in phrases[:2]
    )
    return creatures and not row.deeds.isdisjoint(re.findall(r"[\w'-]+", text))


def _is_no_person(word: str) -> bool:
    """Say whether *word* names an animal or a thing, of which only stories say "who"."""
    return not PERSONS & set(categories(lemma(word, ("noun",)))) and _category(word) is not None


def _category(word: str) -> str | None:
    return category(lemma(word, ("noun",)))


def _feels(row: _Row, phrases: Sequence[NounPhrase], words: Sequence[str]) -> bool:
    """Say whether a thing feels or speaks, as only in stories: "a grumpy cloud"."""
    first = next(iter(phrases), None)
    if first is None or first.category not in FEELINGLESS or first.preposition:
        return False
    return not row.feelings.isdisjoint((*first.described.split(), *words))


@cache
def _rows() -> dict[str, _Row]:
    table = packaged.table("prompt", "offline", "lexicon", "registers.toml")
    return {
        name: _Row(
            re.compile(
                r"\b(?:" + "|".join(re.escape(cue) for cue in row["cues"].split(", ")) + r")s?\b"
            ),
            frozenset(row.get("named", "").split()),
            frozenset(row.get("deeds", "").split()),
            frozenset(row.get("feelings", "").split()),
            tuple(tuple(family) for family in row["media"]),
        )
        for name, row in table.items()
    }
