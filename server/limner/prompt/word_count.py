"""How many words a text has, also where a script puts no space between them."""

import math

from limner.patterns import lazy_regex

UNSPACED = lazy_regex(r"[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff65]")
"""Letters of Chinese and Japanese, and their marks."""

LETTERS_IN_WORD = 2
"""In these scripts, roughly."""

WORD = lazy_regex(r"\S+")


def count_words(text: str) -> int:
    """Return how many words *text* has, roughly where its script does not part them."""
    letters = len(UNSPACED.findall(text))
    return math.ceil(letters / LETTERS_IN_WORD) + len(WORD.findall(UNSPACED.sub(" ", text)))
