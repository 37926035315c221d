"""Decodes one picture from standard input in a process of its own, and says what it is.

Run as a program by `limner.image.formats.validation`: a flaw in a decoder, or a picture made to
fill the memory, ends this process and nothing else. It imports nothing of Limner,
so that it starts fast and runs under ``python -I``. Standard output gets one line of JSON:
``{"width", "height"}``, or
``{"problem"}`` with the end of the sentence "The picture …".
"""

import io
import json
import sys
import warnings
from contextlib import suppress

MOST_PIXELS = 40_000_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 10


def main() -> None:
    """Read, decode, report."""
    _limit()
    data = sys.stdin.buffer.read()
    try:
        report: dict[str, object] = _decode(data)
    except MemoryError:
        report = {"problem": "needs more memory than a picture should"}
    except Exception:
        # Decoders raise whatever they like on a damaged file; which one is no use to an author.
        report = {"problem": "cannot be decoded"}
    sys.stdout.write(json.dumps(report))


def _decode(data: bytes) -> dict[str, object]:
    from PIL import Image

    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    formats = ["PNG", "JPEG", "WEBP"]
    with Image.open(io.BytesIO(data), formats=formats) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            return {"problem": f"has {width * height:,} pixels, more than {MOST_PIXELS:,}"}
        if getattr(picture, "n_frames", 1) != 1:
            return {"problem": "is animated"}
        picture.verify()
    # verify() and load() each miss damage that the other one finds.
    with Image.open(io.BytesIO(data), formats=formats) as picture:
        picture.load()
    return {"width": width, "height": height}


def _limit() -> None:
    """Bound memory and time, where the platform can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    main()
