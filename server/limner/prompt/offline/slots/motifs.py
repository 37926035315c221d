"""One concrete thing for a sheet or a glyph: a bell for a notification, a book for a library."""

import re

from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline import lexicon
from limner.prompt.offline.noun_phrases import NounPhrase, noun_phrases
from limner.prompt.offline.picture_reading import PICTURES
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma

NO_IMAGE = PICTURES | word_set(
    "flyer wear sheet title club band team society film movie cinema theatre theater play concert "
    "event show festival party meeting gig"
)
"""Nouns of a poster's words that are no image on it."""

SHEET = re.compile(r"\s+(?:poster|flyer|placard|playbill)\b", re.IGNORECASE)


def glyph(words: str) -> lexicon.Phrases:
    """Return how the sign that *words* ask for is usually drawn; none where it is not known."""
    return lexicon.motifs("icon", words)


def motif(words: str) -> str | None:
    """Return what a poster shows: by its occasion, else the first thing that *words* name.

    None where the words name nothing that can be drawn.
    """
    known = lexicon.motifs("poster", words)
    thing = None if known else _thing(words)
    if thing is not None:
        return (
            f"[one large, flat drawing|one bold, simplified drawing] of {thing} "
            "fills two thirds of the sheet"
        )
    return next(iter(known or lexicon.motifs("poster_alone", words)), None)


def _thing(words: str) -> str | None:
    found = (_as_drawn(phrase) for phrase in noun_phrases(SHEET.sub(",", words)))
    return next((thing for thing in found if thing is not None), None)


def _as_drawn(phrase: NounPhrase) -> str | None:
    """Return *phrase* with its article; None where it cannot be drawn."""
    if phrase.noun in NO_IMAGE or phrase.preposition in ("in", "at", "with", "from", "by"):
        return None
    if phrase.named:  # The name of a play or a band: "The Seagull", "The Polite Wolves".
        whole = category(lemma(phrase.noun, ("noun",))) or ""
        if lexicon.kind_of_category(whole) is None:
            return None
        words = phrase.words.lower()
        return words if phrase.plural else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
    if phrase.kind is None or phrase.kind in ("people", "wording", "sign"):
        return None
    return f"the {phrase.described or phrase.words.lower()}"
