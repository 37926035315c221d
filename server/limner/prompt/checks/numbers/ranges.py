"""Numbers that leave some room, "two or three pedals", and the years that somebody has."""

import re
from collections.abc import Iterator
from itertools import pairwise

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.numbers_in_text import Number, number_before, numbers
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.number_words import spelled
from limner.prompt.ledger.tokens import Token, cased_like, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, VERBS, word_set

BETWEEN = word_set("or to oder bis ou à o a")
"""Words between the two numbers of a range."""

RUN = lazy_regex(
    r"(?<![\w.,:/–-])1 ?(?:to|through|bis|à|a|–|-) ?(?P<last>\d{1,3})(?![\w:/%°-]|[.,]\d)"
)
"""Figures from 1 on, as things are numbered with them."""

ABOUT = word_set("about aged age around perhaps roughly maybe some")

OLD = lazy_regex(r"\b(?P<years>\w+)[ -]years?[ -]old\b", re.IGNORECASE)

AGED = lazy_regex(r"-?\s?years?-?\s?old\b|\s+years? of age\b", re.IGNORECASE)


def range_faults(
    ledger: Ledger, text: str, found: tuple[Number, ...], words: LanguageWords
) -> Iterator[Fault]:
    """Yield a number of things that is outside of the author's range for them."""
    source, every = tokens(ledger.source), tokens(text)
    for low, high in _ranges(numbers(ledger.source, words), source):
        if high.last + 1 >= len(source) or source[high.last].ahead != " ":
            continue
        said = ledger.source[source[low.first].start : source[high.last].end]
        noun = source[high.last + 1].text
        for place in mentions(noun, text, ledger.language):
            number = number_before(place, found, every, words)
            if number is None or low.value <= number.value <= high.value:
                continue
            first = next((one for one, two in _ranges(found, every) if two == number), number)
            start, end = every[first.first].start, every[number.last].end
            edit = Edit(start, end, cased_like(said, text[start:end]))
            yield Fault("number", f"wrong number of {noun}: must be {said}", (edit,))


def run_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield another end of the only run of figures from 1 on: "numbered 1 to 6", of 1 to 7."""
    own, said = list(RUN.finditer(ledger.source)), list(RUN.finditer(text))
    if len(own) != 1 or len(said) != 1:
        return
    last = own[0]["last"]
    if said[0]["last"] != last and not re.search(rf"(?<!\d){last}(?!\d)", text):
        edit = Edit(*said[0].span("last"), last)
        yield Fault("number", f"wrong number: {said[0].group()}, not {own[0].group()}", (edit,))


def _ranges(found: tuple[Number, ...], every: tuple[Token, ...]) -> Iterator[tuple[Number, Number]]:
    """Yield the pairs of numbers that stand around "or" or "to"."""
    for low, high in pairwise(found):
        between = every[low.last + 1 : high.first]
        if len(between) == 1 and between[0].lower in BETWEEN and low.value < high.value:
            yield low, high


def age_in_years_faults(
    ledger: Ledger, text: str, found: tuple[Number, ...], words: LanguageWords
) -> Iterator[Fault]:
    """Yield another age of somebody, where *text* has one: "a girl of about nine"."""
    own = list(_ages(ledger.source, numbers(ledger.source, words)))
    said = list(_ages(text, found)) if own else []
    if len(own) == 1 and not said:
        yield from _years_old(own[0].value, text)
    if len(own) != 1 or len(said) != 1 or own[0].value == said[0].value:
        return
    every = tokens(text)
    start, end = every[said[0].first].start, every[said[0].last].end
    value = str(own[0].value)
    if not text[start:end].isdecimal():
        value = next((word for word, n in words.numbers.items() if n == own[0].value), value)
    yield Fault("number", f"wrong age: {said[0].value}", (Edit(start, end, value),))


def _years_old(age: int, text: str) -> Iterator[Fault]:
    """Yield the one "forty-year-old" of *text* if its number is not *age*."""
    known = spelled("en")
    found = [match for match in OLD.finditer(text) if match["years"].lower() in known]
    if len(found) == 1 and known[found[0]["years"].lower()] != age:
        said = next(word for word, number in known.items() if number == age)
        edit = Edit(*found[0].span("years"), cased_like(said, found[0]["years"]))
        yield Fault("number", f"wrong age: {found[0]['years']}", (edit,))


def _ages(text: str, found: tuple[Number, ...]) -> Iterator[Number]:
    """Yield those numbers of *text* that say how old somebody is."""
    every = tokens(text)
    for number in found:
        after = every[number.last + 1] if number.last + 1 < len(every) else None
        before = every[number.first - 1].lower if number.first else ""
        ends = after is None or bool(re.match(r"[,.;)]", every[number.last].ahead))
        ends = ends or (after is not None and after.lower in FUNCTION_WORDS | VERBS)
        around = (text[every[number.first].start - 2 :][:1], every[number.last].ahead.strip())
        apart = around == (",", ",") and number.value > 1  # "Ines Okafor, sixty, …"
        if AGED.match(text, every[number.last].end) or (before in ABOUT and ends) or apart:
            yield number
