"""Land and water below the horizon, in a few flat layers; the nearest is what figures stand on."""

import math
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import land_of, mixed, sky_of
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.svg_shapes import Colour, colour_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen

Point = tuple[float, float]

HORIZONS = {"sea": 0.52, "lake": 0.5, "beach": 0.46, "street": 0.56, "city": 0.6, "desert": 0.58}
"""Where sky and land meet, in parts of the height; 0.55 elsewhere."""

SHIFTED = (0.0, -0.06, 0.05, -0.03)
"""How far each of four compositions moves the horizon."""


def paint_land(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw the land of *plan* on *canvas*."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    horizon = HORIZONS.get(plan.ground, 0.55) + SHIFTED[plan.variant % 4]
    DRAWN.get(plan.ground, _meadow)(pen, canvas.size, horizon, land_of(plan), plan, chance)


Size = tuple[int, int]
Colours = Sequence[Colour]


def _meadow(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    for colour, base, swing in zip(
        colours, (0.0, 0.08, 0.16, 0.26), (0.06, 0.045, 0.03, 0.012), strict=True
    ):
        _fill(
            pen,
            size,
            _ridge(chance, size[0], (horizon + base) * size[1], swing * size[1], 0.4),
            colour,
        )


def _mountains(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    far = _ridge(chance, size[0], (horizon - 0.08) * size[1], 0.18 * size[1], 0.55)
    _fill(pen, size, far, colours[0])
    _fill(
        pen,
        size,
        _ridge(chance, size[0], (horizon + 0.05) * size[1], 0.10 * size[1], 0.54),
        colours[1],
    )
    _fill(
        pen,
        size,
        _ridge(chance, size[0], (horizon + 0.15) * size[1], 0.03 * size[1], 0.42),
        colours[2],
    )
    _fill(
        pen,
        size,
        _ridge(chance, size[0], (horizon + 0.24) * size[1], 0.012 * size[1], 0.42),
        colours[3],
    )


def _forest(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    for colour, base, tall in zip(colours[:3], (0.03, 0.09, 0.16), (0.20, 0.27, 0.33), strict=True):
        _trees(pen, size, (horizon + base) * size[1], tall * size[1], colour, chance)
    _fill(
        pen,
        size,
        _ridge(chance, size[0], (horizon + 0.17) * size[1], 0.012 * size[1], 0.42),
        colours[3],
    )


def _snow(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    _fill(
        pen,
        size,
        _ridge(chance, size[0], (horizon - 0.02) * size[1], 0.10 * size[1], 0.52),
        colours[0],
    )
    firs = mixed(colours[0], (70, 100, 110), 0.45)
    _trees(pen, size, (horizon + 0.09) * size[1], 0.10 * size[1], firs, chance, gaps=3.2)
    for colour, base, swing in zip(
        colours[1:], (0.06, 0.14, 0.24), (0.03, 0.02, 0.012), strict=True
    ):
        _fill(
            pen,
            size,
            _ridge(chance, size[0], (horizon + base) * size[1], swing * size[1], 0.4),
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
        _fill(pen, size, outline, colour)


def _sea(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    _water(pen, size, horizon, 1.0, colours, chance)
    light = colour_of(sky_of(plan)["light"])
    if plan.time != "day":
        _path_of_light(pen, size, horizon, mixed(colours[1], light, 0.55), chance)


def _lake(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    far = mixed(colours[0], (120, 150, 150), 0.35)
    _fill(pen, size, _ridge(chance, size[0], (horizon - 0.02) * size[1], 0.08 * size[1], 0.45), far)
    _fill(
        pen,
        size,
        _ridge(chance, size[0], (horizon + 0.02) * size[1], 0.03 * size[1], 0.4),
        colours[0],
    )
    water = (colours[1], colours[2], colours[2], colours[2])
    _water(pen, size, horizon + 0.04, 1.0, water, chance)
    _fill(pen, size, _ridge(chance, size[0], 0.84 * size[1], 0.012 * size[1], 0.42), colours[3])


def _beach(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    water = (colours[0], colours[1], colours[1], colours[1])
    _water(pen, size, horizon, 1.0, water, chance)
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
        _fill(pen, size, outline, colour)


def _city(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    for colour, tall in zip(colours[:3], (0.38, 0.30, 0.22), strict=True):
        _houses(pen, size, horizon + 0.06, tall, colour, plan, chance)
    pen.rectangle((0, (horizon + 0.06) * size[1], size[0], size[1]), fill=colours[3])


def _street(
    pen: "Pen", size: Size, horizon: float, colours: Colours, plan: ScenePlan, chance: random.Random
) -> None:
    width, height = size
    for colour, tall in zip(colours[:2], (0.36, 0.28), strict=True):
        _houses(pen, size, horizon + 0.06, tall, colour, plan, chance)
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


# What the layers are made of


def _water(
    pen: "Pen", size: Size, top: float, bottom: float, colours: Colours, chance: random.Random
) -> None:
    """Draw water in bands that grow towards the viewer, with a few calm waves."""
    width, height = size
    for number, colour in enumerate(colours):
        y = height * (top + (bottom - top) * (number / len(colours)) ** 1.4)
        pen.rectangle((0, y, width, height * bottom), fill=colour)
    for _ in range(26):
        depth = chance.uniform(0.03, 1.0)
        y = height * (top + (bottom - top) * depth)
        half, thick = width * (0.012 + 0.05 * depth), height * (0.001 + 0.003 * depth)
        x = chance.uniform(0, width)
        band = min(int(depth ** (1 / 1.4) * len(colours)), len(colours) - 1)
        pen.ellipse(
            (x - half, y - thick, x + half, y + thick),
            fill=mixed(colours[band], (255, 255, 255), 0.16),
        )


def _path_of_light(
    pen: "Pen", size: Size, horizon: float, colour: Colour, chance: random.Random
) -> None:
    width, height = size
    x = width * chance.choice((0.3, 0.7))
    for step in range(22):
        depth = (step / 22) ** 1.3
        y = height * (horizon + 0.005 + (0.95 - horizon) * depth)
        half = width * (0.015 + 0.06 * depth) * chance.uniform(0.4, 1.3)
        thick = height * (0.0012 + 0.004 * depth)
        at = x + chance.uniform(-0.5, 0.5) * half
        pen.ellipse((at - half, y - thick, at + half, y + thick), fill=colour)


def _houses(
    pen: "Pen", size: Size, base: float, tall: float, colour: Colour, plan: ScenePlan,
    chance: random.Random,
) -> None:  # fmt: skip
    width, height = size
    lit = (
        (250, 224, 150) if plan.time in ("night", "sunset") else mixed(colour, (255, 255, 255), 0.4)
    )
    x = -0.02 * width
    while x < width:
        step = width * chance.uniform(0.06, 0.12)
        top = height * (base - tall * chance.uniform(0.45, 1.0))
        pen.rectangle(
            (x, top, x + step - 1, height * base),
            fill=mixed(colour, (255, 255, 255), chance.uniform(0, 0.08)),
        )
        pane = step / 7
        y = top + pane
        while y < height * base - 2 * pane:
            for column in (1, 3, 5):
                if chance.random() < 0.62:
                    at = x + column * pane
                    pen.rectangle((at, y, at + pane, y + 1.3 * pane), fill=lit)
            y += 2.6 * pane
        x += step


def _trees(
    pen: "Pen", size: Size, base: float, tall: float, colour: Colour, chance: random.Random,
    gaps: float = 1.0,
) -> None:  # fmt: skip
    x = -0.05 * size[0]
    while x < 1.05 * size[0]:
        tree = tall * chance.uniform(0.55, 1)
        half, foot = tree * 0.24, base + chance.uniform(0, 0.02) * size[1]
        for up, reach in ((0.0, 1.0), (0.28, 0.82), (0.56, 0.6)):
            pen.polygon(
                [(x - half * reach, foot - tree * up), (x, foot - tree * min(1.0, up + 0.52)),
                 (x + half * reach, foot - tree * up)],
                fill=colour,
            )  # fmt: skip
        x += half * chance.uniform(0.7, 1.7) * gaps
    if gaps == 1.0:
        pen.rectangle((0, base, size[0], base + 0.1 * size[1]), fill=colour)


def _fill(pen: "Pen", size: Size, outline: Sequence[Point], colour: Colour) -> None:
    pen.polygon([(0, size[1]), *outline, (size[0], size[1])], fill=colour)


def _ridge(
    chance: random.Random, width: int, base: float, swing: float, rough: float
) -> list[Point]:
    """Return a skyline by halving: each step moves the middle by less, *rough* says how much."""
    heights = [chance.uniform(-1, 1) for _ in range(3)]
    reach = 1.0
    while len(heights) < 256:
        heights = list(_halved(heights, chance, reach))
        reach *= rough
    middle = sum(heights) / len(heights)
    most = max(abs(value - middle) for value in heights)
    last = len(heights) - 1
    return [
        (width * at / last, base - swing * (value - middle) / most)
        for at, value in enumerate(heights)
    ]


def _halved(heights: Sequence[float], chance: random.Random, reach: float) -> Iterator[float]:
    for left, right in pairwise(heights):
        yield left
        yield (left + right) / 2 + chance.uniform(-reach, reach)
    yield heights[-1]
