"""The committed colour of a figure: its main tone becomes the named colour, the rest stays.

The main tone is the family of hues with the largest visible area. Its members keep their distance
in lightness from one another, so that shading stays; eyes, dark lines, windows and handles of
another hue keep their own colours.
"""

import colorsys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from limner.image.sketch.painting.polygons_drawn import draw_shapes
from limner.image.sketch.vectors.svg_shapes import Colour, VectorShape

GLASS = frozenset({(38, 201, 252), (131, 203, 255), (0, 166, 237), (206, 231, 255)})
"""The set's windows and water."""

MEASURED = 64
"""Pixels of the picture from which visible areas are counted."""

HUE_REACH = 0.07
"""How far the hues of one family are apart, of 1 for the whole circle (25°)."""

DARK = 0.25
"""Lightness below which a figure swallows its dark lines."""

EYES: Colour = (242, 211, 107)
"""What small dark parts become on a dark figure, which would swallow them."""


def recoloured(shapes: Sequence[VectorShape], colour: Colour) -> tuple[VectorShape, ...]:
    """Return *shapes* with their main tone in *colour*."""
    areas = visible_areas(shapes)
    main = _main_tone(areas)
    hue, lightness, saturation = _hls(colour)
    reach = 0.75 if 0.25 < lightness < 0.8 else 0.55
    total = sum(areas.values())

    def new(fill: Colour) -> Colour:
        if _is_family(fill, main, areas):
            light = lightness + (_hls(fill)[1] - _hls(main)[1]) * reach
            red, green, blue = colorsys.hls_to_rgb(hue, min(0.97, max(0.06, light)), saturation)
            return round(red * 255), round(green * 255), round(blue * 255)
        small = areas.get(fill, 0) < 0.06 * total
        return EYES if small and lightness < DARK and _is_dark(fill) else fill

    changed = {shape.fill: new(shape.fill) for shape in shapes}
    return tuple(replace(shape, fill=changed[shape.fill]) for shape in shapes)


def repainted(
    shapes: Sequence[VectorShape], fills: frozenset[Colour], colour: Colour
) -> tuple[VectorShape, ...]:
    """Return *shapes* with exactly the colours *fills*, a named part of theirs, in *colour*."""
    lightest = max((_hls(fill)[1] for fill in fills), default=0.0)
    hue, lightness, saturation = _hls(colour)
    areas = visible_areas(shapes) if lightness < DARK else {}
    total = sum(areas.values())

    def new(fill: Colour) -> Colour:
        if fill not in fills:
            return EYES if areas.get(fill, 0) < 0.06 * total and _is_dark(fill) else fill
        light = min(0.97, max(0.06, lightness + (_hls(fill)[1] - lightest) * 0.75))
        red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
        return round(red * 255), round(green * 255), round(blue * 255)

    return tuple(replace(shape, fill=new(shape.fill)) for shape in shapes)


def visible_areas(shapes: Sequence[VectorShape]) -> dict[Colour, int]:
    """Return how many of 64 × 64 pixels show each colour of *shapes*."""
    from PIL import Image, ImageDraw

    # Each colour is drawn as a number of its own, so that no two are counted together.
    fills = sorted({shape.fill for shape in shapes})
    numbered = {fill: (number + 1, 0, 0) for number, fill in enumerate(fills)}
    canvas = Image.new("RGB", (MEASURED, MEASURED))
    pen = ImageDraw.Draw(canvas)
    solid = [
        replace(shape, fill=numbered[shape.fill], opacity=1.0)
        for shape in shapes
        if shape.opacity > 0.5
    ]
    draw_shapes(canvas, pen, solid, (0, 0), MEASURED)
    counted = Counter(canvas.getchannel(0).tobytes())
    return {fill: counted[number + 1] for number, fill in enumerate(fills)}


def _main_tone(areas: dict[Colour, int]) -> Colour:
    total = sum(areas.values())
    candidates = {
        fill: area
        for fill, area in areas.items()
        if not _is_dark(fill) and (fill not in GLASS or area > 0.55 * total)
    }
    return max(candidates or areas, key=lambda fill: (areas[fill], fill))


def _is_family(fill: Colour, main: Colour, areas: dict[Colour, int]) -> bool:
    if fill == main:
        return True
    if _is_dark(fill) or (fill in GLASS and areas[fill] < 0.55 * sum(areas.values())):
        return False
    if _chroma(main) < 0.08:
        return _chroma(fill) < 0.08 and abs(_hls(fill)[1] - _hls(main)[1]) < 0.35
    apart = abs(_hls(fill)[0] - _hls(main)[0])
    return _chroma(fill) >= 0.06 and min(apart, 1 - apart) < HUE_REACH


def _is_dark(fill: Colour) -> bool:
    return _hls(fill)[1] < 0.2 and _chroma(fill) < 0.25


def _chroma(fill: Colour) -> float:
    return (max(fill) - min(fill)) / 255


def _hls(fill: Colour) -> tuple[float, float, float]:
    red, green, blue = (value / 255 for value in fill)
    return colorsys.rgb_to_hls(red, green, blue)
