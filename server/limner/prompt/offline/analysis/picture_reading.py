"""How a description reads: what it asks for, what it is about, where and when that is.

A reading says how sure it is. Nothing is looked up for a word that only describes another: a
reindeer herder is a herder, a bar chart a chart.
"""

import re
from dataclasses import dataclass
from typing import Literal

from limner.patterns import lazy_regex
from limner.prompt.genres.likelihood import Genre, genre
from limner.prompt.kinds.picture_categories import FACIAL, FURNITURE
from limner.prompt.kinds.picture_kind import PictureKind
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.analysis.named_places import (
    BEFORE_IT,
    LOCATIVE,
    PASSED,
    NamedPlace,
    known_around,
    locatives,
    place_of,
)
from limner.prompt.offline.analysis.noun_phrases import LONGEST, NounPhrase, noun_phrases
from limner.prompt.offline.analysis.phrase_kinds import BODY
from limner.prompt.offline.analysis.registers import register
from limner.prompt.offline.analysis.reserved_space import Reserved, reserved
from limner.prompt.offline.lexicon import visible_features
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.word_classes import tags

Confidence = Literal["sure", "likely", "unsure"]
"""The author's place or thing is in the lexicon; its category is; or neither."""

LIKELY = 0.6
"""From where on a genre decides of manner and place."""

SUFFERED = lazy_regex(r"\bbeing \w+(?:ed|en)\b", re.IGNORECASE)

STILL = FACIAL | word_set(
    "wearing sitting standing lying covered made seen lit bound laid painted called"
)
"""Verbs of those who do nothing."""

NUMBERED_PART = lazy_regex(
    r"^\s*(?:step|page|scene|panel|shot|slide|figure|fig\.?)\s+\d+\w?\s*[:.)–-]\s*", re.IGNORECASE
)
"""What counts a picture among others, and is nothing in it: "step 3:"."""

WITHIN = word_set("in inside among under beneath amid along down")

PICTURES = word_set(
    "illustration picture photo photograph image packshot poster logo icon cover header banner "
    "lookbook painting drawing sketch portrait headshot render shot view spread screenshot scene "
    "close-up self-portrait"
)

IDEAS = frozenset(
    ("feeling", "abstract", "action", "number or unit", "money", "language or speech", "event")
)

WHEN = frozenset(("season or hour",))

BACKDROP = lazy_regex(
    r"\b(?:on|against|before|with)\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}(?:background|backdrop|white|grey|"
    r"gray|black|ground)\b|\b(?:white|black|gr[ae]y|plain|transparent|neutral) background\b"
    r"|\blaid (?:flat|out)\b|\bflat lay\b",
    re.IGNORECASE,
)
"""What a thing stands before, where that is no place."""


@dataclass(frozen=True)
class PictureReading:
    """What a description asks for.

    Attributes:
        kind: of picture.
        subject: what it is about, None where no noun is found.
        others: further things that are shown themselves, in order.
        phrases: all noun phrases, in order.
        around: what is to be seen at the place or occasion named, as clauses.
        place: where it happens, None where the words do not say.
        is_placed: whether the words say where, by a place or by any other thing.
        register: the manner that it is told in ("children"), ``""`` for none.
        genre: what it is like, None where that is not sure.
        reserved: which side is kept free for words, None for none.
        acts: whether somebody does something, rather than only being there.
        confidence: how sure the reading is.
    """

    kind: PictureKind
    subject: NounPhrase | None
    others: tuple[NounPhrase, ...]
    phrases: tuple[NounPhrase, ...]
    around: tuple[str, ...]
    place: NamedPlace | None
    is_placed: bool
    register: str
    genre: Genre | None
    reserved: Reserved | None
    acts: bool
    confidence: Confidence


def read_picture(text: str, kind: PictureKind, source: str = "") -> PictureReading:
    """Return the reading of *text*: English words for a picture of *kind*, without lettering.

    *source* is the text with its wrapping ("Page 7:"), which may tell the manner.
    """
    space = reserved(text)
    bare = NUMBERED_PART.sub("", space.without if space else text)
    phrases = [phrase for phrase in noun_phrases(bare) if not phrase.noun.isdigit()]
    shown = [one for one in phrases if one.preposition not in LOCATIVE]
    described = kind != "prose"
    subject = _subject(shown, described)
    place = place_of(phrases, subject, bare, described)
    told_of = genre(source or text, LIKELY)
    others = tuple(one for one in shown if one is not subject and one.kind is not None)[:3]
    is_placed = (
        place is not None
        or BACKDROP.search(bare) is not None
        or any(
            one.preposition in LOCATIVE
            and (one.category not in (*IDEAS, *BODY, *WHEN) or one.kind is not None)
            for one in phrases
            if one is not subject
        )
    )
    return PictureReading(
        kind=kind,
        subject=subject,
        others=others,
        phrases=tuple(phrases),
        around=_around(phrases, subject, described),
        place=place,
        is_placed=is_placed,
        register=register(source or bare, phrases if described else (), told_of),
        genre=told_of,
        reserved=space.side if space else None,
        acts=_acts(bare),
        confidence=_confidence(subject, place),
    )


def _around(
    phrases: list[NounPhrase],
    subject: NounPhrase | None,
    described: bool,
) -> tuple[str, ...]:
    """Return the lexicon's surroundings for where it is, else for what is going on."""
    locative = locatives(described)
    known = visible_features.surroundings()
    within = locative - BEFORE_IT - PASSED if described else WITHIN
    where = [
        one
        for one in phrases
        if one.preposition in within or (one.preposition in BEFORE_IT and one.category in FURNITURE)
    ]
    own = subject is not None and subject.kind is None and described
    placed = next((noun for one in where if (noun := known_around(one))), None)
    if placed is None and (subject is None or subject.category == "weather"):
        over = [one for one in phrases if one.preposition in locative]
        placed = next((noun for one in over if (noun := known_around(one))), None)
    going_on = known_around(subject) if subject is not None and own else None
    found = known[placed] if placed is not None else ()
    if going_on is not None:
        found += known[going_on][:1] if found else known[going_on]
    return found or next(
        (
            known[f"category {one.category}"]
            for one in where
            if f"category {one.category}" in known and not one.named
        ),
        (),
    )


def _acts(text: str) -> bool:
    if SUFFERED.search(text):
        return True
    words = WORD_OR_MARK.findall(text[:LONGEST])
    return any(
        one == "verb" and word.lower() not in STILL
        for word, one in zip(words, tags(words), strict=True)
    )


def _subject(shown: list[NounPhrase], described: bool) -> NounPhrase | None:
    """Return the first phrase that hangs on no preposition, and in prose the first person."""
    people = [one for one in shown if one.kind in ("person", "people") or one.named]
    if people and not described:
        return people[0]
    things = [one for one in shown if one.noun not in PICTURES]
    free = [one for one in things if one.preposition in ("", "of")]
    seen = [
        one
        for one in free
        if one.kind is not None
        or known_around(one) is not None
        or (one.category not in IDEAS and not one.noun.endswith("ing"))
    ]
    known = [one for one in things if one.kind is not None]
    return next(iter(seen or known or [one for one in free if not one.noun.endswith("ing")]), None)


def _confidence(subject: NounPhrase | None, place: NamedPlace | None) -> Confidence:
    if place is not None and place.listed:
        return "sure"
    if (subject is not None and subject.kind is not None) or place is not None:
        return "likely"
    return "unsure"
