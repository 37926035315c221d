"""The words around a name that tell whether somebody is seen, and small readings of them."""

import re
from functools import cache
from typing import Any

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

WORD_BEHIND = lazy_regex(r"\s+([\w'’-]+)")
SENTENCE_START = lazy_regex(r"(?:^|[.!?:…\n–—])[\s\"“”‘’'(*_#>-]*$")


@cache
def listed(key: str) -> frozenset[str]:
    """Return the words of a row of ``mention_words.toml``."""
    return frozenset(_table()[key].split())


def stands_before(clause: str) -> bool:
    """Say whether what *clause* ends with speaks of somebody who is not seen: "a letter from"."""
    return _patterns()["before"].search(clause) is not None


def stands_behind(behind: str) -> bool:
    """Say whether what *behind* begins with does: "has gone", "turned off"."""
    return _patterns()["behind"].match(behind) is not None


def is_thought(clause: str) -> bool:
    """Say whether all the rest of *clause* is in somebody's mind: "thinking of the sea and"."""
    return _patterns()["thoughts"].search(clause) is not None


def is_another(behind: str) -> bool:
    """Say whether *behind* makes another one of "the captain": "of the other ship"."""
    return _patterns()["another"].match(behind) is not None


def first_word(behind: str) -> str:
    """Return the first word of what stands behind a name, in small letters; ``""`` for none."""
    found = WORD_BEHIND.match(behind)
    return found[1].lower() if found else ""


def acts(behind: str) -> bool:
    """Say whether what follows a name says what it does or did."""
    word = first_word(behind)
    base = lemma(word, ("verb",))
    known = entry(base)
    return known is not None and known.frequency("verb") >= 0 and word != base


def is_noun_behind(behind: str) -> bool:
    """Say whether a noun follows a name, which is a part of that then: "the Winterhold road"."""
    found = WORD_BEHIND.match(behind)
    known = entry(found[1].lower()) if found and found[1].islower() else None
    return known is not None and known.frequency("noun") > max(0, known.frequency("verb"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = _table()
    article = r"(?:\s+(?:the|a|an|her|his|their|its))?"
    return {
        "before": re.compile(rf"\b(?:{'|'.join(table['before'])}){article}\s+$", re.IGNORECASE),
        "behind": re.compile(rf"\s+(?:{'|'.join(table['behind'])})\b", re.IGNORECASE),
        "thoughts": re.compile(rf"\b(?:{'|'.join(table['thoughts'])})\b[^,]*$", re.IGNORECASE),
        "another": re.compile(rf"\s+(?:{'|'.join(table['another'])})\b", re.IGNORECASE),
    }


def _table() -> dict[str, Any]:
    return packaged.table("prompt", "looks", "mention_words.toml")
