"""How compiled tables are packed: as LZMA streams without headers, which suit texts of ASCII."""

import lzma
from typing import Any

_FILTERS: list[dict[str, Any]] = [
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}
]


def pack(data: bytes) -> bytes:
    """Return *data* packed; the same bytes, as long as liblzma is the same."""
    return lzma.compress(data, lzma.FORMAT_RAW, filters=_FILTERS)


def unpack(data: bytes) -> bytes:
    """Return what `pack` was given.

    Raises:
        lzma.LZMAError: it was not packed so.
    """
    return lzma.decompress(data, lzma.FORMAT_RAW, filters=_FILTERS)
