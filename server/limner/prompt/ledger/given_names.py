"""Given names that are common in English, German, French or Spanish, and are no other words."""

from functools import cache

from limner.files import packaged
from limner.prompt.ledger.vocabulary import word_set


def is_given_name(word: str) -> bool:
    """Say whether *word*, written with a capital, is what somebody is called: "Oskar"."""
    return word[:1].isupper() and word.lower() in _names()


@cache
def _names() -> frozenset[str]:
    return word_set(packaged.text("prompt", "ledger", "given_names.txt"))
