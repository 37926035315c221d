"""How a picture was made, inside its own file or beside it, without touching the picture.

PNG gets an ``iTXt`` chunk before its data, JPEG and WebP an XMP packet. Nothing is re-encoded,
and everything else in the file stays: it may hold the generator's own marks of origin.
"""

import html
import json
import re
import zlib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from limner import files
from limner.image.formats.containers import (
    Format,
    jpeg_segments,
    png_chunks,
    recognise,
    webp_chunks,
    webp_size,
)
from limner.prompt.picture_check.check_table import PictureCheck, check_of

PNG_KEYWORD = b"Limner"
XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
JPEG_SEGMENT_LIMIT = 65_533 - len(XMP_HEADER)
"""A JPEG segment counts its bytes in 16 bits, these two included."""

SIDECAR = ".json"
MOST_RECORD = 1 << 20
"""Bytes of the largest record that is read, in a picture or beside it."""

MOST_BYTES = 64_000_000
"""The largest picture that is looked into."""

LONGEST = 32_000
"""Characters of a text in a record, which may come from anyone; no model takes a longer prompt."""

MOST_EDITS = 50

RECORD = re.compile(rb'limner:record="([^"]*)"')
DESCRIPTION = (
    '<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" '
    'xmlns:limner="urn:limner:provenance:1:" limner:record="{record}"/>'
)
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{description}'
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
PACKET_END = b"</rdf:RDF>"
"""Where a description can be added to a packet that a generator wrote."""


@dataclass(frozen=True)
class Provenance:
    """How one picture was made.

    Attributes:
        words: the author's words.
        prompt: what the generator was given.
        negative: what it was to avoid, ``None`` for nothing.
        dialect: the dialect of the prompt.
        model: the image model, ``None`` for a sketch.
        parameters: size, quality and so on, as they were sent.
        usage: tokens as the service counted them.
        created: date and time, ISO 8601 with its offset.
        limner: Limner's version.
        edits: instructions the picture was changed by since, oldest first.
        looks: of those of the cast whom it shows, by name.
        check: whether it shows what its words say, where somebody has looked.
    """

    words: str
    prompt: str
    negative: str | None = None
    dialect: str = ""
    model: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    usage: tuple[tuple[str, int], ...] = ()
    created: str = ""
    limner: str = ""
    edits: tuple[str, ...] = ()
    looks: tuple[tuple[str, str], ...] = ()
    check: PictureCheck | None = None


def embed(data: bytes, record: Provenance) -> bytes:
    """Return the picture *data* with *record* in it; unchanged where there is no place for it."""
    text = _written(record)
    try:
        kind = recognise(data)
        if kind == "png":
            return _into_png(data, text)
        if kind == "jpeg":
            return _into_jpeg(data, text)
        if kind == "webp":
            return _into_webp(data, text)
    except ValueError:
        pass
    return data


def read(data: bytes) -> Provenance | None:
    """Return how the picture *data* was made; ``None`` when it does not say."""
    try:
        text = _text(data, recognise(data))
        content: Any = json.loads(text) if text and len(text) <= MOST_RECORD else None
    except (ValueError, RecursionError, zlib.error):
        return None
    return _record(content) if isinstance(content, dict) else None


def write_beside(record: Provenance) -> bytes:
    """Return *record* as the file that goes beside a picture."""
    return f"{_written(record, indent=2)}\n".encode()


def read_beside(data: bytes) -> Provenance | None:
    """Return how a picture was made as the file beside it says; ``None`` when it does not."""
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        return None
    # Files of this name may be anyone's.
    ours = isinstance(content, dict) and "limner" in content and "prompt" in content
    return _record(content) if ours else None


def read_file(picture: Path, data: bytes | None = None) -> Provenance | None:
    """Return how the file *picture* was made, as it says itself, else as the file beside it says.

    Args:
        picture: its path.
        data: the file, where it has been read already.

    Raises:
        OSError: the picture cannot be read, or is too large.
    """
    record = read(files.read_regular(picture, MOST_BYTES) if data is None else data)
    if record is not None:
        return record
    sidecar = picture.with_name(picture.name + SIDECAR)
    try:
        if sidecar.is_symlink():
            return None
        return read_beside(files.read_regular(sidecar, MOST_RECORD))
    except OSError:
        return None


def _written(record: Provenance, indent: int | None = None) -> str:
    """Write *record* as JSON; halves of characters, which no file can hold, become ``?``."""
    separators = None if indent else (",", ":")
    text = json.dumps(asdict(record), ensure_ascii=False, indent=indent, separators=separators)
    return text.encode("utf-8", "replace").decode()


def _into_png(data: bytes, text: str) -> bytes:
    first = next((start for kind, start, _ in png_chunks(data) if kind == b"IDAT"), None)
    if first is None:
        raise ValueError("no data")
    # Keyword, NUL, not compressed, method 0, no language, no translated keyword, text.
    body = b"iTXt" + PNG_KEYWORD + b"\x00\x00\x00\x00\x00" + text.encode()
    chunk = (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    return data[:first] + chunk + data[first:]


def _into_jpeg(data: bytes, text: str) -> bytes:
    segments = jpeg_segments(data)
    own = [part for part in segments if data[part[1] + 4 : part[2]].startswith(XMP_HEADER)]
    if own:
        _, at, end = own[0]
        packet = _packet(text, data[at + 4 + len(XMP_HEADER) : end])
    else:
        # Behind JFIF and Exif, which readers expect first.
        leading = [end for marker, _, end in segments if marker in (0xE0, 0xE1)]
        at = end = leading[-1] if leading else 2
        packet = _packet(text)
    if len(packet) > JPEG_SEGMENT_LIMIT:
        raise ValueError("no room")
    body = XMP_HEADER + packet
    return data[:at] + b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body + data[end:]


def _into_webp(data: bytes, text: str) -> bytes:
    chunks = webp_chunks(data)
    body = data[12 : chunks[-1][2]]
    own = next(((start, end) for kind, start, end in chunks if kind == b"XMP "), None)
    if own is not None:
        size = int.from_bytes(data[own[0] + 4 : own[0] + 8], "little")
        packet = _packet(text, data[own[0] + 8 : own[0] + 8 + size])
        body = body[: own[0] - 12] + _webp_chunk(b"XMP ", packet) + body[own[1] - 12 :]
    else:
        body = _extended(body, data) + _webp_chunk(b"XMP ", _packet(text))
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


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


def _packet(text: str, own: bytes = b"") -> bytes:
    """Return an XMP packet with *text* in it: a new one, or the generator's *own* with ours added.

    Raises:
        ValueError: there is no place for it in the generator's own.
    """
    description = DESCRIPTION.format(record=html.escape(text, quote=True))
    if not own:
        return PACKET.format(description=description).encode()
    head, end, tail = own.rpartition(PACKET_END)
    if not end:
        raise ValueError("no place")
    return head + description.encode() + end + tail


def _text(data: bytes, kind: Format | None) -> str | None:
    if kind == "png":
        for name, start, end in png_chunks(data):
            body = data[start + 8 : end - 4]
            if name == b"iTXt" and body.startswith(PNG_KEYWORD + b"\x00\x00\x00\x00\x00"):
                return body[len(PNG_KEYWORD) + 5 :].decode()
        return None
    if kind == "jpeg":
        parts = [data[start:end] for _, start, end in jpeg_segments(data)]
    elif kind == "webp":
        parts = [data[start:end] for name, start, end in webp_chunks(data) if name == b"XMP "]
    else:
        return None
    for part in parts:
        if found := RECORD.search(part):
            return html.unescape(found.group(1).decode())
    return None


def _record(content: dict[str, Any]) -> Provenance:
    """Take what has the right name and type: the file may come from anyone."""
    texts = {
        field.name: _text_of(value)
        for field in fields(Provenance)
        if field.name not in ("parameters", "usage", "edits", "looks", "check")
        and isinstance(value := content.get(field.name), str)
    }
    return Provenance(
        **{"words": "", "prompt": ""} | texts,
        parameters=tuple(_pairs(content.get("parameters"), str)),
        usage=tuple(_pairs(content.get("usage"), int)),
        edits=tuple(_texts(content.get("edits"))),
        looks=tuple(_pairs(content.get("looks"), str)),
        check=check_of(content.get("check")),
    )


def _text_of(value: str) -> str:
    """Return a text of a record, of some length and without halves of characters."""
    return value[:LONGEST].encode("utf-8", "replace").decode()


def _texts(value: object) -> list[str]:
    items = value[-MOST_EDITS:] if isinstance(value, list) else []
    return [_text_of(item) for item in items if isinstance(item, str)]


def _pairs(value: object, kind: type[Any]) -> list[tuple[str, Any]]:
    items = value if isinstance(value, list) else []
    return [
        (_text_of(item[0]), _text_of(item[1]) if isinstance(item[1], str) else item[1])
        for item in items
        if isinstance(item, list)
        and len(item) == 2
        and isinstance(item[0], str)
        and isinstance(item[1], kind)
    ]
