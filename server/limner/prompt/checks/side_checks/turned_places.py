"""Whether what its author puts in front or behind, above or below, is not told the other way round.

Two things that have changed places are put right: the words for the places are turned. Where
one thing alone is told elsewhere, or the words cannot be turned, it is worth a question.
"""

import re
from collections.abc import Iterator

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.side_checks.opposite_places import ToldPlace, places
from limner.prompt.checks.side_checks.place_names import pairs_of_places
from limner.prompt.checks.side_checks.swapped_sides import share_words
from limner.prompt.checks.things import is_rather_noun
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import Token, cased_like, first_sentence, sentences, tokens

EXACT = frozenset({"depth", "height"})
"""Pairs of which one place alone tells enough: a bow may be an archer's."""

MOST = 4
"""Words of a phrase for what is at a place: in a longer one, it may be any of them."""


def place_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield the places of two things that have changed them, where their words can be turned."""
    for exchanged in _exchanged(ledger, text):
        if _can_be_turned(exchanged):
            edits = tuple(
                Edit(*place.span, cased_like(place.turned, text[place.span[0] : place.span[1]]))
                for place in exchanged
            )
            yield Fault("side", "things have changed places", edits)
            return


def turned_places(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield the author's words for what *text* has elsewhere, where its words stay as they are."""
    words = language_words(ledger.language)
    if words is None:
        return
    if exchanged := tuple(_exchanged(ledger, text)):
        if not any(map(_can_be_turned, exchanged)):
            yield _written(ledger, exchanged[0][0].pair, words)
        return
    for pair in pairs_of_places(words):
        if pair in EXACT:
            yield from _contrary(ledger, text, pair, words)


def _exchanged(ledger: Ledger, text: str) -> Iterator[tuple[ToldPlace, ...]]:
    """Yield the places of *text* at which each of the author's two things stands for the other."""
    words = language_words(ledger.language)
    if words is None:
        return
    for pair in pairs_of_places(words):
        things = _two_things(ledger.source, pair, words)
        if not things:
            continue
        told = [(place, _whose(place, things, words)) for place in places(text, pair, words)]
        if any(place.pole in whose for place, whose in told):
            continue
        crossed = tuple(place for place, whose in told if whose and _is_known(place, ledger, words))
        if {place.pole for place in crossed} == set(things):
            yield crossed


def _can_be_turned(exchanged: tuple[ToldPlace, ...]) -> bool:
    return all(place.turned for place in exchanged)


def _two_things(text: str, pair: str, words: LanguageWords) -> dict[str, tuple[Token, ...]]:
    """Return the words for what is at either place, if one thing is told of each."""
    own = {(one.pole, one.words): one for one in places(text, pair, words)}
    both = tuple(own.values())
    if len(both) != 2 or both[0].pole == both[1].pole:
        return {}
    things = {one.pole: _alone(one, other, words) for one, other in (both, both[::-1])}
    return things if all(things.values()) else {}


def _alone(one: ToldPlace, other: ToldPlace, words: LanguageWords) -> tuple[Token, ...]:
    """Return the words for what is at *one* place, without those that tell of the other too."""
    for mine, theirs in ((one.nearest, other.nearest), (one.words, other.words)):
        if told := tuple(own for own in mine if not share_words((own,), theirs, words)):
            return told
    return ()


def _whose(
    place: ToldPlace, things: dict[str, tuple[Token, ...]], words: LanguageWords
) -> frozenset[str]:
    """Return at which place the author has what is at *place*: by their own words, if any."""
    said = {singular(token.text) for token in place.words}
    named = {
        pole for pole, thing in things.items() if said & {singular(token.text) for token in thing}
    }
    return frozenset(named) or frozenset(
        pole for pole, thing in things.items() if share_words(thing, place.words, words)
    )


def _contrary(ledger: Ledger, text: str, pair: str, words: LanguageWords) -> Iterator[str]:
    """Yield the author's words for a thing that stands at the opposite place in *text*."""
    said = places(text, pair, words)
    for place in places(ledger.source, pair, words):
        thing = _thing(place, ledger, words)
        if not thing or any(
            one.pole == place.pole and share_words(thing, _sentence(one, text), words)
            for one in said
        ):
            continue
        if any(
            one.pole != place.pole
            and share_words(thing, one.nearest, words)
            and _is_known(one, ledger, words)
            for one in said
        ):
            start = min(thing[0].start, place.span[0])
            yield ledger.source[start : max(thing[0].end, place.span[1])]


def _is_known(place: ToldPlace, ledger: Ledger, words: LanguageWords) -> bool:
    """Say whether *place* is told by what the author names, or by nothing at all."""
    return not place.beside or share_words(tokens(ledger.source), place.beside, words)


def _thing(place: ToldPlace, ledger: Ledger, words: LanguageWords) -> tuple[Token, ...]:
    """Return the noun for what is at *place* of the author, if that is told once and for certain.

    What stands alone in a later sentence ("behind, a garden") is told by something before it.
    """
    is_alone = place.opens and not place.beside
    if len(place.nearest) > MOST or (is_alone and place.span[0] > first_sentence(ledger.source)[1]):
        return ()
    head = _head(place, ledger.source, words)
    every = [singular(token.text) for token in tokens(ledger.source)]
    if any(every.count(singular(token.text)) > 1 for token in head):
        return ()
    if words.language == "en" and not all(is_rather_noun(singular(one.lower)) for one in head):
        return ()
    return head


def _head(place: ToldPlace, source: str, words: LanguageWords) -> tuple[Token, ...]:
    """Return the noun of a phrase: the host of a host in grey, the boat of a photo of a boat."""
    runs: list[list[Token]] = []
    for token in place.nearest:
        between = source[runs[-1][-1].end : token.start] if runs else ""
        if not runs or re.match(r"\s+of\b", between):
            runs.append([token])
        elif between.strip(" -"):
            break
        else:
            runs[-1].append(token)
    if not runs:
        return ()
    run = runs[-1]
    return tuple(run[-1:] if words.adjective_first else run[:1])


def _sentence(place: ToldPlace, text: str) -> tuple[Token, ...]:
    """Return the words of the sentence in which *place* is named."""
    start, end = next(one for one in sentences(text) if one[0] <= place.span[0] < one[1])
    return tuple(token for token in tokens(text) if start <= token.start < end)


def _written(ledger: Ledger, pair: str, words: LanguageWords) -> str:
    """Return the author's words from the first to the last of the places of a *pair*."""
    own = places(ledger.source, pair, words)
    every = [span for one in own for span in (one.span, *((t.start, t.end) for t in one.nearest))]
    return ledger.source[min(start for start, _ in every) : max(end for _, end in every)]
