"""Look-ups in the compiled figures. The file is opened at the first one; blocks when needed.

The format is described in `limner.image.sketch.vectors.compile_figures`. One stream of all figures
takes 200 kB less than small blocks of them, and 20 ms to open, once.
"""

import json
import struct
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from limner.files import packaged
from limner.files.packing import unpack

START = 12
"""Bytes before the head."""


@dataclass(frozen=True)
class WordFigures:
    """The figures of one word.

    Attributes:
        named: names of those that are called so.
        carrying: names of those that have it as a keyword.
    """

    named: tuple[str, ...]
    carrying: tuple[str, ...]


def body(name: str) -> str:
    """Return the SVG elements of the figure *name*.

    Raises:
        KeyError: there is none.
    """
    return _bodies()[_table().numbers[name]]


def has_figure(name: str) -> bool:
    """Say whether there is a figure *name*."""
    return name in _table().numbers


def figure_names() -> tuple[str, ...]:
    """Return the names of all figures, in order."""
    return tuple(_table().names)


@cache
def vocabulary(language: str) -> dict[str, WordFigures]:
    """Return the words of *language*, in lower case; none where the table does not have it."""
    table = _table()
    if language not in table.languages:
        return {}
    start, stop = table.languages[language]
    words, figures = _unpacked(table.data[start:stop]).split("\n\n")
    rows = sorted(zip(words.split("\n"), figures.split("\n"), strict=True))
    return {word: WordFigures(*map(_names, row.split("\t"))) for word, row in rows}


@dataclass(frozen=True)
class _Table:
    data: bytes
    names: list[str]
    numbers: dict[str, int]
    figures: tuple[int, int]
    languages: dict[str, tuple[int, int]]


@cache
def _table() -> _Table:
    data = packaged.data("image", "sketch", "vectors", "figures.bin")
    (head_size,) = struct.unpack_from("<I", data, START - 4)
    head = json.loads(_unpacked(data[START : START + head_size]))
    start = START + head_size
    stop = start + head["figures"]
    codes = [code for code, _ in head["languages"]]
    ends = list(accumulate((size for _, size in head["languages"]), initial=stop))
    return _Table(
        data=data,
        names=head["names"],
        numbers={name: number for number, name in enumerate(head["names"])},
        figures=(start, stop),
        languages=dict(zip(codes, pairwise(ends), strict=True)),
    )


@cache
def _bodies() -> list[str]:
    start, stop = _table().figures
    return _unpacked(_table().data[start:stop]).split("\n")


def _unpacked(data: bytes) -> str:
    return unpack(data).decode()


def _names(field: str) -> tuple[str, ...]:
    names = _table().names
    return tuple(names[int(number)] for number in field.split(",")) if field else ()
