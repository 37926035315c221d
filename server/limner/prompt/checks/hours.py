"""Whether a prompt shows its author's time of day, where both name one."""

from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.quotations import QUOTE

HOURS = {
    "dawn daybreak sunrise": (4, 9),
    "morning breakfast": (4, 12),
    "noon midday noontime": (11, 14),
    "afternoon": (12, 19),
    "sunset dusk nightfall sundown": (16, 22),
    "twilight gloaming": (16, 30),
    "evening": (16, 24),
    "night nighttime midnight": (20, 29),
}
"""Between which hours a time of day may lie, a night's last ones counted on from 24."""

SPAN = {word: hours for words, hours in HOURS.items() for word in words.split()}

TIME = lazy_regex(
    r"\b(?:at|in|during|before|after|by|toward|towards|until|on|of|late|early|mid|deep|high"
    r"|golden|summer|winter|autumn|spring|an?|the|this|one)[ -](?:\w+[ -]){0,2}?"
    rf"({'|'.join(SPAN)})s?\b(?! (?:lights?|stands?|tables?|gowns?|shades?|stars?|blues?|glor)|-)"
)
"""A time of day as it is told: "at dusk", "in the late afternoon", "on a summer night"."""


def hour_faults(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield the author's times of day where *text* names others, which cannot be at the same time.

    A text that names none may show it by its light.
    """
    own, said = _hours(ledger.present), _hours(text)
    if own and said and not any(_meet(SPAN[one], SPAN[other]) for one in own for other in said):
        yield from own


def _hours(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(TIME.findall(QUOTE.sub(" ", text).lower())))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two spans of hours have one in common, round the clock."""
    return any(one[0] < other[1] + day and other[0] + day < one[1] for day in (-24, 0, 24))
