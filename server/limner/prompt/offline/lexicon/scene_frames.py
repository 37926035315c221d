"""Frames: kinds of scenes, each with the phrases that fill its slots."""

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from limner.files import packaged
from limner.prompt.offline.lexicon.lexicon_files import FOLDER, Phrases

PhraseForm = Literal["place", "subject", "graphic"]

FAMILIES = (
    "land", "town", "rooms", "creatures", "people", "table", "things", "imagined", "graphic",
    "general",
)  # fmt: skip

SLOTS = ("setting", "light", "detail", "composition", "palette", "mood", "medium")


@dataclass(frozen=True)
class Frame:
    """One kind of scene: phrases by slot, and how its setting joins the author's words.

    Attributes:
        name: as in the data files.
        form: ``place`` settings are clauses; ``subject`` settings begin with a preposition;
            ``graphic`` settings are clauses about a drawn thing.
        aspect: ``wide``, ``tall`` or ``square``.
        inside: whether light comes from windows and lamps.
        phrases: by slot.
    """

    name: str
    form: PhraseForm
    aspect: str
    inside: bool
    phrases: MappingProxyType[str, Phrases]

    def of(self, slot: str) -> Phrases:
        """Return the phrases of *slot*, none when the frame leaves it to others."""
        return self.phrases.get(slot, ())


@cache
def frame(name: str) -> Frame:
    """Return the frame called *name*."""
    return _frames(_family_of()[name])[name]


@cache
def frame_names() -> tuple[str, ...]:
    """Return the names of all frames."""
    return tuple(_family_of())


@cache
def frames_of(families: tuple[str, ...]) -> frozenset[str]:
    """Return the names of the frames in the files of *families*."""
    return frozenset(name for name, family in _family_of().items() if family in families)


@cache
def _frames(family: str) -> dict[str, Frame]:
    return {
        name: Frame(
            name,
            row["form"],
            row["aspect"],
            row.get("inside", False),
            MappingProxyType({slot: tuple(row[slot]) for slot in SLOTS if slot in row}),
        )
        for name, row in packaged.table(*FOLDER, "frames", f"{family}.toml").items()
    }


@cache
def _family_of() -> dict[str, str]:
    """Return the file of each frame; reads headings only, so that most files stay unparsed."""
    found: dict[str, str] = {}
    for family in FAMILIES:
        headings = packaged.text(*FOLDER, "frames", f"{family}.toml")
        for name in re.findall(r"^\[(\w+)\]$", headings, re.MULTILINE):
            found[name] = family
    return found
