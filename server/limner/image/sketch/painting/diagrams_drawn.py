"""Diagrams, charts and wireframes: only what is named, and no invented number."""

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import mixed
from limner.image.sketch.painting.papers import lay_paper
from limner.image.sketch.painting.typesetting import draw_centred, fitted
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.svg_shapes import Colour

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen

PAPER: Colour = (248, 247, 243)
INK: Colour = (58, 66, 78)
LINE: Colour = (142, 151, 163)
FAINT: Colour = (221, 224, 228)
TONES: tuple[Colour, ...] = (
    (108, 155, 199), (226, 168, 92), (132, 178, 130), (205, 122, 116), (152, 134, 190),
    (110, 178, 178), (214, 190, 96), (170, 150, 134),
)  # fmt: skip


def draw_diagram(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw the named parts as boxes with arrows in reading order, in one row or in two."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    width, height = canvas.size
    lay_paper(canvas, PAPER, chance)
    many = len(plan.labels)
    upright = height > 1.15 * width or (many == 3 and width < 1.3 * height)
    tall = (plan.variant % 2 == 1) != upright
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
        pen.rounded_rectangle(box, 0.12 * high, fill=mixed(tone, PAPER, 0.62))
        pen.rounded_rectangle(
            box, 0.12 * high, outline=tone, width=max(2, round(0.005 * min(width, height)))
        )
        _label(canvas, plan.labels[number], (x, y), wide * 0.88, high * 0.8)


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
        _label(canvas, words, (width / 2, 0.07 * height), 0.8 * width, 0.07 * height)
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
        x = left + (number + 0.5) * step_width
        _label(canvas, label, (x, bottom + 0.075 * height), step_width * 0.94, 0.11 * height)


def draw_interface(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw a window as a wireframe: a bar, a side where one is named, a block for each part."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    width, height = canvas.size
    lay_paper(canvas, (228, 231, 235), chance)
    left, top, right, bottom = 0.08 * width, 0.09 * height, 0.92 * width, 0.89 * height
    unit = min(width, height)
    pen.rounded_rectangle((left, top, right, bottom), 0.02 * unit, fill=(255, 255, 255))
    pen.rounded_rectangle(
        (left, top, right, top + 0.065 * height), 0.02 * unit, fill=(206, 211, 217)
    )
    pen.rectangle((left, top + 0.04 * height, right, top + 0.065 * height), fill=(206, 211, 217))
    for number in range(3):
        x, y, size = left + (0.035 + 0.03 * number) * unit, top + 0.033 * height, 0.009 * unit
        pen.ellipse((x - size, y - size, x + size, y + size), fill=(255, 255, 255))
    top += 0.065 * height
    labels = list(plan.labels or ("",) * 3)
    side = next((one for one in labels if "side" in one.lower() or "menu" in one.lower()), None)
    if side is not None:
        labels.remove(side)
        edge = left + 0.22 * (right - left)
        pen.rectangle((left, top, edge, bottom), fill=(240, 242, 244))
        _label(
            canvas,
            side,
            ((left + edge) / 2, top + 0.05 * height),
            0.19 * (right - left),
            0.06 * height,
        )
        for number in range(4):
            y = top + (0.12 + 0.055 * number) * height
            pen.rounded_rectangle(
                (left + 0.02 * width, y, edge - 0.02 * width, y + 0.018 * height), 4, fill=FAINT
            )
        left = edge
    _parts(
        canvas,
        pen,
        labels,
        (left + 0.03 * width, top + 0.035 * height, right - 0.03 * width, bottom - 0.035 * height),
    )


def _parts(
    canvas: "Picture", pen: "Pen", labels: list[str], box: tuple[float, float, float, float]
) -> None:
    left, top, right, bottom = box
    many = max(1, len(labels))
    step = (bottom - top) / many
    for number, label in enumerate(labels):
        lower = label.lower()
        y, high = top + number * step, min(step * 0.78, 0.3 * (bottom - top))
        middle = y + step / 2
        if any(
            word in lower for word in ("button", "knopf", "bouton", "botón", "sign in", "submit")
        ):
            wide, tone = 0.42 * (right - left), TONES[0]
            high = min(high, 0.16 * (bottom - top))
            x = left + 0.0 * wide
            pen.rounded_rectangle(
                (x, middle - high / 2, x + wide, middle + high / 2), 0.3 * high, fill=tone
            )
            _label(canvas, label, (x + wide / 2, middle), wide * 0.85, high * 0.7, (255, 255, 255))
            continue
        if any(
            word in lower
            for word in ("field", "input", "search", "password", "email", "box", "bar")
        ):
            high = min(high, 0.15 * (bottom - top))
        fill = (246, 247, 249) if number % 2 else (238, 241, 244)
        shape = (left, middle - high / 2, right, middle + high / 2)
        pen.rounded_rectangle(shape, 0.08 * high, fill=fill)
        pen.rounded_rectangle(shape, 0.08 * high, outline=(196, 202, 209), width=2)
        _label(canvas, label, ((left + right) / 2, middle), (right - left) * 0.86, high * 0.62)


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
        _label(canvas, label, (0.86 * width, row), 0.2 * width, 0.07 * height)


def _label(
    canvas: "Picture", words: str, centre: tuple[float, float], wide: float, high: float,
    colour: Colour = INK,
) -> None:  # fmt: skip
    largest = min(0.048 * min(canvas.size), high * 0.7)
    text = fitted(words, wide, high, largest, most_lines=3)
    if text is not None:
        draw_centred(canvas, text, centre, colour)
