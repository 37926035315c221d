"""Skies: a soft gradient with the sun, the moon, stars or clouds of the hour and the weather."""

import math
import random
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import mixed, sky_colours, sky_of
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.svg_shapes import Colour, colour_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen

STARS = 90


def paint_sky(canvas: "Picture", plan: ScenePlan, chance: random.Random, horizon: float) -> None:
    """Draw the sky of *plan* down to *horizon*, in parts of the height."""
    from PIL import ImageDraw

    row = sky_of(plan)
    gradient(canvas, sky_colours(plan), horizon)
    pen = ImageDraw.Draw(canvas)
    light = colour_of(row["light"])
    if plan.time == "night" and not plan.weather:
        stars(pen, chance, canvas.width, canvas.height * horizon)
    if plan.weather in ("rain", "storm", "snowfall"):
        _overcast(pen, canvas.size, chance, sky_colours(plan)[0], horizon)
        return
    x = light_along(plan)
    if plan.weather != "fog" and not _shows_light(plan):
        _light(canvas, plan, x, light, horizon)
    if plan.time == "day" and not plan.weather:
        colour = mixed(sky_colours(plan)[1], (255, 255, 255), 0.7)
        for number in range(3):  # On the other side than the sun, so that they hide nothing of it.
            along = (x + 0.24 + 0.2 * number + chance.uniform(0, 0.06)) % 1.0
            at = (along * canvas.width, chance.uniform(0.08, 0.24) * canvas.height)
            cloud(pen, at, chance.uniform(0.04, 0.07) * canvas.width, colour)


def light_along(plan: ScenePlan) -> float:
    """Return where sun or moon stands, in parts of the width; its path on water lies below it."""
    return (0.18, 0.25, 0.75, 0.82)[(zlib.crc32(plan.title.encode()) + plan.composition) % 4]


def open_sky(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw nothing but sky, with clouds below."""
    from PIL import ImageDraw

    paint_sky(canvas, plan, chance, 1.0)
    pen = ImageDraw.Draw(canvas)
    for share in (0.35, 0.6, 0.85):
        colour = mixed(sky_colours(plan)[-1], (255, 255, 255), 0.2 + 0.4 * share)
        if plan.time == "night":
            colour = mixed(colour, (30, 40, 80), 0.75)
        base = canvas.height * (0.78 + 0.2 * share)
        x = -0.1 * canvas.width
        while x < 1.1 * canvas.width:
            size = canvas.width * chance.uniform(0.08, 0.15)
            pen.ellipse((x - size, base - size * 0.7, x + size, base + size), fill=colour)
            x += size * 0.9
        pen.rectangle((0, base, canvas.width, canvas.height), fill=colour)


def gradient(canvas: "Picture", colours: Sequence[Colour], horizon: float) -> None:
    """Fill *canvas* with *colours* from the top to *horizon*, and the last one below."""
    from PIL import Image

    column = Image.new("RGB", (1, 256))
    steps = len(colours) - 1
    for row in range(256):
        place = min(1.0, row / 256 / horizon) * steps
        index = min(int(place), steps - 1)
        column.putpixel((0, row), mixed(colours[index], colours[index + 1], place - index))
    column = column.resize((1, canvas.height), Image.Resampling.BICUBIC)
    canvas.paste(column.resize(canvas.size, Image.Resampling.NEAREST))


def stars(
    pen: "Pen", chance: random.Random, width: float, height: float, many: int = STARS
) -> None:
    """Scatter stars above *height*."""
    for _ in range(many):
        x, y = chance.uniform(0, width), chance.uniform(0, height * 0.92)
        size = width * chance.uniform(0.0006, 0.0017)
        shade = round(chance.uniform(140, 240))
        pen.ellipse(
            (x - size, y - size, x + size, y + size), fill=(shade, shade, round(shade * 0.96))
        )


def cloud(pen: "Pen", at: tuple[float, float], size: float, colour: Colour) -> None:
    """Draw a small flat cloud."""
    x, y = at
    for right, up, reach in (
        (-0.8, 0.0, 0.5),
        (-0.2, 0.28, 0.62),
        (0.5, 0.1, 0.55),
        (1.0, 0.0, 0.4),
    ):
        half = reach * size
        cx, cy = x + right * size, y - up * size
        pen.ellipse((cx - half, cy - half * 0.8, cx + half, cy + half * 0.8), fill=colour)
    pen.rounded_rectangle(
        (x - 1.3 * size, y - 0.1 * size, x + 1.4 * size, y + 0.42 * size), 0.24 * size, fill=colour
    )


def _shows_light(plan: ScenePlan) -> bool:
    """Say whether the words name sun or moon themselves, which are drawn as figures."""
    return any(one.figure in ("sun", "moon", "full-moon", "crescent-moon") for one in plan.figures)


def _light(canvas: "Picture", plan: ScenePlan, along: float, light: Colour, horizon: float) -> None:
    """Put the sun or moon, and the light around it, onto *canvas*."""
    from PIL import Image, ImageDraw

    low = plan.time in ("sunset", "dawn")
    x = canvas.width * along
    y = canvas.height * (horizon - 0.05 if low else 0.14)
    radius = min(canvas.size) * (0.062 if low else 0.042)
    reach = round(radius * (6 if low else 3.4))
    # Pillow's gradient ends at the corners; the light must end at the sides, or they show.
    halo = Image.radial_gradient("L").point(
        [round(max(0.0, 255 - value * math.sqrt(2)) ** 2 / 255 * 0.55) for value in range(256)]
    )
    halo = halo.resize((2 * reach, 2 * reach), Image.Resampling.BILINEAR)
    canvas.paste(light, (round(x) - reach, round(y) - reach), halo)
    ImageDraw.Draw(canvas).ellipse((x - radius, y - radius, x + radius, y + radius), fill=light)


def _overcast(
    pen: "Pen", size: tuple[int, int], chance: random.Random, colour: Colour, horizon: float
) -> None:
    for number in range(7):
        shade = mixed(colour, (255, 255, 255), chance.uniform(0.05, 0.22))
        at = (
            size[0] * (number + chance.uniform(0.1, 0.9)) / 7,
            size[1] * chance.uniform(0.02, 0.16),
        )
        cloud(pen, at, size[0] * chance.uniform(0.08, 0.13), shade)
