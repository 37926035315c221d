"""How long a prompt should be for a kind of picture, and how short is too short."""

from limner.prompt.dialects import DETAILED, Dialect, band
from limner.prompt.kinds.picture_kind import PictureKind

SIMPLE: frozenset[PictureKind] = frozenset({"logo", "icon", "chart", "diagram", "pattern"})
"""Kinds of which little can be said, and too much spoils them."""

FREE: frozenset[PictureKind] = frozenset({"prose", "heading", "abstract"})
"""Kinds whose words say little of the picture, however many they are."""

LEAST_WORDS = 40
LEAST_WORDS_SIMPLE = 25
"""Words below which a model is asked once for more: for simple graphics, and short phrases."""

PHRASE = 10
"""Words up to which a description is a phrase, of which a picture may be said in few words."""

MOST_WORDS_SIMPLE = 90

TOLERANCE = 1.5
"""How far beyond the words asked for a good answer may go before it is shortened."""


def wanted_words(source_words: int, kind: PictureKind, dialect: Dialect) -> tuple[int, int]:
    """Return the least and most words that a model is asked for."""
    if kind in FREE:
        return dialect.words
    least, most = band(source_words, dialect)
    if kind in SIMPLE:
        return min(least, LEAST_WORDS_SIMPLE), min(most, MOST_WORDS_SIMPLE)
    return least, most


def least_words(source_words: int, kind: PictureKind, dialect: Dialect) -> int:
    """Return below how many words a model is asked once for more; 0 for a detailed source."""
    if source_words > DETAILED:
        return 0
    simple = kind in SIMPLE or source_words <= PHRASE or dialect.form in ("phrases", "tags")
    return min(LEAST_WORDS_SIMPLE if simple else LEAST_WORDS, dialect.words[0])


def most_words(source_words: int, dialect: Dialect) -> int:
    """Return beyond how many words an answer is shortened."""
    return int(max(band(source_words, dialect)[1], dialect.words[1], source_words) * TOLERANCE)
