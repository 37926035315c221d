"""Rain, snow and fog, drawn over what they fall on."""

import random
from typing import TYPE_CHECKING

from limner.image.sketch.plans.scene_plan import ScenePlan

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

DROPS, FLAKES = 120, 110


def paint_weather(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw the weather of *plan*, sparsely, so that what it falls on is still seen."""
    from PIL import ImageDraw

    width, height = canvas.size
    pen = ImageDraw.Draw(canvas)
    inside = plan.ground in ("room", "kitchen", "table", "underwater", "space")
    if plan.weather in ("rain", "storm") and not inside:
        thick = max(1, round(width / 700))
        for _ in range(DROPS):
            x, y = chance.uniform(0, 1.05 * width), chance.uniform(0, height)
            long = height * chance.uniform(0.015, 0.035)
            pen.line((x, y, x - long * 0.25, y + long), fill=(214, 226, 236), width=thick)
    snowing = plan.weather == "snowfall"
    if snowing and not inside:
        for _ in range(FLAKES):
            x, y = chance.uniform(0, width), chance.uniform(0, height)
            size = width * chance.uniform(0.002, 0.0055)
            pen.ellipse((x - size, y - size, x + size, y + size), fill=(255, 255, 255))


def paint_fog(canvas: "Picture", plan: ScenePlan) -> None:
    """Veil what lies far away; figures are drawn before it afterwards."""
    from PIL import Image

    if plan.weather != "fog" or plan.ground in ("room", "kitchen", "table"):
        return
    width, height = canvas.size
    veil = Image.linear_gradient("L").point([max(0, 170 - abs(v - 130) * 2) for v in range(256)])
    veil = veil.resize((1, height), Image.Resampling.BILINEAR).resize((width, height))
    canvas.paste((228, 232, 234), (0, 0), veil)
