"""Cuts, scales and encodes one picture, in a process of its own.

Run as a program by `limner.image.finishing`, for the same reasons as
`limner.image.sandbox.decode`: it imports nothing of Limner. Standard input is one line of
JSON, ``{"width", "height", "format", "quality"}``, and behind it the encoded picture. Standard
output is the new file; nothing when that failed.
"""

import io
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MEMORY_BYTES = 2 << 30
CPU_SECONDS = 60

SEEN = 256
"""Pixels of the longer side on which it is found out where the picture has most to show."""

CENTRE = 0.25
"""How much of all there is to see the middle counts more than an edge: frames are composed."""


def main() -> None:
    """Read, cut, scale, write."""
    _limit()
    source = sys.stdin.buffer
    asked = json.loads(source.readline())
    sys.stdout.buffer.write(_finished(source.read(), asked))


def _finished(data: bytes, asked: dict[str, int | str]) -> bytes:
    from PIL import Image

    width, height, kind = int(asked["width"]), int(asked["height"]), str(asked["format"])
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as picture:
        profile = picture.info.get("icc_profile")
        whole = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    box = _box(whole, width / height)
    scaled = whole.resize((width, height), Image.Resampling.LANCZOS, box)
    if kind == "jpeg" and scaled.mode == "RGBA":
        paper = Image.new("RGB", scaled.size, "white")
        paper.paste(scaled, mask=scaled.getchannel("A"))
        scaled = paper
    file = io.BytesIO()
    options = {"icc_profile": profile} if profile else {}
    if kind != "png":
        options["quality"] = int(asked["quality"])
    if kind == "avif" and asked.get("xmp"):
        options["xmp"] = str(asked["xmp"]).encode()
    scaled.save(file, kind.upper(), **options)
    return file.getvalue()


def _box(picture: "Image.Image", ratio: float) -> tuple[float, float, float, float]:
    """Return the part of *picture* of the shape *ratio* in which there is most to see."""
    width, height = picture.size
    if width > height * ratio:
        kept = height * ratio
        start = _start(picture, kept / width, along=0) * (width - kept)
        return (start, 0, start + kept, height)
    kept = width / ratio
    start = _start(picture, kept / height, along=1) * (height - kept)
    return (0, start, width, start + kept)


def _start(picture: "Image.Image", share: float, along: int) -> float:
    """Return where the part begins: 0 at the first edge, 1 where it reaches the other one."""
    from PIL import Image, ImageFilter

    small = picture.convert("L")
    small.thumbnail((SEEN, SEEN))
    edges = small.filter(ImageFilter.FIND_EDGES)
    # The filter leaves the outermost pixels as they are, and those are no edges.
    edges.paste(0, (0, 0, edges.width, 1))
    edges.paste(0, (0, edges.height - 1, edges.width, edges.height))
    edges.paste(0, (0, 0, 1, edges.height))
    edges.paste(0, (edges.width - 1, 0, edges.width, edges.height))
    shape = (edges.width, 1) if along == 0 else (1, edges.height)
    seen = list(edges.resize(shape, Image.Resampling.BOX).tobytes())
    window = max(1, round(len(seen) * share))
    places = len(seen) - window
    if places <= 0:
        return 0.5
    total = sum(seen) or 1

    def worth(start: int) -> float:
        return sum(seen[start : start + window]) / total - CENTRE * abs(start / places - 0.5)

    return max(range(places + 1), key=worth) / places


def _limit() -> None:
    """Bound memory and time, where the platform can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    main()
