"""The answer of an images service, read from its raw bytes.

Services differ: pictures come as ``b64_json``, as a ``data:`` URL or as an address, in one piece or
as the last of several server-sent events. No field is trusted to be there or to have its type.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

from limner.errors import ServiceUnavailable

MOST_PICTURES = 16
"""More than any service makes at once; a longer list is no answer."""

PARTIAL = re.compile(rb"image_[a-z]{1,20}\.partial_image|partial_image_index")
FINISHED = re.compile(rb'image_[a-z]{1,20}\.completed|"b64_json"')
"""What a picture's own letters cannot hold: base64 has no dot, no line and no quotation mark."""

DATA_URL = re.compile(r"data:image/[a-z0-9.+-]{1,40};base64,", re.IGNORECASE)


@dataclass(frozen=True)
class ImagesResponse:
    """What an images service sent.

    Attributes:
        pictures: encoded files, not yet checked.
        links: addresses of pictures that are to be fetched.
        usage: tokens as the service counted them, by its own names.
    """

    pictures: tuple[bytes, ...]
    links: tuple[str, ...] = ()
    usage: tuple[tuple[str, int], ...] = ()


def read(raw: bytes) -> ImagesResponse:
    """Read *raw*, the body of an answer or the event with the finished picture.

    Raises:
        ServiceUnavailable: it is not JSON, holds no picture, or one that is no base64.
    """
    try:
        content: Any = json.loads(_data(raw) or raw)
    except (ValueError, RecursionError):
        raise ServiceUnavailable(
            "The image service sent an answer that is cut off or not JSON: check image.baseUrl."
        ) from None
    if isinstance(content, dict) and "data" not in content and "b64_json" in content:
        content = {"data": [content], "usage": content.get("usage")}
    items = content.get("data") if isinstance(content, dict) else None
    if not isinstance(items, list) or len(items) > MOST_PICTURES:
        raise ServiceUnavailable(
            "The image service sent an answer without a list of pictures: check image.baseUrl."
        )
    if not items:
        raise ServiceUnavailable(
            "The image service made no picture; some services do so when they decline a "
            "description: change its words or try again."
        )
    pictures: list[bytes] = []
    links: list[str] = []
    for item in items:
        found = _picture(item)
        if isinstance(found, bytes):
            pictures.append(found)
        else:
            links.append(found)
    return ImagesResponse(tuple(pictures), tuple(links), _usage(content))


def is_finished(event: bytes) -> bool:
    """Say whether a raw event holds a finished picture; it is not read, it is not on disk yet."""
    return bool(FINISHED.search(event)) and not PARTIAL.search(event)


def is_partial(event: bytes) -> bool:
    """Say whether a raw event holds a picture as far as it has come."""
    return bool(PARTIAL.search(event))


def complaint_of(event: bytes) -> bytes | None:
    """Return the body of a raw event that says that something failed, ``None`` for others."""
    if b'"error"' not in event and not event.lstrip().startswith(b"event: error"):
        return None
    return _data(event)


def write(answer: ImagesResponse) -> bytes:
    """Write *answer* in the form that `read` reads, to keep pictures that were fetched."""
    data = [{"b64_json": base64.b64encode(picture).decode()} for picture in answer.pictures]
    return json.dumps({"data": data, "usage": dict(answer.usage)}).encode()


def _data(raw: bytes) -> bytes:
    """Return what the ``data:`` lines of a raw event hold; nothing when it is no event."""
    if raw.lstrip()[:1] in (b"{", b"[", b""):
        return b""
    lines = (line.rstrip(b"\r") for line in raw.split(b"\n"))
    return b"\n".join(line[5:].strip() for line in lines if line.startswith(b"data:"))


def _picture(item: object) -> bytes | str:
    fields = item if isinstance(item, dict) else {}
    is_url = not fields.get("b64_json")
    text = fields.get("url" if is_url else "b64_json")
    if not isinstance(text, str) or not text:
        raise ServiceUnavailable(
            "The image service sent a list entry without a picture: check image.model."
        )
    if is_url and text.startswith(("https://", "http://")):
        return text
    prefix = DATA_URL.match(text)
    if is_url and not prefix:
        raise ServiceUnavailable(
            "The image service answered with a file path instead of a picture: "
            "set it up to answer with b64_json."
        )
    try:
        return base64.b64decode(text[prefix.end() if prefix else 0 :], validate=True)
    except (binascii.Error, ValueError):
        raise ServiceUnavailable(
            "The image service sent a picture that is not whole base64: try again."
        ) from None


def _usage(content: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    """Return the counts of ``usage``; nested ones are named ``input_tokens.text_tokens``."""
    found: dict[str, int] = {}

    def collect(counts: object, prefix: str) -> None:
        for name, value in counts.items() if isinstance(counts, dict) else ():
            if not re.fullmatch(r"[a-z_]{1,40}", name):
                continue
            if isinstance(value, dict) and not prefix:
                collect(value, f"{name.removesuffix('_details')}.")
            elif type(value) is int and 0 <= value < 10**9:
                found[prefix + name] = value

    collect(content.get("usage"), "")
    return tuple(sorted(found.items()))
