"""How what is carried lies on, in, under or behind what carries it, is worn or held.

Measures are in units of a person's height; the carrier's ground is at 0, up is positive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from limner.image.sketch.plans.figure_sizes import is_shelter, is_vessel, surface_of
from limner.image.sketch.plans.scene_plan import PlannedFigure


@dataclass(frozen=True)
class ClusterPart:
    """One drawn figure: its place among the plan's figures, and its box.

    Attributes:
        figure: its place among the plan's figures.
        left: of its box.
        base: how far its foot is above the ground.
        width: of its box.
        height: of its box.
        grounded: whether it stands on the ground.
    """

    figure: int
    left: float
    base: float
    width: float
    height: float
    grounded: bool = True


def _box(parts: Sequence[ClusterPart]) -> tuple[float, float, float]:
    """Return left, width and height of the box around *parts*."""
    left = min(part.left for part in parts)
    right = max(part.left + part.width for part in parts)
    return left, right - left, max(part.base + part.height for part in parts)


def _moved(
    parts: Sequence[ClusterPart],
    right: float,
    up: float,
    scale: float = 1.0,
    grounded: bool = False,
) -> list[ClusterPart]:
    return [
        replace(
            part,
            left=part.left * scale + right,
            base=part.base * scale + up,
            width=part.width * scale,
            height=part.height * scale,
            grounded=part.grounded and grounded,
        )
        for part in parts
    ]


def _own(parts: Sequence[ClusterPart], root: int) -> list[ClusterPart]:
    return [part for part in parts if part.figure == root]


def _on(
    parts: list[ClusterPart], carried: list[ClusterPart], carrier: PlannedFigure, root: int
) -> list[ClusterPart]:
    left, width, height = _box(_own(parts, root))
    _, wide, _ = _box(carried)
    scale = max(0.4, min(1.0, 1.1 * width / wide))
    middle = left + width / 2
    up = surface_of(carrier.figure) * height
    return [*parts, *_moved(carried, middle, up, scale)]


def _in(
    parts: list[ClusterPart], carried: list[ClusterPart], carrier: PlannedFigure, root: int
) -> list[ClusterPart]:
    left, width, height = _box(_own(parts, root))
    _, wide, high = _box(carried)
    middle = left + width / 2
    if is_vessel(carrier.figure):
        scale = max(0.3, min(1.0, 1.05 * width / wide))
        up = height - 0.5 * high * scale
        return [*_moved(carried, middle, max(0.0, up), scale), *parts]
    scale = min(1.0, 0.55 * width / wide, 0.55 * height / high)
    return [*parts, *_moved(carried, middle, 0.1 * height, scale)]


def _under(
    parts: list[ClusterPart], carried: list[ClusterPart], carrier: PlannedFigure, root: int
) -> list[ClusterPart]:
    left, width, height = _box(_own(parts, root))
    _, wide, high = _box(carried)
    middle = left + width / 2
    if is_shelter(carrier.figure):
        scale = max(0.3, min(1.0, 0.66 * height / high, 0.8 * width / wide))
        return [*parts, *_moved(carried, middle, 0.0, scale, grounded=True)]
    lifted = [replace(part, base=part.base + 1.04 * high, grounded=False) for part in parts]
    return [*lifted, *_moved(carried, middle, 0.0, grounded=True)]


def _above(
    parts: list[ClusterPart], carried: list[ClusterPart], carrier: PlannedFigure, root: int
) -> list[ClusterPart]:
    left, width, height = _box(parts)
    return [*parts, *_moved(carried, left + width / 2, 1.12 * height)]


def _behind(
    parts: list[ClusterPart], carried: list[ClusterPart], carrier: PlannedFigure, root: int
) -> list[ClusterPart]:
    left, width, height = _box(parts)
    _, wide, high = _box(carried)
    # To one side and a little higher, so that what is behind is still seen.
    right = left + width / 2 + 0.30 * (width + wide) / 2 + 0.1 * wide
    up = max(0.14 * height, 0.0) if high > 0.8 * height else 0.45 * height
    return [*_moved(carried, right, up, 1.0, grounded=up < 0.2 * height), *parts]


def _in_front(
    parts: list[ClusterPart], carried: list[ClusterPart], carrier: PlannedFigure, root: int
) -> list[ClusterPart]:
    left, width, _ = _box(parts)
    _, wide, high = _box(carried)
    right = left + width / 2 - 0.30 * (width + wide) / 2
    back = 0.16 * high
    lifted = [replace(part, base=part.base + back) for part in parts]
    return [*lifted, *_moved(carried, right, 0.0, grounded=True)]


def _worn(
    parts: list[ClusterPart], carried: list[ClusterPart], carrier: PlannedFigure, root: int
) -> list[ClusterPart]:
    """Put a hat on each head."""
    _, wide, high = _box(carried)
    hats = []
    for part in _own(parts, root):
        scale = 0.62 * part.width / wide
        up = part.base + part.height - 0.22 * high * scale
        hats += _moved(carried[:1], part.left + part.width / 2, up, scale)
    hats = [replace(hat, left=hat.left) for hat in hats]
    return [*parts, *hats]


def _held(
    parts: list[ClusterPart], carried: list[ClusterPart], carrier: PlannedFigure, root: int
) -> list[ClusterPart]:
    """Put a thing at somebody's hand."""
    own = _own(parts, root)[-1]
    _, wide, high = _box(carried)
    scale = min(1.0, 0.62 * own.height / max(wide, high))
    at = own.left + own.width + wide * scale * 0.32
    return [*parts, *_moved(carried, at, own.base + 0.24 * own.height, scale)]


RESTING = {
    "on": _on, "in": _in, "under": _under, "above": _above, "behind": _behind,
    "in front of": _in_front, "worn by": _worn, "held by": _held,
}  # fmt: skip
"""By the name of the link: from the carrier's parts and those of what it carries to all of them."""
