"""What kind of scene the author's words make: its frame, its subjects, and what they leave open."""

import re
from dataclasses import dataclass, replace

from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_cues import named_kind
from limner.prompt.kinds.picture_kind import PictureKind, picture_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.exclusions import Recast
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.offline import registers
from limner.prompt.offline.closed_slots import DENIED, DRAWN, closed_slots
from limner.prompt.offline.frames import ALIVE, frame_for
from limner.prompt.offline.grammar import is_clause
from limner.prompt.offline.lexicon import media, noun_meanings, scene_frames, visible_features
from limner.prompt.offline.noun_phrases import ANIMALS
from limner.prompt.offline.picture_reading import (
    ABOVE,
    FITTINGS,
    IDEAS,
    PictureReading,
    read_picture,
)
from limner.prompt.offline.slots.motifs import motif
from limner.prompt.offline.subjects import Subject, possessive, subjects_of
from limner.prompt.offline.symbols import is_notion, symbol
from limner.prompt.wordnet.computing_words import in_known_words
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry


@dataclass(frozen=True)
class Scene:
    """The author's words, read for expansion.

    Attributes:
        words: the words that open the prompt, exclusions recast, without a final stop.
        reading: what they ask for.
        clause: whether they make a whole sentence, or a list, rather than one noun phrase.
        frame: name of the scene frame.
        subjects: things named, in order.
        station: a setting that comes with the first subject, ``""`` for none.
        closed: slots that the words already fill.
        ends_in_place: whether the last word is the place itself, so that "where …" can follow.
        media: families of media, one of which it is made with.
    """

    words: str
    reading: PictureReading
    clause: bool
    frame: str
    subjects: tuple[Subject, ...]
    media: tuple[tuple[str, ...], ...]
    station: str = ""
    closed: frozenset[str] = frozenset()
    ends_in_place: bool = False

    @property
    def the(self) -> str:
        """The subject, or else the place, as a reader would name it again; ``""`` for neither."""
        if self.subjects:
            return self.subjects[0].the
        place = self.reading.place
        return f"the {place.words.lower()}" if place and place.words else ""

    @property
    def of(self) -> str:
        """The possessive of the subject: "the cats'"."""
        return possessive(self.subjects[0]) if self.subjects else f"{self.the}'s"

    def kind_of(self, subject: Subject) -> str:
        """Return the kind of details that suit *subject* in this picture."""
        if self.reading.register == "children":
            return "storybook"
        eaten = subject.kind in ("food", "fruit", "drink", "")
        return "thing" if self.frame == "product" and eaten else subject.kind


EATEN = frozenset(("food", "bread", "fruit", "drink", ""))

AT_HOUR = lazy_regex(
    r"\b(?:at|by|before|after|in the)\s+(?:the\s+)?(?:night|midnight|dawn|dusk|sunset|sunrise|noon"
    r"|morning|evening|afternoon)\b|\bin the (?:rain|snow|fog|storm)\b|\bat work\b",
    re.IGNORECASE,
)
"""When something happens: in no studio."""

CALLED = lazy_regex(
    r"\b(?:portrait|head ?shot|profile|bust|token|selfie|figurine|toy|statue|looking)\b",
    re.I,
)
"""Words that make a portrait or a product of anybody who acts."""

BOOK = lazy_regex(
    r"\b(?:book|novel|story)\s+cover\b|\bcover\s+(?:should|shows)\b"
    r"|\bcover (?:for|of) (?:the|a|my|our) (?:book|novel|story)\b|\bfor the \w+ chapter\b"
    r"|\bfrontispiece\b",
    re.IGNORECASE,
)
"""What is drawn for a book."""

ILLUSTRATED = lazy_regex(r"\b(?:illustration|illustrated|illustrate|drawing|draw)\b", re.IGNORECASE)
STUDIO = lazy_regex(r"\bstudio\b|\bportrait\b", re.IGNORECASE)
OF_TODAY = lazy_regex(
    r"\b(?:head ?shot|author|team|staff|selfie|ceo|cto|photo\w*|speaker|profile|page|token|npc)\b",
    re.IGNORECASE,
)
"""Words of those who are photographed; others with a name may have lived in any age."""

INANIMATE = frozenset(
    ("thing", "vessel", "textile", "clothing", "footwear", "accessory", "bag", "electronics",
     "appliance", "clock", "book", "tool", "weapon", "sport", "machine", "furniture", "food")
)  # fmt: skip
"""Kinds that no portrait shows."""

TELLING = lazy_regex(
    r"\W*(?:(?P<pronoun>(?i:she|he|they|we|i))|(?P<name>[A-Z][a-z'’]+)(?:['’]s [a-z]+)?)\s+"
    r"(?P<verb>[a-z]+s|[a-z]+ed|is|was|are|were|stood|sat|lay|ran|came|went|held|slept)\b"
)
"""How a sentence begins that tells of somebody by a pronoun or an unusual name."""

TOLD = frozenset(("scene", "product", "portrait", "abstract"))
"""Kinds that are guessed for want of another one."""

FAMILY = {
    "icon_set": "icon", "texture": "texture", "old_map": "old_map", "scientific": "scientific",
    "section": "scientific", "exploded": "scientific", "cycle": "scientific",
    "building_section": "building_section", "character": "character", "item": "item",
    "food": "food", "drink": "food", "symbol": "symbol",
}  # fmt: skip
"""Frames that are made with media of their own."""


def read_scene(
    ledger: Ledger, words: Recast, style: str, kind: PictureKind | None = None, source: str = ""
) -> Scene:
    """Return the scene that *ledger* and the recast *words* make, to be drawn in *style*.

    Args:
        ledger: of the words.
        words: as they open the prompt.
        style: a standing style, ``""`` for none.
        kind: of picture; None to read it from the words.
        source: the words with their wrapping, where it is known.
    """
    text = words.text.rstrip(" .,;:")
    present = QUOTE.sub(" ▯ ", text)
    for negation in ledger.negations:
        present = re.sub(rf"{re.escape(negation.text)}(?: of [^,.;:]*)?", " ", present)
    present = in_known_words(DENIED.sub(" ", present))
    source = in_known_words(source or ledger.source)
    kind = kind or picture_kind(ledger.source)
    told = kind in TOLD and _tells(present)
    if told:
        kind = "scene"
    elif kind == "scene" and is_notion(text):
        kind = "abstract"
    reading = read_picture(present, kind, source)
    if kind == "scene" and not told and _is_about_notion(reading):
        reading = replace(reading, kind="abstract")
    subjects = subjects_of(reading)
    if (
        _is_staged(present, kind, reading)
        or (kind in ("product", "portrait") and _happens(present, reading, subjects))
        or (kind == "portrait" and _is_unknown(reading, present))
    ):
        reading = replace(reading, kind="scene")
    elif kind == "scene" and not told and _is_one_thing(reading, subjects):
        reading = replace(reading, kind="product")
    elif kind == "portrait" and subjects and subjects[0].kind in INANIMATE:
        reading = replace(reading, kind="product")  # A wax seal is no seal.
    frame = frame_for(present, reading, subjects, ledger, source)
    if frame == "food" and subjects and subjects[0].kind not in EATEN:
        reading = replace(reading, is_placed=True)  # It lies on the blanket that is named.
    named = scene_frames.frame(frame)
    known = {subject.noun for subject in subjects} | (
        {reading.place.words} if reading.place and reading.place.words else set()
    )
    return Scene(
        words=text,
        reading=reading,
        clause=kind == "prose" or is_clause(present, known),
        frame=frame,
        subjects=subjects,
        media=_media(reading, frame, subjects, source),
        station=_station(text, reading, frame, subjects, source),
        closed=closed_slots(present, ledger, style, named, reading),
        ends_in_place=_ends_in_place(present, reading),
    )


def _tells(text: str) -> bool:
    """Say whether a sentence tells what somebody does: "She waits", "Pim stands barefoot"."""
    found = TELLING.match(text)
    if found is None:
        return False
    verb = entry(lemma(found["verb"].lower(), ("verb",)))
    acts = verb is not None and verb.frequency("verb") >= 0
    named = found["name"] and entry(found["name"].lower()) is None
    return acts and bool(found["pronoun"] or named)


def _happens(text: str, reading: PictureReading, subjects: tuple[Subject, ...]) -> bool:
    """Say whether somebody acts somewhere, so that it is no portrait and no product after all."""
    alive = bool(subjects) and subjects[0].kind in ALIVE
    product = reading.kind == "product"
    named = reading.subject is not None and reading.subject.named
    told = reading.register == "children" and (alive or named)
    if product and (told or _is_no_thing(reading)):
        return True
    placed = product or reading.place is not None
    return alive and reading.acts and placed and not CALLED.search(text)


def _is_staged(text: str, kind: PictureKind, reading: PictureReading) -> bool:
    """Say whether a thing stands in its own hour or age, and in no studio."""
    timed = AT_HOUR.search(text) is not None or reading.register.endswith("history")
    return kind == "product" and timed and named_kind(text) != "product"


def _is_unknown(reading: PictureReading, text: str) -> bool:
    """Say whether the subject may be a creature or a thing: "an old bat on a shelf"."""
    subject = reading.subject
    unclear = (
        subject is not None and subject.kind is None and subject.noun in noun_meanings.senses()
    )
    return unclear and not CALLED.search(text)


def _is_one_thing(reading: PictureReading, subjects: tuple[Subject, ...]) -> bool:
    """Say whether nothing but a thing is shown, which only its surroundings tell: a tennis club."""
    alone = len(subjects) == 1 and not reading.is_placed and not reading.acts
    told_apart = reading.subject is not None and reading.subject.noun in noun_meanings.senses()
    return alone and told_apart and subjects[0].kind in INANIMATE


def _is_no_thing(reading: PictureReading) -> bool:
    """Say whether what is taken for a product is a place or somebody: a swimming pool."""
    subject = reading.subject
    if subject is None or subject.preposition or subject.kind not in (None, "thing"):
        return False
    somebody = subject.named and " " in subject.words
    return somebody or subject.words.lower() in visible_features.surroundings()


def _is_about_notion(reading: PictureReading) -> bool:
    """Say whether the subject is a notion that happens nowhere: psychological safety."""
    subject = reading.subject
    subject = reading.subject
    if reading.acts or subject is None or subject.kind is not None:
        return False
    if reading.place is not None and subject.category not in IDEAS:
        return False
    return subject.category in (None, *IDEAS) and is_notion(subject.noun)


def _media(
    reading: PictureReading, frame: str, subjects: tuple[Subject, ...], source: str
) -> tuple[tuple[str, ...], ...]:
    """Return the families of media for a reading: by its manner, then by frame and kind."""
    told = reading.register
    own = scene_frames.frame(frame).of("medium")
    if reading.kind == "map" and (frame == "old_map" or told in ("fantasy", "early_history")):
        return media.families("old_map")
    if reading.kind == "poster" and told == "children":
        return registers.media_of(told)  # The cover of a picture book.
    if reading.kind == "poster" and told == "recent_history":
        return media.families("old_poster")
    if reading.kind in DRAWN:
        return (own,) if own else media.families(FAMILY.get(frame, reading.kind))
    if frame == "item":
        return media.families("item")
    if reading.kind == "prose" and told.endswith("history"):
        return media.families("prose")  # A year that is told of makes no old photograph.
    laid = told == "fashion" and reading.kind == "product" and frame != "wearing"
    if told and not laid and reading.kind not in (
        "abstract", "heading",
    ):  # fmt: skip
        return registers.media_of(told)
    if frame in FAMILY:
        return media.families(FAMILY[frame])
    if BOOK.search(source):
        return media.families("prose")
    if ILLUSTRATED.search(source):
        return media.families("illustration")
    if own:
        return (own,)
    if reading.kind == "portrait" and frame not in ("portrait", "robot", "statue"):
        creature = frame not in ("pet", "close") or not STUDIO.search(source)
        return media.families("creature" if creature else "portrait")
    named = reading.subject is not None and reading.subject.named and " " in reading.subject.words
    if reading.kind == "portrait" and named and not OF_TODAY.search(source):
        return media.families("painted_portrait")
    if reading.kind == "scene" and reading.genre in ("architecture", "interior"):
        return media.families(reading.genre)
    wild = bool(subjects) and subjects[0].kind in {*ANIMALS, "flock"} - {"pet"}
    if reading.kind == "scene" and wild:
        return media.families("creature")
    return media.families(reading.kind)


def _ends_in_place(text: str, reading: PictureReading) -> bool:
    place = reading.place
    if place is None or not place.listed or place.frame in ABOVE:
        return False
    if place.words.lower() in FITTINGS:
        return False
    return text.rstrip(" .").endswith(place.words)


def _station(
    text: str, reading: PictureReading, frame: str, subjects: tuple[Subject, ...], source: str
) -> str:
    if frame == "symbol":
        return symbol(text, titled=reading.kind == "heading") or ""
    if frame == "poster":
        return motif(source) or ""
    if (
        reading.kind == "prose"
        or not subjects
        or reading.is_placed
        or frame not in ("portrait", "doing", "person")
    ):
        return ""
    return noun_meanings.stations().get(singular(subjects[0].noun.split()[-1]), "")
