"""What a text puts on either of two sides: left and right, or north and south.

Each side is told with its thing before it ("a lamp on the left, a chair on the right") or behind
it ("left a lamp, right a chair"); in either text the words between the sides tell which.
"""

from collections.abc import Callable
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, VERBS, word_set

JOINING = word_set(
    "and while with but as und während mit et avec tandis y con mientras e mentre en met com"
)
"""Words that begin another phrase: what stands behind one is on no side named before it."""

BREAK = lazy_regex(r"[,;:.!?()\[\]—–]")

BY = frozenset({"by", "von", "par", "por"})
"""What stands behind a side before its thing: "flanked on the left by a forest"."""

PARTS = word_set("side end half edge corner column panel pane part third")
"""What a side is called with: "the left end"."""

SHORTEST = 3

Naming = Callable[[int, tuple[Token, ...]], str]
"""Which side, or point of the compass, the word at a place names, if any."""


@dataclass(frozen=True)
class PlacedThing:
    """What stands on one side: its words, and those of them that are nearest to the side."""

    words: tuple[Token, ...]
    nearest: tuple[Token, ...]


@dataclass(frozen=True)
class BothSides:
    """What stands on either of two sides, and the words that name the sides."""

    sides: tuple[Token, ...]
    things: dict[str, PlacedThing]


def placed(text: str, naming: Naming, words: LanguageWords) -> BothSides | None:
    """Return what *text* puts on two sides, if it names each side once and both in turn."""
    every = tokens(text)
    named = [(n, side) for n in range(len(every)) if (side := naming(n, every))]
    if len(named) != 2 or named[0][1] == named[1][1]:
        return None
    (first, side), (second, other) = named
    bounds = list(sentences(text))
    start, end = next(b for b in bounds if b[0] <= every[first].start < b[1])
    last = next(b for b in bounds if b[0] <= every[second].start < b[1])
    before = phrases(every, start, every[first].start, words)
    between = phrases(every, every[first].end, every[second].start, words)
    after = phrases(every, every[second].end, last[1], words)
    opens = (
        not before or not before[-1] or (first + 1 < len(every) and every[first + 1].lower in BY)
    )
    if last[0] != start:
        rest = phrases(every, every[first].end, end, words)
        again = phrases(every, last[0], every[second].start, words)
        things = {
            side: _nearest([*before, *rest], rest if opens else before[::-1]),
            other: _nearest([*again, *after], [*again[::-1], *after]),
        }
    elif opens:
        things = {side: _nearest(between, between), other: _nearest(after, after)}
    else:
        things = {side: _nearest(before, before[::-1]), other: _nearest(between, between[::-1])}
    return BothSides((every[first], every[second]), things)


def _nearest(phrases: list[tuple[Token, ...]], by_distance: list[tuple[Token, ...]]) -> PlacedThing:
    """Return all words of some phrases, and those of the first that has any."""
    whole = tuple(token for phrase in phrases for token in phrase)
    return PlacedThing(whole, next((phrase for phrase in by_distance if phrase), ()))


def phrases(
    every: tuple[Token, ...], start: int, end: int, words: LanguageWords
) -> list[tuple[Token, ...]]:
    """Return the words from *start* to *end* that may name a thing, phrase by phrase."""
    found: list[list[Token]] = [[]]
    for token in every:
        if not start <= token.start < end:
            continue
        if token.lower in JOINING:
            found.append([])
        if may_name(token, words):
            found[-1].append(token)
        if BREAK.search(token.ahead):
            found.append([])
    return [tuple(phrase) for phrase in found]


def may_name(token: Token, words: LanguageWords) -> bool:
    """Say whether a word may name a thing, or tell of what kind it is."""
    small = words.small | FUNCTION_WORDS | words.left | words.right
    small |= PARTS
    if len(token.text) < SHORTEST or token.lower in small or token.text in VERBS:
        return False  # "Pull" with a capital may be on a sign.
    is_written_so = token.text[:1].isupper() or token.text.isdigit()
    return words.language != "de" or is_written_so or token.lower in words.colours
