"""Figures that belong together, such as a cat on a sofa, laid out around the one that carries them.

Measures are in units of a person's height; a cluster's ground is at 0, up is positive.
"""

from dataclasses import dataclass, replace

from limner.image.sketch.painting.figure_boxes import figure_box
from limner.image.sketch.painting.resting import RESTING, ClusterPart
from limner.image.sketch.plans.scene_plan import MOST_COUNTED, PlannedFigure, PlannedLink, ScenePlan

CARRIED = ("on", "in", "under", "above", "behind", "in front of", "worn by", "held by")
"""Links by which the first belongs to the cluster of the second."""

CLOSE = 1.08
"""From one of several to the next, in its widths."""


@dataclass(frozen=True)
class Cluster:
    """Figures that belong together, from back to front.

    Attributes:
        root: place of the one that carries the others.
        members: the places of all.
        parts: what is drawn.
        flies: whether all of it is in the air.
    """

    root: int
    members: frozenset[int]
    parts: tuple[ClusterPart, ...]
    flies: bool

    @property
    def left(self) -> float:
        """Of the box around all parts."""
        return min(part.left for part in self.parts)

    @property
    def width(self) -> float:
        """Of the box around all parts."""
        return max(part.left + part.width for part in self.parts) - self.left

    @property
    def height(self) -> float:
        """From the ground to the top of all parts."""
        return max(part.base + part.height for part in self.parts)

    @property
    def reach(self) -> float:
        """The longer side of the largest part, or two thirds of the whole."""
        return max(
            max(max(part.width, part.height) for part in self.parts),
            max(self.width, self.height) * 0.66,
        )


def clusters_of(plan: ScenePlan) -> list[Cluster]:
    """Return the clusters of *plan*, in the order of their roots."""
    carriers = _carriers(plan)
    split = _split(plan)
    found = []
    for root in range(len(plan.figures)):
        if root in carriers or root in split:
            continue
        parts, members = _with_carried(root, plan, carriers)
        found.append(Cluster(root, frozenset(members), tuple(parts), plan.figures[root].flies))
    for number in split:
        figure = plan.figures[number]
        first = (drawn_count(figure) + 1) // 2
        for many in (first, drawn_count(figure) - first):
            if many:
                parts = _several(number, replace(figure, count=many))
                found.append(Cluster(number, frozenset({number}), tuple(parts), figure.flies))
    return found


def drawn_count(figure: PlannedFigure) -> int:
    """Return how many of *figure* are drawn."""
    return min(figure.count, MOST_COUNTED)


def _split(plan: ScenePlan) -> list[int]:
    """Return the figures that stand on both sides of another: dogs with a cat between them."""
    both = []
    for link in plan.links:
        if link.name == "between" and link.second == link.third:
            both.append(link.second)
        if link.name == "around" and plan.figures[link.first].count > 1:
            both.append(link.first)
    carried = {link.first for link in plan.links if link.name in CARRIED}
    held = {link.second for link in plan.links if link.name in CARRIED}
    return [number for number in dict.fromkeys(both) if number not in carried | held]


def _carriers(plan: ScenePlan) -> dict[int, PlannedLink]:
    """Return the link by which each carried figure belongs to another; circles are broken."""
    carriers: dict[int, PlannedLink] = {}
    for link in plan.links:
        if link.name not in CARRIED or link.first in carriers or link.first == link.second:
            continue
        above, seen = link.second, {link.first}
        while above in carriers and above not in seen:
            seen.add(above)
            above = carriers[above].second
        if above not in seen:
            carriers[link.first] = link
    return carriers


def _with_carried(
    root: int, plan: ScenePlan, carriers: dict[int, PlannedLink]
) -> tuple[list[ClusterPart], set[int]]:
    """Return the parts of *root* with all that it carries, and who they are."""
    parts = _several(root, plan.figures[root])
    members = {root}
    by_name: dict[str, list[int]] = {}
    for number, link in carriers.items():
        if link.second == root:
            by_name.setdefault(link.name, []).append(number)
    for name in CARRIED:
        numbers = by_name.get(name, [])
        if not numbers:
            continue
        carried: list[ClusterPart] = []
        for number in _from_left(numbers, plan):
            inner, who = _with_carried(number, plan, carriers)
            members |= who
            carried = _beside(carried, inner)
        parts = RESTING[name](parts, carried, plan.figures[root], root)
    return parts, members


def _from_left(numbers: list[int], plan: ScenePlan) -> list[int]:
    """Return figures that one carries in the order in which they stand there."""
    row = sorted(numbers)
    for link in plan.links:
        if link.first not in row or link.second not in row:
            continue
        left = link.name == "left of" and row.index(link.first) > row.index(link.second)
        right = link.name == "right of" and row.index(link.first) < row.index(link.second)
        if left or right:
            row.remove(link.first)
            row.insert(row.index(link.second) + (1 if right else 0), link.first)
    return row


def _several(number: int, figure: PlannedFigure) -> list[ClusterPart]:
    """Return all of one figure: in a row up to four, else in two or three rows."""
    box, many = figure_box(figure.figure), drawn_count(figure)
    unit = figure.size / box.longest
    width, height = box.width * unit, box.height * unit
    rows = 1 if many <= 4 else 2 if many <= 8 else 3
    step, rise = width * CLOSE, height * (0.62 if figure.figure else 1.08)
    parts = []
    for row in range(rows - 1, -1, -1):
        start, stop = row * many // rows, (row + 1) * many // rows
        along = step * (stop - start - 1) + width
        shift = step * 0.25 * (1 if row % 2 else -1) if rows > 1 else 0.0
        parts += [
            ClusterPart(number, shift - along / 2 + step * place, rise * row, width, height)
            for place in range(stop - start)
        ]
    return parts


def _beside(one: list[ClusterPart], other: list[ClusterPart]) -> list[ClusterPart]:
    if not one:
        return other
    edge = max(part.left + part.width for part in one)
    start = min(part.left for part in other)
    gap = 0.08 * (max(part.left + part.width for part in other) - start)
    joined = [*one, *(replace(part, left=part.left - start + edge + gap) for part in other)]
    left = min(part.left for part in joined)
    middle = left + (max(part.left + part.width for part in joined) - left) / 2
    return [replace(part, left=part.left - middle) for part in joined]
