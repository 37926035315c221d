"""Numbers below a thousand, as they are written out in English, German, French and Spanish."""

from collections.abc import Iterator, Mapping
from functools import cache

from limner.prompt.ledger.tokens import Token

LONGEST = 6
"""Words of one number: "nine hundred and ninety-nine" in French has six."""

_ONES = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix_sept dix_huit dix_neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
    "quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante soixante quatre_vingt quatre_vingt",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_SPANISH_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
)


@cache
def spelled(language: str) -> Mapping[str, int]:
    """Return what each number from 0 to 999 is called, in lower case with blanks for hyphens.

    Other languages than the four have none.
    """
    if language not in _ONES:
        return {}
    small = dict(_below_hundred(language))
    words = {word: number for number, forms in small.items() for word in forms}
    for number in range(100, 1000):
        hundreds, rest = divmod(number, 100)
        for word in _with_hundreds(language, hundreds, small[rest] if rest else ("",)):
            words.setdefault(word, number)
    return words


def number_at(place: int, every: tuple[Token, ...], language: str) -> tuple[int, int] | None:
    """Return the number that is written out from *place* on, and where its last word stands."""
    words, found, text = spelled(language), None, ""
    for last in range(place, min(len(every), place + LONGEST)):
        text = f"{text} {every[last].lower}".strip()
        if text in words:
            found = (words[text], last)
        if every[last].ahead not in (" ", "-", "‑"):
            break
    return found


def _below_hundred(language: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    ones = [word.replace("_", " ") for word in _ONES[language].split()]
    tens = [word.replace("_", " ") for word in _TENS[language].split()]
    for number in range(100):
        if number < len(ones):
            yield (
                number,
                (ones[number], "eins") if (language, number) == ("de", 1) else (ones[number],),
            )
            continue
        ten, one = divmod(number, 10)
        base = tens[ten - 2]
        if language == "fr":
            yield number, _french(base, ten, one, ones)
        elif not one:
            yield number, (base,)
        elif language == "de":
            yield number, (f"{ones[one]}und{base}",)
        else:
            yield number, (f"{base} y {ones[one]}" if language == "es" else f"{base} {ones[one]}",)


def _french(base: str, ten: int, one: int, ones: list[str]) -> tuple[str, ...]:
    rest = one + (10 if ten in (7, 9) else 0)
    if not rest:
        return (base, f"{base}s") if ten == 8 else (base,)
    joined = f"{base} et {ones[rest]}" if one == 1 and ten < 8 else f"{base} {ones[rest]}"
    return (joined,)


def _with_hundreds(language: str, hundreds: int, rests: tuple[str, ...]) -> Iterator[str]:
    ones = _ONES[language].split()
    for rest in rests:
        if language == "en":
            for many in [ones[hundreds]] + (["a"] if hundreds == 1 else []):
                yield f"{many} hundred {rest}".strip()
                if rest:
                    yield f"{many} hundred and {rest}"
        elif language == "de":
            yield f"{ones[hundreds]}hundert{rest}"
            if hundreds == 1:
                yield f"hundert{rest}"
        elif language == "fr":
            many = "" if hundreds == 1 else f"{ones[hundreds]} "
            yield f"{many}cent {rest}".strip()
            yield f"{many}cents {rest}".strip()
        else:
            yield f"{_SPANISH_HUNDREDS.split()[hundreds - 1]} {rest}".strip()
            if hundreds == 1 and not rest:
                yield "cien"
