"""The plan of a sketch: data from which it is drawn, and which can be printed and tested."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Layout = Literal[
    "scene", "portrait", "mark", "poster", "words", "diagram", "chart", "interface", "map",
    "pattern",
]  # fmt: skip
"""How a picture is laid out: figures on a ground, one figure large, a mark in few colours,
lettering, words alone, boxes with arrows, axes, a wireframe, a map, or one figure over and over."""

LinkName = Literal[
    "left of", "right of", "on", "under", "above", "in", "behind", "in front of", "beside",
    "between", "worn by", "held by", "around",
]  # fmt: skip

MOST_COUNTED = 12
"""So many are drawn one by one; more are a crowd."""


@dataclass(frozen=True)
class PlannedFigure:
    """One thing, or several of a kind.

    Attributes:
        words: the noun as written; what a card says.
        figure: name of the figure, ``""`` for a labelled card.
        count: how many; more than twelve are shown as a crowd of twelve.
        colour: the colour that the author committed to, in English; ``""`` for none.
        parts: part and colour, such as ``("sail", "red")``.
        size: beside the others, a person is 1.
        flies: whether it is in the air, or hangs there.
        lettering: quoted words that stand on it.
        side: side of the picture, ``left`` or ``right``; ``""`` for none.
    """

    words: str
    figure: str = ""
    count: int = 1
    colour: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    size: float = 1.0
    flies: bool = False
    lettering: str = ""
    side: str = ""


@dataclass(frozen=True)
class PlannedLink:
    """How two figures stand: ``PlannedLink("on", 0, 1)`` puts the first on the second.

    Attributes:
        name: the relation.
        first: place of the first among the plan's figures.
        second: of the second.
        third: of the third, for what is between two; -1 for none.
    """

    name: LinkName
    first: int
    second: int
    third: int = -1


@dataclass(frozen=True)
class ScenePlan:
    """What a sketch shows.

    Attributes:
        layout: how it is laid out.
        figures: what is shown, in the order of the words.
        links: how they stand.
        ground: where it is, such as ``sea`` or ``room``; ``plain`` where nothing says more;
            of a chart its form: ``bars``, ``lines`` or ``pie``.
        ground_colour: the colour that the author committed the place to, in English.
        sky_colour: the same of the sky.
        time: ``day``, ``night``, ``sunset`` or ``dawn``.
        weather: ``rain``, ``snowfall``, ``fog``, ``storm``, or ``""``.
        season: ``autumn``, ``winter`` or ``""``.
        lettering: quoted words that stand for themselves, in their order.
        labels: named parts of a diagram, chart, interface or map, in reading order.
        composition: which of several compositions, from 0.
        title: a few of the author's words, for what shows words alone.
    """

    layout: Layout
    figures: tuple[PlannedFigure, ...] = ()
    links: tuple[PlannedLink, ...] = ()
    ground: str = "plain"
    ground_colour: str = ""
    sky_colour: str = ""
    time: str = "day"
    weather: str = ""
    season: str = ""
    lettering: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    composition: int = 0
    title: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the plan as JSON values; keys never vanish."""
        return asdict(self)


def without(plan: ScenePlan, gone: set[int]) -> ScenePlan:
    """Return *plan* without the figures at the places *gone*, and without the links of those."""
    kept = [number for number in range(len(plan.figures)) if number not in gone]
    new = {old: number for number, old in enumerate(kept)} | {-1: -1}
    return replace(
        plan,
        figures=tuple(plan.figures[number] for number in kept),
        links=tuple(
            PlannedLink(one.name, new[one.first], new[one.second], new[one.third])
            for one in plan.links
            if gone.isdisjoint({one.first, one.second, one.third})
        ),
    )
