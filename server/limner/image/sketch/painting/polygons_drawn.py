"""Filled polygons drawn by Pillow, with winding counted as SVG does.

Nothing is smoothed here: the picture is drawn larger than it will be, and made smaller at the end.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from limner.image.sketch.vectors.path_data import Polygon
from limner.image.sketch.vectors.svg_shapes import GRID, VectorShape

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen


def draw_shapes(
    canvas: "Picture",
    pen: "Pen",
    shapes: Sequence[VectorShape],
    at: tuple[float, float],
    size: float,
    flipped: bool = False,
) -> None:
    """Draw *shapes* with the upper left corner of their grid *at* a place, *size* pixels wide."""
    scale, (left, top) = size / GRID, at
    along = -scale if flipped else scale
    start = left + size if flipped else left
    for shape in shapes:
        placed = [[(start + x * along, top + y * scale) for x, y in one] for one in shape.polygons]
        if shape.opacity == 1 and not _overlap(placed):
            for outline in placed:
                pen.polygon(outline, fill=shape.fill)
        else:
            _draw_wound(canvas, shape, placed)


def _overlap(outlines: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Say whether the boxes of two outlines overlap: one may be a hole in the other."""
    if len(outlines) < 2:
        return False
    boxes = [_box(outline) for outline in outlines]
    return any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one, other in combinations(boxes, 2)
    )


def _box(outline: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return min(xs), min(ys), max(xs), max(ys)


def _draw_wound(
    canvas: "Picture", shape: VectorShape, outlines: Sequence[Sequence[tuple[float, float]]]
) -> None:
    """Draw outlines that overlap: each adds or takes one, by the way it runs, where it lies."""
    from PIL import Image, ImageChops, ImageDraw

    boxes = [_box(outline) for outline in outlines]
    left, top = int(min(box[0] for box in boxes)) - 1, int(min(box[1] for box in boxes)) - 1
    size = (
        int(max(box[2] for box in boxes)) - left + 3,
        int(max(box[3] for box in boxes)) - top + 3,
    )
    windings = Image.new("L", size, 128)
    for outline in outlines:
        layer = Image.new("L", size)
        ImageDraw.Draw(layer).polygon([(x - left, y - top) for x, y in outline], fill=1)
        adds = shape.even_odd or _runs_clockwise(outline)
        windings = (ImageChops.add if adds else ImageChops.subtract)(windings, layer)
    alpha = round(255 * shape.opacity)
    inside = [
        alpha if (wound % 2 if shape.even_odd else wound) else 0 for wound in range(-128, 128)
    ]
    canvas.paste(shape.fill, (left, top), windings.point(inside))


def _runs_clockwise(outline: Sequence[tuple[float, float]] | Polygon) -> bool:
    following = [*outline[1:], outline[0]]
    return sum(a * d - c * b for (a, b), (c, d) in zip(outline, following, strict=True)) > 0
