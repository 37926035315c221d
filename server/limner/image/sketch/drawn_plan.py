"""A plan drawn: from data to an encoded picture, the same bytes for the same plan."""

import hashlib
import io
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from limner.image.sketch.plans.scene_plan import ScenePlan

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LABEL = "Sketch · Limner"

SMOOTHED = 4_000_000
"""Up to so many pixels a picture is drawn twice as large; larger ones look smooth without."""

Drawer = Callable[["Picture", ScenePlan, random.Random], None]


def picture_of(plan: ScenePlan, width: int, height: int) -> "Picture":
    """Return *plan* drawn, *width* by *height* pixels, with the label that says what it is."""
    from PIL import Image

    scale = 2 if width * height <= SMOOTHED else 1
    canvas = Image.new("RGB", (width * scale, height * scale))
    _drawer(plan)(canvas, plan, _chance(plan))
    canvas = canvas.reduce(scale) if scale > 1 else canvas
    _label(canvas)
    return canvas


def encoded(picture: "Picture", file_format: str) -> bytes:
    """Return *picture* as the bytes of a file in *file_format*."""
    file = io.BytesIO()
    options = {"compress_level": 6} if file_format == "png" else {"quality": 90}
    picture.save(file, file_format, **options)
    return file.getvalue()


def _drawer(plan: ScenePlan) -> Drawer:
    from limner.image.sketch.painting import (
        charts_drawn,
        diagrams_drawn,
        scene_drawn,
        sheets_drawn,
        wireframes_drawn,
    )

    return {
        "scene": scene_drawn.draw_scene,
        "portrait": scene_drawn.draw_portrait,
        "mark": sheets_drawn.draw_mark,
        "poster": sheets_drawn.draw_poster,
        "words": sheets_drawn.draw_words,
        "pattern": sheets_drawn.draw_pattern,
        "map": sheets_drawn.draw_map,
        "diagram": diagrams_drawn.draw_diagram,
        "chart": charts_drawn.draw_chart,
        "interface": wireframes_drawn.draw_interface,
    }[plan.layout]


def _chance(plan: ScenePlan) -> random.Random:
    """Return what shapes hills and clouds: by the words, so that a change leaves them in place."""
    seed = f"{plan.composition} {plan.title}".encode("utf-8", "replace")
    return random.Random(hashlib.sha256(seed).digest())  # noqa: S311 (hills, no secret)


def _label(canvas: "Picture") -> None:
    """Write what this is into the lower left corner, on a small strip."""
    from PIL import ImageDraw, ImageFont

    width, height = canvas.size
    size = max(8.0, min(width, height) * 0.019)
    font = ImageFont.load_default(size)
    pen = ImageDraw.Draw(canvas, "RGBA")
    long = pen.textlength(LABEL, font=font)
    box = (0, height - 1.9 * size, min(width, long + 1.6 * size), height)
    pen.rectangle(box, fill=(20, 24, 32, 132))
    pen.text(
        (0.8 * size, height - 0.62 * size), LABEL, font=font, fill=(244, 243, 238), anchor="ls"
    )
