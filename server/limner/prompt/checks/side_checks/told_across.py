"""Whether two things stand as their author put them where one is only said to stand opposite."""

import re

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.side_checks.swapped_sides import turned
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Ledger, Side
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.sides import side_at
from limner.prompt.ledger.tokens import tokens

OTHER_SIDE = lazy_regex(
    r"\bopposite\b|\b(?:other|facing) (?:side|end|bank|half|page|one|edge|pan|wall|panel)\b"
    r"|\b(?:in|on|at) the other\b(?! (?:side|hand))"
    r"|\bacross from\b|gegenüber|andere[nrm]? (?:Seite|Hälfte|Ende)"
    r"|en face|l['’]autre (?:côté|rive)|enfrente|otro lado|lado opuesto",
    re.IGNORECASE,
)
"""What puts a thing on a side without naming it."""

PAUSE, STOP = lazy_regex(r"[,;:.!?]|\b(?:and|und|et|y|while)\b"), lazy_regex(r"[;.!?]")
"""What ends a clause, and what ends it for certain."""

FAR = 1000
"""Words between a side and a thing that is not named."""


def told_across(ledger: Ledger, text: str, words: LanguageWords) -> tuple[Fault, ...] | None:
    """Return what is wrong where *text* names one side and has the other thing opposite.

    The thing nearest to the side stands there. None where the text does not say it so.
    """
    every = tokens(text)
    said = [(n, name) for n in range(len(every)) if (name := side_at(n, every, words))]
    both = {one.side: one for one in ledger.sides if one.thing}
    if len(both) != 2 or len(ledger.sides) != 2 or len(said) != 1 or not OTHER_SIDE.search(text):
        return None
    place, name = said[0]
    if not all(_places(one, ledger, text) for one in both.values()):
        return ()  # Who is told in other words may stand on either side.
    for pause in (PAUSE, STOP):
        away = {
            side: min((_distance(n, place, pause, text) for n in _places(one, ledger, text)),
                      default=FAR)
            for side, one in both.items()
        }  # fmt: skip
        if away["left"] != away["right"]:
            break
    else:
        return None
    nearest = min(away, key=lambda side: away[side])
    if nearest == name:
        return ()
    says = f"missing or turned around: {both[nearest].text}"
    return (Fault("side", says, (turned(every[place]),)),)


def _distance(one: int, other: int, pause: re.Pattern[str], text: str) -> int:
    """Return how far a thing is from a side, or `FAR` where a pause stands between them.

    In words, doubled, so that of two as far away the one before the side is nearer.
    """
    every, (first, last) = tokens(text), sorted((one, other))
    if pause.search(text, every[first].end, every[last].start):
        return FAR
    return 2 * (last - first) + (one > other)


def _places(side: Side, ledger: Ledger, text: str) -> list[int]:
    """Return where *text* names what stands on a side; of two alike, by the word before it."""
    every, found = tokens(text), mentions(side.thing, text, ledger.language)
    if sum(one.thing == side.thing for one in ledger.sides) < 2:
        return list(found)
    source = tokens(ledger.source)
    start = ledger.source.find(side.text)
    before = next((one.lower for one in reversed(source) if one.end <= start), "")
    return [n for n in found if n and every[n - 1].lower == before]
