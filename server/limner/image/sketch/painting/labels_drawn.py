"""Labels of diagrams, charts and wireframes, and the colours that these share."""

from typing import TYPE_CHECKING

from limner.image.sketch.painting.typesetting import draw_centred, fitted
from limner.image.sketch.vectors.svg_shapes import Colour

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PAPER: Colour = (248, 247, 243)
INK: Colour = (58, 66, 78)
LINE: Colour = (142, 151, 163)
FAINT: Colour = (221, 224, 228)
TONES: tuple[Colour, ...] = (
    (108, 155, 199), (226, 168, 92), (132, 178, 130), (205, 122, 116), (152, 134, 190),
    (110, 178, 178), (214, 190, 96), (170, 150, 134),
)  # fmt: skip


def draw_label(
    canvas: "Picture", words: str, centre: tuple[float, float], wide: float, high: float,
    colour: Colour = INK,
) -> None:  # fmt: skip
    """Set *words* around *centre*, as large as their box and the picture have room for."""
    largest = min(0.048 * min(canvas.size), high * 0.7)
    text = fitted(words, wide, high, largest, most_lines=3)
    if text is not None:
        draw_centred(canvas, text, centre, colour)
