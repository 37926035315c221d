"""How a description reads: what it asks for, what it is about, where and when that is.

A reading says how sure it is. Nothing is looked up for a word that only describes another: a
reindeer herder is a herder, a bar chart a chart.
"""

import re
from dataclasses import dataclass
from typing import Literal

from limner.patterns import lazy_regex
from limner.prompt.genres.likelihood import Genre, genre
from limner.prompt.kinds.picture_categories import FACIAL, FURNITURE, PLACES
from limner.prompt.kinds.picture_kind import PictureKind
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.lexicon import noun_meanings, scene_frames, visible_features
from limner.prompt.offline.noun_phrases import BODY, LONGEST, NounPhrase, noun_phrases
from limner.prompt.offline.registers import register
from limner.prompt.offline.reserved_space import Reserved, reserved
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.word_classes import tags

Confidence = Literal["sure", "likely", "unsure"]
"""The author's place or thing is in the lexicon; its category is; or neither."""

LIKELY = 0.6
"""From where on a genre decides of manner and place."""

LOCATIVE = word_set(
    "in on at inside atop onto into through across along down up under over around outside beside "
    "near behind above below beneath between among against amid before beyond by past toward "
    "towards from"
)
"""Prepositions that say where."""

SUFFERED = lazy_regex(r"\bbeing \w+(?:ed|en)\b", re.IGNORECASE)
STILL = FACIAL | word_set(
    "wearing sitting standing lying covered made seen lit bound laid painted called"
)
"""Verbs of those who do nothing."""

ENTERED = word_set("in inside into through from")
FITTINGS = frozenset({"oven", "stove", "kitchen counter", "windowsill", "mantelpiece", "fireplace"})
"""Nouns that tell the room, though nothing happens inside them."""

NUMBERED_PART = lazy_regex(
    r"^\s*(?:step|page|scene|panel|shot|slide|figure|fig\.?)\s+\d+\w?\s*[:.)–-]\s*", re.IGNORECASE
)
"""What counts a picture among others, and is nothing in it: "step 3:"."""

OPEN_AIR = lazy_regex(
    r"\b(?:boats?|raft|ferry|deck|fields?|meadow|road|lane|river|lake|sea|bay|beach|shore|forest|"
    r"hillside|mountains?|outdoors|bench|cart|tent|street|square|pavement|park|garden|fence|"
    r"orchard|vineyard|pasture|allotment|courtyard|yard|pier|quay|harbour|hill|cliff|dunes?|desert|"
    r"swamp|valley|jungle|island)\b",
    re.IGNORECASE,
)
"""Words of places where a stove or a bed makes no room."""

BEFORE_IT = word_set("outside before behind beside near by around")
TIMED = word_set("at by before after until till since")
PASSED = word_set("over above past toward towards beyond below")
"""Prepositions of those who are not inside a house, and of those who are not at a place at all."""

WITHIN = word_set("in inside among under beneath amid along down")
LEFT = word_set("at to into from through toward towards across")
"""Prepositions that in a told passage lead to where somebody looks or goes."""

PICTURES = word_set(
    "illustration picture photo photograph image packshot poster logo icon cover header banner "
    "lookbook painting drawing sketch portrait headshot render shot view spread screenshot scene "
    "close-up self-portrait"
)
ABOVE = frozenset(("sky", "night"))
"""Frames of times and weathers: they give way to any place on the ground."""

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

INDOOR_WORDS = lazy_regex(
    r"\b(?:indoors|inside|interior|upstairs|downstairs|cellar|basement|kitchen|attic|office|room|"
    r"ward|studio|lobby|corridor|hallway|stairs|sofa|bed|bathtub|counter|desk|whiteboard|stove|oven|bathroom|bedroom|library|lift|carpet|laboratory|lab|hospital|clinic)\b",
    re.IGNORECASE,
)


TOLD_INDOORS = lazy_regex(
    r"\b(?:(?:came|went|walked|stepped|burst) in(?=[,.;]| and\b)|piano|kettle|plates?|lawyer|clerk|"
    r"judge|(?:closed|shut|locked) the door|listened to the (?:rain|wind|storm)|floor|"
    r"newspaper|bread basket|compartment|tablecloth|on the (?:train|bus|tram))\b",
    re.IGNORECASE,
)
"""Words that put a told moment into a room."""


@dataclass(frozen=True)
class NamedPlace:
    """Where it happens.

    Attributes:
        words: the noun with those that belong to it, as written.
        frame: the frame that fits, ``""`` where the place is not known.
        listed: whether the lexicon names it, and not only its category.
    """

    words: str
    frame: str
    listed: bool


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
    described = kind != "prose"  # What somebody closes or leaves is not where it happens.
    subject = _subject(shown, described)
    where = LOCATIVE if described else LOCATIVE - LEFT
    places = [found for one in phrases if one.preposition in where and (found := _place(one))]
    on_ground = [one for one in places if one.frame not in ABOVE]
    if subject is not None and not on_ground and subject.preposition not in LOCATIVE and described:
        own = _place(subject) if subject.kind in (None, "building") else None
        known = known_around(subject) in visible_features.surrounding_frames()
        places = [own] if own is not None and (own.listed or known) else places
    if not described and OPEN_AIR.search(bare):
        places = [
            one
            for one in places
            if one.words.lower().split()[-1] not in FITTINGS
            and (one.listed or one.frame != "indoors")
        ]
    named = next((one for one in places if one.listed), places[0] if places else None)
    place = named if not described and OPEN_AIR.search(bare) else _inside(named, bare, described)
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
        around=_around(phrases, subject, where, described),
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
    locative: frozenset[str],
    described: bool,
) -> tuple[str, ...]:
    """Return the lexicon's surroundings for where it is, else for what is going on."""
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


def known_around(phrase: NounPhrase) -> str | None:
    """Return the noun under which the lexicon has surroundings for *phrase*; None for none."""
    if phrase.named:
        return None
    known = visible_features.surroundings()
    words = (phrase.described or phrase.words.lower()).split()
    forms = [" ".join(words[start:]) for start in range(len(words))]
    forms += [] if phrase.plural else [" ".join([*words[:-1], phrase.noun]), phrase.noun]
    ambiguous = phrase.noun in noun_meanings.senses()
    return next((noun for noun in forms if noun in known and (" " in noun or not ambiguous)), None)


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


def _place(phrase: NounPhrase) -> NamedPlace | None:
    """Return the place that *phrase* names; None where it names none."""
    known = noun_meanings.nouns()
    lowered = phrase.words.lower()
    if phrase.preposition == "from" and phrase.category not in PLACES:
        return None  # What something is made or comes from.
    if phrase.preposition in PASSED:
        is_place = phrase.category in PLACES or known_around(phrase) is not None
        return NamedPlace(phrase.words, "outdoors", False) if is_place else None
    first, _, last = lowered.partition(" ")
    if known.get(first, ("",))[0] == "place" and known.get(last) in (
        ("place", "sky"),
        ("place", "night"),
    ):
        return NamedPlace(phrase.words, known[first][1], True)  # A beach sunset is on a beach.
    singular = f"{lowered.rpartition(' ')[0]} {phrase.noun}".strip()
    whole = known_around(phrase) or ""  # A rice field is not any field.
    for words in (f"{phrase.preposition} the {phrase.noun}", lowered, singular, phrase.noun):
        if words != whole and words in whole:
            continue
        whole_name = phrase.named and " " in phrase.words
        if " " not in words and (whole_name or phrase.noun in noun_meanings.senses()):
            continue
        found = known.get(words)
        if found and found[1] in ABOVE and phrase.preposition in TIMED:
            return None  # "At dusk" says when.
        if found and found[0] == "place":
            beside = phrase.preposition in BEFORE_IT and phrase.noun not in FITTINGS
            if scene_frames.frame(found[1]).inside and beside:
                return NamedPlace(phrase.words, "outdoors", False)
            return NamedPlace(phrase.words, found[1], True)
    frame = visible_features.surrounding_frames().get(whole, "")
    if not frame and (phrase.noun in noun_meanings.senses() or phrase.named):
        return None
    frame = frame or noun_meanings.frame_of_category(phrase.category or "")
    inside = "" if whole and not phrase.plural else phrase.preposition
    at_it = phrase.category in FURNITURE
    if frame == "indoors" and at_it:
        return NamedPlace(phrase.words, frame, False)  # Around a table one is in its room.
    if frame == "indoors" and phrase.preposition == "into":
        return NamedPlace(phrase.words, "placed", False)  # Entering, or crashing into it.
    if frame == "indoors" and (phrase.preposition in BEFORE_IT or inside not in ("", *ENTERED)):
        frame = "outdoors"  # "Outside a church", "between houses".
    return NamedPlace(phrase.words, frame, False) if frame else None


def _inside(place: NamedPlace | None, text: str, described: bool) -> NamedPlace | None:
    """Return *place*, indoors where other words say so."""
    unknown = (
        place is None or place.frame in ABOVE or (not place.listed and place.frame != "outdoors")
    )
    told = not described and TOLD_INDOORS.search(text) is not None
    if (told and (unknown or (place is not None and not place.listed))) or (
        unknown and INDOOR_WORDS.search(text)
    ):
        return NamedPlace(place.words if place else "", "indoors", False)
    return place


def _confidence(subject: NounPhrase | None, place: NamedPlace | None) -> Confidence:
    if place is not None and place.listed:
        return "sure"
    if (subject is not None and subject.kind is not None) or place is not None:
        return "likely"
    return "unsure"
