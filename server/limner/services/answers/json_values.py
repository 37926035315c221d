"""JSON as services really send it: bounded in size, in whatever wrapping, with a bad byte in it.

An object of Python takes thirty times the space of its JSON, so that sixty megabytes of small ones
would fill a machine. An answer with pictures is a few long strings and very little else: those are
taken out first, by their places, and only the rest is parsed.
"""

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from limner.patterns import lazy_regex

MOST_BYTES = 1 << 20
"""Of JSON without its long strings; parsing so much takes 40 MB at most."""

MOST_UNPACKED = 64 << 20

LONG_STRING = re.compile(
    rb'"(?=[^"]{1000})((?:data:[^",]{1,200},)?[A-Za-z0-9+/=_%\s-]++'
    rb'(?:\\(?:[nrt/]|u00[0-9A-Fa-f]{2})[A-Za-z0-9+/=_%\s-]*+)*+)"'
)
"""A string of a thousand letters and more that are base64, with the escapes encoders put in it."""

LINE_END = re.compile(rb"\r\n|\n|\r")

NOTE = lazy_regex(r"\0([0-9]{1,6})")
"""What stands for a long string in the rest."""

BACKSLASH = re.compile(rb"\\")
BETWEEN = lazy_regex(r"[\s,]*")

CODE = re.compile(rb"\\u00([0-9A-Fa-f]{2})")


def parse(raw: bytes) -> Any:
    """Parse one JSON value; bytes that are no UTF-8 and raw line ends in strings are forgiven.

    Raises:
        ValueError: it is none, too deep, or larger than `MOST_BYTES`.
    """
    if len(raw) > MOST_BYTES:
        raise ValueError("too large")
    try:
        return json.loads(_text(raw), strict=False)
    except RecursionError:
        raise ValueError("too deep") from None


class Values:
    """The JSON values of one body, and their long strings.

    Args:
        body: one value, several in a row, or server-sent events; what stands behind the first
            value and is none is passed over.

    Raises:
        ValueError: there is no value, or too much of them.
    """

    def __init__(self, body: bytes) -> None:
        self._body = memoryview(body)
        self._places: list[tuple[int, int]] = []
        rest = self._without_long_strings(body)
        self.values: tuple[Any, ...] = tuple(in_a_row(rest) or _of_events(rest))
        if not self.values:
            raise ValueError("no JSON")

    def string(self, value: object) -> bytes | memoryview | None:
        """Return the bytes of a string in one of the values; ``None`` for anything else."""
        if not isinstance(value, str):
            return None
        note = NOTE.fullmatch(value)
        if note is None or int(note[1]) >= len(self._places):
            return value.encode("utf-8", "replace")
        start, end = self._places[int(note[1])]
        return _without_escapes(self._body[start:end])

    def _without_long_strings(self, body: bytes) -> bytes:
        """Return *body* with a note in place of each long string."""
        parts, end, size = [], 0, 0
        for found in LONG_STRING.finditer(body):
            parts += [body[end : found.start()], b'"\\u0000%d"' % len(self._places)]
            size += found.start() - end
            self._places.append(found.span(1))
            end = found.end()
            if size > MOST_BYTES:
                break
        if size + len(body) - end > MOST_BYTES:
            raise ValueError("too large")
        return b"".join((*parts, body[end:]))


def long_strings(body: bytes) -> Iterator[bytes | memoryview]:
    """Yield each long string of base64 in *body*, which may be cut off or no JSON any more."""
    for found in LONG_STRING.finditer(body):
        yield _without_escapes(memoryview(body)[slice(*found.span(1))])


def unpacked(body: bytes) -> bytes:
    """Return what a gzip or zlib *body* holds; any other one is returned as it is.

    Raises:
        ValueError: it holds more than `MOST_UNPACKED` bytes.
    """
    is_zlib = body[:1] == b"\x78" and len(body) > 1 and int.from_bytes(body[:2]) % 31 == 0
    if body[:2] != b"\x1f\x8b" and not is_zlib:
        return body
    machine = zlib.decompressobj(wbits=47)  # gzip or zlib, by its header
    try:
        content = machine.decompress(body, MOST_UNPACKED + 1)
    except zlib.error:
        return body
    if len(content) > MOST_UNPACKED:
        raise ValueError("too large")
    return content


def event_data(lines: Sequence[bytes]) -> bytes:
    """Return what the ``data:`` lines of one event hold."""
    return b"\n".join(line[5:].strip() for line in lines if line.startswith(b"data:"))


def in_a_row(raw: bytes) -> list[Any]:
    """Return the JSON values that *raw* begins with; what stands behind them is passed over."""
    text, found, at = _text(raw).strip(), [], 0
    decoder = json.JSONDecoder(strict=False)
    while at < len(text) and text[at] in "{[":
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        between = BETWEEN.match(text, at)
        at = between.end() if between else at
    return found


def _without_escapes(found: memoryview) -> bytes | memoryview:
    if not BACKSLASH.search(found):
        return found
    text = bytes(found).replace(b"\\/", b"/")
    for blank in (b"\\n", b"\\r", b"\\t"):
        text = text.replace(blank, b"")
    return CODE.sub(lambda code: bytes([int(code[1], 16)]), text)


def _of_events(raw: bytes) -> Iterator[Any]:
    """Yield the value of each event; one that holds none does not cost the others."""
    block: list[bytes] = []
    for line in (*LINE_END.split(raw), b""):
        if line:
            block.append(line)
            continue
        if data := event_data(block):
            with suppress(ValueError):
                yield parse(data)
        block = []


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").removeprefix("\ufeff")
