"""Notebooks as files: their cells as documents, and one cell's text written where it stands.

Positions are those of the file. Only the lines of a cell that change are written anew; every other
byte stays.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from limner.document import Document, Replacement, Span, split_lines
from limner.patterns import lazy_regex

ENDING = ".ipynb"

_TOKEN = lazy_regex(r'"(?:[^"\\]|\\.)*+"(?P<key>\s*:)?|[\[\]{}]')
_LANGUAGE = lazy_regex(r'"language_info"\s*:\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*"name"\s*:\s*"(\w+)"')
_CELLS_DEPTH, _CELL_DEPTH = 2, 3


@dataclass(frozen=True)
class Piece:
    """A string of a cell's source.

    Attributes:
        span: where it stands in the file, with its quotation marks.
        start: where what it says begins in the cell's text.
    """

    span: Span
    start: int


@dataclass(frozen=True)
class NotebookCell:
    """A cell of a notebook.

    Attributes:
        document: its text; the URI tells the cells of one notebook apart.
        pieces: the strings that its source is made of.
        listed: the source is a list of lines, not one string.
    """

    document: Document
    pieces: tuple[Piece, ...]
    listed: bool


def is_notebook(path: Path | None) -> bool:
    """Whether *path* is that of a notebook."""
    return path is not None and path.suffix.lower() == ENDING


def cells_of(raw: str, path: Path, markdown: str) -> tuple[NotebookCell, ...]:
    """Return the cells of words and of code of a notebook's file that says *raw*.

    Args:
        raw: the file's text, which need not be a whole notebook.
        path: the file.
        markdown: the language of its cells of words.
    """
    program = _program(raw)
    languages = {"markdown": markdown, "code": program}
    return tuple(
        NotebookCell(
            Document("".join(texts), languages[kind], path.absolute(), f"#cell-{number}"),
            tuple(pieces),
            listed,
        )
        for number, (kind, texts, pieces, listed) in enumerate(_sources(raw), 1)
        if languages.get(kind)
    )


def place_in_file(cell: NotebookCell, offset: int) -> int:
    """Return where in the file the string begins that holds *offset* of the cell's text."""
    starts = [piece.start for piece in cell.pieces]
    return cell.pieces[max(0, bisect_right(starts, offset) - 1)].span.start if starts else 0


def offset_at(cell: NotebookCell, start: int, stop: int) -> int | None:
    """Return where in the cell's text the line begins that stands in the file at [start, stop)."""
    for piece in cell.pieces:
        if piece.span.start < stop and start < piece.span.end:
            return piece.start
    return None


def write(raw: str, cell: NotebookCell, edit: Replacement) -> str:
    """Return the file's text *raw* with *edit* made in one cell."""
    new = edit.apply(cell.document.text)
    if not cell.listed:
        (piece,) = cell.pieces
        return Replacement(piece.span, _quoted(new)).apply(raw)
    old_lines = [json.loads(piece.span.of(raw)) for piece in cell.pieces]
    new_lines = list(split_lines(new))
    same = 0
    while same < min(len(old_lines), len(new_lines)) and old_lines[same] == new_lines[same]:
        same += 1
    after = 0
    while (
        after < min(len(old_lines), len(new_lines)) - same
        and old_lines[-1 - after] == new_lines[-1 - after]
    ):
        after += 1
    changed = cell.pieces[same : len(old_lines) - after]
    written = [_quoted(line) for line in new_lines[same : len(new_lines) - after]]
    between = _between(raw, cell)
    if changed:
        place = Span(changed[0].span.start, changed[-1].span.end)
        return Replacement(place, between.join(written)).apply(raw)
    if after:
        at = cell.pieces[len(old_lines) - after].span.start
        return raw[:at] + "".join(line + between for line in written) + raw[at:]
    at = cell.pieces[-1].span.end
    return raw[:at] + "".join(between + line for line in written) + raw[at:]


def _sources(raw: str) -> Iterator[tuple[str, list[str], list[Piece], bool]]:
    """Yield kind and source of each cell that has a source."""
    depth, key, inside, length = 0, "", False, 0
    kind, texts, pieces, listed = "", list[str](), list[Piece](), True
    for token in _TOKEN.finditer(raw):
        mark = token.group()
        if mark in "[{":
            depth += 1
            if depth == _CELLS_DEPTH and key == "cells" and mark == "[":
                inside = True
            elif inside and depth == _CELL_DEPTH:
                kind, texts, pieces, listed, length = "", [], [], True, 0
        elif mark in "]}":
            if inside and depth == _CELL_DEPTH and pieces:
                yield kind, texts, pieces, listed
            inside = inside and depth != _CELLS_DEPTH
            depth -= 1
        elif token["key"] is not None:
            if depth in (1, _CELL_DEPTH):
                key = mark[1 : mark.rindex('"')]
        elif inside and depth == _CELL_DEPTH and key == "cell_type":
            kind = mark[1:-1]
        elif inside and key == "source" and depth in (_CELL_DEPTH, _CELL_DEPTH + 1):
            listed = depth > _CELL_DEPTH
            texts.append(_said(mark))
            pieces.append(Piece(Span(*token.span()), length))
            length += len(texts[-1])


def _said(string: str) -> str:
    try:
        said = json.loads(string)
    except ValueError:
        return string[1:-1]
    return said if isinstance(said, str) else ""


def _program(raw: str) -> str:
    """Return the language of the cells of code, as far as Limner finds pictures in it."""
    named = _LANGUAGE.search(raw)
    return "ipython" if named is None or named[1] in ("python", "ipython") else ""


def _between(raw: str, cell: NotebookCell) -> str:
    """Return what stands between two lines of the source, as this notebook is written."""
    if len(cell.pieces) > 1:
        return raw[cell.pieces[0].span.end : cell.pieces[1].span.start]
    before = raw[: cell.pieces[0].span.start]
    return "," + before[len(before.rstrip()) :]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
