"""Whether measures stand as their author gave them: a value and its unit, however written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.units import LARGER, measures_alike, sign_before, unit_of
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import MEASURE
from limner.prompt.ledger.number_words import number_at
from limner.prompt.ledger.tokens import Token, cased_like, indefinite_article, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, VERBS

QUANTITY = lazy_regex(r"([-−+]?\d+(?:[.,:/]\d+)*)\s?(\D.*)?")

MEASURED = lazy_regex(
    r"(?<![\w.])\d+(?:[.,:/’\u00a0\u202f]\d+)*"
    r"(?:[\s\u00a0\u202f-]?(?:km/h|per ?cent\b|(?:(?:square|cubic) )?[^\W\d_]+"
    r"|[%‰°€$£](?:\s?[A-Z]\b)?))?"
)

MEASURING = frozenset(
    ("mm", "cm", "km", "m", "in", "mi", "kg", "mg", "g", "t", "ml", "cl", "dl", "l", "ha", "acre",
     "kn", "kw", "kwh", "w", "v")
)  # fmt: skip
"""Units of which a number written out is a measure: "two feet" may walk."""

PART = lazy_regex(
    r"\b(?:(?P<several>one|two|three|a)[ -])?(?P<part>half|quarter|third|fifth|tenth)s?"
    r"(?:(?: of)? an? |[ -](?=[a-z]{4}))(?P<unit>[a-z]+)\b",
    re.IGNORECASE,
)

PARTS = {"half": 2, "quarter": 4, "third": 3, "fifth": 5, "tenth": 10}

NEARLY = 0.02
"""How far a part may be from the measure that it tells: 330 ml are a third of a litre."""


SHARES = {
    "50": r"\bhalf\b|\bhalves\b|\bhälfte\b|\bhalbe[rns]?\b|\bmoitié\b|\bmitad\b",
    "25": r"\bquarters?\b|\bviertel\b|\bquarts?\b|\bcuartos?\b",
    "75": r"\bthree[ -]quarters\b|\bdreiviertel\b|\btrois quarts\b|\btres cuartos\b",
    "33": r"\bthirds?\b|\bdrittel\b|\btiers\b|\btercios?\b",
    "20": r"\bfifths?\b|\bfünftel\b|\bcinquièmes?\b|\bquintos?\b",
    "10": r"\btenths?\b|\bzehntel\b|\bdixièmes?\b|\bdécimos?\b",
}
"""How shares of a hundred are told, in four languages."""


@dataclass(frozen=True)
class Quantity:
    """A number in a text and the word or sign behind it, in figures or written out."""

    value: str
    unit: str
    start: int
    end: int


def measure_faults(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a measure whose value or unit differs; how they are written does not matter."""
    value, unit = _parts(name)
    found = list(quantities(text, ledger.language))
    alike = [one for one in found if one.value == value]
    wanted = unit_of(unit)
    if wanted == "%" and (share := SHARES.get(value)) and re.search(share, text, re.IGNORECASE):
        return
    own = {_parts(one) for one in ledger.names}
    units = {unit_of(one.unit) for one in alike}
    other = [one for one in alike if unit_of(one.unit) not in ("", wanted) and _is_odd(one, own)]
    strange = [one for one in found if _is_odd(one, own)]
    same_unit = [one for one in strange if unit and unit_of(one.unit) == unit_of(unit)]
    if units & {wanted, wanted[:1] if "°" in wanted else wanted}:
        return
    if alike and not other and not same_unit:
        return  # The value is told without its unit.
    alike = other
    says = f"missing: {sign_before(ledger.source.find(name), ledger.source)}{name}"
    for one in (alike or same_unit)[:1]:
        yield Fault("name", says, (_replaced(one, name, ledger, text),))
        return
    own_values = {value for value, _ in own}
    like = [
        one
        for one in strange
        if measures_alike(unit_of(one.unit), wanted) and one.value not in own_values
    ]
    if len(like) == 1:
        yield Fault("name", says, (_replaced(like[0], name, ledger, text),))
        return
    bare = [one for one in strange if one.unit in VERBS | FUNCTION_WORDS and one.value != "1"]
    if len(bare) == len(strange) == 1 and not any(
        str(c.number) == bare[0].value for c in ledger.counts
    ):
        end = bare[0].end - len(bare[0].unit)
        yield Fault("name", says, (Edit(bare[0].start, end, f"{name} "),))
    else:
        yield from _part_faults(name, ledger.source, text)


def _replaced(quantity: Quantity, name: str, ledger: Ledger, text: str) -> Edit:
    """Return the edit that says *name* for *quantity*, each with its sign."""
    start = quantity.start - len(sign_before(quantity.start, text))
    sign = sign_before(ledger.source.find(name), ledger.source)
    return Edit(start, quantity.end, f"{sign}{name}")


def spelled_measure_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield measures that the author writes out, "forty metres", of which one part differs."""
    source = [one for one in quantities(ledger.source, ledger.language) if _is_measure(one)]
    every = list(quantities(text, ledger.language))
    said = [one for one in every if _is_measure(one)]
    own = {(one.value, unit_of(one.unit)) for one in source}
    for one in source:
        written = ledger.source[one.start : one.end]
        pair = (one.value, unit_of(one.unit))
        if MEASURE.fullmatch(written) or any((o.value, unit_of(o.unit)) == pair for o in said):
            continue
        strange = [o for o in said if (o.value, unit_of(o.unit)) not in own]
        alike = [o for o in strange if (o.value == pair[0]) != (unit_of(o.unit) == pair[1])]
        if not alike:  # "Two feet" may walk, but not where two metres are lost.
            alike = [
                o for o in every if o.value == pair[0] and measures_alike(unit_of(o.unit), pair[1])
            ]
        if len(alike) == 1:
            yield Fault("name", f"missing: {written}", (_in_words(alike[0], written, text),))


def _in_words(quantity: Quantity, written: str, text: str) -> Edit:
    """Return the edit that says *written* for *quantity*; a noun keeps its article.

    "A hundred-tonne boulder" is one boulder, "a hundred metres" are not one.
    """
    said = text[quantity.start : quantity.end]
    if "-" in said and said[:2].lower() == "a ":
        article = cased_like(indefinite_article(written), said)
        return Edit(quantity.start, quantity.end, f"{article} {written}")
    return Edit(quantity.start, quantity.end, written)


def quantities(text: str, language: str) -> Iterator[Quantity]:
    """Yield the quantities of *text*; one without a unit has the word that follows it."""
    for match in MEASURED.finditer(text):
        value, unit = _parts(match.group())
        end = match.end() if unit else match.start() + len(match.group().rstrip(" -"))
        yield Quantity(value, unit, match.start(), end)
    every = tokens(text)
    place = 0
    while place < len(every):
        alone = (100, place) if every[place].lower == "hundred" else None
        found = number_at(place, every, language) or alone
        last = found[1] if found else place
        after = every[last + 1] if last + 1 < len(every) else None
        if found and after is not None and every[last].ahead in (" ", "-"):
            unit, end = _unit_at(last + 1, every)
            yield Quantity(str(found[0]), unit, every[place].start, end)
        place = last + 1


def ungrouped(text: str) -> str:
    """Return *text* without what groups thousands: "1,280" as "1280"."""
    return re.sub(r"(?<=\d)[.,’\u00a0\u202f ](?=\d{3}(?!\d))", "", text)


def _is_odd(quantity: Quantity, own: set[tuple[str, str]]) -> bool:
    """Say whether a quantity is none of the author's, under any name of its unit."""
    return not any(
        quantity.value == value and unit_of(quantity.unit) == unit_of(unit) for value, unit in own
    )


def _is_measure(quantity: Quantity) -> bool:
    unit = unit_of(quantity.unit)
    return (unit in MEASURING and len(quantity.unit) > 1) or " " in unit


def _part_faults(name: str, source: str, text: str) -> Iterator[Fault]:
    """Yield a measure that is nowhere, unless *text* tells it as part of a larger unit.

    750 ml may be three quarters of a litre, but not half a litre, nor a part of a gallon.
    """
    value, unit = _parts(name)
    written, own = f"{sign_before(source.find(name), source)}{name}", unit_of(unit)
    larger = LARGER.get(own, {})
    parts = [
        part
        for part in PART.finditer(text)
        if (whole := unit_of(part["unit"])) in larger or measures_alike(whole, own)
    ]
    if not value.isdecimal() or not larger or not parts:
        yield Fault("name", f"missing: {written}", clause=written)
    elif not any(_is_part(int(value), own, part) for part in parts):
        of_thing = re.search(r"\san?\s", parts[0].group()) is None  # "A half-litre bottle".
        start = parts[0].start("part" if of_thing else 0)
        yield Fault("name", f"missing: {written}", (Edit(start, parts[0].end(), written),))


def _is_part(value: int, unit: str, part: re.Match[str]) -> bool:
    """Say whether so many of a unit are that part of a larger one."""
    whole = LARGER[unit].get(unit_of(part["unit"]), 0)
    several = {"two": 2, "three": 3}.get((part["several"] or "").lower(), 1)
    told = whole * several / PARTS[part["part"].lower()]
    return abs(told - value) <= NEARLY * value


def _unit_at(place: int, every: tuple[Token, ...]) -> tuple[str, int]:
    """Return the unit that begins at *place*: "per cent" is one in two words."""
    first = every[place]
    if place + 1 < len(every) and first.ahead == " ":
        both = f"{first.lower} {every[place + 1].lower}"
        if (unit := unit_of(both.replace(" ", ""))) in ("%", "°c", "°f"):
            return unit, every[place + 1].end
    return first.lower, first.end


def _parts(quantity: str) -> tuple[str, str]:
    """Return value and unit; what groups thousands goes: "1,280 metres" is 1280 metres."""
    match = QUANTITY.match(quantity.strip())
    value, unit = (match[1], match[2] or "") if match else (quantity, "")
    return ungrouped(value), unit.strip(" -\u00a0\u202f")
