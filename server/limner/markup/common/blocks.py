"""The block of lines that holds a selection, and what may stand after it.

Markups of lines agree more than they differ: a block ends at a blank line or where another begins,
a leader (indentation, quote marks, list markers, a comment's prefix) stands before the words, and
what follows inside the same block repeats part of that leader. `BlockShape` says the rest.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from limner.document import Span
from limner.markup.common.regions import Reading, Region, Rules
from limner.markup.interface import NEVER, Place

NO_REGIONS = Rules(())
FARTHEST = 1000
"""A block is looked for this many lines up and down, so that a read stays bounded."""


@dataclass(frozen=True)
class BlockShape:
    """How the lines of one markup form blocks. Patterns are matched from a line's beginning.

    Attributes:
        rules: code, comments, math and other regions.
        leader: what stands before the words and is repeated or indented on following lines.
        keep: characters of a leader that following lines repeat; others become blanks.
        item: a line that begins a list item.
        heading: a line that is a heading by itself.
        underline: a line under (or over) words that makes them a heading.
        table: a line that only a table has.
        alone: any other line that ends the block before it and is none itself.
        indented: what follows in a block is indented as its first line is; otherwise it begins
            at the margin.
        nests: a list item can hold blocks, indented under it.
        tight: inside a list item, an image or a comment needs no blank line before it.
        joint: the line that ties a block to the list item before it, where there is one.
    """

    rules: Rules = NO_REGIONS
    leader: re.Pattern[str] = re.compile(r"[ \t]*")
    keep: str = ""
    item: re.Pattern[str] = NEVER
    heading: re.Pattern[str] = NEVER
    underline: re.Pattern[str] = NEVER
    table: re.Pattern[str] = NEVER
    alone: re.Pattern[str] = NEVER
    indented: bool = True
    nests: bool = True
    tight: bool = True
    joint: str = ""


@dataclass(frozen=True)
class Spot:
    """Where an insertion can stand.

    Attributes:
        place: the kind of place the words stand in.
        block: the block that holds the words, without its last line end; insertions go to its end.
        prefix: what every inserted line begins with.
        inline: whether an inline image may replace the words.
        tight: whether an insertion may follow without a blank line.
        joint: the line between the block and the insertion, instead of a blank one.
        region: the code, comment or other region that the words stand in.
        words: what may replace the words here; ``None`` leaves it to the kind of place.
        closing: what comes before the rest of the block's line when that moves to a line of its
            own (the end of a comment); ``None`` when nothing does.
        followed: whether words come right after the block; ``None`` to look at the next line.
        hosted: makes an inserted line safe for the comment it stands in.
        fitted: makes what replaces the words safe for the comment or string around them.
    """

    place: Place
    block: Span
    prefix: str = ""
    inline: bool = True
    tight: bool = False
    joint: str = ""
    region: Region | None = None
    words: Literal["text", "literal", "none"] | None = None
    closing: str | None = None
    followed: bool | None = None
    hosted: Callable[[str], str] = str
    fitted: Callable[[str], str] = str

    def moved(self, offset: int, prefix: str = "") -> "Spot":
        """Return this spot with insertions going to *offset* instead, outside of any list."""
        block = Span(min(self.block.start, offset), offset)
        return replace(self, block=block, prefix=prefix, inline=False, tight=False, joint="")


def spot_at(flat: str, span: Span, shape: BlockShape) -> Spot:
    """Return the spot for words at *span*."""
    reading = Reading(flat, shape.rules)
    region = reading.region_at(span)
    if region is None:
        return _spot_of_words(reading, span, shape)
    span = Span(min(span.start, region.span.start), max(span.end, region.span.end))
    if not region.rule.block:
        spot = _spot_of_words(reading, span, shape)
        return replace(spot, place=region.rule.place, inline=False, region=region)
    block = Span(line_start(flat, span.start), line_stop(flat, span.end))
    prefix, item = _prefix(flat, block.start, shape)
    return Spot(
        region.rule.place, block, prefix, inline=region.rule.place is Place.TABLE,
        joint=shape.joint if item else "", region=region,
    )  # fmt: skip


def line_start(flat: str, offset: int) -> int:
    """Return where the line of *offset* begins."""
    return flat.rfind("\n", 0, offset) + 1


def line_stop(flat: str, offset: int) -> int:
    """Return where the line of *offset* stops, before its line end."""
    stop = flat.find("\n", offset)
    return len(flat) if stop < 0 else stop


def continuation(leader: str, keep: str) -> str:
    """Return what stands before the words on lines that continue those after *leader*."""
    return "".join(mark if mark in keep or mark in " \t" else " " for mark in leader)


def _spot_of_words(reading: Reading, span: Span, shape: BlockShape) -> Spot:
    flat = reading.flat
    start, stop = line_start(flat, span.start), line_stop(flat, max(span.end, span.start))
    is_table = bool(shape.table.match(flat, start, stop))
    if _stands_alone(flat[start:stop], shape):
        return Spot(Place.HEADING, Span(start, stop), _prefix(flat, start, shape)[0])
    start, stop = _upwards(flat, start, shape), _downwards(reading, stop, shape)
    first = flat[start : line_stop(flat, start)]
    if is_table or _has_table(flat[start:stop], shape):
        start, stop = _contiguous(flat, start, stop, shape)
        leader = continuation(_leader(flat, start, shape), shape.keep)
        return Spot(Place.TABLE, Span(start, stop), leader)
    place = _place_of(first, shape)
    last = flat[line_start(flat, stop) : stop]
    if start < line_start(flat, stop) and shape.underline.match(last):
        place = Place.HEADING
    prefix, item = _prefix(flat, start, shape)
    if item and place is Place.PARAGRAPH:
        place = Place.LIST_ITEM
    return Spot(
        place, Span(start, stop), prefix,
        tight=shape.tight and place is Place.LIST_ITEM, joint=shape.joint if item else "",
    )  # fmt: skip


def _upwards(flat: str, start: int, shape: BlockShape) -> int:
    for _ in range(FARTHEST):
        line = flat[start : line_stop(flat, start)]
        if start == 0 or (shape.nests and shape.item.match(line)):
            break
        above = line_start(flat, start - 1)
        previous = flat[above : start - 1]
        if _is_blank(previous, shape) or _ends_block(previous, shape):
            break
        if _quoted(previous, shape) < _quoted(line, shape):
            break
        start = above
    return start


def _downwards(reading: Reading, stop: int, shape: BlockShape) -> int:
    flat = reading.flat
    for _ in range(FARTHEST):
        if stop >= len(flat):
            break
        below = line_stop(flat, stop + 1)
        following = flat[stop + 1 : below]
        if shape.underline.match(following) and not _is_blank(following, shape):
            return below
        if _is_blank(following, shape) or _begins_block(reading, stop + 1, following, shape):
            break
        if _quoted(flat[line_start(flat, stop) : stop], shape) < _quoted(following, shape):
            break
        stop = below
    return stop


def _contiguous(flat: str, start: int, stop: int, shape: BlockShape) -> tuple[int, int]:
    """Return the run of lines around ``[start, stop)`` that are not blank."""
    while start > 0 and not _is_blank(flat[line_start(flat, start - 1) : start - 1], shape):
        start = line_start(flat, start - 1)
    while stop < len(flat):
        below = line_stop(flat, stop + 1)
        if _is_blank(flat[stop + 1 : below], shape):
            break
        stop = below
    return start, stop


def _begins_block(reading: Reading, offset: int, line: str, shape: BlockShape) -> bool:
    opened = shape.rules.opening.search(line)
    opens = False
    if opened:
        here = Span(offset + opened.start(), offset + len(line))
        region = reading.region_at(here, offset)
        opens = bool(region and region.rule.block)
    return opens or bool((shape.nests and shape.item.match(line)) or _ends_block(line, shape))


def _ends_block(line: str, shape: BlockShape) -> bool:
    return _stands_alone(line, shape) or bool(shape.alone.match(line))


def _stands_alone(line: str, shape: BlockShape) -> bool:
    return bool(shape.heading.match(line))


def _is_blank(line: str, shape: BlockShape) -> bool:
    return not line.strip(" \t" + shape.keep)


def _quoted(line: str, shape: BlockShape) -> int:
    leader = shape.leader.match(line)
    return sum(leader.group().count(mark) for mark in shape.keep) if leader else 0


def _has_table(block: str, shape: BlockShape) -> bool:
    return any(shape.table.match(line) for line in block.split("\n")[:3])


def _place_of(line: str, shape: BlockShape) -> Place:
    if shape.heading.match(line):
        return Place.HEADING
    if shape.item.match(line):
        return Place.LIST_ITEM
    return Place.QUOTE if _quoted(line, shape) else Place.PARAGRAPH


def _leader(flat: str, start: int, shape: BlockShape) -> str:
    matched = shape.leader.match(flat, start, line_stop(flat, start))
    return matched.group() if matched else ""


def _prefix(flat: str, start: int, shape: BlockShape) -> tuple[str, bool]:
    """Return what lines after the one at *start* begin with, and whether it is in a list item."""
    line = flat[start : line_stop(flat, start)]
    prefix = continuation(_leader(flat, start, shape), shape.keep) if shape.indented else ""
    if shape.item.match(line):
        return prefix, True
    above = flat[line_start(flat, start - 1) : start - 1].strip() if start else ""
    return prefix, bool(shape.joint and above == shape.joint)
