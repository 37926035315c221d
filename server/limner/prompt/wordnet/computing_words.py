"""Words of computing that WordNet knows as something else, said in words that it knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.prompt.ledger.nouns import IRREGULAR, singular
from limner.prompt.ledger.vocabulary import word_set


@dataclass(frozen=True)
class _Row:
    said: str
    beside: frozenset[str]
    but: frozenset[str]


def in_known_words(text: str) -> str:
    """Return *text* as it is to be read: "docs as code" → "documents as code".

    What a picture is about is read from it; the author's own words stand in every prompt. A word
    with another everyday sense is changed only beside those that tell: "a mouse and a keyboard".
    """
    around = {singular(word) for word in re.findall(r"[\w'’-]+", text.lower())}

    def said(match: re.Match[str]) -> str:
        word = match[0].lower()
        row = _rows().get(word) or _rows()[singular(word)]
        if around & row.but or (row.beside and not around & row.beside):
            return match[0]
        known = row.said if word in _rows() else _plural(row.said)
        return known.capitalize() if match[0][0].isupper() else known

    return _pattern().sub(said, text)


def _plural(noun: str) -> str:
    before, space, last = noun.rpartition(" ")
    irregular = next((many for many, one in IRREGULAR.items() if one == last), "")
    many = irregular or (f"{last[:-1]}ies" if last[-1] == "y" else f"{last}es" * (last[-1] == "x"))
    return f"{before}{space}{many or last + 's'}"


@cache
def _rows() -> Mapping[str, _Row]:
    table = packaged.table("prompt", "wordnet", "computing_words.toml")
    return {
        word: _Row(row["said"], word_set(row.get("with", "")), word_set(row.get("but", "")))
        for word, row in table.items()
    }


@cache
def _pattern() -> re.Pattern[str]:
    plurals = [many for many, one in IRREGULAR.items() if one in _rows()]
    longest_first = sorted([*_rows(), *plurals], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})s?(?![\w-])", re.IGNORECASE)
