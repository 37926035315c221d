"""Where everything of a scene stands: from the links of a plan to boxes in a picture.

What rests on, in, under or behind something makes one cluster with it; clusters stand side by side
in the order that the words ask for, as large as the picture has room for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from limner.image.sketch.painting.clusters import Cluster, clusters_of
from limner.image.sketch.painting.ordering import ordered
from limner.image.sketch.plans.figure_sizes import home_of, size_of
from limner.image.sketch.plans.scene_plan import PlannedFigure, ScenePlan


@dataclass(frozen=True)
class FigurePlace:
    """Where one figure is drawn, in pixels.

    Attributes:
        figure: its place among the plan's figures.
        left: of the box that it fills.
        top: of that box.
        width: of that box.
        height: of that box.
        grounded: whether it stands on the ground and casts a shadow there.
    """

    figure: int
    left: float
    top: float
    width: float
    height: float
    grounded: bool


FLOORS = {
    "sea": 0.74, "lake": 0.86, "beach": 0.86, "table": 0.80, "room": 0.85, "kitchen": 0.85,
    "street": 0.80,
    "city": 0.86, "forest": 0.87, "mountains": 0.86, "plain": 0.80, "snow": 0.85, "desert": 0.84,
    "meadow": 0.85, "underwater": 0.88, "sky": 0.95, "space": 0.80,
    "moon": 0.86,
}  # fmt: skip
"""How far down the ground is on which things stand, in parts of the height."""

SCALES = (1.0, 0.78, 1.14, 0.9)
"""How large things are in each of four compositions."""

ASIDE = (0.0, -0.08, 0.0, 0.08)
"""How far from the middle they are, in parts of the width."""

MARGIN = 0.06
LARGEST_ALONE = 0.56
"""Of the shorter side: a lone thing is no larger, so that it still is in a place."""

SKY = 0.30
"""Where what flies is, in parts of the height."""


def compose(plan: ScenePlan, width: float, height: float) -> tuple[FigurePlace, ...]:
    """Return where each figure of *plan* is, from back to front."""
    clusters = clusters_of(plan)
    low = [one for one in clusters if not one.flies]
    high = [one for one in clusters if one.flies]
    bound = {number for link in plan.links for number in (link.first, link.second)}
    if low and high and any(one.root in bound or plan.figures[one.root].side for one in high):
        low, high = clusters, []
    places: list[FigurePlace] = []
    floor = FLOORS.get(plan.ground, 0.85) * height
    if high:
        row = ordered(high, plan)
        room = (
            0.30 if low else 0.62 if plan.ground in ("sky", "space", "underwater") else 0.42
        ) * height
        middle = (0.48 if room > 0.5 * height else SKY) * height
        places += _row(row, plan, width, room, middle, height, afloat=True)
    if low:
        room = (0.46 if high else 0.64) * height
        places += _row(ordered(low, plan), plan, width, room, floor, height, afloat=False)
    return tuple(places)


def _row(
    row: Sequence[Cluster], plan: ScenePlan, width: float, room: float, base: float,
    height: float, *, afloat: bool,
) -> list[FigurePlace]:  # fmt: skip
    """Return the places of clusters side by side, standing at *base* or around it."""
    composition = plan.composition % len(SCALES)
    gap = 0.16 * sum(one.width for one in row) / len(row) + 0.05
    total = sum(one.width for one in row) + gap * (len(row) - 1)
    tallest = max(one.height for one in row)
    largest = LARGEST_ALONE * min(width, height) / max(max(one.reach for one in row), 0.3)
    largest *= min(_shrunk(plan.figures[one.root]) for one in row) if len(row) == 1 else 1.0
    fitting = min((1 - 2 * MARGIN) * width / total, room / tallest)
    scale = min(fitting, largest * SCALES[composition])
    scale = min(scale, fitting * min(1.0, SCALES[composition] + 0.08))
    spare = (1 - 2 * MARGIN) * width - total * scale
    left = MARGIN * width + spare * (0.5 + ASIDE[composition])
    places = []
    for number, cluster in enumerate(row):
        # A little unevenness, as on a photograph; nothing that stands in a relation is moved by it.
        lower = (0.0, 0.018, -0.012)[(number + composition) % 3] * height if len(row) > 1 else 0.0
        foot = base + lower
        if plan.ground == "lake" and home_of(plan.figures[cluster.root].figure) in ("sea", "lake"):
            foot = 0.74 * height + lower
        if afloat:
            swing = (0.0, -0.07, 0.05, -0.03)[(number + composition) % 4] if len(row) > 1 else 0.0
            foot = base + cluster.height * scale / 2 + swing * height
        elif cluster.flies:
            foot = base - 0.32 * height
        start = left - cluster.left * scale
        places += [
            FigurePlace(
                figure=part.figure,
                left=start + part.left * scale,
                top=foot - (part.base + part.height) * scale,
                width=part.width * scale,
                height=part.height * scale,
                grounded=part.grounded and not cluster.flies and not afloat,
            )
            for part in cluster.parts
        ]
        left += (cluster.width + gap) * scale
    return [_inside(place, width, height) for place in places]


def _shrunk(figure: PlannedFigure) -> float:
    """Return how much less room *figure* has where it is small of its kind: "one small boat"."""
    usual = size_of(figure.figure, figure.words.split()[-1])
    return min(1.0, figure.size / usual) ** 2


def _inside(place: FigurePlace, width: float, height: float) -> FigurePlace:
    """Return *place* moved so that nothing of it is cut off."""
    left = min(max(place.left, 0.01 * width), 0.99 * width - place.width)
    top = min(max(place.top, 0.02 * height), 0.985 * height - place.height)
    return replace(place, left=left, top=top)
