"""Whether measures that may be below zero are on their author's side of it: -10 °C, 10 °C."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.quantities import Quantity, quantities
from limner.prompt.checks.numbers.units import sign_before, unit_of
from limner.prompt.ledger.commitments import Ledger

BELOW = frozenset(("°c", "°f", "°", "€", "$"))
"""Units of what may be below zero, and above it without a sign."""

UNDER = lazy_regex(
    r"\s*(?:celsius|fahrenheit|centigrade)?\s*(?:of frost\b"
    r"|(?:below|under|unter|sous|au-dessous de|bajo|sotto(?: lo)?|onder|abaixo de)"
    r"(?= (?:zero|freezing|nought|0|null|nul|dem gefrierpunkt|zéro|cero)\b|[.,;:!?)]|$))",
    re.IGNORECASE,
)
"""What says behind a measure that it is below zero."""


def sign_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a measure whose value and unit are right and whose sign is not.

    Where the author has a value on both sides of zero, or a text tells it twice, nothing is.
    """
    own = list(_measures(ledger.source, ledger.language))
    said = list(_measures(text, ledger.language))
    for one in own:
        alike = [other for other in said if _is_alike(one, other)]
        if len(alike) != 1 or sum(_is_alike(one, other) for other in own) != 1:
            continue
        wanted, found = sign_before(one.start, ledger.source), sign_before(alike[0].start, text)
        if _is_negative(one, ledger.source) == _is_negative(alike[0], text):
            continue
        if unit_of(one.unit) not in BELOW and not (wanted and found):
            continue
        start = alike[0].start
        if wanted in "-−–" and not text[start].isdecimal():
            wanted = "minus " if wanted else ""
        written = f"{wanted}{text[start : alike[0].end]}"
        yield Fault("name", f"missing: {written}", (Edit(start - len(found), start, wanted),))


def _measures(text: str, language: str) -> Iterator[Quantity]:
    signed = BELOW | {"%"}
    return (one for one in quantities(text, language) if unit_of(one.unit) in signed)


def _is_alike(one: Quantity, other: Quantity) -> bool:
    units = {unit_of(one.unit), unit_of(other.unit)}
    return one.value == other.value and (len(units) == 1 or units in ({"°", "°c"}, {"°", "°f"}))


def _is_negative(quantity: Quantity, text: str) -> bool:
    sign = sign_before(quantity.start, text).lower().strip()
    return (bool(sign) and sign not in ("+", "plus", "más", "mais", "più")) or (
        UNDER.match(text, quantity.end) is not None
    )
