"""What land is made of: water, rows of houses and trees, skylines."""

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import mixed
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.svg_shapes import Colour

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw as Pen

Point = tuple[float, float]
Size = tuple[int, int]
Colours = Sequence[Colour]


def draw_water(
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


def draw_path_of_light(
    pen: "Pen", size: Size, top: tuple[float, float], colour: Colour, chance: random.Random
) -> None:
    """Lay the broken path of a low light onto water."""
    width, height = size
    x, horizon = width * top[0], top[1]
    for step in range(22):
        depth = (step / 22) ** 1.3
        y = height * (horizon + 0.005 + (0.95 - horizon) * depth)
        half = width * (0.015 + 0.06 * depth) * chance.uniform(0.4, 1.3)
        thick = height * (0.0012 + 0.004 * depth)
        at = x + chance.uniform(-0.5, 0.5) * half
        pen.ellipse((at - half, y - thick, at + half, y + thick), fill=colour)


def draw_houses(
    pen: "Pen", size: Size, base: float, tall: float, colour: Colour, plan: ScenePlan,
    chance: random.Random,
) -> None:  # fmt: skip
    """Draw a row of houses with lit windows, as high as *tall* in parts of the height."""
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


def draw_trees(
    pen: "Pen", size: Size, base: float, tall: float, colour: Colour, chance: random.Random,
    gaps: float = 1.0,
) -> None:  # fmt: skip
    """Draw a row of firs; *gaps* says how far apart they stand, and 1 closes the ground."""
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


def fill_below(pen: "Pen", size: Size, outline: Sequence[Point], colour: Colour) -> None:
    """Fill all below *outline*."""
    pen.polygon([(0, size[1]), *outline, (size[0], size[1])], fill=colour)


def ridge(
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
