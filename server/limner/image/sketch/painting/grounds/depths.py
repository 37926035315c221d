"""Under water, and outer space."""

import random
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import mixed
from limner.image.sketch.painting.grounds.skies import gradient, stars
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.svg_shapes import Colour

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

WATER: tuple[Colour, ...] = ((122, 200, 220), (52, 140, 184), (24, 84, 134))
SAND: Colour = (196, 190, 150)
SPACE: tuple[Colour, ...] = ((10, 10, 31), (28, 22, 62), (52, 36, 92))


def underwater(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw water from below the surface down to the sand, with weeds and bubbles."""
    from PIL import ImageDraw

    water = [mixed(one, (8, 16, 44), 0.55 if plan.time == "night" else 0.0) for one in WATER]
    gradient(canvas, water, 1.0)
    width, height = canvas.size
    pen = ImageDraw.Draw(canvas)
    sand = mixed(SAND, water[-1], 0.42)
    pen.ellipse((-0.3 * width, 0.86 * height, 0.7 * width, 1.3 * height), fill=sand)
    pen.ellipse(
        (0.3 * width, 0.89 * height, 1.3 * width, 1.3 * height), fill=mixed(sand, (0, 0, 0), 0.06)
    )
    weed = mixed((60, 140, 90), water[-1], 0.35)
    for _ in range(9):
        x, tall = chance.uniform(0, width), chance.uniform(0.08, 0.2) * height
        half, bend = 0.012 * width, chance.uniform(-0.03, 0.03) * width
        pen.polygon(
            [(x - half, 0.97 * height), (x + bend - half * 0.3, 0.95 * height - tall * 0.6),
             (x - bend * 0.5, 0.95 * height - tall), (x + bend + half, 0.95 * height - tall * 0.5),
             (x + half, 0.97 * height)],
            fill=weed,
        )  # fmt: skip
    for _ in range(16):
        x, y = chance.uniform(0, width), chance.uniform(0.1, 0.85) * height
        size = width * chance.uniform(0.003, 0.009)
        pen.ellipse(
            (x - size, y - size, x + size, y + size), fill=mixed(water[0], (255, 255, 255), 0.35)
        )


def space(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw outer space: stars, and a large planet's edge below where things stand on one."""
    from PIL import ImageDraw

    gradient(canvas, SPACE, 1.0)
    pen = ImageDraw.Draw(canvas)
    stars(pen, chance, canvas.width, canvas.height * 1.08, many=170)
    if plan.ground == "moon":
        width, height = canvas.size
        pen.ellipse((-0.5 * width, 0.74 * height, 1.5 * width, 2.2 * height), fill=(168, 164, 172))
        for _ in range(8):
            x, y = chance.uniform(0, width), chance.uniform(0.84, 0.98) * height
            half = width * chance.uniform(0.015, 0.05)
            pen.ellipse((x - half, y - half * 0.3, x + half, y + half * 0.3), fill=(146, 142, 152))
