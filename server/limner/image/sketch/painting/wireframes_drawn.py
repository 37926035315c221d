"""Interfaces as wireframes: a window with a block for each part that is named."""

import random
from typing import TYPE_CHECKING

from limner.image.sketch.painting.grounds.papers import lay_paper
from limner.image.sketch.painting.labels_drawn import FAINT, TONES, draw_label
from limner.image.sketch.plans.scene_plan import ScenePlan

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen


BUTTONS = ("button", "knopf", "bouton", "botón", "sign in", "submit")
LOW = ("field", "input", "search", "password", "email", "box", "bar")
"""Words in the names of parts that are no higher than a line."""


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
        draw_label(
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
        if any(word in lower for word in BUTTONS):
            wide, tone = 0.42 * (right - left), TONES[0]
            high = min(high, 0.16 * (bottom - top))
            shape = (left, middle - high / 2, left + wide, middle + high / 2)
            pen.rounded_rectangle(shape, 0.3 * high, fill=tone)
            centre = (left + wide / 2, middle)
            draw_label(canvas, label, centre, wide * 0.85, high * 0.7, (255, 255, 255))
            continue
        if any(word in lower for word in LOW):
            high = min(high, 0.15 * (bottom - top))
        fill = (246, 247, 249) if number % 2 else (238, 241, 244)
        shape = (left, middle - high / 2, right, middle + high / 2)
        pen.rounded_rectangle(shape, 0.08 * high, fill=fill)
        pen.rounded_rectangle(shape, 0.08 * high, outline=(196, 202, 209), width=2)
        draw_label(canvas, label, ((left + right) / 2, middle), (right - left) * 0.86, high * 0.62)
