"""Diagrams: the named parts as boxes, with arrows in reading order."""

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import mixed
from limner.image.sketch.painting.grounds.papers import lay_paper
from limner.image.sketch.painting.labels_drawn import LINE, PAPER, TONES, draw_label
from limner.image.sketch.plans.scene_plan import ScenePlan

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen


def draw_diagram(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw the named parts as boxes with arrows in reading order, in one row or in two."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    width, height = canvas.size
    lay_paper(canvas, PAPER, chance)
    many = len(plan.labels)
    upright = height > 1.15 * width or (many == 3 and width < 1.3 * height)
    tall = (plan.composition % 2 == 1) != upright
    columns = (1 if tall else many) if many <= 3 else (many + 1) // 2 if not tall else 2
    rows = -(-many // columns)
    cell_width, cell_height = 0.9 * width / columns, min(0.84 * height / rows, 0.42 * height)
    wide = min(0.76 * cell_width, 0.56 * width)
    high = min(0.6 * cell_height, 0.66 * wide)
    top = (height - rows * cell_height) / 2
    centres = []
    for number in range(many):
        row, column = divmod(number, columns)
        if row % 2 and columns > 1:
            column = columns - 1 - column  # To and fro, so that no arrow crosses a box.
        centres.append(
            (0.05 * width + (column + 0.5) * cell_width, top + (row + 0.5) * cell_height)
        )
    for one, other in pairwise(centres):
        _arrow(pen, one, other, wide, high, 0.006 * min(width, height))
    for number, (x, y) in enumerate(centres):
        tone = TONES[number % len(TONES)]
        box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        pen.rounded_rectangle(box, 0.12 * high, fill=mixed(tone, PAPER, 0.4))
        pen.rounded_rectangle(
            box, 0.12 * high, outline=tone, width=max(2, round(0.005 * min(width, height)))
        )
        draw_label(canvas, plan.labels[number], (x, y), wide * 0.88, high * 0.8)


def _arrow(
    pen: "Pen", one: tuple[float, float], other: tuple[float, float], wide: float, high: float,
    thick: float,
) -> None:  # fmt: skip
    """Draw an arrow from the edge of one box to the edge of the next."""
    (ax, ay), (bx, by) = one, other
    level = abs(bx - ax) > abs(by - ay)
    sign = 1.0 if (bx > ax if level else by > ay) else -1.0
    gap, tip = thick * 2.5, thick * 4
    if level:
        start, end = ax + sign * (wide / 2 + gap), bx - sign * (wide / 2 + gap)
        pen.rectangle(
            (
                min(start, end - sign * tip),
                ay - thick / 2,
                max(start, end - sign * tip),
                ay + thick / 2,
            ),
            fill=LINE,
        )
        pen.polygon(
            [(end, ay), (end - sign * tip, ay - tip * 0.7), (end - sign * tip, ay + tip * 0.7)],
            fill=LINE,
        )
        return
    start, end = ay + sign * (high / 2 + gap), by - sign * (high / 2 + gap)
    pen.rectangle(
        (
            ax - thick / 2,
            min(start, end - sign * tip),
            ax + thick / 2,
            max(start, end - sign * tip),
        ),
        fill=LINE,
    )
    pen.polygon(
        [(ax, end), (ax - tip * 0.7, end - sign * tip), (ax + tip * 0.7, end - sign * tip)],
        fill=LINE,
    )
