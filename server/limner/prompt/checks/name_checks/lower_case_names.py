"""Names where all is written in lower case: what is no word of the language can only be one."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from limner.prompt.checks.fault import Edit
from limner.prompt.checks.things import SHORTEST_STEM
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

CLOSED_CLASS = word_set(
    "with against during since unless whereas while himself herself itself themselves yourself "
    "ourselves anything everything something nothing someone everyone anyone nobody others theirs "
    "ours yours hers whose whom whichever whatever wherever whenever throughout towards amongst "
    "amid amidst upon onto into within without despite except regarding alongside beneath beside "
    "could should would might shall"
)
"""Words that the lexicon leaves out because they name nothing."""

LONGEST_ACRONYM = 5
"""Letters of NATO and its like."""


def replaced_in_lower_case(parts: list[str], text: str, own: set[str]) -> list[Edit]:
    """Return the edits for the only word of *text* that is none, where one of the name is lost."""
    said = {bare(token.text) for token in tokens(text)}
    lost = [one for one in parts if bare(one) not in said and entry(lemma(one.lower())) is None]
    strange = list(dict.fromkeys(_no_words(text, own)))
    if len(parts) == 1 and parts[0].isupper():
        strange = list(dict.fromkeys(_acronyms(parts[0], text, own)))
    if len(strange) != 1 or (len(parts) > 1 and len(lost) != 1):
        return []
    right = lost[0] if len(parts) > 1 else parts[0]
    right = right if right.isupper() else right.lower()
    found = re.finditer(rf"\b{re.escape(strange[0])}(?:['’]s)?\b", text)
    return [Edit(match.start(), match.end(), right) for match in found]


def _no_words(text: str, own: set[str]) -> Iterator[str]:
    """Yield what can only be names where all is in lower case: no words of the language."""
    for token in tokens(text):
        word = re.sub(r"['’]s?$", "", token.text)
        inside = token.ahead == "-" or text[token.start - 1 : token.start] == "-"
        if not inside and bare(word) not in own and is_no_word(word):
            yield word


def _acronyms(name: str, text: str, own: set[str]) -> Iterator[str]:
    """Yield the acronyms of *text* that the lexicon has for the same as *name*: cia, for FBI."""
    for token in tokens(text):
        known = entry(token.text)
        is_rare = known is not None and max(known.frequencies) <= 0
        is_short = len(token.text) <= LONGEST_ACRONYM and bare(token.text) not in own
        if is_short and is_rare and category(token.text) == category(name.lower()) is not None:
            yield token.text


def is_no_word(word: str) -> bool:
    """Say whether *word* is none of the language: in lower case, a name."""
    return (
        len(word) >= SHORTEST_STEM
        and word.isalpha()
        and word not in FUNCTION_WORDS | CLOSED_CLASS
        and entry(lemma(word)) is None
        and not word.endswith(("ly", "ed", "ing"))
    )


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Return a word as names are compared: without a possessive, an apostrophe or a plural."""
    plain = re.sub(r"['’]", "", re.sub(r"['’]s?$", "", unicodedata.normalize("NFC", word).lower()))
    return plain.removesuffix("s") if len(plain) > 4 else plain
