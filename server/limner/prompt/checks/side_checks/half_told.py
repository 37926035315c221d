"""Whether what stands on one of two sides is the author's, where a text calls the other so.

"The left half is young, the other side old": the words around the one side that is named tell.
"""

import re
from functools import partial

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.side_checks.placed_things import BothSides, phrases, placed
from limner.prompt.checks.side_checks.swapped_sides import only_on, share_words, side_named, turned
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.sides import OPPOSITE
from limner.prompt.ledger.tokens import Token, sentences, tokens

OTHER = lazy_regex(
    r"\bthe other\b(?! hand)|\bopposite\b|\bfacing (?:it|him|her|side|page|one)\b"
    r"|\bacross from\b|\bgegenüber\b|\bandere[nrms]?\b|\ben face\b|\bl['’]autre\b"
    r"|\botr[ao]s?\b|\benfrente\b|\blado opuesto\b|\bl['’]altr[ao]\b|\bdi fronte\b",
    re.IGNORECASE,
)
"""What stands for the side that a text does not name."""

PAUSE = lazy_regex(r"[,;:.!?]|\b(?:and|und|et|y|while)\b")
"""What ends a clause."""


def half_told(ledger: Ledger, text: str, words: LanguageWords) -> tuple[Fault, ...] | None:
    """Return what is wrong where *text* names one side and calls the other so.

    Wrong is a side with words of the author's other one only. None where no words tell.
    """
    naming = partial(side_named, words=words)
    every, own = tokens(text), placed(ledger.source, naming, words)
    named = [(n, side) for n in range(len(every)) if (side := naming(n, every))]
    if own is None or len(named) != 1:
        return None
    place, side = named[0]
    start, end = next(one for one in sentences(text) if one[0] <= every[place].start < one[1])
    behind = OTHER.search(text, every[place].end)
    ahead = OTHER.search(text, start, every[place].start)
    if behind is None and ahead is None:
        return None
    first = ahead.end() if ahead else start
    last = min(end, behind.start()) if behind else end
    clauses = [one.start() for one in PAUSE.finditer(text, first, last)]
    ends = min((one for one in clauses if one > every[place].start), default=last)
    begins = max((one for one in clauses if one < every[place].start), default=first)
    for span in ((begins, ends), (first, last)):
        if told := _told(side, own, _words(every, *span, words), words):
            says = f"missing or turned around: {OPPOSITE[side]}"
            fault = Fault("side", says, (turned(every[place]),))
            return () if told == side else (fault,)
    return None


def _told(side: str, own: BothSides, near: tuple[Token, ...], words: LanguageWords) -> str:
    """Return whose words stand near a side: those nearest to the author's side tell first."""
    things = {one: only_on(own, one, words) for one in (side, OPPOSITE[side])}
    by_nearness = (
        {one: thing.nearest for one, thing in things.items()},
        {one: thing.words for one, thing in things.items()},
    )
    for told in by_nearness:
        shared = [one for one, some in told.items() if share_words(some, near, words)]
        if len(shared) == 1:
            return shared[0]
    return ""


def _words(
    every: tuple[Token, ...], start: int, end: int, words: LanguageWords
) -> tuple[Token, ...]:
    return tuple(one for phrase in phrases(every, start, end, words) for one in phrase)
