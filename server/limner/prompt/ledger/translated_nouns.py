"""What nouns of German, French, Spanish and Italian mean in English: animals, people, things."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.ledger.tokens import Token

LANGUAGES = ("de", "fr", "es", "it")
"""Languages in the order in which the table has them."""

ENDINGS = {
    "de": (("s", ""), ("es", ""), ("n", ""), ("en", ""), ("e", ""), ("er", ""), ("ern", "")),
    "fr": (("s", ""), ("x", "")),
    "es": (
        ("s", ""), ("es", ""), ("ces", "z"), ("anes", "án"), ("enes", "én"), ("ines", "ín"),
        ("ones", "ón"),
    ),
    "it": (
        ("i", "o"), ("i", "e"), ("i", "io"), ("i", "a"), ("e", "a"), ("hi", "o"), ("he", "a"),
        ("ce", "cia"), ("ge", "gia"),
    ),
}  # fmt: skip
"""How plurals and cases end, and what the form of the table ends with in its place."""

FEMININE = {
    "de": (("in", ""), ("innen", "")),
    "fr": (
        ("e", ""), ("es", ""), ("euse", "eur"), ("euses", "eur"), ("ère", "er"), ("ères", "er"),
    ),
}  # fmt: skip
"""The same of women and female animals."""

LIVING = ("animals", "people")
"""Groups of which some are female."""

PLAIN = str.maketrans("äöü", "aou")
"""Vowels of German plurals, and those of their singulars: Häuser, Haus."""

SHORTEST = 3
"""Letters of a form that an ending stands behind: Eier is in the table, and "ein" is no Ei."""

SHORTEST_PART = 4
"""Letters of either part of a German compound: Weißstorch."""

NO_COMPOUND = lazy_regex(
    r"(?:[mdt]ente|(?:[aioy]|[^e]e)s?tische?|(?:rom|ig)antische?|henkel|schärfe"
    r"|(?:kaffee|pfeffer)mühle|(?:blas|musik)kapelle)[nrsm]?$"
)
"""Ends of German words that only sound like a noun of the table: Elemente, realistisch."""

VOWEL = lazy_regex("[aeiouyäöü]")

LONGEST_NAME = 4
"""Words of the longest name of the table that has several: "lit de la rivière"."""

BETWEEN = (" ", "-", "'", "’")
"""What stands between the words of such a name, which the table writes with hyphens."""


@dataclass(frozen=True)
class TranslatedNoun:
    """What a word means: ``TranslatedNoun("stork", "animals")``."""

    english: str
    group: str


PART = TranslatedNoun("", "others")
"""What a word means that belongs to the name of something else."""


@lru_cache(4096)
def translated(word: str, language: str) -> TranslatedNoun | None:
    """Return what the noun *word* means in English, if the table has it."""
    word = re.split("['’]", word.lower())[-1]  # "Dell'albero".
    if found := _known(word, language):
        return found
    if language != "de" or NO_COMPOUND.search(word):
        return None
    last = range(SHORTEST, len(word) - SHORTEST_PART + 1)
    return next(
        (found for n in last if _is_first_part(word[:n]) and (found := _last_part(word[n:]))), None
    )


def translated_at(place: int, every: tuple[Token, ...], language: str) -> TranslatedNoun | None:
    """Return what the noun at *place* means: a potato, of "pommes" in "pommes de terre".

    The other words of such a name mean nothing by themselves: `PART`.
    """
    for start in range(max(0, place - LONGEST_NAME + 1), place + 1):
        if not _first_words(language) & set(_forms(every[start].lower, language)):
            continue
        for end in range(start + LONGEST_NAME, max(start + 1, place), -1):
            if found := _named(every[start:end], language):
                return found if start == place else PART
    return translated(every[place].text, language)


def is_noun(word: str, language: str) -> bool:
    """Say whether *word* is a noun of the table by itself, in any form, and no compound."""
    return _known(word.lower(), language) is not None


def kinds(english: str) -> frozenset[str]:
    """Return kinds of an English noun that its lexicon takes for others: a ring, of jewelry."""
    return frozenset(_table()["kinds"].get(english, "").split())


def _named(words: tuple[Token, ...], language: str) -> TranslatedNoun | None:
    """Return what a name of several words means, whichever of the outer ones is a plural."""
    if len(words) < 2 or any(word.ahead not in BETWEEN for word in words[:-1]):
        return None
    nouns = _nouns(language)
    names = (
        "-".join((first, *(word.lower for word in words[1:-1]), last))
        for first in _forms(words[0].lower, language)
        for last in _forms(words[-1].lower, language)
    )
    return next((nouns[name] for name in names if name in nouns), None)


def _is_first_part(word: str) -> bool:
    """Say whether a German compound may begin so: with a noun of the table if it is short."""
    return VOWEL.search(word) is not None and (len(word) >= SHORTEST_PART or word in _nouns("de"))


def _last_part(word: str) -> TranslatedNoun | None:
    """Return what the last part of a German compound means, of four letters before its ending."""
    found = _known(word, "de")
    short = (form for form in _forms(word, "de") if form in _nouns("de"))
    if found and len(next(short, word)) < SHORTEST_PART and word.translate(PLAIN) == word:
        return None  # "Funktionsweise" is no Eis.
    return found


def _known(word: str, language: str) -> TranslatedNoun | None:
    nouns = _nouns(language)
    if found := next((nouns[form] for form in _forms(word, language) if form in nouns), None):
        return found
    female = _ended(word, FEMININE.get(language, ()))
    found = next((nouns[form] for form in _plain(female, language) if form in nouns), None)
    groups = LIVING if language == "de" else LIVING[1:]  # "Le sentier serpente."
    return found if found and found.group in groups else None


@lru_cache(4096)
def _forms(word: str, language: str) -> tuple[str, ...]:
    """Return what *word* may be a form of, itself first."""
    return tuple(_plain([word, *_ended(word, ENDINGS.get(language, ()))], language))


def _plain(forms: list[str], language: str) -> list[str]:
    """Return *forms*, behind them those without the vowels of German plurals."""
    return forms + [form.translate(PLAIN) for form in forms] if language == "de" else forms


def _ended(word: str, endings: Iterable[tuple[str, str]]) -> list[str]:
    forms = (word.removesuffix(end) + own for end, own in endings if word.endswith(end))
    return [form for form in forms if len(form) >= SHORTEST]


@cache
def _first_words(language: str) -> frozenset[str]:
    return frozenset(form.split("-")[0] for form in _nouns(language) if "-" in form)


@cache
def _nouns(language: str) -> Mapping[str, TranslatedNoun]:
    if language not in LANGUAGES:
        return {}
    place = LANGUAGES.index(language)
    return {
        form.lower(): TranslatedNoun(english, group)
        for group, rows in _table().items()
        if group != "kinds"
        for english, row in rows.items()
        for form in row.split("|")[place].split()
    }


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return packaged.table("prompt", "ledger", "translated_nouns.toml")
