"""A quiet landscape in a few flat layers, in colours that a description's words choose."""

import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from limner.files import packaged

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen

LAYERS = 5
"""Ridges from the horizon to the foreground."""

SMOOTHED = 4_000_000
"""Up to so many pixels the picture is drawn twice as large; larger ones look smooth without."""

Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True)
class Landscape:
    """Colours and shapes of one placeholder; see ``palettes.toml``."""

    sky: tuple[Colour, ...]
    light: Colour
    far: Colour
    near: Colour
    height: float
    stars: bool
    shape: str


def paint(words: str, prompt: str, width: int, height: int, chance: random.Random) -> "Picture":
    """Return the landscape for *words*, *width* by *height* pixels; *chance* shapes it.

    Where the author's words choose nothing, those of the *prompt* do.
    """
    from PIL import ImageDraw

    scene = _landscape(words, prompt)
    scale = 2 if width * height <= SMOOTHED else 1
    canvas = _sky(scene, width * scale, height * scale)
    pen = ImageDraw.Draw(canvas)
    horizon = canvas.height * chance.uniform(0.56, 0.62)
    sun = (canvas.width * chance.uniform(0.30, 0.70), horizon - canvas.height * scene.height)
    if scene.stars:
        _stars(pen, chance, canvas.width, horizon)
    _shine(canvas, scene, sun)
    for layer in range(LAYERS):
        share = layer / (LAYERS - 1)
        base = horizon + (canvas.height - horizon) * share**1.5 * 0.86
        colour = _mix(scene.far, scene.near, share**1.25)
        DRAWN[scene.shape](pen, canvas.size, base, share, colour, scene, chance)
    if scene.shape == "sea":
        _light_on_water(canvas, scene, chance, sun[0], horizon)
    return canvas.reduce(scale) if scale > 1 else canvas


def _landscape(*texts: str) -> Landscape:
    """Choose colours and land by the first of *texts* whose words speak for some."""
    table = _palettes()
    row = _first(table["palette"], texts) or table["default"]
    land = _first(table["land"], texts)
    return Landscape(
        sky=tuple(_colour(colour) for colour in row["sky"]),
        light=_colour(row["light"]),
        far=_colour(row["far"]),
        near=_colour(row["near"]),
        height=row["height"],
        stars=row.get("stars", False),
        shape=land["shape"] if land else "hills",
    )


def _first(rows: Sequence[dict[str, Any]], texts: Sequence[str]) -> dict[str, Any] | None:
    """Return the row that most of a text's first forty words speak for; ties go to the upper."""
    for text in texts:
        heard = re.findall(r"\w+", text.lower())[:40]
        counts = [sum(word in row["words"] for word in heard) for row in rows]
        if best := max(counts):
            return rows[counts.index(best)]
    return None


@cache
def _palettes() -> dict[str, Any]:
    return packaged.table("image", "placeholder", "palettes.toml")


def _colour(text: str) -> Colour:
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


# The sky


def _sky(scene: Landscape, width: int, height: int) -> "Picture":
    """Return the sky as a soft gradient over its colours; its lower end is the horizon."""
    from PIL import Image

    column = Image.new("RGB", (1, 256))
    steps = len(scene.sky) - 1
    for row in range(256):
        place = min(1.0, row / 256 / 0.62) * steps
        index = min(int(place), steps - 1)
        column.putpixel((0, row), _mix(scene.sky[index], scene.sky[index + 1], place - index))
    return column.resize((width, height), Image.Resampling.BICUBIC)


def _stars(pen: "Pen", chance: random.Random, width: float, horizon: float) -> None:
    for _ in range(110):
        x, y = chance.uniform(0, width), chance.uniform(0, horizon * 0.85)
        size = width * chance.uniform(0.0004, 0.0013)
        shade = round(chance.uniform(130, 235))
        pen.ellipse((x - size, y - size, x + size, y + size), fill=(shade, shade, shade))


def _shine(canvas: "Picture", scene: Landscape, sun: Point) -> None:
    """Put the sun or moon and the light around it onto *canvas*."""
    from PIL import Image, ImageDraw

    reach = round(min(canvas.size) * 0.6)
    # Pillow's gradient ends at the corners; the light must end at the sides, or they show.
    halo = Image.radial_gradient("L").point(
        lambda value: round(max(0.0, 255 - value * math.sqrt(2)) ** 2 / 255 * 0.7)
    )
    halo = halo.resize((2 * reach, 2 * reach), Image.Resampling.BICUBIC)
    light = Image.new("RGB", halo.size, scene.light)
    canvas.paste(light, (round(sun[0]) - reach, round(sun[1]) - reach), halo)
    radius = min(canvas.size) * 0.052
    ImageDraw.Draw(canvas).ellipse(
        (sun[0] - radius, sun[1] - radius, sun[0] + radius, sun[1] + radius), fill=scene.light
    )


# The land: each draws one layer; share is 0 at the horizon and 1 in the foreground


def _hills(
    pen: "Pen", size: tuple[int, int], base: float, share: float, colour: Colour,
    scene: Landscape, chance: random.Random,
) -> None:  # fmt: skip
    outline = _ridge(chance, size[0], base, size[1] * 0.055, rough=0.42)
    _fill(pen, size, outline, colour)


def _peaks(
    pen: "Pen", size: tuple[int, int], base: float, share: float, colour: Colour,
    scene: Landscape, chance: random.Random,
) -> None:  # fmt: skip
    swing = size[1] * 0.13 * (1 - share * 0.5)
    _fill(pen, size, _ridge(chance, size[0], base, swing, rough=0.54), colour)


def _sea(
    pen: "Pen", size: tuple[int, int], base: float, share: float, colour: Colour,
    scene: Landscape, chance: random.Random,
) -> None:  # fmt: skip
    width, height = size
    first, second, swing = chance.uniform(0, 6), chance.uniform(0, 6), height * 0.007 * share
    outline = [
        (
            width * at / 256,
            base + swing * (math.sin(at / 23 + first) + 0.5 * math.sin(at / 9.7 + second)),
        )
        for at in range(257)
    ]
    _fill(pen, size, outline, colour)


def _city(
    pen: "Pen", size: tuple[int, int], base: float, share: float, colour: Colour,
    scene: Landscape, chance: random.Random,
) -> None:  # fmt: skip
    width, height = size
    lit = _mix(colour, scene.light, 0.55)
    _fill(pen, size, [(0, base), (width, base)], colour)
    x = 0.0
    while x < width:
        step = width * chance.uniform(0.025, 0.075)
        top = base - height * 0.17 * (1 - share * 0.55) * chance.uniform(0.15, 1) ** 1.4
        pen.rectangle((x, top, x + step, base), fill=colour)
        for _ in range(chance.randrange(5) if share else 0):
            pane = width * 0.0025
            at = (chance.uniform(x + pane, x + step - 3 * pane), chance.uniform(top, base) + pane)
            pen.rectangle((*at, at[0] + pane, at[1] + 1.6 * pane), fill=lit)
        x += step


def _trees(
    pen: "Pen", size: tuple[int, int], base: float, share: float, colour: Colour,
    scene: Landscape, chance: random.Random,
) -> None:  # fmt: skip
    width, height = size
    tallest = height * (0.05 + 0.07 * share)
    outline = _ridge(chance, width, base, height * 0.025, rough=0.42)
    _fill(pen, size, outline, colour)
    x = 0.0
    while x < width:
        ground = outline[min(len(outline) - 1, int(x / width * len(outline)))][1] + tallest * 0.1
        tree = tallest * chance.uniform(0.4, 1)
        half = tree * 0.24
        pen.polygon([(x - half, ground), (x, ground - tree), (x + half, ground)], fill=colour)
        x += half * chance.uniform(0.5, 1.6)


DRAWN = {"hills": _hills, "peaks": _peaks, "sea": _sea, "city": _city, "trees": _trees}


def _fill(pen: "Pen", size: tuple[int, int], outline: Sequence[Point], colour: Colour) -> None:
    pen.polygon([(0, size[1]), *outline, (size[0], size[1])], fill=colour)


def _ridge(
    chance: random.Random, width: int, base: float, swing: float, rough: float
) -> list[Point]:
    """Return a skyline by halving: each step moves the middle by less, *rough* says how much."""
    heights = [chance.uniform(-1, 1) for _ in range(3)]
    reach = 1.0
    while len(heights) < 512:
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


def _light_on_water(
    canvas: "Picture", scene: Landscape, chance: random.Random, x: float, horizon: float
) -> None:
    """Lay the broken path of light from the horizon towards the viewer."""
    from PIL import Image, ImageDraw

    width, height = canvas.size
    path = Image.new("L", canvas.size, 0)
    pen = ImageDraw.Draw(path)
    y = horizon + height * 0.002
    while y < height * 0.93:
        depth = (y - horizon) / (height - horizon)
        half = width * (0.018 + 0.085 * depth) * chance.uniform(0.25, 1.5)
        thick = height * (0.0016 + 0.006 * depth)
        at = x + chance.uniform(-0.6, 0.6) * half
        shade = round(205 * (1 - depth) ** 1.6 + 14)
        pen.ellipse((at - half, y, at + half, y + thick), fill=shade)
        y += thick * chance.uniform(1.3, 2.6)
    canvas.paste(Image.new("RGB", canvas.size, scene.light), (0, 0), path)
