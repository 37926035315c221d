"""A prompt's words with their places, and its sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from limner.patterns import lazy_regex

WORD = lazy_regex(
    r"(?<![\w'’])(?:[ldjmnstcLDJMNSTC]|[Qq]u)(?=['’][^\W\d_]{2})|[^\W_]+(?:['’][^\W_]+)*"
)
"""A word; what French and Italian leave out a vowel of ("l'eau") is one of its own."""

SENTENCE_END = lazy_regex(r"(?<=[.!?])[\"”’»)]*\s+|\n+|(?<=[。！？])")
CLAUSE_END = lazy_regex(r"[.,;:!?()\[\]—–]")
ARTICLES = frozenset({"a", "an", "the"})
VOWEL_FIRST = lazy_regex(r"[aeiou]|8|1[18](?!\d)|hour|honest|heir", re.IGNORECASE)
CONSONANT_FIRST = lazy_regex(r"one|once|uni(?!n)|use|usual|eu|ewe|ukulele|utopi", re.IGNORECASE)
"""How English words begin that are said otherwise than they are written."""

SPELLED = lazy_regex(
    r"(?P<vowel>[FHLMNRSX])(?:[A-Z]{1,2}\b|[B-DF-HJ-NP-TV-Z]{2,}\b|[-\d])|UN[A-Z]*\b|U[A-Z]{1,2}\b"
)
"""What is spelled rather than read, or begins with a "you": an FBI agent, an X-ray, a UFO."""


@dataclass(frozen=True)
class Token:
    """One word.

    Attributes:
        text: as written; parts of "three-legged" are words of their own.
        start: where it begins, in code points.
        end: where it ends.
        ahead: what stands between it and the next word.
    """

    text: str
    start: int
    end: int
    ahead: str

    @property
    def lower(self) -> str:
        """The word in lower case, as it is compared."""
        return self.text.lower()

    @property
    def ends_clause(self) -> bool:
        """Whether a mark behind the word ends its clause; a comma does not."""
        return bool(re.search(r"[.;:!?()\[\]—–\n]", self.ahead))


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of *text*."""
    found = list(WORD.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    return tuple(
        Token(match.group(), match.start(), match.end(), text[match.end() : after])
        for match, after in zip(found, ends, strict=True)
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of *text* begins and ends, white space behind it left out."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if is_quoting(text[start : match.start()]):
            continue
        if match.start() > start:
            yield start, match.start() + len(match.group().rstrip())
        start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def first_sentence(text: str) -> tuple[int, int]:
    """Return where the first sentence of *text* begins and ends; of no words, all of it."""
    return next(sentences(text), (0, len(text)))


def is_quoting(text: str) -> bool:
    """Say whether *text* opens double quotes that it does not close: "est. 1901".

    What opens them in English closes them behind „.
    """
    low, high, closing = (text.count(mark) for mark in "„“”")
    return text.count('"') % 2 == 1 or low > high + closing or high - low > closing


def indefinite_article(following: str) -> str:
    """Return "a" or "an", as it fits the English words *following* it."""
    spelled = SPELLED.match(following)
    if spelled:
        return "an" if spelled["vowel"] else "a"
    sounds = VOWEL_FIRST.match(following) and not CONSONANT_FIRST.match(following)
    return "an" if sounds else "a"


def cased_like(word: str, pattern: str) -> str:
    """Return *word* with a first letter as large as that of *pattern*."""
    if pattern[:1].isupper() and word[:1].islower():
        return word[:1].upper() + word[1:]
    return word
