"""Rooms, a table top, and a plain ground."""

import random
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import inside_of, mixed, sky_colours
from limner.image.sketch.painting.grounds.papers import lay_paper
from limner.image.sketch.painting.grounds.skies import gradient
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.svg_shapes import Colour

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SHIFTED = (0.0, -0.05, 0.04, -0.02)
"""How far each of four compositions moves the floor's edge."""


def plain(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw a seamless ground: a wall that becomes the floor."""
    from PIL import ImageDraw

    wall, upper, floor, edge = _warmed(inside_of(plan), plan, chance)
    lay_paper(canvas, mixed(wall, upper, 0.5), chance)
    width, height = canvas.size
    top = (0.66 + SHIFTED[plan.composition % 4]) * height
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((0, top, width, height), fill=floor)
    pen.rectangle((0, top, width, top + 0.004 * height), fill=mixed(floor, edge, 0.5))


def table(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw a table top close by, before a wall."""
    from PIL import ImageDraw

    wall, upper, wood, edge = inside_of(plan)
    gradient(canvas, [mixed(wall, upper, 0.2), upper], 0.6)
    width, height = canvas.size
    top = (0.60 + SHIFTED[plan.composition % 4]) * height
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((0, top, width, height), fill=wood)
    for number in range(1, 4):
        y = top + (height - top) * (number / 4) ** 1.3
        pen.rectangle((0, y, width, y + 0.003 * height), fill=mixed(wood, edge, 0.7))
    pen.rectangle((0, top, width, top + 0.008 * height), fill=mixed(wood, (255, 255, 255), 0.18))


def room(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw a room: wall, window, skirting board and floor boards."""
    from PIL import ImageDraw

    wall, upper, floor, edge = _warmed(inside_of(plan), plan, chance)
    gradient(canvas, [mixed(wall, upper, 0.3), wall], 0.7)
    width, height = canvas.size
    top = (0.68 + SHIFTED[plan.composition % 4]) * height
    pen = ImageDraw.Draw(canvas)
    if not any(one.figure in ("window-frame", "curtain") for one in plan.figures):
        _window(canvas, plan, chance.choice((0.12, 0.62)), mixed(upper, (255, 255, 255), 0.5))
    pen.rectangle((0, top, width, height), fill=floor)
    for number in range(1, 5):
        y = top + (height - top) * (number / 5) ** 1.2
        pen.rectangle((0, y, width, y + 0.0025 * height), fill=mixed(floor, edge, 0.8))
    pen.rectangle((0, top - 0.02 * height, width, top), fill=mixed(upper, (255, 255, 255), 0.4))


def kitchen(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw a tiled wall and a floor."""
    from PIL import ImageDraw

    wall, tile, floor, edge = inside_of(plan)
    canvas.paste(wall, (0, 0, *canvas.size))
    width, height = canvas.size
    top = (0.68 + SHIFTED[plan.composition % 4]) * height
    pen, side = ImageDraw.Draw(canvas), width / 16
    for number in range(1, 16):
        pen.rectangle((number * side - 1, 0.3 * height, number * side + 1, top), fill=tile)
    y = 0.3 * height
    while y < top:
        pen.rectangle((0, y - 1, width, y + 1), fill=tile)
        y += side
    pen.rectangle((0, 0, width, 0.3 * height), fill=mixed(wall, (255, 255, 255), 0.35))
    pen.rectangle((0, top, width, height), fill=floor)
    pen.rectangle((0, top, width, top + 0.006 * height), fill=edge)


def _window(canvas: "Picture", plan: ScenePlan, left: float, frame: Colour) -> None:
    from PIL import ImageDraw

    width, height = canvas.size
    pen, colours = ImageDraw.Draw(canvas), sky_colours(plan)
    x, y, wide, high = left * width, 0.13 * height, 0.26 * width, 0.28 * height
    edge = 0.009 * min(canvas.size)
    pen.rectangle((x - edge, y - edge, x + wide + edge, y + high + edge), fill=frame)
    pen.rectangle((x, y, x + wide, y + high), fill=colours[1])
    pen.rectangle((x, y + 0.6 * high, x + wide, y + high), fill=colours[2])
    pen.rectangle((x + wide / 2 - edge / 2, y, x + wide / 2 + edge / 2, y + high), fill=frame)
    pen.rectangle((x, y + high / 2 - edge / 2, x + wide, y + high / 2 + edge / 2), fill=frame)


WARMTHS: tuple[Colour, ...] = (
    (214, 196, 170), (190, 205, 214), (206, 212, 190), (222, 200, 196), (200, 196, 214),
)  # fmt: skip


def _warmed(colours: list[Colour], plan: ScenePlan, chance: random.Random) -> list[Colour]:
    """Return *colours* with the hue of one of a few calm papers."""
    hue = chance.choice(WARMTHS)
    return [mixed(colour, hue, 0.32) for colour in colours]
