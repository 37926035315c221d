"""How a picture was made, inside its own file or beside it, without touching the picture."""

import json
import zlib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from limner import files
from limner.image.formats import xmp
from limner.image.formats.embedding import embedded, embedded_text, packets
from limner.prompt.picture_check.check_table import PictureCheck, check_of

SIDECAR = ".json"
MOST_RECORD = 1 << 20
"""Bytes of the largest record that is read, in a picture or beside it."""

MOST_BYTES = 64_000_000
"""The largest picture that is looked into."""

LONGEST = 32_000
"""Characters of a text in a record, which may come from anyone; no model takes a longer prompt."""

MOST_EDITS = MOST_PARAMETERS = 50
MOST_LOOKS = 20


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

    @property
    def composition(self) -> int:
        """Which of its compositions a sketch has, counted from 0; 0 where the record says none."""
        number = dict(self.parameters).get("composition", "")
        return int(number) if number.isdecimal() and len(number) < 4 else 0


def embed(data: bytes, record: Provenance) -> bytes:
    """Return the picture *data* with *record* in it, in place of an earlier one.

    It is returned unchanged where there is no place for it, or where it is longer than is read.
    """
    text = json.dumps(asdict(bounded(record)), ensure_ascii=False, separators=(",", ":"))
    if len(text) > MOST_RECORD:
        return data
    try:
        return embedded(data, text, generated=record.model is not None)
    except ValueError:
        return data


def bounded(record: Provenance) -> Provenance:
    """Return *record* as it is read back once it is written: no part of it is longer than that.

    Halves of characters, which no file can hold, become ``?``.
    """
    return _record(json.loads(json.dumps(asdict(record))))


def source_type(data: bytes) -> str:
    """Return the Digital Source Type that the picture *data* states in its XMP; ``""`` for none."""
    try:
        return next(filter(None, map(xmp.source_type, packets(data))), "")
    except ValueError:
        return ""


def read(data: bytes) -> Provenance | None:
    """Return how the picture *data* was made; ``None`` when it does not say."""
    try:
        text = embedded_text(data)
        content: Any = json.loads(text) if text and len(text) <= MOST_RECORD else None
    except (ValueError, RecursionError, zlib.error):
        return None
    return _record(content) if isinstance(content, dict) else None


def write_beside(record: Provenance) -> bytes:
    """Return *record* as the file that goes beside a picture, with the mark that XMP would have."""
    content = asdict(bounded(record))
    if record.model is not None:
        content["digital_source_type"] = xmp.TRAINED
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def read_beside(data: bytes) -> Provenance | None:
    """Return how a picture was made as the file beside it says; ``None`` when it does not."""
    try:
        content: Any = json.loads(data) if len(data) <= MOST_RECORD else None
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
        parameters=tuple(_pairs(content.get("parameters"), str, MOST_PARAMETERS)),
        usage=tuple(_pairs(content.get("usage"), int, MOST_PARAMETERS)),
        edits=tuple(_texts(content.get("edits"))),
        looks=tuple(_pairs(content.get("looks"), str, MOST_LOOKS)),
        check=check_of(content.get("check")),
    )


def _text_of(value: str) -> str:
    """Return a text of a record, of some length and without halves of characters."""
    return value[:LONGEST].encode("utf-8", "replace").decode()


def _texts(value: object) -> list[str]:
    items = value[-MOST_EDITS:] if isinstance(value, list) else []
    return [_text_of(item) for item in items if isinstance(item, str)]


def _pairs(value: object, kind: type[Any], most: int) -> list[tuple[str, Any]]:
    items = value[:most] if isinstance(value, list) else []
    return [
        (_text_of(item[0]), _text_of(item[1]) if isinstance(item[1], str) else item[1])
        for item in items
        if isinstance(item, list)
        and len(item) == 2
        and isinstance(item[0], str)
        and isinstance(item[1], kind)
    ]
