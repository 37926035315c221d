"""Which figure a noun of another language than English shows.

By the names and keywords of Unicode CLDR, in any form that begins alike.
"""

from functools import cache, lru_cache

from limner.image.sketch.plans.figure_choice import plain_figures
from limner.image.sketch.vectors.figure_table import vocabulary

SHORTEST_STEM = 3
"""Letters that two forms of one word must share, at least."""

WITH_CASES = frozenset({"ru", "uk", "pl", "cs", "fi", "tr", "el"})
"""Languages whose short nouns change their last letters too."""

AGGLUTINATING = frozenset({"ko", "tr", "fi"})
"""Languages that hang cases and particles on a word's end."""

HIRAGANA = {letter: letter - 0x60 for letter in range(0x30A1, 0x30F7)}
"""Katakana as hiragana: CLDR has either."""


def foreign_figure(word: str, language: str) -> str | None:
    """Return the figure of *word* in another language, in any form that begins alike."""
    known = vocabulary(language)
    lowered = word.casefold().replace("’", "'")
    if lowered in known:
        return _plainest(lowered, language)
    if language == "ja" and (plain := lowered.translate(HIRAGANA)) in known:
        return _plainest(plain, language)
    if language in ("zh", "ja"):
        return None
    if language == "ar" and lowered.startswith("ال") and lowered[2:] in known:
        return _plainest(lowered[2:], language)
    best = _nearest(lowered, language)
    return _plainest(best, language) if best else None


@lru_cache(2048)
def _plainest(word: str, language: str) -> str | None:
    """Return the figure of a known word; of several, one that stands for a plain English noun."""
    found = vocabulary(language)[word]
    several = found.named or found.carrying
    return next(
        (figure for figure in several if figure in plain_figures()), several[0] if several else None
    )


@lru_cache(2048)
def _nearest(word: str, language: str) -> str:
    """Return the known word that *word* is most likely a form of, ``""`` for none."""
    best, shared = "", 0
    if language in AGGLUTINATING:
        for cut in range(1, 5):
            if len(word) - cut >= 1 and word[:-cut] in vocabulary(language):
                return word[:-cut]
        if language == "ko":
            return ""
    for known in _by_beginning(language).get(word[:SHORTEST_STEM], ()):
        alike = _common(word, known)
        apart = max(len(word), len(known)) - alike
        # A form may change its end; a dictionary's form is hardly longer than another.
        near = alike > SHORTEST_STEM or (apart <= 2 and language in WITH_CASES)
        near = near and apart <= (2 if alike < 6 else 3) and len(known) <= len(word) + 1
        if near and " " not in known and (alike, -len(known)) > (shared, -len(best)):
            best, shared = known, alike
    return best


@cache
def _by_beginning(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in vocabulary(language):
        found.setdefault(word[:SHORTEST_STEM], []).append(word)
    return {beginning: tuple(words) for beginning, words in found.items()}


def _common(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
