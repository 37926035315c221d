"""What a scene is made with: families of media, by its manner, its frame and its kind."""

import re

from limner.patterns import lazy_regex
from limner.prompt.offline.analysis import registers
from limner.prompt.offline.analysis.picture_reading import (
    PictureReading,
)
from limner.prompt.offline.analysis.senses import ANIMALS
from limner.prompt.offline.analysis.subjects import Subject
from limner.prompt.offline.closed_slots import DRAWN
from limner.prompt.offline.lexicon import media, scene_frames

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

FAMILY = {
    "icon_set": "icon", "texture": "texture", "old_map": "old_map", "scientific": "scientific",
    "section": "scientific", "exploded": "scientific", "cycle": "scientific",
    "building_section": "building_section", "character": "character", "item": "item",
    "food": "food", "drink": "food", "symbol": "symbol",
}  # fmt: skip
"""Frames that are made with media of their own."""


def media_families(
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
