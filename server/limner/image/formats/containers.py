"""PNG, JPEG and WebP files as sequences of parts: where they end, and where a part can go in.

Nothing is decoded here. A file that does not keep to its format's frame is refused with a
``ValueError`` whose text finishes the sentence "The picture …".
"""

import re
import struct

from limner.image.request import FileFormat

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"

CUT_OFF = "is cut off"
ANIMATED = "is animated"
WRONG = "is put together wrongly"
TOO_MANY = "is put together of too many parts"

FOREIGN = {
    "gif": re.compile(rb"GIF8[79]a"),
    "avif": re.compile(rb".{4}ftypavi[fs]", re.DOTALL),
    "heic": re.compile(rb".{4}ftyp(?:hei[cx]|mif1)", re.DOTALL),
    "tif": re.compile(rb"II\*\0|MM\0\*"),
    "bmp": re.compile(rb"BM.{4}\0{4}", re.DOTALL),
}
"""First bytes of other pictures by the file's ending.

They are kept as they came and not converted: each would bring a decoder of its own, and those of
TIFF and AVIF are where the flaws have been.
"""

MOST_PARTS = 50_000
"""Far more than any encoder writes; a file of a million parts would take seconds to walk."""

PALETTE_COLOURS = 3
"""The kind of a PNG whose pixels are numbers of its palette."""

JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The next marker inside compressed data: stuffed bytes, restarts and fill bytes are none."""


def recognise(data: bytes) -> FileFormat | None:
    """Say what *data* is, by its first bytes alone."""
    if data.startswith(PNG_SIGNATURE):
        return "png"
    if data.startswith(JPEG_START):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return None


def foreign(data: bytes) -> str | None:
    """Name the file's ending of a picture in a format that documents are not given here."""
    for ending, sign in FOREIGN.items():
        if sign.match(data):
            return ending
    return None


def whole(data: bytes, kind: FileFormat) -> bytes:
    """Return *data* without anything behind the picture's end.

    Raises:
        ValueError: the picture is cut off, animated or put together wrongly.
    """
    if kind == "png":
        chunks = png_chunks(data)
        if data[25:26] == bytes([PALETTE_COLOURS]) and all(
            name != b"PLTE" for name, _, _ in chunks
        ):
            raise ValueError(WRONG)
        return data[: chunks[-1][2]]
    if kind == "webp":
        return data[: webp_chunks(data)[-1][2]]
    return data[: _jpeg_end(data)]


def beside(data: bytes, kind: FileFormat) -> int:
    """Return how many bytes of a whole picture are no picture: texts, profiles, notes of origin."""
    if kind == "png":
        pixels: tuple[object, ...] = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
        parts: list[tuple[object, int, int]] = [*png_chunks(data)]
    elif kind == "webp":
        pixels, parts = (b"VP8X", b"VP8 ", b"VP8L", b"ALPH"), [*webp_chunks(data)]
    else:
        # Application data and comments; all else describes the pixels.
        pixels, parts = (*range(0xC0, 0xE0), *range(0xF0, 0xFE)), [*jpeg_segments(data)]
    return sum(end - start for name, start, end in parts if name not in pixels)


def png_chunks(data: bytes) -> list[tuple[bytes, int, int]]:
    """Return kind, start and end of each chunk of a PNG up to ``IEND``, in bytes, ends exclusive.

    Raises:
        ValueError: what is wrong with the file.
    """
    chunks = []
    start = len(PNG_SIGNATURE)
    while True:
        if start + 12 > len(data):
            raise ValueError(CUT_OFF)
        size = int.from_bytes(data[start : start + 4])
        kind, end = data[start + 4 : start + 8], start + 12 + size
        if end > len(data):
            raise ValueError(CUT_OFF)
        if kind == b"acTL":
            raise ValueError(ANIMATED)
        chunks.append((kind, start, end))
        if len(chunks) > MOST_PARTS:
            raise ValueError(TOO_MANY)
        if kind == b"IEND":
            return chunks
        start = end


def webp_chunks(data: bytes) -> list[tuple[bytes, int, int]]:
    """Return kind, start and end of each chunk of a WebP file, as `png_chunks` does.

    Raises:
        ValueError: what is wrong with the file.
    """
    stop = 8 + int.from_bytes(data[4:8], "little")
    if stop > len(data) or stop < 20:
        raise ValueError(CUT_OFF)
    chunks = []
    start = 12
    while start < stop:
        size = int.from_bytes(data[start + 4 : start + 8], "little")
        kind, end = data[start : start + 4], start + 8 + size + size % 2
        if end > stop:
            raise ValueError(CUT_OFF)
        if kind in (b"ANIM", b"ANMF"):
            raise ValueError(ANIMATED)
        chunks.append((kind, start, end))
        if len(chunks) > MOST_PARTS:
            raise ValueError(TOO_MANY)
        start = end
    return chunks


def jpeg_segments(data: bytes) -> list[tuple[int, int, int]]:
    """Return marker, start and end of each segment of a JPEG before its compressed data, in bytes.

    Raises:
        ValueError: what is wrong with the file.
    """
    segments: list[tuple[int, int, int]] = []
    start = 2
    while True:
        marker, end = _jpeg_segment(data, start)
        if marker == 0xDA:
            return segments
        segments.append((marker, start, end))
        if len(segments) > MOST_PARTS:
            raise ValueError(TOO_MANY)
        start = end


def webp_size(data: bytes) -> tuple[int, int, bool]:
    """Return width and height in pixels, and whether a WebP has alpha, from its first chunk.

    Raises:
        ValueError: what is wrong with the file.
    """
    kind, start, end = webp_chunks(data)[0]
    body = data[start + 8 : end]
    if kind == b"VP8X" and len(body) >= 10:
        width, height = (1 + int.from_bytes(body[at : at + 3], "little") for at in (4, 7))
        return width, height, bool(body[0] & 0x10)
    if kind == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), bool(bits >> 28 & 1)
    if kind == b"VP8 " and len(body) >= 10:
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF, False
    raise ValueError(WRONG)


def _jpeg_end(data: bytes) -> int:
    """Return where ``EOI`` ends; progressive files hold several runs of compressed data."""
    start = 2
    for _ in range(MOST_PARTS):
        marker, end = _jpeg_segment(data, start)
        if marker == 0xD9:
            return end
        if marker == 0xDA:
            found = JPEG_MARKER.search(data, end)
            if found is None:
                raise ValueError(CUT_OFF)
            end = found.start()
        start = end
    raise ValueError(TOO_MANY)


def _jpeg_segment(data: bytes, start: int) -> tuple[int, int]:
    """Return the marker at *start* and where its segment ends."""
    while data[start : start + 2] == b"\xff\xff":
        start += 1
    if start + 2 > len(data):
        raise ValueError(CUT_OFF)
    if data[start] != 0xFF:
        raise ValueError(WRONG)
    marker = data[start + 1]
    if marker == 0xD9:
        return marker, start + 2
    size = int.from_bytes(data[start + 2 : start + 4])
    if size < 2 or start + 2 + size > len(data):
        raise ValueError(CUT_OFF)
    return marker, start + 2 + size
