"""The numbers in a text that count things, and what they count."""

import re
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import ALWAYS_PLURAL
from limner.prompt.ledger.number_words import PAIRS, is_a_few, number_at, spelled
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import UNITS, word_set

REACH = 6
"""Words between a number and its noun."""

UNIT = lazy_regex(
    rf"[\s-]?(?:{UNITS}|(?:centi|milli|kilo)?(?:metre|meter|gram|litre|liter)s?|[€$£‰])(?!\w)",
    re.IGNORECASE,
)

OWNING = word_set("the her his its their our my your these those")


@dataclass(frozen=True)
class Number:
    """A number in a text, over the tokens from *first* to *last*."""

    value: int
    first: int
    last: int


def numbers(text: str, words: LanguageWords) -> tuple[Number, ...]:
    """Return the numbers in *text* that count something: no measures, codes or decimals."""
    every = tokens(text)
    found: list[Number] = []
    passed = -1
    for place, token in enumerate(every):
        if place <= passed:
            continue
        if _is_of_measure(token, text):
            continue  # A ten-inch record is one.
        if is_a_few(token.text, every[place - 1].lower if place else "", words.language):
            continue
        written = number_at(place, every, words.language)
        if written and written[1] > place and not _is_of_measure(every[written[1]], text):
            passed = written[1]
            halved = every[passed].lower in PAIRS and _are_whole(passed, every)
            found.append(Number(written[0] // 2 if halved else written[0], place, passed))
            continue
        value = _value(token, text, words)
        if value is None:
            continue
        if token.lower == "pair" and _are_whole(place, every):
            continue
        found.append(Number(value, place, place))
    return tuple(found)


def _are_whole(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a pair at *place* is one thing: "a pair of elegant steel scissors"."""
    return any(token.lower in ALWAYS_PLURAL for token in every[place + 2 : place + 2 + REACH])


def _is_of_measure(token: Token, text: str) -> bool:
    """Say whether a number belongs to a unit: "two hundred-year-old oaks" are two."""
    return token.ahead == "-" and UNIT.match(text, token.end) is not None


def number_before(
    place: int, found: tuple[Number, ...], every: tuple[Token, ...], words: LanguageWords
) -> Number | None:
    """Return the number that counts the noun at *place*: "three tall, thin bars"."""
    by_last = {number.last: number for number in found}
    for earlier in range(place - 1, max(-1, place - REACH - 1), -1):
        token = every[earlier]
        if token.ends_clause:
            return None
        if earlier in by_last:
            return by_last[earlier]
        if token.lower in words.small and token.lower not in ("of", "and", "de", "d"):
            return None
    return None


def number_of_all(place: int, found: tuple[Number, ...], every: tuple[Token, ...]) -> Number | None:
    """Return the number that counts some of the things at *place*: "three of her engines"."""
    for number in found:
        between = every[number.last + 1 : place]
        if len(between) in (2, 3) and between[0].lower == "of" and between[1].lower in OWNING:
            return number
    return None


def is_followed_by_of(number: Number, every: tuple[Token, ...]) -> bool:
    """Say whether "of" and its things follow a number: "three of her engines"."""
    after = every[number.last + 1 : number.last + 3]
    return len(after) == 2 and after[0].lower == "of" and after[1].lower in OWNING


def _value(token: Token, text: str, words: LanguageWords) -> int | None:
    if token.lower in words.numbers:
        return words.numbers[token.lower]
    if (written := spelled(words.language).get(token.lower, 0)) > 12:
        return written
    if not token.text.isdecimal() or len(token.text) > 3:
        return None
    before = text[token.start - 1 : token.start] if token.start else ""
    joined = re.match(r"[.,:/]\d", text[token.end : token.end + 2])
    if (before in "#.,:/-−+" and before) or joined or UNIT.match(text, token.end):
        return None
    return int(token.text)
