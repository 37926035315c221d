"""Charts: axes with bars, a line or a pie for what is named, and no invented number."""

import random
from typing import TYPE_CHECKING

from limner.image.sketch.painting.grounds.papers import lay_paper
from limner.image.sketch.painting.labels_drawn import FAINT, LINE, PAPER, TONES, draw_label
from limner.image.sketch.plans.scene_plan import ScenePlan

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen


def draw_chart(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw axes with bars, a line or a pie for the named labels; heights mean nothing."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    width, height = canvas.size
    lay_paper(canvas, PAPER, chance)
    labels = plan.labels or ("",) * 4
    many = max(len(labels), 3 if plan.ground == "lines" else 2)
    heights = [chance.uniform(0.3, 0.95) for _ in range(many)]
    if plan.ground == "pie":
        _pie(canvas, pen, labels, heights)
        return
    left, right, top, bottom = 0.13 * width, 0.93 * width, 0.13 * height, 0.76 * height
    thick = max(2, round(0.004 * min(width, height)))
    for step in range(1, 5):
        y = bottom - (bottom - top) * step / 4
        pen.rectangle((left, y, right, y + thick / 2), fill=FAINT)
    for words in plan.lettering[:1]:
        draw_label(canvas, words, (width / 2, 0.07 * height), 0.8 * width, 0.07 * height)
    step_width = (right - left) / many
    tops = [
        (left + (number + 0.5) * step_width, bottom - (bottom - top) * share)
        for number, share in enumerate(heights)
    ]
    if plan.ground == "lines":
        pen.line(tops, fill=TONES[0], width=thick * 2, joint="curve")
        for x, y in tops:
            size = thick * 2.2
            pen.ellipse((x - size, y - size, x + size, y + size), fill=TONES[0])
    else:
        for number, (x, y) in enumerate(tops):
            half = step_width * 0.3
            pen.rounded_rectangle(
                (x - half, y, x + half, bottom), 0.1 * half, fill=TONES[number % len(TONES)]
            )
    pen.rectangle((left - thick, top, left, bottom), fill=LINE)
    pen.rectangle((left - thick, bottom, right, bottom + thick), fill=LINE)
    for number, label in enumerate(labels):
        alone = len(labels) == 1
        x = (left + right) / 2 if alone else left + (number + 0.5) * step_width
        draw_label(canvas, label, (x, bottom + 0.075 * height), step_width * 0.94, 0.11 * height)


def _pie(canvas: "Picture", pen: "Pen", labels: tuple[str, ...], heights: list[float]) -> None:
    width, height = canvas.size
    radius = 0.3 * min(width, height)
    x, y = 0.37 * width, 0.47 * height
    total, start = sum(heights[: max(2, len(labels))]), -90.0
    for number, share in enumerate(heights[: max(2, len(labels))]):
        stop = start + 360 * share / total
        pen.pieslice(
            (x - radius, y - radius, x + radius, y + radius),
            start,
            stop,
            fill=TONES[number % len(TONES)],
        )
        start = stop
    for number, label in enumerate(labels):
        row = y + (number - (len(labels) - 1) / 2) * 0.085 * height
        size = 0.018 * min(width, height)
        pen.rectangle(
            (0.73 * width - size, row - size, 0.73 * width + size, row + size),
            fill=TONES[number % len(TONES)],
        )
        draw_label(canvas, label, (0.86 * width, row), 0.2 * width, 0.07 * height)
