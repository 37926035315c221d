"""What makes tests of the journal quick where neither disks nor decoders are what is shown."""

import os
from pathlib import Path

import pytest

from limner.image.formats.validation import DecodedPicture
from limner.image.jobs import paid_drawing
from limner.image.journal import entries as journals

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
"""Where files are quick, where there is such a place."""


def undecoded(data: bytes) -> DecodedPicture:
    """Stand in for the decoding process, which has its own tests."""
    return DecodedPicture(data, "png", 24, 16)


def without_decoding(patch: pytest.MonkeyPatch) -> None:
    async def decoded(data: bytes) -> DecodedPicture:
        return undecoded(data)

    patch.setattr(paid_drawing, "decoded", decoded)


def without_syncing(patch: pytest.MonkeyPatch) -> None:
    """No power is cut in these tests, and waiting for the disk is most of the time."""
    connect = journals.connect

    def unsynced(folder: Path):
        database = connect(folder)
        database.execute("PRAGMA synchronous = OFF")
        return database

    patch.setattr(os, "fsync", lambda _: None)
    patch.setattr(journals, "connect", unsynced)
