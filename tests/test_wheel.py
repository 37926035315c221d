"""What is published: how large it is, and what stands in it."""

import io
import zipfile
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "server" / "limner"

MOST_BYTES = 4_000_000
"""Of a wheel: as much as a few photographs."""

METADATA = 60_000
"""Roughly what a wheel holds beside the package: licences, and a digest of each file."""


def test_the_wheel_is_small():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file in PACKAGE.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                wheel.write(file, file.relative_to(PACKAGE.parent))

    assert len(packed.getvalue()) + METADATA <= MOST_BYTES
