"""Sizes of pictures that a model takes: the nearest to one that is asked for, the best for a shape.

A size is text, ``WIDTHxHEIGHT`` in pixels, or ``auto``; a shape is width by height.
"""

from math import log, sqrt

from limner.image.models import Limits
from limner.patterns import lazy_regex

SIZE = lazy_regex(r"([1-9]\d{0,4})[x×]([1-9]\d{0,4})")

LARGE = 0.85
"""How much of the largest possible picture a size of a truer shape must have."""


def parse(size: str) -> tuple[int, int] | None:
    """Return width and height of *size*; ``None`` when it is none."""
    found = SIZE.fullmatch(size.strip().lower())
    return (int(found[1]), int(found[2])) if found else None


def nearest(asked: tuple[int, int], limits: Limits) -> str:
    """Return the size most like *asked* that a model takes; ``auto`` when it takes none."""
    width, height = asked
    if limits.sizes is not None:
        return min(
            limits.sizes,
            key=lambda size: (_distance(size, width / height), abs(_area(size) - width * height)),
            default="auto",
        )
    if not limits.multiple or _fits(width, height, limits):
        return _text(width, height)
    if width < height:
        turned = parse(nearest((height, width), limits)) or (height, width)
        return _text(turned[1], turned[0])
    height = max(height, round(width / limits.ratio))
    scale = min(1.0, limits.longest / width, sqrt(limits.pixels / (width * height)))
    step = limits.multiple
    width = max(step, round(width * scale / step) * step)
    height = max(step, round(height * scale / step) * step)
    while not _fits(width, height, limits) and width > step:
        # Rounding up went past a limit.
        if width / height > limits.ratio:
            height += step
        else:
            width -= step
            height = min(height, width)
    return _text(width, height)


def best(ratio: float, limits: Limits) -> str:
    """Return the size for a picture of *ratio* that nobody asked a size of; ``auto`` for unknown.

    It lies in a frame whose shorter side is the model's usual one and whose longer side is half as
    much more: what is drawn without asking should cost what is usual.
    """
    if limits.sizes is not None:
        return min(limits.sizes, key=lambda size: _distance(size, ratio), default="auto")
    if not limits.multiple:
        return "auto"
    if ratio < 1:
        turned = parse(best(1 / ratio, limits))
        return _text(turned[1], turned[0]) if turned else "auto"
    step, longest = limits.multiple, min(limits.longest, limits.usual * 3 // 2)
    sides = [
        (width, height)
        for width in range(step, longest + 1, step)
        for height in {max(step, round(width / ratio / step) * step)}
        if height <= limits.usual and _fits(width, height, limits)
    ]
    if not sides:
        return "auto"
    large = LARGE * max(width * height for width, height in sides)
    near = [size for size in sides if size[0] * size[1] >= large]
    # Of two that are equally like it, the larger one.
    width, height = min(near, key=lambda size: (abs(log(size[0] / size[1] / ratio)), -size[0]))
    return _text(width, height)


def covering(exact: tuple[int, int], limits: Limits) -> str:
    """Return the size to draw for a file of exactly these pixels; ``auto`` when none is known.

    It has their shape as far as the model can, and no fewer pixels, but for a very large file.
    """
    width, height = exact
    if limits.sizes is not None:

        def worth(size: str) -> tuple[float, bool, int]:
            drawn = parse(size) or (1, 1)
            short = drawn[0] < width or drawn[1] < height
            return _distance(size, width / height), short, -_area(size) if short else _area(size)

        return min(limits.sizes, key=worth, default="auto")
    if not limits.multiple:
        return "auto"
    usual = best(width / height, limits)
    drawn = parse(usual)
    if drawn and drawn[0] >= width and drawn[1] >= height:
        return usual
    step = limits.multiple
    return nearest((-(-width // step) * step, -(-height // step) * step), limits)


def _fits(width: int, height: int, limits: Limits) -> bool:
    longer, shorter = max(width, height), min(width, height)
    return (
        width % limits.multiple == 0
        and height % limits.multiple == 0
        and longer <= limits.longest
        and longer <= shorter * limits.ratio
        and width * height <= limits.pixels
    )


def _distance(size: str, ratio: float) -> float:
    width, height = parse(size) or (1, 1)
    return abs(log(width / height / ratio))


def _area(size: str) -> int:
    width, height = parse(size) or (1, 1)
    return width * height


def _text(width: int, height: int) -> str:
    return f"{width}x{height}"
