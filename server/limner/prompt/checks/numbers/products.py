"""Numbers that are told as so many of so many: twelve chairs as two rows of six."""

import re
from collections.abc import Iterator

from limner.prompt.checks.fault import Edit
from limner.prompt.checks.numbers.grids import FORMAT
from limner.prompt.checks.numbers.numbers_in_text import Number, numbers
from limner.prompt.ledger.commitments import Count
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.number_words import spelled
from limner.prompt.ledger.tokens import Token, cased_like, tokens
from limner.prompt.ledger.vocabulary import word_set

OF = word_set("of de von zu à di van je")
"""Words between groups and how many there are in each."""

TIMES = word_set("by mal auf par por per")
"""Words between the sides of a block: "three by four"."""

NEAREST, FARTHEST = 3, 5
"""Words from the number of groups to that in each: "two neat rows of six"."""


def groups_of(
    number: Number, found: tuple[Number, ...], every: tuple[Token, ...], apart: frozenset[str]
) -> Number | None:
    """Return how many groups there are of which *number* is in each: the two of "two rows of six".

    What is in groups that are named in *apart*, the author counts by the group.
    """
    if not number.first or every[number.first - 1].lower not in OF:
        return None
    for group in found:
        between = every[group.last : number.first]
        if not NEAREST <= len(between) <= FARTHEST or any(one.ahead != " " for one in between):
            continue
        if group.value > 1 and not apart & {singular(token.text) for token in between}:
            return group
    return None


def is_product(
    count: Count,
    found: tuple[Number, ...],
    every: tuple[Token, ...],
    text: str,
    apart: frozenset[str],
) -> bool:
    """Say whether *text* has the right number as a product: "three rows of four", "3 × 4"."""
    for match in FORMAT.finditer(text):
        if int(match["width"]) * int(match["height"]) == count.number:
            return True
    for number in found:
        group = groups_of(number, found, every, apart)
        between = every[number.first - 2 : number.first]
        if len(between) == 2 and between[1].lower in TIMES:
            group = next((one for one in found if one.last == number.first - 2), group)
        if group and group.value * number.value == count.number:
            return True
    return False


def products(count: Count, source: str, words: LanguageWords) -> frozenset[int]:
    """Return how many things there are in all groups of the author's: two rows of six are 12."""
    every, found = tokens(source), numbers(source, words)
    return frozenset(
        number.value * group.value
        for number in found
        if number.value == count.number
        and (group := groups_of(number, found, every, frozenset()))
        and any(one.text == count.noun for one in every[number.last : number.last + FARTHEST])
    )


def regrouped(
    count: Count,
    number: Number,
    group: Number,
    text: str,
    every: tuple[Token, ...],
    words: LanguageWords,
) -> Iterator[Edit]:
    """Yield the edit that makes a product right: in each group, of groups, or without groups."""
    start, end, value = every[number.first].start, every[number.last].end, count.number
    if value % group.value == 0 and value > group.value:
        value //= group.value
    elif value % number.value == 0 and value > number.value:
        start, end = every[group.first].start, every[group.last].end
        value //= number.value
    else:
        start = every[group.first].start
    said = str(value)
    if not re.search(r"\d", text[start:end]):
        names = {n: word for word, n in spelled(words.language).items()}
        said = names.get(value, said)
    yield Edit(start, end, cased_like(said, text[start:end]))
