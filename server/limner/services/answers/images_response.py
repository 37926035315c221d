"""The answer of an images service, read from its raw bytes: new ones, and kept ones.

Services differ: pictures come as ``b64_json``, as a ``data:`` URL, as an address or as the body
itself; in a list called ``data`` or ``images`` or in a bare list; in one piece, or as the last of
several server-sent events; under any content type. No field is trusted to be there or to have its
type, and each entry is judged alone: a bad one does not cost the others.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from limner.errors import ServiceUnavailable
from limner.image.formats.containers import foreign, recognise
from limner.image.request import ImagesResponse
from limner.services.answers.json_values import LINE_END, Values, event_data, long_strings, unpacked

MOST_TOKENS = 10**9
"""More than any answer counts; what is not below is no count."""

MOST_PICTURES = 16
"""More than any service makes at once; of a longer list the first are read."""

LISTS = ("data", "images", "output")
FIELDS = ("b64_json", "base64", "b64", "image", "url", "image_url")
"""Where pictures stand in the answers of services."""

PARTIAL = re.compile(rb"image_[a-z]{1,20}\.partial_image|partial_image_index")
FINISHED = re.compile(rb'image_[a-z]{1,20}\.completed|"b64_json"')
"""What a picture's own letters cannot hold: base64 has no dot, no line and no quotation mark."""

COMPLAINT = re.compile(rb'"error"\s*:\s*(?!null)')

DATA_URL = re.compile(rb"\s*data:[^,]{0,200};base64,", re.IGNORECASE)

URL_SAFE = bytes.maketrans(b"-_", b"+/")


def read(raw: bytes) -> ImagesResponse:
    """Read *raw*, the body of an answer or the event with the finished picture.

    Raises:
        ServiceUnavailable: there is neither a picture in it nor an address of one.
    """
    try:
        body = unpacked(raw)
        if recognise(body) or foreign(body):
            return ImagesResponse((body,))
        answer = Values(body)
    except ValueError:
        raise ServiceUnavailable(_no_json(raw)) from None
    entries = [entry for value in answer.values for entry in _entries(value)]
    if not entries:
        raise ServiceUnavailable(_no_entry(answer.values))
    found = [_picture(entry, answer) for entry in entries[:MOST_PICTURES]]
    faults = tuple(one.sentence for one in found if isinstance(one, _Fault))
    response = ImagesResponse(
        tuple(one for one in found if isinstance(one, bytes)),
        tuple(one for one in found if isinstance(one, str)),
        _usage(answer.values),
        faults,
    )
    if not response.pictures and not response.links:
        raise ServiceUnavailable(faults[0])
    return response


def holds_picture(raw: bytes) -> bool:
    """Say whether there is a finished picture, or an address of one, in *raw*."""
    try:
        read(raw)
    except ServiceUnavailable:
        return False
    return True


def remnants(raw: bytes) -> tuple[bytes, ...]:
    """Return the pictures in an answer that broke off or is garbled: finished ones and others."""
    try:
        found = [_decoded(text) for text in long_strings(unpacked(raw))]
    except ValueError:
        return ()
    return tuple(data for data in found if data and (recognise(data) or foreign(data)))


def is_finished(event: bytes) -> bool:
    """Say whether a raw event holds a finished picture; it is not read, it is not on disk yet."""
    return bool(FINISHED.search(event)) and not PARTIAL.search(event)


def is_partial(event: bytes) -> bool:
    """Say whether a raw event holds a picture as far as it has come."""
    return bool(PARTIAL.search(event))


def complaint_of(event: bytes) -> bytes | None:
    """Return the body of a raw event that says that something failed, ``None`` for others."""
    if not COMPLAINT.search(event) and not event.lstrip().startswith(b"event: error"):
        return None
    return event_data(LINE_END.split(event)) or event


def write(answer: ImagesResponse) -> bytes:
    """Write *answer* in a form that `read` reads, to keep pictures that were fetched."""
    data = [{"b64_json": base64.b64encode(picture).decode()} for picture in answer.pictures]
    return json.dumps({"data": data, "usage": dict(answer.usage)}).encode()


class _Fault:
    """An entry without a picture: why, in a sentence."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence


def _entries(value: Any) -> Iterator[Any]:
    """Yield what may be a picture in one JSON value; unfinished ones are none."""
    if isinstance(value, list):
        yield from value
        return
    if not isinstance(value, dict):
        return
    kind = value.get("type")
    partial = isinstance(kind, str) and kind.endswith(".partial_image")
    if partial or "partial_image_index" in value:
        return
    lists = [value[name] for name in LISTS if name in value]
    for held in lists:
        yield from held if isinstance(held, list) else [held] if held else ()
    if not lists and any(name in value for name in FIELDS):
        yield value


def _picture(entry: Any, answer: Values) -> bytes | str | _Fault:
    """Return an entry's encoded file, its address, or what is wrong with it."""
    fields = entry if isinstance(entry, dict) else {"b64_json": entry}
    fault = _Fault("The image service sent a list entry without a picture: check image.model.")
    for name in FIELDS:
        held = fields.get(name)
        if isinstance(held, dict):
            held = held.get("url")
        text = answer.string(held)
        if not text:
            continue
        head = bytes(text[:8]).lower()
        if head.startswith((b"https://", b"http://")):
            return bytes(text).decode("utf-8", "replace").strip()
        picture = _decoded(text)
        if picture:
            return picture
        fault = _Fault(
            "The image service answered with a file path instead of a picture: set it up to "
            "answer with b64_json."
            if name in ("url", "image_url") and not head.startswith(b"data:")
            else "The image service sent a picture that is not whole base64."
        )
    return fault


def _decoded(text: bytes | memoryview) -> bytes | None:
    """Decode base64 in any alphabet, with line ends or without padding; ``None`` for others."""
    prefix = DATA_URL.match(text)
    content = text[prefix.end() :] if prefix else text
    try:
        return binascii.a2b_base64(content, strict_mode=True)
    except (binascii.Error, ValueError):
        pass
    plain = bytes(content)
    if b"%" in plain:
        plain = unquote_to_bytes(plain)
    plain = plain.translate(URL_SAFE, b" \t\r\n").rstrip(b"=")
    try:
        return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4), strict_mode=True)
    except (binascii.Error, ValueError):
        return None


def counts(usage: object) -> tuple[tuple[str, int], ...]:
    """Return the pairs of a name and a count in *usage*, which may be anything else."""
    pairs = usage if isinstance(usage, tuple) else ()
    return tuple(
        (pair[0], pair[1])
        for pair in pairs
        if isinstance(pair, tuple) and len(pair) == 2 and _counts(*pair)
    )


def _counts(name: object, value: object) -> bool:
    return isinstance(name, str) and type(value) is int and 0 <= value < MOST_TOKENS


def _usage(values: tuple[Any, ...]) -> tuple[tuple[str, int], ...]:
    """Return the counts of ``usage``; nested ones are named ``input_tokens.text_tokens``."""
    found: dict[str, int] = {}

    def collect(counts: object, prefix: str) -> None:
        for name, value in counts.items() if isinstance(counts, dict) else ():
            if not re.fullmatch(r"[a-z_]{1,40}", name):
                continue
            if isinstance(value, dict) and not prefix:
                collect(value, f"{name.removesuffix('_details')}.")
            elif _counts(name, value):
                found[prefix + name] = value

    for value in values:
        collect(value.get("usage") if isinstance(value, dict) else None, "")
    return tuple(sorted(found.items()))


def _no_json(raw: bytes) -> str:
    if raw.lstrip()[:1] == b"<":
        return (
            "The image service answered with a web page instead of a picture: check "
            "image.baseUrl, or sign in to this network."
        )
    return "The image service sent an answer that is cut off or not JSON: check image.baseUrl."


def _no_entry(values: tuple[Any, ...]) -> str:
    if any(
        value == [] or (isinstance(value, dict) and value.get("data") == []) for value in values
    ):
        return (
            "The image service made no picture; some services do so when they decline a "
            "description: change its words."
        )
    return "The image service sent an answer without a list of pictures: check image.baseUrl."
