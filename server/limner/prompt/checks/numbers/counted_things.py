"""Which numbers of a text count a thing: before it, behind it, or before what it is a kind of."""

from limner.prompt.checks.numbers.numbers_in_text import Number, number_before, number_of_all
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Count, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.forms import lemma

AMONG = (["of", "them"], ["of", "these"], ["of", "which"], ["of", "whom"])
IN_ALL = (["in", "all"], ["in", "total"])

TO = ("to", "through", "bis", "à", "a")

BEHIND = (("of", "them"), ("in", "number"), ("in", "all"), ("in", "total"))
"""What follows a number that stands behind its noun."""


def counting(
    count: Count,
    named: tuple[int, ...],
    found: tuple[Number, ...],
    every: tuple[Token, ...],
    words: LanguageWords,
) -> dict[int, Number]:
    """Return the numbers that count the things at *named*, by the place of each."""
    bound = {
        place: number
        for place in named
        if (number := number_before(place, found, every, words))
        and not (words.language == "en" and counts_others(number, place, every))
    }
    bound |= {
        place: number
        for place in named
        if (number := number_of_all(place, found, every)) and number.value > count.number
    }
    return _told_behind(named, found, every) | bound


def counts_others(number: Number, place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a number counts what stands before a single noun: "two bakers knead dough"."""
    between = every[number.last + 1 : place]
    if number.value == 1 or is_plural(every[place].text):
        return False
    of_kind = any(token.lower == "of" for token in between)  # "Six kinds of terrain".
    return not of_kind and any(is_plural(one.text) and one.text.isalpha() for one in between)


def of_their_kind(
    count: Count, found: tuple[Number, ...], every: tuple[Token, ...], words: LanguageWords
) -> dict[int, Number]:
    """Return larger numbers of what the things are a kind of: "all five vehicles" of three cars."""
    return {
        place: number
        for place, token in enumerate(every)
        if (number := number_before(place, found, every, words))
        and number.value > count.number
        and is_plural(token.text)
        and number.last >= place - 3
        and is_a(lemma(count.noun.lower(), ("noun",)), lemma(token.lower, ("noun",)))
    }


def is_among(part: Number, every: tuple[Token, ...]) -> bool:
    """Say whether a number is of those that were counted before: "one of them", "twelve in all"."""
    if part.first and (every[part.first - 1].lower, every[part.first].lower) == ("the", "one"):
        return True
    if every[part.first].lower == "both":
        return True
    after = [token.lower for token in every[part.last + 1 : part.last + 3]]
    return after in AMONG or after in IN_ALL or after[:1] == ["altogether"]


def is_whole(number: Number, count: Count, every: tuple[Token, ...]) -> bool:
    """Say whether *number* counts all of the things: "one of them" does not."""
    if number.value > 1 or count.number == 1:
        return True
    after = every[number.last + 1].lower if number.last + 1 < len(every) else ""
    return every[number.last].lower in ("single", "lone", "solitary") and after != "of"


def is_held_elsewhere(
    count: Count,
    ledger: Ledger,
    text: str,
    found: tuple[Number, ...],
    words: LanguageWords,
    is_counted: bool,
) -> bool:
    """Say whether the right number stands anywhere and counts no other thing of the author's.

    Where the thing has a number of its own, "both" is no other one.
    """
    every = tokens(text)
    taken: set[Number] = set()
    for other in ledger.counts:
        if singular(other.noun) != singular(count.noun):
            for place in mentions(other.noun, text, ledger.language):
                number = number_before(place, found, every, words)
                if number is not None:
                    taken.add(number)
    return any(
        number.value == count.number
        and number not in taken
        and not (is_counted and is_of_run(number, every))
        and not (is_counted and every[number.first].lower == "both")
        for number in found
    )


def is_of_run(number: Number, every: tuple[Token, ...]) -> bool:
    """Say whether *number* is where the numbers of things begin or end: "1 to 7"."""
    before = [token.lower for token in every[max(0, number.first - 2) : number.first]]
    after = [token.lower for token in every[number.last + 1 : number.last + 3]]
    begins = number.value == 1 and after[:1] and after[0] in TO and after[-1].isdecimal()
    ends = len(before) == 2 and before[0] in ("1", "one") and before[1] in TO
    return bool(begins or ends)


def _told_behind(
    named: tuple[int, ...], found: tuple[Number, ...], every: tuple[Token, ...]
) -> dict[int, Number]:
    """Return the numbers behind what they count: "bicycles, six of them", "seven in number"."""
    told: dict[int, Number] = {}
    for number in found:
        after = tuple(token.lower for token in every[number.last + 1 : number.last + 3])
        place = max((n for n in named if n < number.first), default=None)
        if place is None or number.value < 2 or after not in BEHIND:
            continue
        if not any(token.ends_clause for token in every[place : number.first]):
            told.setdefault(place, number)
    return told
