"""Words for places, times, weathers, seasons, colours, numbers and relations, by language."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from limner.files import packaged

TOPICS = ("ground", "time", "weather", "season", "relation", "figure")


@dataclass(frozen=True)
class WordForms:
    """Words that mean one thing each: whole ones, and stems that any ending may follow."""

    whole: dict[str, str]
    stems: tuple[tuple[str, str], ...]

    def meaning(self, word: str) -> str:
        """Return what *word*, in lower case, means; ``""`` for nothing that is known."""
        if word in self.whole:
            return self.whole[word]
        found = [(stem, means) for stem, means in self.stems if word.startswith(stem)]
        return max(found, key=lambda pair: len(pair[0]))[1] if found else ""


@cache
def forms(topic: str, language: str) -> WordForms:
    """Return the words of *topic* in *language*: one of `TOPICS`, ``colours`` or ``numbers``."""
    table = _table()
    if topic in ("colours", "numbers"):
        pairs = (pair.partition("=") for pair in table[topic].get(language, "").split())
        rows = [(means, words.split("|")) for means, _, words in pairs]
    else:
        rows = [(means, row.get(language, "").split()) for means, row in table[topic].items()]
    whole: dict[str, str] = {}
    stems: list[tuple[str, str]] = []
    for means, words in rows:
        for word in words:
            if word.endswith("*"):
                stems.append((word[:-1], means))
            else:
                whole.setdefault(word, means)
    return WordForms(whole, tuple(stems))


@cache
def is_postposed(language: str) -> bool:
    """Say whether a relation stands behind what it is said of: "table on cat"."""
    return language in _table()["postposed"]["languages"].split()


@cache
def unspaced_words(language: str) -> re.Pattern[str]:
    """Return a pattern for all words of a language that puts no spaces between them."""
    from limner.image.sketch.vectors.figure_table import vocabulary

    known = set(vocabulary(language))
    for topic in (*TOPICS, "colours", "numbers"):
        known |= set(forms(topic, language).whole)
    longest_first = sorted((word for word in known if " " not in word), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def english_relations() -> list[dict[str, str]]:
    """Return the relations of English, each with ``name`` and ``pattern``."""
    rows: list[dict[str, str]] = _table()["english_relations"]
    return rows


@cache
def foreign_kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return kinds of pictures with what asks for them in other languages than English."""
    rows = _table()["foreign_kinds"].items()
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in rows)


@cache
def _table() -> dict[str, Any]:
    return packaged.table("image", "sketch", "plans", "words.toml")
