"""The inside of an SVG image as filled polygons: what a figure is drawn from.

Paths, circles, ellipses and rectangles with their fill, opacity and transform are read; groups hand
their fill down. Strokes, clips, masks and filters are not: the compiled table has no figure with
one. A gradient is its first colour.
"""

import math
import re
from dataclasses import dataclass

from limner.image.sketch.vectors.path_data import Polygon, polygons
from limner.patterns import lazy_regex

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]

GRID = 32
"""Figures are drawn on a square of so many units."""

ELEMENT = lazy_regex(r"<(/?)(\w+)([^>]*?)(/?)>")
ATTRIBUTE = lazy_regex(r'([\w-]+)="([^"]*)"')
GRADIENT = lazy_regex(r'<(?:linear|radial)Gradient id="([^"]+)".*?stop-color="(#\w+)"', re.DOTALL)
DEFINITIONS = lazy_regex(r"<defs>.*?</defs>", re.DOTALL)
TRANSFORM = lazy_regex(r"(translate|matrix|rotate|scale)\(([^)]*)\)")


@dataclass(frozen=True)
class VectorShape:
    """One filled shape of a figure, on a grid of 32 by 32 units.

    Attributes:
        fill: its colour.
        polygons: its outlines; where they overlap, winding decides.
        opacity: 0 to 1.
        even_odd: whether every second outline is a hole, whichever way it runs.
    """

    fill: Colour
    polygons: tuple[Polygon, ...]
    opacity: float = 1.0
    even_odd: bool = False


def shapes(body: str) -> tuple[VectorShape, ...]:
    """Return the shapes of the SVG elements *body*, from back to front."""
    gradients = {found[1]: found[2] for found in GRADIENT.finditer(body)}
    fills = ["#000000"]
    drawn: list[VectorShape] = []
    for element in ELEMENT.finditer(DEFINITIONS.sub("", body)):
        closing, tag, written, empty = element.groups()
        attributes = dict(ATTRIBUTE.findall(written))
        fill = attributes.get("fill", fills[-1])
        if tag == "g" and not empty:
            if closing:
                fills.pop()
            else:
                fills.append(fill)
            continue
        if fill.startswith("url(#"):
            fill = gradients.get(fill[5:-1], "none")
        outlines = () if closing or not fill.startswith("#") else _outlines(tag, attributes)
        if outlines:
            drawn.append(
                VectorShape(
                    colour_of(fill),
                    tuple(moved(outline, _matrix(attributes)) for outline in outlines),
                    _number(attributes, "opacity", _number(attributes, "fill-opacity", 1)),
                    attributes.get("fill-rule") == "evenodd",
                )
            )
    return tuple(drawn)


def colour_of(text: str) -> Colour:
    """Return ``#rgb`` or ``#rrggbb`` as numbers from 0 to 255."""
    digits = text.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def moved(outline: Polygon, matrix: Matrix) -> Polygon:
    """Return *outline* transformed by *matrix*, in SVG's order."""
    if matrix == IDENTITY:
        return outline
    a, b, c, d, e, f = matrix
    return tuple((a * x + c * y + e, b * x + d * y + f) for x, y in outline)


IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def _outlines(tag: str, attributes: dict[str, str]) -> tuple[Polygon, ...]:
    def number(name: str, otherwise: str = "0") -> float:
        return float(attributes.get(name, otherwise))

    if tag == "path":
        return polygons(attributes["d"])
    if tag in ("circle", "ellipse"):
        rx = number("r" if tag == "circle" else "rx")
        ry = number("r" if tag == "circle" else "ry")
        cx, cy = number("cx"), number("cy")
        angles = [turn * math.tau / 40 for turn in range(40)]
        return (tuple((cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles),)
    if tag == "rect":
        x, y, width, height = (number(name) for name in ("x", "y", "width", "height"))
        round_ = min(number("rx", attributes.get("ry", "0")), width / 2, height / 2)
        inner_width, inner_height = width - 2 * round_, height - 2 * round_
        if round_ == 0:
            return (((x, y), (x + width, y), (x + width, y + height), (x, y + height)),)
        arc = f"a{round_} {round_} 0 0 1"
        return polygons(
            f"M{x + round_} {y}h{inner_width}{arc} {round_} {round_}v{inner_height}{arc} -{round_} "
            f"{round_}h-{inner_width}{arc} -{round_} -{round_}v-{inner_height}{arc} {round_} "
            f"-{round_}z"
        )
    return ()


def _number(attributes: dict[str, str], name: str, otherwise: float = 0) -> float:
    return float(attributes[name]) if name in attributes else otherwise


def _matrix(attributes: dict[str, str]) -> Matrix:
    found = TRANSFORM.search(attributes.get("transform", ""))
    if found is None:
        return IDENTITY
    values = [float(value) for value in re.split(r"[ ,]+", found[2].strip())]
    if found[1] == "matrix":
        a, b, c, d, e, f = values
        return a, b, c, d, e, f
    if found[1] == "translate":
        return 1, 0, 0, 1, values[0], (*values, 0.0)[1]
    if found[1] == "scale":
        return values[0], 0, 0, values[-1], 0, 0
    turn, cx, cy = (*values, 0.0, 0.0)[:3]
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return cosine, sine, -sine, cosine, cx - cosine * cx + sine * cy, cy - sine * cx - cosine * cy
