"""What "the storm" is: as the same section has introduced it, "a black storm with green lightning".

It is read only where the person lets surrounding text be used (the setting ``context``).
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from limner.patterns import lazy_regex
from limner.prompt.cleaning import clean
from limner.prompt.looks.binding import Look
from limner.prompt.looks.mention_words import is_noun_behind
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import tags

DEFINITE = lazy_regex(r"\b(the ([a-z]{3,}))\b", re.IGNORECASE)
MOST_INTRODUCED = 3
"""Things of one description; more would be a retelling."""

LONGEST_INTRODUCTION = 120


def introduced(words: str, before: str) -> tuple[Look, ...]:
    """Return how *before* has introduced what *words* call "the …", in their order.

    A thing counts where it was introduced once, with a word or more that say what it looks like,
    and where the words themselves say no more of it.
    """
    words, before = clean(words), clean(before)
    found = dict(_introduced(words, before))
    looks = (Look(written, written, said) for written, said in found.items())
    return tuple(looks)[:MOST_INTRODUCED]


def _introduced(words: str, before: str) -> Iterator[tuple[str, str]]:
    for definite in DEFINITE.finditer(words):
        written, noun = definite[1], definite[2].lower()
        known = entry(noun)
        if known is None or known.frequency("noun") < 0 or is_noun_behind(words[definite.end() :]):
            continue
        pattern = re.compile(
            rf"\b(?:a|an) ((?:[a-z-]+,? ){{1,3}}){noun}\b((?: with [^,.;:!?—–]+)?)", re.IGNORECASE
        )
        told = {
            f"{match.group()[: match.start(2) - match.start()]}{_with(match[2])}"
            for match in pattern.finditer(before)
            if _describes(match[1])
        }
        (said, *others) = told or {""}
        if said and not others and len(said) <= LONGEST_INTRODUCTION:
            yield written, said


def _describes(words: str) -> bool:
    """Say whether all of *words* tell what something is like: "huge black", "three-legged"."""
    known = (entry(word.strip(",").lower()) for word in words.split() if "-" not in word)
    return all(one is not None and one.frequency("adjective") >= 0 for one in known)


def _with(words: str) -> str:
    """Return " with green lightning" of " with green lightning rolled in": its nouns, no verb."""
    said = words.split()
    kept = list(takewhile(lambda tag: tag in ("adjective", "noun", "determiner"), tags(said)[1:]))
    while kept and kept[-1] != "noun":
        kept.pop()
    return f" {' '.join(said[: len(kept) + 1])}" if kept else ""
