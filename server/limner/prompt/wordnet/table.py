"""Look-ups in the compiled table. It is opened at the first one; no dictionary of it is built.

The format is described in `limner.prompt.wordnet.compile`. A noun synset is a number, given so that
everything below it has the numbers from its own up to `end`.
"""

import json
import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Literal, get_args

from limner.files import packaged
from limner.files.packing import unpack

WordClass = Literal["noun", "verb", "adjective", "adverb"]
WORD_CLASSES: tuple[WordClass, ...] = get_args(WordClass)

MOST_OTHER_PARENTS = 3
"""How often a way up may leave the tree: no longer one has been seen to matter."""


@dataclass(frozen=True)
class LexicalEntry:
    """What the table says of a lemma.

    Attributes:
        senses: up to four noun synsets, the most depictable first.
        frequencies: for each of ``WORD_CLASSES``, how often texts had it, as a power of two from 0
            to 9; -1 where it is no such word.
        is_name: whether it is mostly somebody's name, or a place's: Paris.
        synonyms: up to eight, those of the most usual sense first; from the fifth on without those
            that name this lemma among theirs.
        derived: up to eight words that are made from it, or it from them.
    """

    senses: tuple[int, ...]
    frequencies: tuple[int, ...]
    is_name: bool
    synonyms: tuple[str, ...]
    derived: tuple[str, ...]

    def frequency(self, word_class: WordClass) -> int:
        """Return how often texts had it as *word_class*, 0 to 9, or -1 if it is none."""
        return self.frequencies[WORD_CLASSES.index(word_class)]

    def is_any(self, classes: tuple[WordClass, ...]) -> bool:
        """Say whether it is a word of one of *classes*."""
        return any(self.frequency(word_class) >= 0 for word_class in classes)


@lru_cache(4096)
def entry(lemma: str) -> LexicalEntry | None:
    """Return the entry of *lemma*, in lower case with spaces between its words; None for none."""
    number = bisect_right(_table().first, lemma) - 1
    if number < 0:
        return None
    block = _block(number)
    start = block.find(b"\n" + lemma.encode("utf-8", "surrogatepass") + b"\t")
    if start < 0:
        return None
    line = block[start + 1 : block.index(b"\n", start + 1)].decode()
    _, senses, frequencies, synonyms, derived = line.split("\t")
    return LexicalEntry(
        senses=tuple(int(sense, 36) for sense in _listed(senses)),
        frequencies=tuple(-1 if digit == "-" else int(digit) for digit in frequencies[:4]),
        is_name=frequencies.endswith("n"),
        synonyms=_listed(synonyms),
        derived=_listed(derived),
    )


def end(synset: int) -> int:
    """Return the first number behind everything below *synset* in the tree."""
    table = _table()
    span: int = table.large.get(synset) or struct.unpack_from("<H", table.spans, 2 * synset)[0]
    return synset + span


def is_below(synset: int, other: int) -> bool:
    """Say whether *synset* is *other* or a kind of it, by whichever of its parents."""
    reached: tuple[int, ...] = (synset,)
    for _ in range(MOST_OTHER_PARENTS):
        if any(other <= below < end(other) for below in reached):
            return True
        reached = tuple(parent for below in reached for parent in _other_parents(below))
    return any(other <= below < end(other) for below in reached)


def category_of(synset: int) -> str | None:
    """Return the nearest category above *synset* in the tree."""
    table = _table()
    tops = table.categories[: bisect_right(table.tops, synset)]
    # The later one begins, the deeper it lies.
    return next((name for start, name in reversed(tops) if synset < end(start)), None)


@dataclass(frozen=True)
class _Table:
    data: bytes
    first: list[str]
    starts: list[int]
    spans: bytes
    large: dict[int, int]
    tops: list[int]
    categories: list[tuple[int, str]]
    parents: list[tuple[int, int, int]]


@cache
def _table() -> _Table:
    data = packaged.data("prompt", "wordnet", "wordnet.bin")
    head_size, spans_size = struct.unpack_from("<II", data, 8)
    spans_start = 16 + head_size
    head = json.loads(unpack(data[16:spans_start]))
    spans = unpack(data[spans_start : spans_start + spans_size])
    large = dict(head["large"])
    categories = sorted((top, name) for name, top in head["categories"])
    edges = [(int(child, 36), int(parent, 36)) for child, parent in head["parents"]]
    return _Table(
        data=data,
        first=head["first"],
        starts=list(accumulate(head["sizes"], initial=spans_start + spans_size)),
        spans=spans,
        large=large,
        tops=[top for top, _ in categories],
        categories=categories,
        parents=[
            (
                child,
                child + (large.get(child) or struct.unpack_from("<H", spans, 2 * child)[0]),
                parent,
            )
            for child, parent in edges
        ],
    )


@lru_cache(16384)
def _other_parents(synset: int) -> tuple[int, ...]:
    """Return parents outside of the tree, of *synset* or what is above it."""
    return tuple([parent for child, last, parent in _table().parents if child <= synset < last])


@cache
def _block(number: int) -> bytes:
    table = _table()
    packed = table.data[table.starts[number] : table.starts[number + 1]]
    return b"\n" + unpack(packed) + b"\n"


def _listed(field: str) -> tuple[str, ...]:
    return tuple(field.split(",")) if field else ()
