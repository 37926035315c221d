"""Whether names, hex colours, measures and addresses stand as their author wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.proper_names import german_slips, name_faults
from limner.prompt.checks.replaced_names import replaced_name_faults
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.names import ADDRESS, HEX_COLOUR, MEASURE
from limner.prompt.ledger.number_words import number_at
from limner.prompt.ledger.tokens import Token, cased_like, tokens

FIGURE = re.compile(r"(?<![\w#.,:/])\d{1,5}(?![\w%°]|[.,:/]\d)")

QUANTITY = re.compile(r"([-−+]?\d+(?:[.,:/]\d+)*)\s?(\D.*)?")


def literal_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield names and figures that are lost or altered in *text*."""
    for name in ledger.names:
        if HEX_COLOUR.fullmatch(name):
            yield from _code(name, ledger, text)
        elif MEASURE.fullmatch(name):
            yield from _measure(name, ledger, text)
        elif any(character.isdigit() for character in name) or ADDRESS.match(name):
            if name.lower() not in text.lower() and not _in_text(name, text):
                yield from _figure(name, ledger, text)
        else:
            yield from name_faults(name, ledger, text)
    if ledger.is_picture:
        yield from replaced_name_faults(ledger, text)
    if ledger.language == "de":
        yield from german_slips(ledger, text)


def _code(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    if name.lower() in text.lower():
        return
    strange = [m for m in HEX_COLOUR.finditer(text) if m.group().lower() not in _lowered(ledger)]
    says = f"missing: {name}"
    if strange:
        closest = max(strange, key=lambda m: SequenceMatcher(None, m.group(), name).ratio())
        yield Fault("name", says, (Edit(*closest.span(), name),))
        return
    repeated = list(HEX_COLOUR.finditer(text))
    twice = [m for m in repeated if sum(m.group() == one.group() for one in repeated) > 1]
    if twice and ledger.source.lower().count(twice[-1].group().lower()) == 1:
        yield Fault("name", says, (Edit(*twice[-1].span(), name),))
    else:
        yield Fault("name", says, clause=name)


def _lowered(ledger: Ledger) -> set[str]:
    return {name.lower() for name in ledger.names}


def _measure(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a measure whose value or unit differs; how they are written does not matter."""
    value, unit = _parts(name)
    found = list(quantities(text, ledger.language))
    alike = [one for one in found if one.value == value]
    wanted = unit_of(unit)
    if any(unit_of(one.unit) in (wanted, wanted[:1] if "°" in wanted else "", "") for one in alike):
        return
    own = {_parts(one) for one in ledger.names}
    strange = [one for one in found if (one.value, one.unit) not in own]
    same_unit = [one for one in strange if unit and unit_of(one.unit) == unit_of(unit)]
    says = f"missing: {name}"
    for one in (alike or same_unit)[:1]:
        yield Fault("name", says, (Edit(one.start, one.end, name),))
        return
    if not _is_part(value, unit, text):
        yield Fault("name", says, clause=name)


def _is_part(value: str, unit: str, text: str) -> bool:
    """Say whether a measure may be told as part of a larger unit: three quarters of a litre."""
    fractions = re.search(r"\b(?:half|quarters?|third|tenth)\b", text, re.IGNORECASE)
    return fractions is not None and value.isdecimal() and unit_of(unit) in ("ml", "cl", "g", "cm")


@dataclass(frozen=True)
class Quantity:
    """A number in a text and the word or sign behind it, in figures or written out."""

    value: str
    unit: str
    start: int
    end: int


def quantities(text: str, language: str) -> Iterator[Quantity]:
    """Yield the quantities of *text*; one without a unit has the word that follows it."""
    for match in MEASURED.finditer(text):
        value, unit = _parts(match.group())
        end = match.end() if unit else match.start() + len(match.group().rstrip(" -"))
        yield Quantity(value, unit, match.start(), end)
    every = tokens(text)
    place = 0
    while place < len(every):
        found = number_at(place, every, language)
        last = found[1] if found else place
        after = every[last + 1] if last + 1 < len(every) else None
        if found and after is not None and every[last].ahead in (" ", "-"):
            unit, end = _unit_at(last + 1, every)
            yield Quantity(str(found[0]), unit, every[place].start, end)
        place = last + 1


def _unit_at(place: int, every: tuple[Token, ...]) -> tuple[str, int]:
    """Return the unit that begins at *place*: "per cent" is one in two words."""
    first = every[place]
    if place + 1 < len(every) and first.ahead == " ":
        both = f"{first.lower} {every[place + 1].lower}"
        if (unit := unit_of(both.replace(" ", ""))) in ("%", "°c", "°f"):
            return unit, every[place + 1].end
    return first.lower, first.end


MEASURED = re.compile(
    r"(?<![\w.])\d+(?:[.,:/’\u00a0\u202f]\d+)*(?:[\s\u00a0\u202f-]?(?:[^\W\d_]+|[%‰°€$£]\s?[A-Z]?))?"
)


def _parts(quantity: str) -> tuple[str, str]:
    """Return value and unit; what groups thousands goes: "1,280 metres" is 1280 metres."""
    match = QUANTITY.match(quantity.strip())
    value, unit = (match[1], match[2] or "") if match else (quantity, "")
    return _ungrouped(value), unit.strip(" -\u00a0\u202f")


def _ungrouped(text: str) -> str:
    return re.sub(r"(?<=\d)[.,’\u00a0\u202f ](?=\d{3}(?!\d))", "", text)


def unit_of(word: str) -> str:
    """Return the symbol of the unit that *word* names in any of seven languages.

    Nothing is returned for other words, any other sign as it is.
    """
    word = word.strip().lower()
    found = next((symbol for symbol, names in _units() if names.fullmatch(word)), "")
    return found or ("" if word.isalpha() else word)


@cache
def _units() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((symbol, re.compile(names)) for symbol, names in UNIT_NAMES.items())


UNIT_NAMES = {
    "mm": r"mm|mill?i?m[eèé]t\w+|milímetros?",
    "cm": r"cm|[cz]ent[ií]m[eèé]t\w+",
    "km": r"km|[kq]u?il[oóò]m[eèé]t\w+",
    "m": r"m|m[eèé]t(?:re|er|ro)s?n?",
    "in": r"in|inch(?:es)?|zoll|pouces?|pulgadas?",
    "ft": r"ft|feet|foot|fuß|pieds?|pies?",
    "mi": r"mi|miles?|meilen?|milles?|millas?",
    "kg": r"kg|kilos?|[kq]u?ilogram\w*",
    "mg": r"mg|mil\w*igram\w*",
    "g": r"g|gram\w*",
    "oz": r"oz|ounces?|unzen?|onces?|onzas?",
    "lb": r"lbs?|pounds?|pfund|livres?|libras?",
    "ml": r"ml|mill?i?l[ií]t\w+",
    "cl": r"cl|[cz]ent[ií]l[ií]t\w+",
    "dl": r"dl|d[eé][csz]il[ií]t\w+",
    "l": r"l|l[ií]t(?:re|er|ro)s?n?",
    "gal": r"gal|gall?on\w*",
    "%": r"%|percent|prozent|pourcent|porciento",
    "°c": r"°\s?c|(?:degrees?|grad|degrés?|grados?)celsius",
    "°f": r"°\s?f|(?:degrees?|grad|degrés?|grados?)fahrenheit",
    "°": r"°|degrees?|grad|degrés?|grados?",
    "px": r"px|pixels?|píxeles|pixeln",
    "mph": r"mph",
    "km/h": r"km/h|kmh",
    "s": r"s|sec|seconds?|sekunden?|secondes?|segundos?",
    "h": r"h|hours?|stunden?|heures?|horas?",
    "min": r"min|minut\w*",
    "year": r"years?|jahren?|ans|années?|años",
    "day": r"days?|tagen?|jours?|días?",
}
"""How units are written, by their symbol, in English, German, French, Spanish and the like."""


def _in_text(value: str, text: str) -> bool:
    pattern = rf"(?<![\w.]){re.escape(_ungrouped(value))}(?![\w]|\.\d)"
    return re.search(pattern, _ungrouped(text)) is not None


def _figure(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a year, ratio or code that is lost; one of its own form stands in for it."""
    form = re.sub(r"\d", r"\\d", re.escape(name))
    others = [
        match
        for match in re.finditer(rf"(?<!\w){form}(?!\w)", text)
        if match.group() not in ledger.source
    ]
    edits = (Edit(*others[0].span(), name),) if len(others) == 1 else ()
    yield Fault("name", f"missing: {name}", edits, clause="" if edits else name)


def figure_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield plain figures of the source, "size 42", for which another stands in *text*."""
    source = FIGURE.findall(MEASURE.sub(" ", ledger.source))
    said = list(FIGURE.finditer(text))
    words = language_words(ledger.language)
    counted = [
        number for token in tokens(text) if words for number in [words.numbers.get(token.lower)]
    ]
    strange = [match for match in said if match.group() not in ledger.source]
    for figure in source:
        if _in_text(figure, text) or int(figure) in counted:
            continue
        like = [match for match in strange if len(match.group()) == len(figure)]
        if like and figure not in ledger.names:
            closest = max(like, key=lambda m: sorted(m.group()) == sorted(figure))
            strange.remove(closest)
            yield Fault("number", f"missing: {figure}", (Edit(*closest.span(), figure),))


CLOSED = tuple(
    tuple(row.split())
    for row in (
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
        "north south east west", "northern southern eastern western", "€ $ £ ¥",
        "hundred thousand million billion", "top bottom", "upper lower",
    )
)  # fmt: skip
"""Words of which one excludes the others."""


def closed_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield one word of a closed set where the author has another: July for January."""
    lowered, source = text.lower(), ledger.source.lower()
    for row in CLOSED:
        held = {word: list(re.finditer(_exact(word), lowered)) for word in row}
        wanted = [word for word in row if re.search(_exact(word), source)]
        lost = [word for word in wanted if not held[word]]
        strange = [m for word in row if word not in wanted for m in held[word]]
        if len(lost) == 1 and len(strange) == 1:
            start, end = strange[0].span()
            said = cased_like(lost[0], text[start:end])
            yield Fault("name", f"missing: {lost[0]}", (Edit(start, end, said),))


def _exact(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}(?!\w)"
