"""Whether two things have each other's number: "one dog and two cats", of two dogs and one cat."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.numbers_in_text import Number, number_before, numbers
from limner.prompt.checks.numbers.renumbering import renumbered
from limner.prompt.checks.numbers.singles import SECOND, singles
from limner.prompt.checks.things import is_before_noun, share_stem
from limner.prompt.ledger.commitments import Count, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import UNCHANGED, is_plural, same_noun
from limner.prompt.ledger.tokens import (
    Token,
    cased_like,
    indefinite_article,
    sentences,
    tokens,
)
from limner.prompt.ledger.translated_nouns import is_noun
from limner.prompt.ledger.vocabulary import word_set

AND = word_set("and und et y e en")
"""What joins two things of which one verb is said."""

ONE = word_set("a an ein eine einen un une una uno um uma een")
"""What stands before one thing whose case other words do not show."""


@dataclass(frozen=True)
class Counted:
    """A thing of a text with its number.

    Attributes:
        count: how many of it there are, as its author says.
        number: where its number, or its article, stands.
        place: where its noun stands.
        qualities: the words that say what kind of it these are.
    """

    count: Count
    number: Number
    place: int
    qualities: tuple[str, ...]


@dataclass(frozen=True)
class Exchange:
    """Two things that have changed numbers, and what puts them right."""

    counts: tuple[Count, ...]
    fault: Fault


def exchanges(ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Exchange]:
    """Yield two things of one sentence of which each has the number of the other."""
    english = words.language == "en"
    alone = (count for count, _ in singles(ledger)) if english else _with_article(ledger)
    counts = dict.fromkeys((*ledger.counts, *alone))
    own = [one for count in counts for one in _of_author(count, ledger, words)]
    for pair in combinations(own, 2):
        crossed = _crossed(pair, text, words)
        edits = tuple(_edits(crossed, text, words))
        if edits:
            one, other = (f"{mine.count.text} {mine.count.noun}" for mine in pair)
            says = f"numbers changed round: {one} and {other}"
            counted = tuple(mine.count for mine in pair)
            yield Exchange(counted, Fault("number", says, edits))


def _with_article(ledger: Ledger) -> Iterator[Count]:
    """Yield what an author has one of by its article, in other languages: "eine Katze"."""
    every = tokens(ledger.source)
    for article, noun in pairwise(every):
        if article.lower in ONE and article.ahead == " " and is_noun(noun.text, ledger.language):
            yield Count(1, article.lower, noun.text)


def _of_author(count: Count, ledger: Ledger, words: LanguageWords) -> Iterator[Counted]:
    for one in _counted(count, ledger.source, words):
        if one.number.value == count.number:
            yield one


def _crossed(pair: tuple[Counted, ...], text: str, words: LanguageWords) -> tuple[Counted, ...]:
    """Return both things of *text* with each other's number, nothing where that is not certain."""
    one, other = pair
    if one.count.number == other.count.number:
        return ()
    if same_noun(one.count.noun, other.count.noun) and not (one.qualities and other.qualities):
        return ()
    said = tuple(
        found
        for mine, another in ((one, other), (other, one))
        for found in _counted(mine.count, text, words)
        if not same_noun(one.count.noun, other.count.noun)
        or (_is_of_kind(found, mine, words) and not _is_of_kind(found, another, words))
    )
    if len(said) != 2 or said[0].count == said[1].count:
        return ()
    if [found.number.value for found in said] != [other.count.number, one.count.number]:
        return ()
    every = tokens(text)
    first, last = sorted(every[found.place].start for found in said)
    start, end = next((start, end) for start, end in sentences(text) if first < end)
    return said if last < end and not SECOND.search(text, start, end) else ()


def _is_of_kind(found: Counted, mine: Counted, words: LanguageWords) -> bool:
    """Say whether a thing of a text has a quality that its author gives it."""
    if words.language == "en":
        return not set(found.qualities).isdisjoint(mine.qualities)
    return any(share_stem(one, own) for one in found.qualities for own in mine.qualities)


def _counted(count: Count, text: str, words: LanguageWords) -> Iterator[Counted]:
    every, found = tokens(text), numbers(text, words)
    for place, token in enumerate(every):
        if not _names(count.noun, place, every, words):
            continue
        number = number_before(place, found, every, words) or _article(place, every, words)
        if number is None or not _agrees(number, token, words):
            continue
        between = every[number.last + 1 : place]
        behind = every[place + 1 : place + 2] if token.ahead == " " else ()
        qualities = between if words.adjective_first else (*between, *behind)
        yield Counted(count, number, place, tuple(one.lower for one in qualities))


def _names(noun: str, place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    said = every[place].text
    if words.language == "en":
        return same_noun(noun, said) and said.isalpha() and not is_before_noun(place, every)
    return share_stem(noun, said)


def _agrees(number: Number, token: Token, words: LanguageWords) -> bool:
    """Say whether a noun has the form that its number asks for; "two cat" begins another word."""
    if words.language != "en" or number.value == 1:
        return words.language != "en" or not is_plural(token.text)
    return is_plural(token.text) or token.lower in UNCHANGED


def _article(place: int, every: tuple[Token, ...], words: LanguageWords) -> Number | None:
    """Return the article of one thing: "a" of "a small grey cat"."""
    for earlier in range(place - 1, max(-1, place - 5), -1):
        token = every[earlier]
        if token.ends_clause:
            return None
        if token.lower in ONE:
            return Number(1, earlier, earlier)
        if token.lower in words.small:
            return None
    return None


def _edits(crossed: tuple[Counted, ...], text: str, words: LanguageWords) -> Iterator[Edit]:
    """Yield what gives both things their numbers, where all words around them can follow."""
    if not crossed:
        return
    every = tokens(text)
    first, last = sorted(crossed, key=lambda one: one.place)
    between = every[first.place + 1 : last.number.first]
    are_joined = [one.lower in AND for one in between] == [True]
    if words.language != "en" and any(one.number.value == 1 for one in crossed):
        if are_joined and all(_is_bare(one, every) for one in crossed):
            yield from chain.from_iterable(_as_written(one, every) for one in crossed)
        return
    has_article = any(every[one.number.last].lower in ("a", "an") for one in crossed)
    behind = every[last.place].end
    for one in crossed:
        count = one.count
        if count.number == 1 and words.language == "en":
            following = next(o.text for o in every[one.number.last + 1 :] if o.lower != "of")
            article = indefinite_article(following)
            count = replace(count, text=article if has_article else "one")
        for edit in renumbered(count, one.number, one.place, text, words):
            if not are_joined or edit.start < behind:
                yield edit


def _is_bare(one: Counted, every: tuple[Token, ...]) -> bool:
    """Say whether nothing between a number and its noun has to be inflected with them."""
    number = every[one.number.last].lower
    return one.place == one.number.last + 1 and (one.number.value > 1 or number in ONE)


def _as_written(one: Counted, every: tuple[Token, ...]) -> Iterator[Edit]:
    """Yield the number and the noun as the author writes them."""
    number, noun = every[one.number.first], every[one.place]
    yield Edit(number.start, every[one.number.last].end, cased_like(one.count.text, number.text))
    yield Edit(noun.start, noun.end, cased_like(one.count.noun, noun.text))
