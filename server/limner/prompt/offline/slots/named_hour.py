"""The time or weather that a description names, by which its light is chosen."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.offline.lexicon import hours
from limner.prompt.offline.lexicon.hours import Hour
from limner.prompt.offline.lexicon.scene_frames import Frame

CLOCK = lazy_regex(r"\b(\d{1,2})(?::\d\d)? ?([ap])\.?m\b", re.IGNORECASE)
NOT_NOW = lazy_regex(
    r"\b(?:rain|storm|snow)\w* (?:has |had )?(?:stopped|ended|passed)\b"
    r"|\bstopped (?:raining|snowing)\b"
    r"|\b(?:before|ahead of) (?:the |a |an )?(?:\w+ )?(?:rain|storm|thunderstorm|snow)\b",
    re.IGNORECASE,
)
"""Weather that is over, or has not come yet."""

NO_TIME = lazy_regex(
    r"\b(midnight|sunset|sunrise|night|evening|morning|moon|storm|snow)(?:-|\s+)(?:blue|black|"
    r"orange|pink|white|gr[ae]y|gowns?|dress|dresses|suit|coat|bag|shirt|glory|globe|leopard|owl)\b",
    re.IGNORECASE,
)
"""Times and weathers in the names of colours and things: "midnight blue", "evening gown"."""

LIKENED = lazy_regex(
    r"\b(?:like|as \w+ as) (?:an? |the )?(?:\w+ )?"
    r"(snow|rain|storm|fog|mist|night|midnight|moon|sunset|dawn)\b",
    re.IGNORECASE,
)
"""What something is only compared with: "dust lay on everything like snow"."""

BY_DAY = frozenset(("sunrise", "morning", "noon", "afternoon"))
DULL = frozenset(("rain", "storm", "snow", "fog", "overcast"))
"""Weather that takes the sun out of the light of a day."""

FIRST_LIGHT = lazy_regex(r"\bfirst light\b", re.IGNORECASE)
HOURS = (
    (5, "night"),
    (11, "morning"),
    (14, "noon"),
    (18, "afternoon"),
    (21, "evening"),
    (24, "night"),
)
"""Until which hour what time of day lasts."""


def named_hour(frame: Frame, ledger: Ledger) -> Hour | None:
    """Return the first time or weather that the words name, where one can be seen."""
    weathers = () if NOT_NOW.search(ledger.source) else ledger.weathers
    named = {*ledger.times, *weathers, *_clock_times(ledger.source)}
    named -= {
        found[1].lower()
        for pattern in (NO_TIME, LIKENED)
        for found in pattern.finditer(ledger.source)
    }
    if frame.form == "graphic" or frame.name in {
        "space",
        "underwater",
        "geometry",
        "planet_surface",
    }:
        return None
    found = [
        hour
        for hour in hours.hours()
        if hour.words & named or (hour.said and hour.said.search(ledger.source))
    ]
    if found and found[0].words & BY_DAY and not NOT_NOW.search(ledger.source):
        found.sort(key=lambda hour: not hour.words & DULL)  # A grey morning has no slanting sun.
    return next(iter(found), None)


def _clock_times(text: str) -> Iterator[str]:
    """Yield the time of day that *text* gives by the clock or by its light."""
    if FIRST_LIGHT.search(text):
        yield "dawn"
    for found in CLOCK.finditer(text):
        hour = int(found[1]) % 12 + (12 if found[2].lower() == "p" else 0)
        yield next(name for until, name in HOURS if hour < until)
