"""Whether a prompt tells an hour of the clock in words: "ten past ten" for 10:10. English only."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.ledger.number_words import spelled

HOUR = lazy_regex(r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)")


def tells_hour(figures: str, text: str) -> bool:
    """Say whether *text* tells the hour that *figures* are: "7:45" by "a quarter to eight"."""
    found = HOUR.fullmatch(figures)
    if found is None:
        return False
    lowered = re.sub(r"[-\s]+", " ", text.lower())
    said = _in_words(int(found["hour"]), int(found["minute"]))
    return any(re.search(rf"\b{re.escape(one)}\b", lowered) for one in said)


def _in_words(hour: int, minute: int) -> Iterator[str]:
    names = {number: word for word, number in spelled("en").items()}
    this, following = names[(hour - 1) % 12 + 1], names[hour % 12 + 1]
    if minute == 0:
        yield f"{this} o'clock"
        yield f"{this} o’clock"
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
