"""The text model against a slow reference that scans the whole text every time."""

import random
import re

import pytest

from limner.document import Span, split_lines
from limner.lsp.documents.anchors import Anchor, Fate, follow
from limner.lsp.documents.text import Change, Encoding, Text, column_of, units_of

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")

ALPHABET = [
    *"ab é東",
    "😀",
    "👩‍🚀",
    "\n",
    "\r",
    "\r\n",
    "\n\r",
    *"\u2028\u2029\u0085\v\f\x1c\x1d\x1e",
]
"""Letters of one to four bytes, all that ends a line, and all that only looks like it."""

SEQUENCES = 20_000


def reference_offset(text: str, line: int, character: int, encoding: Encoding) -> int:
    """Where a client's position is, found by walking through the text."""
    ends = [match.span() for match in re.finditer(r"\r\n|\r|\n", text)]
    starts = [0, *(end for _, end in ends)]
    if line >= len(starts):
        return len(text)
    stop = ends[line][0] if line < len(ends) else len(text)
    offset, units = starts[line], 0
    while offset < stop and units < character:
        units += {
            "utf-8": len(text[offset].encode()),
            "utf-16": len(text[offset].encode("utf-16-le")) // 2,
            "utf-32": 1,
        }[encoding]
        offset += 1
    return offset


def some_text(source: random.Random, most: int) -> str:
    return "".join(source.choices(ALPHABET, k=source.randint(0, most)))


def test_random_edits_agree_with_the_reference():
    """20,000 edit sequences, a fifth of the positions out of range: no text is ever wrong."""
    for seed in range(SEQUENCES):
        source = random.Random(seed)
        encoding = ENCODINGS[seed % 3]
        expected = some_text(source, 12)
        text = Text(expected)
        for _ in range(source.randint(1, 5)):
            reach = 6 if source.random() < 0.8 else 60
            ends = [(source.randint(0, reach // 2), source.randint(0, reach)) for _ in range(2)]
            new = some_text(source, 4)
            places = sorted(text.place(*end, encoding) for end in ends)
            offsets = sorted(reference_offset(expected, *end, encoding) for end in ends)
            assert [text.offset(place) for place in places] == offsets, seed
            expected = expected[: offsets[0]] + new + expected[offsets[1] :]
            text.replace(*places, new)
            assert str(text) == expected, seed
        assert text.line_count == len(split_lines(expected)), seed


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line", ["", "abc", "é", "東a", "a😀b", "👩‍🚀é\u2028x"])
def test_columns_round_trip(line: str, encoding: Encoding):
    """A column turned into client units and back is the same column."""
    for column in range(len(line) + 1):
        assert column_of(line, units_of(line[:column], encoding), encoding) == column


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("abc", ((0, 1), (0, 10), "X"), "aX"),
        ("a\u2028b\nc\n", ((1, 0), (1, 1), "ZZ"), "a\u2028b\nZZ\n"),
        ("a\rb", ((1, 0), (1, 0), "\n"), "a\r\nb"),
        ("a\r\nb", ((0, 1), (0, 99), "!"), "a!\r\nb"),
        ("a\r\nb", ((0, 1), (1, 0), "\r"), "a\rb"),
        ("", ((7, 7), (9, 9), "x"), "x"),
    ],
)
def test_known_traps(before: str, edit: tuple, after: str):
    (start, end, new), text = edit, Text(before)
    text.replace(text.place(*start, "utf-16"), text.place(*end, "utf-16"), new)

    assert str(text) == after


def test_surrogate_halves_brought_together_are_one_character():
    """An editor in UTF-16 may send an emoji in two halves."""
    text = Text("a\ud83d")
    grown = text.replace(text.place(0, 2, "utf-16"), text.place(0, 2, "utf-16"), "\ude00b")

    assert str(text) == "a😀b"
    assert grown == 1


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("same", "same", Change(4, 4, 0)),
        ("a red fox", "a blue fox", Change(2, 5, 4)),
        ("", "abc", Change(0, 0, 3)),
        ("abc", "", Change(0, 3, 0)),
        ("aaa", "aa", Change(2, 3, 0)),
    ],
)
def test_a_whole_new_text_is_explained_by_its_smallest_change(old, new, change):
    text = Text(old)

    assert text.replace_all(new) == change
    assert str(text) == new


class Oracle:
    """An anchor that gives every character an identity and knows nothing of offsets."""

    def __init__(self, length: int, start: int, end: int) -> None:
        self.characters = list(range(length))
        self.region = set(range(start, end))
        self.fate = Fate.INTACT
        self.next = length

    def change(self, start: int, end: int, length: int) -> None:
        fresh = list(range(self.next, self.next + length))
        self.next += length
        removed = set(self.characters[start:end]) & self.region
        left = self.characters[start - 1] if start else None
        right = self.characters[end] if end < len(self.characters) else None
        self.characters[start:end] = fresh
        if not self.region:
            return
        between = left in self.region and right in self.region
        self.region -= removed
        if between and (removed or fresh):
            self.region |= set(fresh)
            self.fate = Fate.TOUCHED
        elif removed:
            self.fate = Fate.TOUCHED if self.region else Fate.GONE

    def span(self) -> Span:
        places = [at for at, who in enumerate(self.characters) if who in self.region]
        return Span(places[0], places[-1] + 1)


def anchors_disagree(seed: int, rule=follow) -> bool:
    """Run one random sequence of changes; say whether *rule* and the oracle differ."""
    source = random.Random(seed)
    length = source.randint(1, 12)
    start = source.randrange(length)
    end = source.randint(start + 1, length)
    oracle, anchor = Oracle(length, start, end), Anchor(Span(start, end))
    for _ in range(source.randint(1, 30)):
        first, last = sorted(source.randint(0, len(oracle.characters)) for _ in range(2))
        if source.random() < 0.5:
            last = min(last, first + 1)
        change = Change(first, last, source.choice((0, 1, 1, 3)))
        oracle.change(*change)
        anchor = rule(anchor, change)
        if anchor.fate is not oracle.fate:
            return True
        if anchor.fate is Fate.GONE:
            return not 0 <= anchor.span.start <= len(oracle.characters)
        if anchor.span != oracle.span():
            return True
    return False


@pytest.mark.parametrize("sequences", [10_000, pytest.param(100_000, marks=pytest.mark.nightly)])
def test_anchors_follow_every_change(sequences):
    """Random sequences against the oracle: none wrong; wrong rules show in two hundred."""
    assert [seed for seed in range(sequences) if anchors_disagree(seed)] == []


def sticky_start(anchor: Anchor, change: Change) -> Anchor:
    """A wrong rule: an insertion exactly at the start is taken in."""
    if change.start == change.end == anchor.span.start and anchor.fate is not Fate.GONE:
        return Anchor(Span(anchor.span.start, anchor.span.end + change.length), anchor.fate)
    return follow(anchor, change)


def forgiving(anchor: Anchor, change: Change) -> Anchor:
    """A wrong rule: a change inside leaves the words intact."""
    moved = follow(anchor, change)
    return Anchor(moved.span, anchor.fate) if moved.fate is Fate.TOUCHED else moved


@pytest.mark.parametrize("wrong", [sticky_start, forgiving])
def test_the_oracle_notices_wrong_rules(wrong):
    assert any(anchors_disagree(seed, wrong) for seed in range(200))
