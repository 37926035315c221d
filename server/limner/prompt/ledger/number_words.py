"""Numbers below a thousand, as they are written out in English, German, French and Spanish.

Also those that are told in dozens or in pairs: "half a dozen", "six pairs".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from limner.patterns import lazy_regex
from limner.prompt.ledger.tokens import Token
from limner.prompt.ledger.vocabulary import word_set

LONGEST = 8
"""Words of one number: "nine hundred and ninety-nine thousand and one" has eight."""

DOZENS = word_set("dozen dutzend douzaine douzaines docena docenas dozzina dozzine dozijn dúzia")

PAIRS = word_set("pair pairs paar paare paaren paire paires pares paia")

HALF_DOZEN = lazy_regex(
    r"(?:an? )?half (?:a )?dozen|(?:ein )?halbes dutzend|(?:une )?demi douzaine"
    r"|(?:una )?media docena|(?:una )?mezza dozzina|(?:een )?half dozijn|(?:uma )?meia dúzia"
)

THOUSANDS = lazy_regex(r"(?P<many>.+) thousand(?: (?:and )?(?P<rest>.+))?")

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
    run: list[str] = []
    for token in every[place : place + LONGEST]:
        run.append(token.text)
        if token.ahead not in (" ", "-", "‑"):
            break
    found = number_of_words(run, language)
    return (found[0], place + found[1] - 1) if found else None


def number_of_words(words: Sequence[str], language: str) -> tuple[int, int] | None:
    """Return the number that *words* begin with, and how many of them write it."""
    for length in range(min(len(words), LONGEST), 0, -1):
        value = _written(" ".join(words[:length]).lower().replace("-", " "), language)
        few = value == 2 and is_a_few(words[length - 1], "", language)
        if value is not None and not few:
            return value, length
    return None


def is_a_few(word: str, before: str, language: str) -> bool:
    """Say whether a number word tells only that there are some: "several dozen", "ein paar"."""
    if before in ("several", "few", "many", "some", "mehrere", "einige", "plusieurs", "quelques"):
        return word.lower() in DOZENS | {"hundred"}
    return language == "de" and word == "paar"


def _written(text: str, language: str) -> int | None:
    known = spelled(language)
    if text in known:
        return known[text]
    if HALF_DOZEN.fullmatch(text):
        return 6
    number, _, group = text.rpartition(" ")
    if group in DOZENS | PAIRS and (number in known or re.fullmatch(r"\d{1,2}", number)):
        return int(known.get(number, number)) * (12 if group in DOZENS else 2)
    thousands = THOUSANDS.fullmatch(text) if language == "en" else None
    if thousands is None:
        return None
    many, rest = thousands["many"], thousands["rest"]
    value = known.get("one" if many == "a" else many)
    if value is None or (rest and rest not in known):
        return None
    return 1000 * value + (known[rest] if rest else 0)


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
