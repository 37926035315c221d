"""A scene: its place, its figures from back to front, and its weather."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from limner.image.sketch.painting.colours_mixed import land_of, mixed
from limner.image.sketch.painting.composition import FigurePlace, compose
from limner.image.sketch.painting.figures_drawn import draw_figure, draw_shadow
from limner.image.sketch.painting.grounds.backgrounds import paint_background
from limner.image.sketch.painting.grounds.interiors import plain
from limner.image.sketch.painting.grounds.weathers import paint_fog, paint_weather
from limner.image.sketch.painting.typesetting import draw_centred, fitted
from limner.image.sketch.plans.figure_sizes import home_of
from limner.image.sketch.plans.scene_plan import ScenePlan

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


def draw_scene(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw the scene of *plan* over all of *canvas*."""
    paint_background(canvas, plan, chance)
    paint_fog(canvas, plan)
    places = compose(plan, canvas.width, canvas.height)
    for place in places:
        draw_place(canvas, plan, place)
    paint_weather(canvas, plan, chance)
    if plan.lettering:
        _draw_banner(canvas, plan)


def draw_portrait(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw one figure large on a plain ground."""
    plain(canvas, plan, chance)
    width, height = canvas.size
    box = (0.1 * width, 0.16 * height, 0.9 * width, 0.9 * height)
    places = compose(replace(plan, layout="scene", ground="plain"), width, height)
    for place in enlarged(places, box):
        draw_place(canvas, plan, place)


def enlarged(
    places: Sequence[FigurePlace], box: tuple[float, float, float, float]
) -> list[FigurePlace]:
    """Return *places* together as large as *box* has room for, standing on its lower edge."""
    left = min(place.left for place in places)
    wide = max(place.left + place.width for place in places) - left
    upper = min(place.top for place in places)
    high = max(place.top + place.height for place in places) - upper
    scale = min((box[2] - box[0]) / wide, (box[3] - box[1]) / high)
    start = (box[0] + box[2] - wide * scale) / 2
    return [
        replace(
            place,
            left=start + (place.left - left) * scale,
            top=box[3] - high * scale + (place.top - upper) * scale,
            width=place.width * scale,
            height=place.height * scale,
        )
        for place in places
    ]


def draw_place(canvas: "Picture", plan: ScenePlan, place: FigurePlace) -> None:
    """Draw one figure where it stands: on the ground with its shadow, or in the water."""
    figure = plan.figures[place.figure]
    afloat = home_of(figure.figure) in ("sea", "lake") and figure.figure != "lighthouse"
    on_water = place.grounded and plan.ground in ("sea", "lake")
    if on_water and plan.ground == "sea" and not afloat:
        _draw_rock(canvas, plan, place)
    elif place.grounded and not (on_water and afloat):
        draw_shadow(canvas, place)
    draw_figure(canvas, figure, place)
    if on_water and afloat:
        _draw_swell(canvas, plan, place)


def _draw_swell(canvas: "Picture", plan: ScenePlan, place: FigurePlace) -> None:
    """Let the water hide the lowest part of a hull."""
    from PIL import ImageDraw

    pen, colours = ImageDraw.Draw(canvas), land_of(plan)
    y, half = place.top + place.height, place.width * 0.62
    x = place.left + place.width / 2
    thick = place.height * 0.045
    below = canvas.getpixel((round(x), min(canvas.height - 1, round(y + thick * 1.5))))
    shade = (below[0], below[1], below[2]) if isinstance(below, tuple) else colours[2]
    pen.ellipse((x - half, y - thick, x + half, y + thick * 1.4), fill=shade)
    light = mixed(shade, (255, 255, 255), 0.35)
    pen.ellipse((x - half * 0.9, y - thick * 0.2, x + half * 0.5, y + thick * 0.2), fill=light)


def _draw_rock(canvas: "Picture", plan: ScenePlan, place: FigurePlace) -> None:
    """Give what would stand in the sea a rock to stand on."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    x, y = place.left + place.width / 2, place.top + place.height
    half, deep = place.width * 0.95, max(place.width * 0.42, place.height * 0.1)
    stone = mixed(land_of(plan)[3], (120, 116, 112), 0.72)
    pen.polygon(
        [(x - half, y + deep), (x - half * 0.72, y + deep * 0.25),
         (x - half * 0.5, y - deep * 0.06), (x + half * 0.48, y - deep * 0.08),
         (x + half * 0.8, y + deep * 0.4), (x + half, y + deep)],
        fill=stone,
    )  # fmt: skip
    pen.polygon(
        [(x - half * 0.5, y - deep * 0.06), (x + half * 0.48, y - deep * 0.08),
         (x + half * 0.2, y + deep * 0.2), (x - half * 0.3, y + deep * 0.22)],
        fill=mixed(stone, (255, 255, 255), 0.14),
    )  # fmt: skip


def _draw_banner(canvas: "Picture", plan: ScenePlan) -> None:
    """Set quoted words that nothing carries onto a strip of paper above the scene."""
    from PIL import ImageDraw

    width, height = canvas.size
    for number, words in enumerate(plan.lettering[:2]):
        text = fitted(words, 0.7 * width, 0.13 * height, 0.075 * height, most_lines=2)
        if text is None:
            continue
        wide = max(text.font.getlength(line) for line in text.lines) / 2 + 0.03 * width
        y = (0.11 + 0.16 * number) * height
        box = (width / 2 - wide, y - text.height * 0.68, width / 2 + wide, y + text.height * 0.68)
        ImageDraw.Draw(canvas).rounded_rectangle(box, 0.012 * width, fill=(250, 247, 240))
        draw_centred(canvas, text, (width / 2, y), (52, 58, 66))
