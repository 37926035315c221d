"""The box that a figure fills on its grid, so that it can stand on the ground."""

from dataclasses import dataclass
from functools import lru_cache

from limner.image.sketch.vectors.own_figures import figure_shapes
from limner.image.sketch.vectors.svg_shapes import GRID

CARD = (0.0, 4.0, 32.0, 28.0)
"""The box of a labelled card."""


@dataclass(frozen=True)
class GridBox:
    """Left, top, right and lower edge on the grid of 32 by 32 units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def longest(self) -> float:
        """The longer of both sides."""
        return max(self.width, self.height)


@lru_cache(256)
def figure_box(figure: str) -> GridBox:
    """Return the box of *figure*, or that of a card for ``""``."""
    if not figure:
        return GridBox(*CARD)
    points = [point for shape in figure_shapes(figure) for one in shape.polygons for point in one]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return GridBox(max(0.0, min(xs)), max(0.0, min(ys)), min(GRID, max(xs)), min(GRID, max(ys)))
