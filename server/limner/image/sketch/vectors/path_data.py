"""SVG path data: read into numbers, written shorter, and flattened into polygons."""

import math
import re
from collections.abc import Iterator

from limner.patterns import lazy_regex

Point = tuple[float, float]
Polygon = tuple[Point, ...]

TOKEN = lazy_regex(r"\s*,?\s*([A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
FLAG = lazy_regex(r"\s*,?\s*([01])")
"""An arc's flags may be glued to what follows: ``a1 1 0 012 3`` ends with 0, 1, 2, 3."""

ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
SEGMENTS = 6
"""Lines for each curve and each quarter of an arc; at 400 pixels none of them can be told."""


def segments(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the commands of path *data*, each with its numbers; a repeated one is said again.

    Raises:
        ValueError: it is no path.
    """
    place, command, numbers = 0, "", list[float]()
    while found := _next(data, place, command, len(numbers)):
        place = found.end()
        if found[1].isalpha():
            command, numbers = found[1], []
            if command not in "Zz":
                continue
        else:
            numbers.append(float(found[1]))
        if len(numbers) == ARGUMENTS[command.upper()]:
            yield command, tuple(numbers)
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)
    if data[place:].strip() or numbers:
        raise ValueError(f"no path data: {data[place:][:20]!r}")


def _next(data: str, place: int, command: str, many: int) -> re.Match[str] | None:
    flag = command in ("A", "a") and many in (3, 4)
    return (FLAG if flag else TOKEN).match(data, place)


def shortened(data: str, places: int = 2) -> str:
    """Return the same path with numbers of at most *places* decimals, and no needless blank."""
    written = []
    last = ""
    for command, numbers in segments(data):
        follows = {"M": "L", "m": "l"}.get(last, last) == command and command not in "Zz"
        written.append("" if follows else command)
        for number, value in enumerate(numbers):
            text = f"{value:.{places}f}".rstrip("0").rstrip(".")
            text = "0" if text in ("-0", "") else re.sub(r"^(-?)0\.", r"\1.", text)
            glued = (number == 0 and not follows) or text[0] == "-"
            written.append(text if glued else f" {text}")
        last = command
    return "".join(written)


def polygons(data: str) -> tuple[Polygon, ...]:
    """Return path *data* as closed polygons, curves as `SEGMENTS` lines."""
    found: list[Polygon] = []
    points: list[Point] = []
    here = start = (0.0, 0.0)
    control: Point | None = None
    last = ""
    for command, numbers in segments(data):
        kind = command.upper()
        values = _absolute(kind, numbers, here) if command.islower() else numbers
        if kind == "M" or kind == "Z":
            if len(points) > 2:
                found.append(tuple(points))
            here = start = values if kind == "M" else start  # type: ignore[assignment]
            points, control = ([here] if kind == "M" else []), None
            last = kind
            continue
        if not points:
            points = [here]
        # A smooth curve mirrors the control point of one of its own kind only.
        mirrored = control if last in {"S": "CS", "T": "QT"}.get(kind, "") else None
        line, control = _line(kind, values, here, mirrored)
        points += line
        here, last = line[-1], kind
    if len(points) > 2:
        found.append(tuple(points))
    return tuple(found)


def _absolute(kind: str, numbers: tuple[float, ...], here: Point) -> tuple[float, ...]:
    if kind == "H":
        return (numbers[0] + here[0],)
    if kind == "V":
        return (numbers[0] + here[1],)
    if kind == "A":
        return (*numbers[:5], numbers[5] + here[0], numbers[6] + here[1])
    return tuple(value + here[place % 2] for place, value in enumerate(numbers))


def _line(
    kind: str, values: tuple[float, ...], here: Point, mirrored: Point | None
) -> tuple[list[Point], Point | None]:
    """Return the points of one segment behind *here*, and its last control point."""
    if kind == "H":
        return [(values[0], here[1])], None
    if kind == "V":
        return [(here[0], values[0])], None
    if kind == "L":
        return [(values[0], values[1])], None
    if kind == "A":
        return _arc(here, values), None
    if kind in "ST":
        first = (2 * here[0] - mirrored[0], 2 * here[1] - mirrored[1]) if mirrored else here
        values = (*first, *values)
    along = [step / SEGMENTS for step in range(1, SEGMENTS + 1)]
    if kind in "QT":
        qx, qy, x, y = values
        return [_quadratic(here, (qx, qy), (x, y), t) for t in along], (qx, qy)
    ax, ay, bx, by, x, y = values
    return [_cubic(here, (ax, ay), (bx, by), (x, y), t) for t in along], (bx, by)


def _quadratic(a: Point, b: Point, c: Point, t: float) -> Point:
    u = 1 - t
    one, two, three = u * u, 2 * u * t, t * t
    return one * a[0] + two * b[0] + three * c[0], one * a[1] + two * b[1] + three * c[1]


def _cubic(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    u = 1 - t
    one, two, three, four = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return (
        one * a[0] + two * b[0] + three * c[0] + four * d[0],
        one * a[1] + two * b[1] + three * c[1] + four * d[1],
    )


def _arc(here: Point, values: tuple[float, ...]) -> list[Point]:
    """Return an elliptical arc as points (SVG 2, appendix B.2.4: from endpoints to centre)."""
    rx, ry, turn, large, sweep, x, y = values
    rx, ry = abs(rx), abs(ry)
    if rx == 0 or ry == 0 or (x, y) == here:
        return [(x, y)]
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    half_x, half_y = (here[0] - x) / 2, (here[1] - y) / 2
    px, py = cosine * half_x + sine * half_y, -sine * half_x + cosine * half_y
    too_small = (px / rx) ** 2 + (py / ry) ** 2
    if too_small > 1:
        rx, ry = rx * math.sqrt(too_small), ry * math.sqrt(too_small)
    across = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, (rx * ry) ** 2 - across) / across)
    factor = -factor if large == sweep else factor
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    cx = cosine * qx - sine * qy + (here[0] + x) / 2
    cy = sine * qx + cosine * qy + (here[1] + y) / 2
    first = math.atan2((py - qy) / ry, (px - qx) / rx)
    swept = (math.atan2((-py - qy) / ry, (-px - qx) / rx) - first) % math.tau
    if not sweep:
        swept -= math.tau
    steps = max(2, int(abs(swept) / (math.pi / 2) * SEGMENTS) + 1)
    angles = [first + swept * step / steps for step in range(1, steps + 1)]
    return [
        (
            cx + rx * math.cos(angle) * cosine - ry * math.sin(angle) * sine,
            cy + rx * math.cos(angle) * sine + ry * math.sin(angle) * cosine,
        )
        for angle in angles
    ]
