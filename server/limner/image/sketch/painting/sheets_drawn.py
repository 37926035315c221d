"""Flat sheets: a mark, a poster, words alone, a pattern, a map."""

import math
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import mixed, named_colour
from limner.image.sketch.painting.composition import FigurePlace, compose
from limner.image.sketch.painting.figure_boxes import figure_box
from limner.image.sketch.painting.figures_drawn import coloured_shapes, draw_figure
from limner.image.sketch.painting.grounds.backgrounds import paint_background
from limner.image.sketch.painting.grounds.papers import lay_paper
from limner.image.sketch.painting.polygons_drawn import draw_shapes
from limner.image.sketch.painting.scene_drawn import draw_place, enlarged
from limner.image.sketch.painting.typesetting import draw_centred, fitted
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.recolouring import visible_areas
from limner.image.sketch.vectors.svg_shapes import GRID, Colour, VectorShape

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

INK: Colour = (46, 52, 62)
GROUNDS: tuple[Colour, ...] = (
    (243, 238, 226), (229, 236, 240), (234, 238, 226), (243, 230, 226), (234, 231, 241),
    (240, 236, 240), (226, 238, 236),
)  # fmt: skip
ACCENTS: tuple[Colour, ...] = (
    (52, 92, 132), (164, 82, 60), (62, 112, 88), (120, 84, 142), (176, 128, 48), (56, 118, 128),
)  # fmt: skip


def draw_mark(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw a figure as a mark in at most three flat colours, with its lettering below."""
    from PIL import ImageDraw

    width, height = canvas.size
    figure = plan.figures[0] if plan.figures else None
    ground = chance.choice(GROUNDS)
    lay_paper(canvas, ground, chance)
    side = 0.62 * min(width, height)
    top = (height - side) / 2 - (0.08 * height if plan.lettering else 0)
    if figure is not None and figure.figure:
        shapes = coloured_shapes(figure.figure, figure.colour, figure.parts)
        dark = named_colour(figure.colour) or chance.choice(ACCENTS)
        box = figure_box(figure.figure)
        unit = side / box.longest
        at = (
            width / 2 - (box.left + box.width / 2) * unit,
            top + side / 2 - (box.top + box.height / 2) * unit,
        )
        flat = in_few_colours(shapes, dark, mixed(ground, (255, 255, 255), 0.75))
        draw_shapes(canvas, ImageDraw.Draw(canvas), flat, at, GRID * unit)
    for words in plan.lettering[:1]:
        alone = figure is None
        text = fitted(
            words,
            0.8 * width,
            (0.5 if alone else 0.14) * height,
            (0.2 if alone else 0.1) * height,
            2,
        )
        if text is not None:
            draw_centred(canvas, text, (width / 2, (0.5 if alone else 0.85) * height), INK)


def in_few_colours(
    shapes: tuple[VectorShape, ...], dark: Colour, light: Colour
) -> tuple[VectorShape, ...]:
    """Return *shapes* in *dark*, a tone of it, and *light*, by how bright each was."""
    areas = visible_areas(shapes)
    shown = [fill for fill, area in areas.items() if area] or list(areas)
    largest = max(shown, key=lambda fill: (areas[fill], fill))
    base = _brightness(largest)
    # On a dark figure what is brighter would be lost in the ground if it were light.
    brighter = light if base >= 90 else mixed(dark, light, 0.42)

    def tone(fill: Colour) -> Colour:
        if fill != largest and _brightness(fill) > 205:
            return light
        apart = _brightness(fill) - base
        return brighter if apart > 40 else mixed(dark, (0, 0, 0), 0.5) if apart < -40 else dark

    tones = {fill: tone(fill) for fill in shown}
    return tuple(replace(shape, fill=tones.get(shape.fill, dark), opacity=1.0) for shape in shapes)


def draw_poster(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Set the quoted words large, above what else is shown."""
    width, height = canvas.size
    if plan.ground == "plain":
        ground = chance.choice(GROUNDS)
        lay_paper(canvas, ground, chance)
        if plan.figures:
            _draw_disc(canvas, mixed(ground, chance.choice(ACCENTS), 0.3))
    else:
        paint_background(canvas, plan, chance)
    words = plan.lettering
    alone = not plan.figures
    if plan.figures:
        scene = replace(plan, layout="scene", lettering=())
        box = (0.08 * width, (0.42 if words else 0.12) * height, 0.92 * width, 0.92 * height)
        for place in enlarged(compose(scene, width, height), box):
            draw_place(canvas, scene, place)
    if not words:
        return
    from PIL import ImageDraw

    room = (0.72 if alone else 0.34) * height
    each = room / len(words[:3])
    dark = _is_dark(canvas)
    accent = (250, 247, 240) if dark else chance.choice(ACCENTS)
    for number, line in enumerate(words[:3]):
        largest = (0.2 if number == 0 else 0.09) * min(width, height)
        text = fitted(line, 0.86 * width, each * 0.92, largest, most_lines=3)
        if text is not None:
            y = (0.14 if alone else 0.05) * height + each * (number + 0.5)
            draw_centred(
                canvas, text, (width / 2, y), accent if number == 0 else INK if not dark else accent
            )
    if alone:
        edge = 0.045 * min(width, height)
        thick = max(2, round(0.006 * min(width, height)))
        ImageDraw.Draw(canvas).rectangle(
            (edge, edge, width - edge, height - edge), outline=accent, width=thick
        )


def _draw_disc(canvas: "Picture", colour: Colour) -> None:
    """Draw a large disc, before which the figures of a poster stand."""
    from PIL import ImageDraw

    width, height = canvas.size
    x, y, radius = width / 2, 0.72 * height, 0.36 * min(width, height)
    ImageDraw.Draw(canvas).ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def draw_words(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Set the author's own words on a calm ground: an abstraction has no figure."""
    from PIL import ImageDraw

    width, height = canvas.size
    ground, accent = chance.choice(GROUNDS), chance.choice(ACCENTS)
    lay_paper(canvas, ground, chance)
    pen, unit = ImageDraw.Draw(canvas), min(width, height)
    for _ in range(5):
        x, y = chance.uniform(0, 1) * width, chance.uniform(0, 1) * height
        radius = chance.uniform(0.12, 0.42) * unit
        pen.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            fill=mixed(ground, accent, chance.uniform(0.05, 0.16)),
        )
    text = fitted(plan.title, 0.76 * width, 0.6 * height, 0.085 * unit, most_lines=5)
    if text is not None:
        draw_centred(canvas, text, (width / 2, height / 2), mixed(accent, INK, 0.45))


def draw_pattern(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Repeat one figure, or two in turn, over a plain ground."""
    width, height = canvas.size
    lay_paper(canvas, chance.choice(GROUNDS), chance)
    cell = min(width, height) / (4, 5, 3, 6)[plan.composition % 4]
    rows, columns = math.ceil(height / cell), math.ceil(width / cell)
    for row in range(rows):
        for column in range(-1, columns + 1):
            figure = plan.figures[(row + column) % len(plan.figures)]
            if not figure.figure:
                continue
            box = figure_box(figure.figure)
            unit = 0.72 * cell / box.longest
            x = (column + 0.5 + (0.5 if row % 2 else 0.0)) * cell
            y = (row + 0.5) * cell
            wide, high = box.width * unit, box.height * unit
            draw_figure(
                canvas, figure, FigurePlace(0, x - wide / 2, y - high / 2, wide, high, False)
            )


def draw_map(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw land in water with a way through it, and a pin for each name."""
    from PIL import ImageDraw

    width, height = canvas.size
    lay_paper(canvas, (178, 208, 222), chance)
    pen, unit = ImageDraw.Draw(canvas), min(width, height)
    shore = []
    first, second = chance.uniform(0, 6), chance.uniform(0, 6)
    for step in range(96):
        angle = step * math.tau / 96
        reach = 0.4 + 0.045 * math.sin(3 * angle + first) + 0.03 * math.sin(7 * angle + second)
        shore.append(
            (
                width / 2 + reach * width * math.cos(angle),
                height / 2 + reach * height * math.sin(angle),
            )
        )
    pen.polygon(shore, fill=(236, 229, 208))
    spots = [
        (width * (0.24 + 0.52 * (number + 0.5) / max(2, len(plan.labels[:6]))),
         height * chance.uniform(0.28, 0.68))
        for number in range(max(2, len(plan.labels[:6])))
    ]  # fmt: skip
    pen.line(spots, fill=(196, 160, 116), width=max(2, round(0.007 * unit)), joint="curve")
    for number, (x, y) in enumerate(spots):
        size = 0.02 * unit
        pen.polygon(
            [(x, y), (x - size, y - 2.1 * size), (x + size, y - 2.1 * size)], fill=(196, 68, 60)
        )
        pen.ellipse((x - size, y - 3.1 * size, x + size, y - 1.1 * size), fill=(196, 68, 60))
        if number < len(plan.labels):
            text = fitted(plan.labels[number], 0.2 * width, 0.07 * height, 0.04 * unit, 2)
            if text is not None:
                draw_centred(canvas, text, (x, y + 1.6 * size), INK)


def _is_dark(canvas: "Picture") -> bool:
    behind = canvas.getpixel((canvas.width // 2, canvas.height // 5))
    return isinstance(behind, tuple) and sum(behind[:3]) < 360


def _brightness(fill: Colour) -> float:
    return 0.3 * fill[0] + 0.59 * fill[1] + 0.11 * fill[2]
