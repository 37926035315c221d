"""Reads the lettering of one picture from standard input, in a process of its own.

Run as a program by `limner.image.ocr`, for the same reasons as `limner.image.sandbox.decode`, and
because it takes half a gigabyte: it imports nothing of Limner. It needs the packages ``rapidocr``,
whose wheel carries its models, and ``onnxruntime``; nothing is fetched. Standard output gets one
line of JSON: ``{"readings": [[[text, certainty], …], …]}``, the lines of each reading in order. The
picture is read twice, as it is and at half its size, in which large letters are found.
"""

import importlib
import io
import json
import logging
import os
import sys
from contextlib import suppress
from typing import Any

MEMORY_BYTES = 6 << 30
"""Of addresses: the runtime reserves far more than the half gigabyte that it uses."""

CPU_SECONDS = 120


def main() -> None:
    """Read, recognise, report."""
    _limit()
    data = sys.stdin.buffer.read()
    # Whatever the packages print must not stand in the report.
    report = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    json.dump({"readings": _readings(data)}, report)
    report.flush()


def _readings(data: bytes) -> list[list[tuple[str, float]]]:
    from PIL import Image

    engine: Any = importlib.import_module("rapidocr").RapidOCR()
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as picture:
        whole = picture.convert("RGB")
    return [_lines(engine(one)) for one in (whole, whole.reduce(2))]


def _lines(found: Any) -> list[tuple[str, float]]:
    texts, scores = found.txts or (), found.scores or ()
    return [(str(text), float(score)) for text, score in zip(texts, scores, strict=True)]


def _limit() -> None:
    """Bound memory and time, where the platform can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    main()
