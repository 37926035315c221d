"""Draws the extension's icon: a picture in a manuscript's margin, beside its lines of text.

python icon.py FILE.png    needs Pillow, which Limner brings along.
"""

import sys

from PIL import Image, ImageDraw

SIZE = 256
FINE = 4
"""Drawn this much larger, then made smaller, for smooth edges."""

PAPER, INK, GOLD = "#f4ecd8", "#5b4636", "#c8973f"
SKY, SUN, SEA, SAIL = "#f3b27a", "#d9482b", "#2c5f7c", "#fbf6ea"


def box(draw: ImageDraw.ImageDraw, corners: tuple[float, ...], radius: float, colour: str) -> None:
    """Fill a box with round corners, in units of the finished icon."""
    draw.rounded_rectangle([value * FINE for value in corners], radius * FINE, fill=colour)


def icon() -> Image.Image:
    """Return the finished icon."""
    image = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    box(draw, (8, 8, 248, 248), 36, PAPER)
    for top, right in ((40, 216), (196, 216), (220, 160)):
        box(draw, (40, top - 7, right, top + 7), 7, INK)
    box(draw, (36, 64, 220, 178), 14, GOLD)
    picture = [value * FINE for value in (46, 74, 210, 168)]
    scene = Image.new("RGBA", image.size, SKY)
    paint = ImageDraw.Draw(scene)
    paint.ellipse([value * FINE for value in (92, 92, 164, 164)], fill=SUN)
    paint.rectangle([value * FINE for value in (46, 134, 210, 168)], fill=SEA)
    paint.polygon([value * FINE for value in (182, 138, 182, 104, 160, 138)], fill=SAIL)
    paint.polygon([value * FINE for value in (152, 142, 196, 142, 188, 152, 160, 152)], fill=INK)
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle(picture, 8 * FINE, fill=255)
    image.paste(scene, mask=mask)
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    icon().save(sys.argv[1], optimize=True)
