"""Texts inside encoded pictures, put there and read without decoding anything.

PNG gets an ``iTXt`` chunk before its data, JPEG and WebP an XMP packet; what a model made is marked
so in XMP, in all three. Nothing is re-encoded, and everything else in the file stays: it may hold
the generator's own marks of origin. A signed one (C2PA) stays as well, but what it signed is the
file without ours.
"""

import re
import zlib

from limner.image.formats import xmp
from limner.image.formats.containers import (
    foreign,
    jpeg_segments,
    png_chunks,
    recognise,
    webp_chunks,
    webp_size,
)

PNG_KEYWORD = b"Limner"
PNG_XMP = b"XML:com.adobe.xmp"
PNG_PLAIN = b"\x00\x00\x00\x00\x00"
"""Behind a keyword: not compressed, method 0, no language, no translated keyword."""
XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
XMP_PACKET = re.compile(rb"<x:xmpmeta\b.{0,65536}?</x:xmpmeta>", re.DOTALL)
JPEG_SEGMENT_LIMIT = 65_533 - len(XMP_HEADER)
"""A JPEG segment counts its bytes in 16 bits, these two included."""


def embedded(data: bytes, text: str, *, generated: bool) -> bytes:
    """Return the picture *data* with *text* in it, in place of an earlier one.

    Args:
        data: an encoded picture.
        text: what is put into it.
        generated: whether it is marked as made by a model.

    Raises:
        ValueError: there is no place for it.
    """
    kind = recognise(data)
    if kind == "png":
        return _into_png(data, text, generated=generated)
    if kind == "jpeg":
        return _into_jpeg(data, text, generated=generated)
    if kind == "webp":
        return _into_webp(data, text, generated=generated)
    raise ValueError("no place")


def embedded_text(data: bytes) -> str | None:
    """Return the text that `embedded` put into a picture, ``None`` where there is none.

    Raises:
        ValueError: the file does not keep to its format's frame.
    """
    kind = recognise(data)
    if kind == "png":
        for part in png_chunks(data):
            if _keyword(data, part) == PNG_KEYWORD:
                text = _png_text(data, part, PNG_KEYWORD)
                return None if text is None else text.decode()
        return None
    return next(filter(None, map(xmp.record, packets(data))), None)


def packets(data: bytes) -> list[bytes]:
    """Return the XMP packets of a picture; one that a PNG has compressed is not read.

    Raises:
        ValueError: the file does not keep to its format's frame.
    """
    kind = recognise(data)
    if kind == "png":
        parts = [part for part in png_chunks(data) if _keyword(data, part) == PNG_XMP]
        return [text for part in parts if (text := _png_text(data, part, PNG_XMP)) is not None]
    if kind == "jpeg":
        bodies = [data[start + 4 : end] for _, start, end in jpeg_segments(data)]
        return [body for body in bodies if body.startswith(XMP_HEADER)]
    if kind == "webp":
        return [_webp_body(data, start) for name, start, _ in webp_chunks(data) if name == b"XMP "]
    # Of an AVIF, which is never decoded here, the packet is found by its own marks.
    found = XMP_PACKET.search(data) if foreign(data) == "avif" else None
    return [found.group()] if found else []


def _into_png(data: bytes, text: str, *, generated: bool) -> bytes:
    chunks = png_chunks(data)
    first = next((start for kind, start, _ in chunks if kind == b"IDAT"), None)
    if first is None:
        raise ValueError("no data")
    # An earlier record goes; so does the packet, which is written anew with all it says.
    gone = [part for part in chunks if _keyword(data, part) == PNG_KEYWORD]
    added = _text_chunk(PNG_KEYWORD, text.encode())
    own = next((part for part in chunks if _keyword(data, part) == PNG_XMP), None)
    before = b"" if own is None else _png_text(data, own, PNG_XMP)
    if generated and before is not None:
        gone += [] if own is None else [own]
        added += _text_chunk(PNG_XMP, _marked(before))
    kept = [part for part in chunks if part not in gone]
    head = b"".join(data[start:end] for _, start, end in kept if start < first)
    tail = b"".join(data[start:end] for _, start, end in kept if start >= first)
    return data[: chunks[0][1]] + head + added + tail + data[chunks[-1][2] :]


def _marked(own: bytes) -> bytes:
    """Return a packet with the mark; one without a place for it stays as it is."""
    try:
        return xmp.packet("", generated=True, own=own)
    except ValueError:
        return own


def _keyword(data: bytes, part: tuple[bytes, int, int]) -> bytes:
    """Return the keyword of a PNG's chunk of text, ``b""`` of another chunk."""
    name, start, end = part
    return data[start + 8 : end - 4].partition(b"\x00")[0] if name == b"iTXt" else b""


def _png_text(data: bytes, part: tuple[bytes, int, int], keyword: bytes) -> bytes | None:
    """Return the text of a chunk, ``None`` where it is compressed."""
    body = data[part[1] + 8 : part[2] - 4]
    head = keyword + PNG_PLAIN
    return body[len(head) :] if body.startswith(head) else None


def _text_chunk(keyword: bytes, text: bytes) -> bytes:
    body = b"iTXt" + keyword + PNG_PLAIN + text
    return (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)


def _into_jpeg(data: bytes, text: str, *, generated: bool) -> bytes:
    segments = jpeg_segments(data)
    own = [part for part in segments if data[part[1] + 4 : part[2]].startswith(XMP_HEADER)]
    if own:
        _, at, end = own[0]
        before = data[at + 4 + len(XMP_HEADER) : end]
    else:
        # Behind JFIF and Exif, which readers expect first.
        leading = [end for marker, _, end in segments if marker in (0xE0, 0xE1)]
        at = end = leading[-1] if leading else 2
        before = b""
    packet = xmp.packet(text, generated=generated, own=before)
    if len(packet) > JPEG_SEGMENT_LIMIT:
        raise ValueError("no room")
    body = XMP_HEADER + packet
    return data[:at] + b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body + data[end:]


def _into_webp(data: bytes, text: str, *, generated: bool) -> bytes:
    chunks = webp_chunks(data)
    body = data[12 : chunks[-1][2]]
    own = next(((start, end) for kind, start, end in chunks if kind == b"XMP "), None)
    if own is not None:
        packet = xmp.packet(text, generated=generated, own=_webp_body(data, own[0]))
        body = body[: own[0] - 12] + _webp_chunk(b"XMP ", packet) + body[own[1] - 12 :]
    else:
        packet = xmp.packet(text, generated=generated)
        body = _extended(body, data) + _webp_chunk(b"XMP ", packet)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _webp_body(data: bytes, start: int) -> bytes:
    size = int.from_bytes(data[start + 4 : start + 8], "little")
    return data[start + 8 : start + 8 + size]


def _extended(body: bytes, data: bytes) -> bytes:
    """Return a WebP's chunks with the header that announces metadata."""
    if body.startswith(b"VP8X"):
        return body[:8] + bytes([body[8] | 0x04]) + body[9:]
    # A simple file has no room for metadata: it gets the header of the extended form.
    width, height, alpha = webp_size(data)
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _webp_chunk(b"VP8X", bytes([0x04 | 0x10 * alpha, 0, 0, 0]) + size) + body


def _webp_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\x00" * (len(body) % 2)
