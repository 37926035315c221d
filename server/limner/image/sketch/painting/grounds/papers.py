"""Plain grounds: paper on which the light falls from one side."""

import random
from typing import TYPE_CHECKING

from limner.image.sketch.vectors.svg_shapes import Colour

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SHADE: Colour = (70, 66, 62)
DARKEST = 18
"""Of 255: how much of the shade lies on the side away from the light."""


def lay_paper(canvas: "Picture", colour: Colour, chance: random.Random) -> None:
    """Fill *canvas* with paper of *colour*, a little darker away from the light."""
    from PIL import Image

    canvas.paste(colour, (0, 0, *canvas.size))
    turn = chance.choice((0, 90, 180, 270))
    away = Image.linear_gradient("L").point([value * DARKEST // 255 for value in range(256)])
    veil = away.rotate(turn).resize(canvas.size, Image.Resampling.BILINEAR)
    canvas.paste(SHADE, (0, 0), veil)
