"""In which order clusters stand from left to right, as the words ask for it."""

from collections.abc import Sequence

from limner.image.sketch.painting.clusters import Cluster
from limner.image.sketch.plans.scene_plan import ScenePlan

MOST_PASSES = 8
"""Relations that contradict one another are given up after so many tries."""


def ordered(clusters: Sequence[Cluster], plan: ScenePlan) -> list[Cluster]:
    """Return *clusters* from left to right.

    Sides of the picture and relations decide; what they leave open is as it was said, or the other
    way round in every second composition.
    """
    row = list(clusters)
    free = not any(link.name in ("left of", "right of") for link in plan.links)
    if plan.composition % 2 and free and not any(figure.side for figure in plan.figures):
        row.reverse()
    sides = {"left": -1, "": 0, "right": 1}
    row.sort(key=lambda one: sides[_side(one, plan)])
    for _ in range(MOST_PASSES):
        before = list(row)
        for link in plan.links:
            row = _arranged(row, link.name, link.first, link.second, link.third)
        if row == before:
            break
    return row


def _side(cluster: Cluster, plan: ScenePlan) -> str:
    return next((plan.figures[n].side for n in sorted(cluster.members) if plan.figures[n].side), "")


def _arranged(row: list[Cluster], name: str, first: int, second: int, third: int) -> list[Cluster]:
    one = [cluster for cluster in row if first in cluster.members]
    other = [cluster for cluster in row if second in cluster.members]
    if not one or not other or one[0] is other[0]:
        return row
    if name == "left of" and row.index(one[-1]) > row.index(other[0]):
        return _put(row, one[0], other[0], 0)
    if name == "right of" and row.index(one[0]) < row.index(other[-1]):
        return _put(row, one[0], other[0], 1)
    if name == "beside" and abs(row.index(one[0]) - row.index(other[0])) > 1:
        return _put(row, one[0], other[0], 1)
    if name == "around":
        return _between(row, other[0], one)
    if name == "between":
        last = [cluster for cluster in row if third in cluster.members]
        sides = other if second == third else [other[0], *last[:1]]
        return _between(row, one[0], sides)
    return row


def _put(row: list[Cluster], moved: Cluster, beside: Cluster, after: int) -> list[Cluster]:
    rest = [cluster for cluster in row if cluster is not moved]
    at = rest.index(beside) + after
    return [*rest[:at], moved, *rest[at:]]


def _between(row: list[Cluster], middle: Cluster, sides: Sequence[Cluster]) -> list[Cluster]:
    """Put *middle* between the two of *sides*, which keep their order."""
    if len(sides) < 2 or middle in sides:
        return row
    first, last = sorted(sides[:2], key=row.index)
    if row.index(first) < row.index(middle) < row.index(last):
        return row
    rest = [cluster for cluster in row if cluster is not middle and cluster is not last]
    at = rest.index(first) + 1
    return [*rest[:at], middle, last, *rest[at:]]
