"""Whether received bytes are a whole, safe picture; they are kept as they are otherwise."""

import asyncio
import json
from dataclasses import dataclass

from limner.errors import SaveError, ServiceUnavailable
from limner.image.file_names import ENDING_OF
from limner.image.formats.containers import beside, foreign, recognise, whole
from limner.image.request import FileFormat
from limner.image.sandbox import isolation
from limner.prompt.picture_check.check_table import PictureCheck

DECODER = isolation.PROGRAMS / "decode.py"

DECODE_SECONDS = 20.0
"""Longest time that decoding may take on the clock; its processor time is limited to 10 s."""

MOST_BESIDE = 8 << 20
"""Bytes of texts, profiles and notes of origin; a signed note of origin has some hundred KB."""

MOST_BYTES_PER_PIXEL = 16
SLACK = 1 << 16
"""Twice what the deepest colours take unpacked, and a little for pictures of a few pixels."""


@dataclass(frozen=True)
class DecodedPicture:
    """A picture that was decoded once from beginning to end.

    Attributes:
        data: the encoded file as it was received, without what stood behind the picture's end.
        format: by the bytes, whatever was asked for.
        width: in pixels.
        height: in pixels.
        check: whether it shows what its words say, where somebody has looked.
    """

    data: bytes
    format: FileFormat
    width: int
    height: int
    check: PictureCheck | None = None

    @property
    def extension(self) -> str:
        """The file's ending, without its dot."""
        return ENDING_OF[self.format]


async def decoded(data: bytes) -> DecodedPicture:
    """Decode *data*: one whole PNG, JPEG or WebP picture of at most 40 million pixels.

    Raises:
        ServiceUnavailable: it is not.
        SaveError: this could not be found out.
    """
    kind = recognise(data)
    if kind is None:
        other = foreign(data)
        what = f"is a {other.upper()} file, and" if other else "is"
        raise _unusable(f"{what} neither PNG nor JPEG nor WebP")
    try:
        # In a thread: a hostile file may have many parts to walk.
        picture, more = await asyncio.to_thread(_walked, data, kind)
    except ValueError as error:
        raise _unusable(str(error)) from None
    if more > MOST_BESIDE:
        raise _unusable(f"carries {more >> 20} MB that are no picture")
    report = await _report(picture)
    width, height = report.get("width"), report.get("height")
    if not isinstance(width, int) or not isinstance(height, int):
        raise _unusable(str(report.get("problem", "cannot be decoded")))
    if len(picture) - more > width * height * MOST_BYTES_PER_PIXEL + SLACK:
        raise _unusable("holds far more than its pixels need")
    return DecodedPicture(picture, kind, width, height)


def _walked(data: bytes, kind: FileFormat) -> tuple[bytes, int]:
    """Return the picture without what stands behind it, and how much of it is no picture."""
    picture = whole(data, kind)
    return picture, beside(picture, kind)


async def _report(data: bytes) -> dict[str, object]:
    """Decode *data* in a child process and return its report."""
    try:
        output = await isolation.run(DECODER, data, DECODE_SECONDS)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise SaveError(
            f"The picture has arrived, but cannot be looked at now ({reason}): it is kept, and "
            "finished free of charge when Limner starts again."
        ) from error
    if output is None:
        return {"problem": "takes too long to decode"}
    try:
        report = json.loads(output)
    except ValueError:
        return {"problem": "cannot be decoded"}
    return report if isinstance(report, dict) else {}


def _unusable(why: str) -> ServiceUnavailable:
    return ServiceUnavailable(f"The picture that the image service sent {why}.")
