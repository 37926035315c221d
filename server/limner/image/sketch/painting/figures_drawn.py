"""One figure of a plan in its place: recoloured, with its shadow, its lettering, or as a card."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from limner.files import packaged
from limner.image.sketch.painting.colours_mixed import mixed, named_colour
from limner.image.sketch.painting.composition import FigurePlace
from limner.image.sketch.painting.figure_boxes import figure_box
from limner.image.sketch.painting.polygons_drawn import draw_shapes
from limner.image.sketch.painting.typesetting import draw_centred, fitted
from limner.image.sketch.plans.scene_plan import PlannedFigure
from limner.image.sketch.vectors.own_figures import figure_shapes
from limner.image.sketch.vectors.recolouring import recoloured, repainted
from limner.image.sketch.vectors.svg_shapes import GRID, Colour, VectorShape, colour_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SHADOW: Colour = (27, 37, 48)
PAPER: Colour = (250, 247, 240)
INK: Colour = (52, 58, 66)

WRITTEN_ON = {
    "sign": (4.5, 5.5, 23, 11), "billboard": (2.5, 5.5, 27, 13), "whiteboard": (3.5, 4.5, 25, 16),
    "easel": (7, 5, 18, 16), "placard": (6, 4, 20, 11), "t-shirt": (10, 12, 12, 8),
    "sweater": (9.5, 11, 13, 9), "mug": (6, 13, 16, 10), "closed-book": (8, 6, 17, 10),
    "flag": (8.5, 5, 19, 10), "sheet-of-paper": (8, 4, 16, 22), "bottle": (9.5, 18, 13, 7),
    "box": (4, 14, 24, 14), "wall": (3, 10, 26, 15), "envelope": (4, 12, 24, 12),
    "bus": (3, 15, 20, 5), "laptop": (6, 6, 20, 12), "desktop-computer": (4, 6, 24, 13),
    "television": (5, 11, 18, 13), "convenience-store": (3, 11, 26, 6),
}  # fmt: skip
"""Left, top, width and height of where words stand on a figure, on its grid."""


@lru_cache(128)
def coloured_shapes(
    figure: str, colour: str, parts: tuple[tuple[str, str], ...]
) -> tuple[VectorShape, ...]:
    """Return the shapes of *figure* in its committed colours."""
    shapes, table = figure_shapes(figure), _colour_table()
    tone = named_colour(colour)
    if tone is not None:
        own = table["main"].get(figure)
        shapes = repainted(shapes, _fills(own), tone) if own else recoloured(shapes, tone)
    for part, name in parts:
        fills, tone = table["parts"].get(figure, {}).get(part, ""), named_colour(name)
        if tone is not None and fills == "main":
            shapes = recoloured(shapes, tone)
        elif tone is not None and fills:
            shapes = repainted(shapes, _fills(fills), tone)
    return shapes


def draw_figure(canvas: "Picture", figure: PlannedFigure, place: FigurePlace) -> None:
    """Draw *figure* so that it fills the box of *place*."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    if not figure.figure:
        _draw_card(canvas, figure, place)
        return
    box = figure_box(figure.figure)
    unit = place.width / box.width
    corner = (place.left - box.left * unit, place.top - box.top * unit)
    shapes = coloured_shapes(figure.figure, figure.colour, figure.parts)
    draw_shapes(canvas, pen, shapes, corner, GRID * unit)
    if figure.lettering:
        _draw_lettering(canvas, figure, place, corner, unit)


def draw_shadow(canvas: "Picture", place: FigurePlace, strength: float = 0.2) -> None:
    """Draw the shadow of what stands at *place* onto the ground."""
    from PIL import Image, ImageDraw

    half, flat = place.width * 0.46, max(2.0, place.width * 0.055)
    x, y = place.left + place.width / 2, place.top + place.height
    size = (round(2 * half) + 2, round(2 * flat) + 2)
    veil = Image.new("L", size)
    ImageDraw.Draw(veil).ellipse((0, 0, 2 * half, 2 * flat), fill=round(255 * strength))
    canvas.paste(SHADOW, (round(x - half), round(y - flat)), veil)


def _draw_card(canvas: "Picture", figure: PlannedFigure, place: FigurePlace) -> None:
    """Draw a labelled card, which holds the place of what has no figure."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    left, top, right, bottom = (
        place.left, place.top, place.left + place.width, place.top + place.height,
    )  # fmt: skip
    round_ = 0.08 * place.width
    tone = named_colour(figure.colour)
    edge = tone or (166, 172, 180)
    pen.rounded_rectangle((left, top, right, bottom), round_, fill=edge)
    rim = min(max(2.0, place.width * (0.07 if tone else 0.02)), place.height * 0.2)
    fill = mixed(PAPER, tone, 0.45) if tone else PAPER
    pen.rounded_rectangle(
        (left + rim, top + rim, right - rim, bottom - rim), round_ * 0.8, fill=fill
    )
    words = figure.lettering or figure.words
    text = fitted(words, place.width * 0.82, place.height * 0.8, place.height * 0.3)
    if text is not None:
        ink = PAPER if sum(fill) < 330 else INK
        draw_centred(canvas, text, ((left + right) / 2, (top + bottom) / 2), ink)


def _draw_lettering(
    canvas: "Picture", figure: PlannedFigure, place: FigurePlace, corner: tuple[float, float],
    unit: float,
) -> None:  # fmt: skip
    """Set the quoted words onto *figure*, or onto a label before it."""
    from PIL import ImageDraw

    if figure.figure in WRITTEN_ON:
        left, top, width, height = WRITTEN_ON[figure.figure]
        x, y = corner[0] + left * unit, corner[1] + top * unit
        wide, high, plain = width * unit, height * unit, False
    else:
        wide, high = place.width * 1.1, place.height * 0.24
        x, y = place.left - 0.05 * place.width, place.top + place.height * 0.6
        plain = True
    text = fitted(figure.lettering, wide * 0.94, high * 0.94, high * 0.8)
    if text is None:
        return
    if plain:
        ImageDraw.Draw(canvas).rounded_rectangle(
            (x, y, x + wide, y + high), high * 0.15, fill=PAPER
        )
    middle = (round(x + wide / 2), round(y + high / 2))
    behind = canvas.getpixel(
        (min(max(middle[0], 0), canvas.width - 1), min(max(middle[1], 0), canvas.height - 1))
    )
    dark = isinstance(behind, tuple) and sum(behind[:3]) < 360
    draw_centred(canvas, text, middle, PAPER if dark else INK)


def _fills(text: str) -> frozenset[Colour]:
    return frozenset(colour_of(one) for one in text.split())


@lru_cache(1)
def _colour_table() -> dict[str, Any]:
    return packaged.table("image", "sketch", "plans", "figures.toml")
