"""What nouns of German, French, Spanish and Italian mean in English: animals, people, things."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from limner.files import packaged

LANGUAGES = ("de", "fr", "es", "it")
"""Languages in the order in which the table has them."""

ENDINGS = ("s", "x", "es", "n", "en", "e", "er")
"""What may stand behind a form of the table: plurals and cases."""

SHORTEST_PART = 4
"""Letters of either part of a German compound: Weißstorch."""


@dataclass(frozen=True)
class TranslatedNoun:
    """What a word means: ``TranslatedNoun("stork", "animals")``."""

    english: str
    group: str


def translated(word: str, language: str) -> TranslatedNoun | None:
    """Return what the noun *word* means in English, if the table has it."""
    word = word.lower()
    if found := _known(word, language):
        return found
    if language != "de":
        return None
    last = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return next((found for start in last if (found := _known(word[start:], language))), None)


def is_noun(word: str, language: str) -> bool:
    """Say whether *word* is a noun of the table by itself, in any form, and no compound."""
    return _known(word.lower(), language) is not None


def _known(word: str, language: str) -> TranslatedNoun | None:
    nouns = _nouns(language)
    bare = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    return nouns.get(word) or next((nouns[form] for form in bare if form in nouns), None)


@cache
def _nouns(language: str) -> Mapping[str, TranslatedNoun]:
    if language not in LANGUAGES:
        return {}
    place = LANGUAGES.index(language)
    return {
        form.lower(): TranslatedNoun(english, group)
        for group, rows in packaged.table("prompt", "ledger", "translated_nouns.toml").items()
        for english, row in rows.items()
        for form in row.split("|")[place].split()
    }
