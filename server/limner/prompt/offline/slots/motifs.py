"""One concrete thing for a sheet or a glyph: a bell for a notification, a book for a library."""

import re

from limner.patterns import lazy_regex
from limner.prompt.ledger.tokens import indefinite_article
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.analysis.noun_phrases import NounPhrase, noun_phrases
from limner.prompt.offline.analysis.picture_reading import PICTURES
from limner.prompt.offline.lexicon import noun_meanings, visible_features
from limner.prompt.offline.lexicon.lexicon_files import Phrases
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma

NO_IMAGE = PICTURES | word_set(
    "flyer wear sheet title club band team film movie cinema theatre theater play concert jacket "
    "sleeve doors date dates strip programme ticket tickets event show festival party meeting gig "
    "exhibition exhibit lesson course class circle group society association anniversary opening "
    "minimalist modernist"
)
"""Nouns of a poster's words that are no image on it."""

UNDRAWN = (None, "people", "wording", "sign")
"""Kinds of what has no shape of its own."""

KEPT_FREE = lazy_regex(r"\b(?:strip|space|room|place|area)\b[^,;:]*?\bfor\b[^,;.]*", re.IGNORECASE)
"""Where wording goes: "a strip at the bottom for date and doors"."""
SHEET = lazy_regex(
    r"(?:^|\s+)(?:poster|flyer|placard|playbill)\b(?:\s+(?:advertising|announcing|promoting))?",
    re.IGNORECASE,
)


def glyph(words: str) -> Phrases:
    """Return how the sign that *words* ask for is usually drawn; none where it is not known."""
    return visible_features.motifs("icon", words)


def motif(words: str) -> str | None:
    """Return what a poster shows: by its occasion, else the first thing that *words* name.

    None where the words name nothing that can be drawn.
    """
    known = visible_features.motifs("poster", words)
    thing = None if known else _thing(words)
    if thing is not None:
        return (
            f"[one large, flat drawing|one bold, simplified drawing] of {thing} "
            "fills two thirds of the sheet"
        )
    return next(iter(known or visible_features.motifs("poster_alone", words)), None)


def _thing(words: str) -> str | None:
    bare = SHEET.sub(",", KEPT_FREE.sub(" ", words))
    phrases = [
        phrase
        for phrase in noun_phrases(bare)
        if phrase.preposition not in ("in", "at", "with", "from", "by")
    ]
    found = [_as_drawn(phrase, bare) for phrase in phrases]
    found += [_in_front(phrase) for phrase in phrases if phrase.noun in NO_IMAGE]
    return next((thing for thing in found if thing is not None), None)


def _in_front(phrase: NounPhrase) -> str | None:
    """Return the thing in front of a noun that is no image: "piano lessons", "a flower show"."""
    before = phrase.words.rpartition(" ")[0]
    known = [one for one in noun_phrases(before) if one.kind not in (*UNDRAWN, "person")]
    return _with_article(before.lower(), known[-1].plural) if known else None


def _as_drawn(phrase: NounPhrase, words: str) -> str | None:
    """Return *phrase* with its article; None where it cannot be drawn."""
    if phrase.noun in NO_IMAGE:
        return None
    if phrase.named:  # The name of a play or a band: "The Seagull", "The Polite Wolves".
        whole = category(lemma(phrase.noun, ("noun",))) or ""
        titled = phrase.plural or f"the {phrase.words.lower()}" in words.lower()
        if noun_meanings.kind_of_category(whole) is None or not titled:
            return None
        return _with_article(phrase.words.lower(), phrase.plural)
    if phrase.kind in UNDRAWN:
        return None
    described = phrase.described or phrase.words
    written = re.search(re.escape(described), words, re.IGNORECASE)  # "Roman coins".
    return f"the {written.group() if written else described}"


def _with_article(noun: str, plural: bool) -> str:
    return noun if plural else f"{indefinite_article(noun)} {noun}"
