"""Units as they are written in English, German, French, Spanish and the like."""

import re
from functools import cache

from limner.patterns import lazy_regex

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
    "pt": r"pints?",
    "gal": r"gal|gall?on\w*",
    "%": r"%|per ?cent|prozent|pourcent|porciento",
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
    "week": r"weeks?|wochen?|semaines?|semanas?",
    "yd": r"yd|yards?",
    "acre": r"acres?",
    "ha": r"ha|h[eé]ct[aá]reas?|hectares?|hektar",
    "t": r"t|tonnes?|tons?|tonnen?|toneladas?",
    "kn": r"kn|knots?|knoten|nœuds?|nudos?",
    "w": r"w|watts?",
    "kw": r"kw|kilowatts?",
    "kwh": r"kwh|kilowatt-?hours?",
    "v": r"v|volts?",
}
"""How units are written, by their symbol, in English, German, French, Spanish and the like."""


LARGER = {
    "ml": {"l": 1000}, "cl": {"l": 100}, "dl": {"l": 10}, "g": {"kg": 1000},
    "mm": {"cm": 10, "m": 1000}, "cm": {"m": 100}, "m": {"km": 1000}, "min": {"h": 60},
    "oz": {"lb": 16},
}  # fmt: skip
"""Units of which a measure may be told as a part, and how many go into one."""

ALIKE = (
    "mm cm km m in ft mi yd",
    "kg mg g oz lb t",
    "ml cl dl l gal pt oz",
    "°c °f °",
    "mph km/h kn",
)
"""Units of the same thing: a measure in one stands for a measure in another."""


SIGN = lazy_regex(
    r"(?:(?<![^\s(\"“'‘])[-−–+]|\b(?:minus|plus|moins|menos|meno|min|más|mais|più) )$",
    re.IGNORECASE,
)
"""What stands right before a value below zero, or above it."""


def unit_of(word: str) -> str:
    """Return the symbol of the unit that *word* names in any of seven languages.

    Nothing is returned for other words, any other sign as it is.
    """
    word = word.strip().lower()
    power, _, plain = word.rpartition(" ")
    if power in ("square", "cubic") and (unit := unit_of(plain)):
        return f"{power} {unit}"
    found = next((symbol for symbol, names in _units() if names.fullmatch(word)), "")
    return found or ("" if word.isalpha() else word)


def sign_before(start: int, text: str) -> str:
    """Return the sign of what begins at *start*, as it is written, with a blank behind a word."""
    found = SIGN.search(text[:start])
    return found.group() if found else ""


def measures_alike(one: str, other: str) -> bool:
    """Say whether two units, by their symbols, measure the same thing."""
    return any({one, other} <= set(row.split()) for row in ALIKE)


@cache
def _units() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((symbol, re.compile(names)) for symbol, names in UNIT_NAMES.items())
