"""Given names that are common in English, German, French or Spanish, and are no other words."""

import unicodedata
from functools import cache

from limner.files import packaged
from limner.prompt.ledger.vocabulary import word_set


def is_given_name(word: str) -> bool:
    """Say whether *word*, written with a capital, is what somebody is called: "Oskar", "Théo"."""
    if not word[:1].isupper():
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return word.lower() in _names() or plain in _names()


@cache
def _names() -> frozenset[str]:
    return word_set(packaged.text("prompt", "ledger", "given_names.txt"))
