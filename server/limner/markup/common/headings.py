"""Headings: the lines that begin the sections of a document."""

import re
from collections.abc import Iterator
from functools import cache

from limner.markup.common.blocks import BlockShape
from limner.markup.common.regions import Rules, mask


def heading_lines(flat: str, shape: BlockShape) -> Iterator[int]:
    """Yield where lines begin that are headings by themselves, outside of the shape's regions."""
    yield from headings_outside(flat, shape.rules, shape.heading)


def headings_outside(flat: str, rules: Rules, heading: re.Pattern[str]) -> Iterator[int]:
    """Yield where lines begin like *heading*, outside of the regions of *rules*."""
    found = _at_line_starts(heading).finditer(mask(flat, rules))
    yield from (each.start() for each in found)


@cache
def _at_line_starts(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"^(?:{pattern.pattern})", pattern.flags | re.MULTILINE)
