"""How long a prompt is to be: the more its source says, the less is added."""

import re

from limner.prompt.dialects import Dialect

DETAILED = 15
LONG = 40
"""Words beyond which a description counts as detailed, and from which it is only tidied."""

SPACE = re.compile(r"\S+")


def band(source_words: int, dialect: Dialect) -> tuple[int, int]:
    """Return least and most words of a prompt for a source of so many words.

    Short sources get the dialect's band. The more a source says, the less is added; from forty
    words on it is tidied, and at most three tenths are added.
    """
    least, most = dialect.words
    if source_words <= DETAILED:
        return least, most
    if source_words >= LONG:
        return 0, int(source_words * 1.3)
    return 0, min(most, 2 * source_words + 30, source_words + 110 - 2 * source_words)


def count(prompt: str, dialect: Dialect) -> int:
    """Return how many words *prompt* has, without flags and JSON keys."""
    if dialect.form == "json":
        prompt = re.sub(r'"\w+": ', " ", prompt)
    return len(SPACE.findall(re.sub(r"\s--\w[^-]*", "", prompt)))
