"""Land and water below the horizon, in a few flat layers; the nearest is what figures stand on."""

import math
import random
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import land_of, mixed, sky_of
from limner.image.sketch.painting.grounds.land_parts import (
    Colours,
    Size,
    draw_houses,
    draw_path_of_light,
    draw_trees,
    draw_water,
    fill_below,
    ridge,
)
from limner.image.sketch.painting.grounds.skies import light_along
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.svg_shapes import colour_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen

HORIZONS = {"sea": 0.52, "lake": 0.5, "beach": 0.46, "street": 0.56, "city": 0.6, "desert": 0.58}
"""Where sky and land meet, in parts of the height; 0.55 elsewhere."""

SHIFTED = (0.0, -0.06, 0.05, -0.03)
"""How far each of four compositions moves the horizon."""


def paint_land(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw the land of *plan* on *canvas*."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    horizon = HORIZONS.get(plan.ground, 0.55) + SHIFTED[plan.composition % 4]
    DRAWN.get(plan.ground, _meadow)(pen, canvas.size, horizon, land_of(plan), plan, chance)


def _meadow(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    for colour, base, swing in zip(
        colours, (0.0, 0.08, 0.16, 0.26), (0.06, 0.045, 0.03, 0.012), strict=True
    ):
        fill_below(
            pen,
            size,
            ridge(chance, size[0], (horizon + base) * size[1], swing * size[1], 0.4),
            colour,
        )


def _mountains(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    far = ridge(chance, size[0], (horizon - 0.08) * size[1], 0.18 * size[1], 0.55)
    fill_below(pen, size, far, colours[0])
    fill_below(
        pen,
        size,
        ridge(chance, size[0], (horizon + 0.05) * size[1], 0.10 * size[1], 0.54),
        colours[1],
    )
    fill_below(
        pen,
        size,
        ridge(chance, size[0], (horizon + 0.15) * size[1], 0.03 * size[1], 0.42),
        colours[2],
    )
    fill_below(
        pen,
        size,
        ridge(chance, size[0], (horizon + 0.24) * size[1], 0.012 * size[1], 0.42),
        colours[3],
    )


def _forest(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    for colour, base, tall in zip(colours[:3], (0.03, 0.09, 0.16), (0.20, 0.27, 0.33), strict=True):
        draw_trees(pen, size, (horizon + base) * size[1], tall * size[1], colour, chance)
    fill_below(
        pen,
        size,
        ridge(chance, size[0], (horizon + 0.17) * size[1], 0.012 * size[1], 0.42),
        colours[3],
    )


def _snow(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    fill_below(
        pen,
        size,
        ridge(chance, size[0], (horizon - 0.02) * size[1], 0.10 * size[1], 0.52),
        colours[0],
    )
    firs = mixed(colours[0], (70, 100, 110), 0.45)
    draw_trees(pen, size, (horizon + 0.09) * size[1], 0.10 * size[1], firs, chance, gaps=3.2)
    for colour, base, swing in zip(
        colours[1:], (0.06, 0.14, 0.24), (0.03, 0.02, 0.012), strict=True
    ):
        fill_below(
            pen,
            size,
            ridge(chance, size[0], (horizon + base) * size[1], swing * size[1], 0.4),
            colour,
        )


def _desert(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    for colour, base, swing in zip(
        colours, (0.0, 0.07, 0.15, 0.24), (0.07, 0.05, 0.035, 0.015), strict=True
    ):
        first, second = chance.uniform(0, 6), chance.uniform(0, 6)
        outline = [
            (size[0] * at / 128, (horizon + base) * size[1] - swing * size[1] * (
                math.sin(at / 26 + first) + 0.4 * math.sin(at / 11 + second)
            ))
            for at in range(129)
        ]  # fmt: skip
        fill_below(pen, size, outline, colour)


def _sea(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    draw_water(pen, size, horizon, 1.0, colours, chance)
    light = colour_of(sky_of(plan)["light"])
    if plan.time != "day":
        draw_path_of_light(
            pen, size, (light_along(plan), horizon), mixed(colours[1], light, 0.55), chance
        )


def _lake(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    far = mixed(colours[0], (120, 150, 150), 0.35)
    fill_below(
        pen, size, ridge(chance, size[0], (horizon - 0.02) * size[1], 0.08 * size[1], 0.45), far
    )
    fill_below(
        pen,
        size,
        ridge(chance, size[0], (horizon + 0.02) * size[1], 0.03 * size[1], 0.4),
        colours[0],
    )
    water = (colours[1], colours[2], colours[2], colours[2])
    draw_water(pen, size, horizon + 0.04, 1.0, water, chance)
    fill_below(pen, size, ridge(chance, size[0], 0.84 * size[1], 0.012 * size[1], 0.42), colours[3])


def _beach(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    water = (colours[0], colours[1], colours[1], colours[1])
    draw_water(pen, size, horizon, 1.0, water, chance)
    first = chance.uniform(0, 6)
    for colour, base in (
        (mixed(colours[1], (255, 255, 255), 0.7), 0.0),
        (colours[2], 0.014),
        (colours[3], 0.12),
    ):
        outline = [
            (
                size[0] * at / 96,
                (horizon + 0.19 + base) * size[1] + 0.012 * size[1] * math.sin(at / 13 + first),
            )
            for at in range(97)
        ]
        fill_below(pen, size, outline, colour)


def _city(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    for colour, tall in zip(colours[:3], (0.38, 0.30, 0.22), strict=True):
        draw_houses(pen, size, horizon + 0.06, tall, colour, plan, chance)
    pen.rectangle((0, (horizon + 0.06) * size[1], size[0], size[1]), fill=colours[3])


def _street(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    width, height = size
    for colour, tall in zip(colours[:2], (0.36, 0.28), strict=True):
        draw_houses(pen, size, horizon + 0.06, tall, colour, plan, chance)
    top = (horizon + 0.06) * height
    pen.rectangle((0, top, width, height), fill=colours[2])
    road = top + 0.075 * height
    pen.rectangle((0, road, width, height), fill=colours[3])
    pen.rectangle(
        (0, road, width, road + 0.008 * height), fill=mixed(colours[2], (255, 255, 255), 0.3)
    )
    line, dash = mixed(colours[3], (255, 255, 255), 0.75), width / 9
    for number in range(-1, 10):
        x = number * dash + dash * 0.3
        pen.polygon(
            [(x, 0.885 * height), (x + dash * 0.55, 0.885 * height),
             (x + dash * 0.52, 0.9 * height), (x - dash * 0.03, 0.9 * height)],
            fill=line,
        )  # fmt: skip


DRAWN = {
    "meadow": _meadow, "mountains": _mountains, "forest": _forest, "snow": _snow,
    "desert": _desert, "sea": _sea, "lake": _lake, "beach": _beach, "city": _city,
    "street": _street,
}  # fmt: skip
