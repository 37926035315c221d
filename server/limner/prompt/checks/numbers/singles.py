"""Whether a prompt has several of what its author has one of by its article: "a white sheep"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.counted_things import counts_others
from limner.prompt.checks.numbers.numbers_in_text import (
    Number,
    is_followed_by_of,
    number_before,
)
from limner.prompt.checks.numbers.renumbering import renumbered
from limner.prompt.ledger.commitments import Count, Ledger
from limner.prompt.ledger.heads import head
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, cased_like, indefinite_article, tokens
from limner.prompt.wordnet.table import entry

SECOND = lazy_regex(r"\b(?:another|the other|(?:an?|the) \w+ one)\b", re.IGNORECASE)
"""What tells of a second thing without its noun: "a worn pad and a new one"."""


def single_faults(
    ledger: Ledger, text: str, found: tuple[Number, ...], words: LanguageWords
) -> Iterator[Fault]:
    """Yield several of what the source has one of."""
    own = {token.text for token in tokens(ledger.source)}
    for count, quality in singles(ledger):
        yield from _multiplied(count, quality, own, text, found, words)


def singles(ledger: Ledger) -> Iterator[tuple[Count, str]]:
    """Yield the things that the source has one of by its article, and what kind of it they are.

    That is ``""`` for "a white sheep", and "traffic" for "a traffic light".
    """
    every = tokens(ledger.source)
    if SECOND.search(ledger.source):
        return
    counted = {singular(count.noun) for count in ledger.counts}
    told = counted | {singular(token.text) for token in every if is_plural(token.text)}
    told |= {singular(noun) for noun in _repeated(every)}
    for place, token in enumerate(every):
        if token.lower not in ("a", "an"):
            continue
        noun = _head_behind(place, every)
        if noun and not is_plural(noun) and singular(noun) not in told:
            told.add(singular(noun))
            place = next((n for n in range(place, len(every)) if every[n].text == noun), 0)
            compound = f"{every[place - 1].lower} {singular(noun)}"
            yield Count(1, token.lower, noun), every[place - 1].lower if entry(compound) else ""


def _multiplied(
    count: Count,
    quality: str,
    own: set[str],
    text: str,
    found: tuple[Number, ...],
    words: LanguageWords,
) -> Iterator[Fault]:
    """Yield several of what the source has one of; a part of a compound is another thing."""
    every = tokens(text)
    for place, token in enumerate(every):
        number = number_before(place, found, every, words)
        if singular(token.text) != singular(count.noun) or number is None or number.value < 2:
            continue
        if counts_others(number, place, every):
            continue
        if quality not in ("", every[place - 1].lower) or every[number.last].ahead == "-":
            continue  # "A three-tiered cake".
        if every[number.last].text in own:
            continue  # "A Volvo 240 estate".
        yield Fault(
            "number",
            f"wrong number of {count.noun}: {number.value} instead of one",
            tuple(_made_one(count, number, place, text, words)),
        )


def _made_one(
    count: Count, number: Number, place: int, text: str, words: LanguageWords
) -> Iterator[Edit]:
    """Yield the edits that leave one thing, with the author's article before its noun."""
    every = tokens(text)
    for edit in renumbered(replace(count, text="one"), number, place, text, words):
        is_article = edit.end == every[number.last].end and number.last < place
        if is_article and edit.text.lower() == "one" and not is_followed_by_of(number, every):
            article = indefinite_article(every[number.last + 1].lower)
            edit = replace(edit, text=cased_like(article, edit.text))
        yield edit


def _repeated(every: tuple[Token, ...]) -> list[str]:
    """Return what stands several times with "a": "a red kite and a blue kite" are two."""
    heads = [_head_behind(n, every) for n, one in enumerate(every) if one.lower in ("a", "an")]
    return [noun for noun in heads if noun and heads.count(noun) > 1]


def _head_behind(place: int, every: tuple[Token, ...]) -> str:
    """Return the head of the phrase that begins at *place* with its article."""
    end = place + 1
    while end < min(len(every), place + 6) and not (
        end > place + 1 and (every[end - 1].ends_clause or "," in every[end - 1].ahead)
    ):
        end += 1
    return head([one.text for one in every[place + 1 : end]])
