"""Whether the two things that an author puts left and right have changed places.

Each side is told with its thing before it ("a lamp on the left, a chair on the right") or behind
it ("left a lamp, right a chair"); in either text the words between the sides tell which.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.things import is_named_by, share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.sides import OPPOSITE, side_at
from limner.prompt.ledger.tokens import Token, cased_like, sentences, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, VERBS

PAIRS = (
    ("left", "right"), ("gauche", "droite"), ("izquierda", "derecha"), ("izquierdo", "derecho"),
    ("links", "rechts"), ("link", "recht"), ("sinistra", "destra"), ("sinistro", "destro"),
    ("esquerda", "direita"), ("esquerdo", "direito"),
)  # fmt: skip
"""The beginnings of words for either side."""

BY = frozenset({"by", "von", "par", "por"})
"""What stands behind a side before its thing: "flanked on the left by a forest"."""

SHORTEST = 3


@dataclass(frozen=True)
class BothSides:
    """What stands left and right: the side words, and the words of what stands there."""

    sides: tuple[Token, Token]
    things: dict[str, tuple[Token, ...]]


def swapped_faults(ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield both sides where each has what the author put on the other."""
    own = _placed(ledger.source, words)
    said = _placed(text, words) if own else None
    if own is None or said is None:
        return
    crossed = [_share(own.things[side], said.things[OPPOSITE[side]], words) for side in OPPOSITE]
    straight = [_share(own.things[side], said.things[side], words) for side in OPPOSITE]
    if all(crossed) and not any(straight):
        edits = tuple(turned(token) for token in said.sides)
        yield Fault("side", "left and right have changed places", edits)


def turned(token: Token) -> Edit:
    """Return the edit that says the other side; "linke" and "linken" keep their endings."""
    for one, other in PAIRS:
        for wrong, right in ((one, other), (other, one)):
            if token.lower.startswith(wrong):
                said = right + token.lower.removeprefix(wrong)
                return Edit(token.start, token.end, cased_like(said, token.text))
    return Edit(token.start, token.end, token.text)


def _placed(text: str, words: LanguageWords) -> BothSides | None:
    """Return what *text* puts left and right, if it names each side once and both in turn."""
    every = tokens(text)
    named = [(n, side) for n in range(len(every)) if (side := _side(n, every, words))]
    if len(named) != 2 or named[0][1] == named[1][1]:
        return None
    (first, side), (second, other) = named
    bounds = [(start, end) for start, end in sentences(text)]
    start, end = next(b for b in bounds if b[0] <= every[first].start < b[1])
    last = next(b for b in bounds if b[0] <= every[second].start < b[1])
    before = _things(every, start, every[first].start, words)
    if last[0] != start:
        things = {
            side: (*before, *_things(every, every[first].end, end, words)),
            other: _things(every, *last, words),
        }
        return BothSides((every[first], every[second]), things)
    between = _things(every, every[first].end, every[second].start, words)
    after = _things(every, every[second].end, end, words)
    opens = not before or bool(re.search(r"[:;]", text[start : every[first].start]))
    opens = opens or (first + 1 < len(every) and every[first + 1].lower in BY)
    things = {side: between, other: after} if opens else {side: before, other: between}
    return BothSides((every[first], every[second]), things)


def _side(place: int, every: tuple[Token, ...], words: LanguageWords) -> str:
    """Return the side that a word names; alone behind a comma it does too: "a girl, left"."""
    lower = every[place].lower
    if named := side_at(place, every, words):
        return named
    before = every[place - 1].ahead if place else ","
    if lower in ("left", "right") and re.search(r"[,:;(]", before):
        return lower
    return ""


def _things(
    every: tuple[Token, ...], start: int, end: int, words: LanguageWords
) -> tuple[Token, ...]:
    """Return the words from *start* to *end* that may name a thing."""
    return tuple(
        token
        for token in every
        if start <= token.start < end
        and len(token.text) >= SHORTEST
        and token.lower not in words.small | FUNCTION_WORDS | VERBS | words.left | words.right
        and token.lower not in words.colours
        and (words.language != "de" or token.text[:1].isupper())
    )


def _share(own: tuple[Token, ...], said: tuple[Token, ...], words: LanguageWords) -> bool:
    if words.language == "en":
        return any(is_named_by(one.text, other) for one in own for other in said)
    return any(share_stem(one.text, other.text) for one in own for other in said)
