"""What kind of picture a scene is after all: what was guessed gives way to what the words tell."""

import re
from dataclasses import replace

from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_cues import named_kind
from limner.prompt.kinds.picture_kind import PictureKind
from limner.prompt.offline.analysis.picture_reading import (
    IDEAS,
    PictureReading,
    read_picture,
)
from limner.prompt.offline.analysis.subjects import Subject, subjects_of
from limner.prompt.offline.frames import ALIVE
from limner.prompt.offline.lexicon import noun_meanings, visible_features
from limner.prompt.offline.symbols import is_notion
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

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


def reading_of_scene(text: str, present: str, kind: PictureKind, source: str) -> PictureReading:
    """Return the reading of a description, with the kind that its words tell after all.

    Args:
        text: the words that open the prompt.
        present: the same without lettering and what is not to be seen.
        kind: of picture, as it was read or guessed.
        source: the words with their wrapping.
    """
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
        return replace(reading, kind="scene")
    if kind == "scene" and not told and _is_one_thing(reading, subjects):
        return replace(reading, kind="product")
    if kind == "portrait" and subjects and subjects[0].kind in INANIMATE:
        return replace(reading, kind="product")  # A wax seal is no seal.
    return reading


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
    if reading.acts or subject is None or subject.kind is not None:
        return False
    if reading.place is not None and subject.category not in IDEAS:
        return False
    return subject.category in (None, *IDEAS) and is_notion(subject.noun)
