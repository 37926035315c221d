"""How large figures stand beside one another, where they are at home, and what is in the air."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from limner.files import packaged
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma

USUAL = 0.65
"""What nothing is known of: between a chair and a child."""

SMALL = 0.45
"""Figures up to so large are at home on a table."""


@dataclass(frozen=True)
class _Sizes:
    figures: dict[str, float]
    categories: dict[str, float]
    homes: dict[str, str]
    flying: frozenset[str]
    surfaces: dict[str, float]
    shelters: frozenset[str]
    vessels: frozenset[str]


def size_of(figure: str, noun: str) -> float:
    """Return how large *figure* is, or a card for *noun*, where a person is 1."""
    sizes = _sizes()
    if figure in sizes.figures:
        return sizes.figures[figure]
    own = category(lemma(noun.lower(), ("noun",)))
    person = figure.startswith(("person", "man-", "woman-"))
    return 1.0 if person else sizes.categories.get(own or "", USUAL)


def home_of(figure: str) -> str:
    """Return the ground where *figure* is at home, ``""`` for none."""
    return _sizes().homes.get(figure, "")


def is_airborne(figure: str) -> bool:
    """Say whether *figure* flies, floats or shines above the ground."""
    return figure in _sizes().flying


def can_fly(figure: str, noun: str) -> bool:
    """Say whether *figure* may be up in the air where the words put it there."""
    own = category(lemma(noun.lower(), ("noun",)))
    return is_airborne(figure) or own in ("bird", "aircraft", "insect", "imaginary being")


def surface_of(figure: str) -> float:
    """Return how high what rests on *figure* stands, in parts of its height."""
    return _sizes().surfaces.get(figure, 0.97)


def is_shelter(figure: str) -> bool:
    """Say whether there is room under *figure*."""
    return figure in _sizes().shelters


def is_vessel(figure: str) -> bool:
    """Say whether what is in *figure* looks out over its rim."""
    return figure in _sizes().vessels


@cache
def _sizes() -> _Sizes:
    table: dict[str, Any] = packaged.table("image", "sketch", "plans", "sizes.toml")
    return _Sizes(
        figures={
            figure: float(size)
            for size, figures in _numbered(table["figures"])
            for figure in figures.split()
        },
        categories={
            name: float(size)
            for size, names in _numbered(table["categories"])
            for name in names.split("|")
        },
        homes={
            figure: home for home, figures in table["places"].items() for figure in figures.split()
        },
        flying=frozenset(table["flying"]["figures"].split()),
        surfaces={
            figure: float(share)
            for share, figures in _numbered(table["surfaces"])
            for figure in figures.split()
        },
        shelters=frozenset(table["shelters"]["figures"].split()),
        vessels=frozenset(table["vessels"]["figures"].split()),
    )


def _numbered(table: dict[str, Any]) -> list[tuple[str, str]]:
    return list(table.items())
