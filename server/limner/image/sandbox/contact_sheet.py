"""Puts several pictures on one sheet, each with its label, in a process of its own.

Run as a program by `limner.image.jobs.choosing`, for the same reasons as
`limner.image.sandbox.decode`: it imports nothing of Limner. Standard input is one line of
JSON, ``[[label, bytes], …]`` with the length of each encoded picture, and behind it the pictures.
Standard output is the sheet, a PNG.
"""

import io
import json
import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SIDE = 480
"""Most pixels of a picture's width and height on the sheet."""

MARGIN = 16
LABEL = 72
"""Pixels above each picture; editors show the sheet in half a window."""

LETTER = 56
PAPER = "#f4f2ee"
INK = "#222222"
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20


def main() -> None:
    """Read the pictures, lay them out, write the sheet."""
    _limit()
    source = sys.stdin.buffer
    parts = [(str(label), source.read(int(size))) for label, size in json.loads(source.readline())]
    sheet = _laid_out([(label, _thumbnail(data)) for label, data in parts])
    file = io.BytesIO()
    sheet.save(file, "PNG")
    sys.stdout.buffer.write(file.getvalue())


def _thumbnail(data: bytes) -> "Image.Image":
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as picture:
        small = picture.convert("RGBA")
    small.thumbnail((SIDE, SIDE))
    return small


def _laid_out(parts: "list[tuple[str, Image.Image]]") -> "Image.Image":
    from PIL import Image, ImageDraw, ImageFont

    columns = math.ceil(math.sqrt(len(parts)))
    rows = math.ceil(len(parts) / columns)
    wide = max(picture.width for _, picture in parts)
    high = max(picture.height for _, picture in parts)
    size = (MARGIN + columns * (wide + MARGIN), MARGIN + rows * (high + LABEL + MARGIN))
    sheet = Image.new("RGB", size, PAPER)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(LETTER)
    for (label, picture), (column, row) in zip(parts, _cells(columns, rows), strict=False):
        left = MARGIN + column * (wide + MARGIN)
        top = MARGIN + row * (high + LABEL + MARGIN)
        pen.text((left, top), label, INK, font)
        sheet.paste(picture, (left, top + LABEL), picture)
    return sheet


def _cells(columns: int, rows: int) -> Iterator[tuple[int, int]]:
    return ((column, row) for row in range(rows) for column in range(columns))


def _limit() -> None:
    """Bound memory and time, where the platform can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    main()
