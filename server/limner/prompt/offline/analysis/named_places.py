"""Where a description happens: the place that its noun phrases name, in the open or indoors."""

import re
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_categories import FURNITURE, PLACES
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.analysis.noun_phrases import NounPhrase
from limner.prompt.offline.lexicon import noun_meanings, scene_frames, visible_features

LOCATIVE = word_set(
    "in on at inside atop onto into through across along down up under over around outside beside "
    "near behind above below beneath between among against amid before beyond by past toward "
    "towards from"
)
"""Prepositions that say where."""

ENTERED = word_set("in inside into through from")

FITTINGS = frozenset({"oven", "stove", "kitchen counter", "windowsill", "mantelpiece", "fireplace"})
"""Nouns that tell the room, though nothing happens inside them."""

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

LEFT = word_set("at to into from through toward towards across")
"""Prepositions that in a told passage lead to where somebody looks or goes."""

ABOVE = frozenset(("sky", "night"))
"""Frames of times and weathers: they give way to any place on the ground."""

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


def place_of(
    phrases: list[NounPhrase], subject: NounPhrase | None, text: str, described: bool
) -> NamedPlace | None:
    """Return where *text* happens; None where its words do not say.

    Args:
        phrases: its noun phrases.
        subject: what it is about.
        text: the description.
        described: whether it describes, rather than tells what happens.
    """
    where = locatives(described)
    places = [found for one in phrases if one.preposition in where and (found := _named_by(one))]
    on_ground = [one for one in places if one.frame not in ABOVE]
    if subject is not None and not on_ground and subject.preposition not in LOCATIVE and described:
        own = _named_by(subject) if subject.kind in (None, "building") else None
        known = known_around(subject) in visible_features.surrounding_frames()
        places = [own] if own is not None and (own.listed or known) else places
    if not described and OPEN_AIR.search(text):
        places = [
            one
            for one in places
            if one.words.lower().split()[-1] not in FITTINGS
            and (one.listed or one.frame != "indoors")
        ]
    named = next((one for one in places if one.listed), places[0] if places else None)
    return named if not described and OPEN_AIR.search(text) else _inside(named, text, described)


def locatives(described: bool) -> frozenset[str]:
    """Return the prepositions that say where."""
    # In prose, what somebody closes or leaves is not where it happens.
    return LOCATIVE if described else LOCATIVE - LEFT


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


def _named_by(phrase: NounPhrase) -> NamedPlace | None:
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
