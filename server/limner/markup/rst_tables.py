"""Images in the cells of reStructuredText's drawn tables, where a directive begins mid-line."""

import re
from collections.abc import Iterator

_DIRECTIVE = re.compile(r"(?<=[|\s])\.\.[ \t]+(?:image|figure)::")
_BORDER = re.compile(r"[ \t]*=+(?:[ \t]+=+)+[ \t]*")
_FARTHEST = 20_000
"""Characters of a table that are read, up and down from a cell."""


def picture_cells(flat: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the lines of each table cell from its image directive on."""
    for found in _DIRECTIVE.finditer(flat):
        start = flat.rfind("\n", 0, found.start()) + 1
        before = flat[start : found.start()]
        if before.strip():
            above = flat[max(0, start - _FARTHEST) : start].split("\n")
            below = flat[start : start + _FARTHEST].split("\n")
            cell = _grid_cell(before, below) or _simple_cell(above, before, below)
            if cell:
                yield found.start(), "\n".join(cell)


def _grid_cell(before: str, lines: list[str]) -> list[str]:
    """Return the lines of a cell between bars."""
    left = before.rfind("|") + 1
    right = lines[0].find("|", len(before))
    if not left or right < 0 or before[left:].strip():
        return []
    cell = []
    for line in lines:
        if line[left - 1 : left] != "|":
            break
        cell.append(line[len(before) : right].rstrip())
    return cell


def _simple_cell(above: list[str], before: str, lines: list[str]) -> list[str]:
    """Return the lines of a cell below a border of equals signs."""
    border = next(filter(_BORDER.fullmatch, reversed(above)), "")
    columns = [column.start() for column in re.finditer(r"=+", border)]
    if len(before) not in columns[1:]:
        return []
    right = next((column for column in columns if column > len(before)), None)
    cell = [lines[0][len(before) : right].rstrip()]
    for line in lines[1:]:
        if line[: columns[1]].strip():
            break
        cell.append(line[len(before) : right].rstrip())
    return cell
