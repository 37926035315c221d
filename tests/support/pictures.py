"""Small pictures of one colour."""

import io

from PIL import Image

from limner.image.formats.provenance import Provenance

MADE = Provenance("a red fox", "A red fox in deep snow.", "people", "generic", "old")
"""How a picture says it was made."""


def picture(
    colour: str | tuple[int, int, int] = "teal", size: tuple[int, int] = (24, 16), kind: str = "PNG"
) -> bytes:
    """Return a picture's file."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()
