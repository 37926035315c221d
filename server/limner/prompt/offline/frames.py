"""Which frame writes a reading: by the kind of picture, then by its place or its subject."""

import re
from collections.abc import Mapping
from functools import cache

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_cues import kind_of_parts
from limner.prompt.kinds.picture_kind import NUMBERED
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.vocabulary import ACTIONS
from limner.prompt.offline.analysis.named_places import ABOVE, NamedPlace
from limner.prompt.offline.analysis.picture_reading import PictureReading
from limner.prompt.offline.analysis.senses import ANIMALS
from limner.prompt.offline.analysis.subjects import Subject
from limner.prompt.offline.lexicon import noun_meanings, scene_frames
from limner.prompt.offline.slots.motifs import motif

PEOPLE = {"person", "people", "athlete"}
CREATURES = {
    "pet", "grazer", "savanna", "wild", "jungle_animal", "polar_animal", "reptile", "fish", "bird",
    "insect", "beast", "dinosaur", "fantasy", "robot", "flock",
}  # fmt: skip
ALIVE = CREATURES | PEOPLE
LONGEST_THING = 6
"""Words beyond which a description says more than one thing and its home."""

BODY = {"body part", "face", "hair"}
BUILT = ("town", "rooms")
"""Files of frames that show houses and rooms of our time."""

INDOORS = {"product", "furniture", "food", "drink", "clothing", "pet", "statue", "robot"}
OUTDOORS = {"pasture", "savanna", "wild", "jungle", "polar", "bird", "insect", "flower", "animal"}
LARGE = {"building", "bridge", "road", "rail", "sea", "sky", "field_tree", "fantasy", "underwater"}
"""Frames whose things can stand side by side, and those of things too large for a floor."""

BUILDINGS: Mapping[str | None, str] = {"architecture": "outdoors", "interior": "indoors"}
"""Frames of genres that are about one building, from outside or inside."""

ARCHITECTS = lazy_regex(
    r"(?<!cross[- ])\bsections? (?:through|[a-z]-[a-z])\b|\b(?:elevation|axonometric|façade"
    r"|facade)\b",
    re.IGNORECASE,
)
BUILDING_PARTS = frozenset(
    ("building", "house", "room", "religious building", "tower or castle", "shop or restaurant",
     "transport building", "structure", "part of a building", "artifact", "road")
)  # fmt: skip
"""Categories of what an architect draws."""

LISTED = lazy_regex(
    r"(?:(?!\b(?:with|wearing|holding|in|on|at|that|which|who)\b).)*\b(?:and|or)\b",
    re.IGNORECASE,
)
"""Words whose first "and" joins two things, rather than two parts of one."""

CLOSE = lazy_regex(
    r"\b(?:close[- ]?ups?|macro|head only|extreme close|close up|detail of)\b", re.IGNORECASE
)
GAME = lazy_regex(
    r"^\s*\+\d\s|\bitem\b|\((?:legendary|rare|uncommon|common|epic)\)|\b(?:potion|spellbook|sword|"
    r"shield|axe|crossbow|dagger|amulet|wand|bag of holding|inventory|loot|armou?r|enchanted|"
    r"lockpicks?|treasure|(?:staff|ring|cloak|scroll) of the)\b",
    re.IGNORECASE,
)
TOLD = {"microscope": "micrograph", "children": "storybook"}
"""Frames of manners that draw any place in their own way."""

FOODS = frozenset(("food", "bread", "fruit"))

STILL = lazy_regex(r"\b(?:folded|folding|studio|product|shop|catalogue|catalog)\b", re.IGNORECASE)
"""Words for a vehicle that is shown by itself, and on no road."""

LAID = lazy_regex(
    r"\b(?:hangers?|hung|laid|flat|folded|detail|close-?up|on white|packshot|label|stitching|no "
    r"model|ghost mannequin|product)\b",
    re.IGNORECASE,
)
"""Words for clothes that nobody has on."""

PACKED = lazy_regex(
    r"\b(?:pack ?shot|packaging|(?:bag|box|bottle|jar|tin|pouch) of|label|bottle|carton)\b",
    re.I,
)

FOOD = lazy_regex(r"\b(?:recipe|menu|food|dish|cookbook)\b", re.IGNORECASE)


def frame_for(
    text: str, reading: PictureReading, subjects: tuple[Subject, ...], ledger: Ledger, source: str
) -> str:
    """Return the name of the frame for *text*.

    Args:
        text: the words without quoted text and exclusions.
        reading: what they ask for.
        subjects: things shown, in order.
        ledger: what the words commit to.
        source: the words with their wrapping, which may say what the picture is for.
    """
    kind = reading.kind
    if kind in _graphics():
        rows = _graphics()[kind]
        found = next((frame for frame, cue in rows if cue is None or cue.search(text)), kind)
        if found in ("diagram", "section") and _is_of_building(text, reading):
            return "building_section"
        numbered = NUMBERED.search(source) and not kind_of_parts(text)
        figure = found == "diagram" and (numbered or reading.genre == "science")
        return "scientific" if figure else found
    if kind == "poster":
        return "poster" if motif(ledger.source) else "typographic"
    if kind in ("abstract", "heading"):
        return "symbol"
    if reading.register == "children" and kind in ("product", "portrait"):
        return "storybook"
    if _is_worn(reading, subjects, source):
        return "wearing"
    if kind == "product":
        return "item" if reading.register == "fantasy" else _product(text, subjects, source)
    if kind == "portrait":
        return _portrait(text, reading, subjects)
    return _scene(text, reading, subjects, ledger)


def _is_of_building(text: str, reading: PictureReading) -> bool:
    """Say whether an architect drew it: an elevation, or a section through rooms."""
    if ARCHITECTS.search(text) is None:
        return False
    return any(one.category in BUILDING_PARTS for one in reading.phrases)


def _is_worn(reading: PictureReading, subjects: tuple[Subject, ...], source: str) -> bool:
    """Say whether clothes are shown on somebody, and nowhere that the words say."""
    clothes = bool(subjects) and subjects[0].kind in ("clothing", "footwear")
    told = reading.register == "fashion" and reading.place is None
    return clothes and told and LAID.search(source) is None


def _product(text: str, subjects: tuple[Subject, ...], source: str) -> str:
    if GAME.search(source):
        return "item"
    if PACKED.search(source):
        return "product"
    if FOOD.search(source):
        return "food"
    if any(subject.kind in FOODS for subject in subjects[1:]):
        return "food"
    home = noun_meanings.home(subjects[0].kind) if subjects and subjects[0].kind else "product"
    if home == "road" and STILL.search(source):
        return "product"
    return home if home in {"food", "drink", "clothing", "furniture", "road"} else "product"


def _portrait(text: str, reading: PictureReading, subjects: tuple[Subject, ...]) -> str:
    kind = subjects[0].kind if subjects else ""
    if reading.register == "fantasy" or kind == "fantasy":
        return "character"
    if kind and kind not in PEOPLE and reading.register != "children":
        close = CLOSE.search(text) or re.search(r"\bface\b", text)
        return "close" if close else noun_meanings.home(kind)
    if reading.register == "children":
        return "storybook"
    return "portrait"


def _scene(
    text: str, reading: PictureReading, subjects: tuple[Subject, ...], ledger: Ledger
) -> str:
    alone = noun_meanings.alone().get(re.sub(r"^(?:the|an?) ", "", text.lower()))
    if alone:
        return alone
    place = reading.place
    kind = subjects[0].kind if subjects else ""
    if reading.register in TOLD:
        return TOLD[reading.register]
    part = reading.subject is not None and reading.subject.category in BODY and not kind
    if part or (CLOSE.search(text) and kind not in PEOPLE):
        return "close"
    if reading.kind == "prose":  # Nothing is told that the passage does not tell.
        return _told(reading, kind)
    if reading.genre == "architecture" and _is_inside(place):
        return "outdoors"  # A library seen as a building, and not from within.
    if place is not None and place.listed and place.frame not in ABOVE:
        found = scene_frames.frame(place.frame)
        if reading.register == "early_history" and place.frame in scene_frames.frames_of(BUILT):
            return "indoors" if found.inside else "outdoors"
        return place.frame
    if ledger.quotes and kind in {"sign", "wording"}:
        return "text"
    if place is not None and place.listed and _is_itself(reading, subjects):
        return place.frame  # A thunderstorm.
    if reading.genre in BUILDINGS and not (place is not None and place.listed):
        return BUILDINGS[reading.genre]
    if place is not None and not place.listed:
        return "unsure" if not subjects else place.frame if place.frame != "desert" else "outdoors"
    if not subjects:
        return place.frame if place else "text" if ledger.quotes else "unsure"
    if reading.is_placed:
        return "placed"
    if place is not None and (not kind or kind in PEOPLE):
        return place.frame
    homes = list(
        dict.fromkeys(noun_meanings.home(subject.kind) for subject in subjects if subject.kind)
    )
    if not homes:
        return "placed"
    spatial = any(relation.name not in ACTIONS for relation in ledger.relations)
    if (spatial or LISTED.match(text)) and len(homes) > 1:
        return _shared_home(homes)
    if reading.acts and kind in ANIMALS:
        return "wildlife"
    if kind in PEOPLE and not reading.acts and not _works(subjects[0]):
        return "placed"
    if kind in PEOPLE or (reading.acts and kind in CREATURES):
        return "doing"
    return "placed" if reading.acts or len(text.split()) > LONGEST_THING else homes[0]


def _is_inside(place: NamedPlace | None) -> bool:
    return place is not None and place.listed and scene_frames.frame(place.frame).inside


def _is_itself(reading: PictureReading, subjects: tuple[Subject, ...]) -> bool:
    """Say whether the sky or the night is all that is shown."""
    place, subject = reading.place, reading.subject
    alone = len(subjects) <= 1 and not reading.acts
    return alone and place is not None and subject is not None and place.words == subject.words


def _works(subject: Subject) -> bool:
    """Say whether it is somebody whose work tells where to find them."""
    return singular(subject.noun.split()[-1]) in noun_meanings.stations()


def _told(reading: PictureReading, kind: str) -> str:
    """Return the frame of a passage: where its light comes from, and no place of its own."""
    place = reading.place
    if place is not None and place.frame not in ("placed", *ABOVE):
        return "indoors" if scene_frames.frame(place.frame).inside else "outdoors"
    return "doing" if kind in PEOPLE | CREATURES or reading.acts else "placed"


def _shared_home(homes: list[str]) -> str:
    """Return a frame where things from all these homes can stand together."""
    elsewhere = [home for home in homes if home not in {"person", "group", "portrait", "action"}]
    if not elsewhere or set(elsewhere) <= INDOORS:
        return homes[0]
    if set(elsewhere) <= OUTDOORS or len(elsewhere) == 1:
        return elsewhere[0] if scene_frames.frame(elsewhere[0]).form == "subject" else "placed"
    return "placed" if LARGE & set(elsewhere) else "neutral"


@cache
def _graphics() -> dict[str, list[tuple[str, re.Pattern[str] | None]]]:
    """Return the frames of each drawn kind with their cues; one without is for all."""
    table = packaged.table("prompt", "offline", "lexicon", "graphics.toml")
    return {
        kind: [
            (
                frame,
                re.compile(rf"\b(?:{'|'.join(re.escape(cue) for cue in cues.split(', '))})\b", re.I)
                if cues
                else None,
            )
            for frame, cues in rows.items()
        ]
        for kind, rows in table.items()
    }
