"""Whether a prompt tells an hour of the clock in words: "ten past ten" for 10:10. English only."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.ledger.number_words import spelled

HOUR = lazy_regex(r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)")

HALF = lazy_regex(r"\s?(?P<half>[ap])\.?m\b", re.IGNORECASE)
"""What says behind an hour which half of the day it is of."""

_NAMED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"

TOLD = lazy_regex(
    rf"\b(?:an? )?(?:quarter|half)[ -](?:past|to|after)[ -](?:{_NAMED})\b"
    rf"|\b(?:five|ten|twenty|twenty[ -]five)(?: minutes)?[ -](?:past|after)[ -](?:{_NAMED})\b"
    rf"|\b(?:{_NAMED}) o['’]clock\b"
    rf"|(?<=\bat )(?:{_NAMED})(?= (?:in the (?:morning|afternoon|evening)|at night)\b)"
    rf"|(?<=\bis )(?:{_NAMED})(?= (?:in the (?:morning|afternoon|evening)|at night)\b)",
    re.IGNORECASE,
)
"""Hours of the clock as they are told in words."""


def tells_hour(figures: str, source: str, text: str) -> bool:
    """Say whether *text* tells the hour that *figures* are: "7:45" by "a quarter to eight".

    The *source* may say behind them whether it is of the morning.
    """
    found = HOUR.fullmatch(figures)
    if found is None:
        return False
    behind = HALF.match(source.partition(figures)[2])
    half = behind["half"].lower() if behind else ""
    lowered = re.sub(r"[-\s]+", " ", text.lower().replace("’", "'"))
    said = _in_words(int(found["hour"]), int(found["minute"]), half)
    return any(re.search(rf"\b{re.escape(one)}\b", lowered) for one in said)


def another_hour(figures: str, text: str) -> re.Match[str] | None:
    """Return the only hour that *text* tells in words, where *figures* are another one."""
    told = list(TOLD.finditer(text)) if HOUR.fullmatch(figures) else []
    return told[0] if len(told) == 1 else None


def _in_words(hour: int, minute: int, half: str) -> Iterator[str]:
    names = {number: word for word, number in spelled("en").items()}
    this, following = names[(hour - 1) % 12 + 1], names[hour % 12 + 1]
    if minute == 0:
        yield f"{this} o'clock"
        yield from _of_day(hour, this, half)
    elif minute <= 30:
        yield f"{names[minute]} past {this}"
        yield f"{names[minute]} minutes past {this}"
    else:
        yield f"{names[60 - minute]} to {following}"
        yield f"{names[60 - minute]} minutes to {following}"
    if minute in (15, 30):
        yield f"{'quarter' if minute == 15 else 'half'} past {this}"
    if minute == 45:
        yield f"quarter to {following}"
    if minute:
        yield f"{this} {names[minute]}"


def _of_day(hour: int, this: str, half: str) -> Iterator[str]:
    """Yield how a full hour is told by its part of the day."""
    if hour % 24 == 0 or (hour == 12 and half != "p"):
        yield "midnight"
    if hour == 12 and half != "a":
        yield from ("noon", "midday")
    if half != "p" and hour < 12:
        yield from (f"{this} in the morning", f"{this} at night", f"{hour} in the morning")
    if half != "a" and hour:
        yield from (
            f"{this} in the afternoon",
            f"{this} in the evening",
            f"{this} at night",
            f"{(hour - 1) % 12 + 1} in the afternoon",
        )
