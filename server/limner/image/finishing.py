"""A picture becomes a file of exactly the size and format that were asked for.

Image models choose among their own sizes and formats. What came is cut where the least is lost,
scaled, and encoded anew; as it came it stays in the journal's spool.
"""

import json
from dataclasses import dataclass
from typing import Literal

from limner.image.formats import xmp
from limner.image.formats.validation import DecodedPicture
from limner.image.request import FileFormat
from limner.image.sandbox import isolation
from limner.image.sizes import parse

PROGRAM = isolation.PROGRAMS / "exact_size.py"

SECONDS = 60.0
"""Longest time that cutting and encoding may take; AVIF takes seconds for a large picture."""

QUALITY = 90
"""Of WebP, JPEG and AVIF where the person has chosen none."""


@dataclass(frozen=True)
class Finish:
    """What a picture becomes before it is saved.

    Attributes:
        size: ``WIDTHxHEIGHT`` in pixels, or ``""`` for the size in which it came.
        format: the file's format, ``""`` for the one in which it came.
        quality: of lossy formats, 0 to 100.
    """

    size: str = ""
    format: FileFormat | Literal[""] = ""
    quality: int = QUALITY

    def __bool__(self) -> bool:
        return bool(self.size or self.format)


AS_DRAWN = Finish()


async def finished(
    picture: DecodedPicture, finish: Finish, *, generated: bool = False
) -> tuple[DecodedPicture, tuple[str, ...]]:
    """Return *picture* with its size and format, and what the author should know of it.

    One that cannot be finished stays as it came. An AVIF that a model has *generated* is marked as
    such now: nothing is added to it later.
    """
    width, height = parse(finish.size) or (picture.width, picture.height)
    kind: FileFormat = finish.format or picture.format
    if (width, height, kind) == (picture.width, picture.height, picture.format):
        return picture, ()
    asked: dict[str, object] = {
        "width": width, "height": height, "format": kind, "quality": finish.quality,
        "xmp": xmp.packet("", generated=True).decode() if generated else "",
    }  # fmt: skip
    try:
        data = await isolation.run(
            PROGRAM, json.dumps(asked).encode() + b"\n" + picture.data, SECONDS
        )
    except OSError:
        data = None
    came = f"{picture.width}x{picture.height}"
    if not data:
        return picture, (f"The picture could not be finished: it is saved as it came, {came}.",)
    notes: tuple[str, ...] = ()
    if (width, height) != (picture.width, picture.height):
        notes = (f"Drawn at {came}, cut and scaled to {width}x{height}.",)
    return DecodedPicture(data, kind, width, height, picture.check), notes


def finish_of_row(row: dict[str, object]) -> Finish:
    """Read what `as_row` wrote; no finish where it was written before there was one."""
    size, kind, quality = row.get("exact", ""), row.get("saved_as", ""), row.get("saved_quality")
    return Finish(
        size if isinstance(size, str) else "",
        kind if kind in ("png", "webp", "jpeg", "avif") else "",
        quality if isinstance(quality, int) else QUALITY,
    )


def as_row(finish: Finish) -> dict[str, object]:
    """Return what the journal keeps of *finish*."""
    return {
        "exact": finish.size,
        "saved_as": finish.format,
        "saved_quality": finish.quality,
    }
