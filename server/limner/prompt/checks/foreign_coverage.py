"""Which words of a description in another language than English a prompt does not refer to."""

from collections.abc import Iterator

from limner.prompt.checks.exclusion_checks.denial import is_denied
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.translated_nouns import TranslatedNoun, translated
from limner.prompt.wordnet.categories import category, is_a
from limner.prompt.wordnet.sameness import same_thing

LEAST_STEMS = 4
"""Longer words in another language from which those that are gone are looked at."""

TOLD_OTHERWISE = frozenset({"people", "others", "signs", "science"})
"""Groups of the table of nouns whose members are told in ever other words."""


def foreign_losses(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield things of the author that *text* names in no way that is known.

    That is a noun of which the table knows the English, where nothing of its category is named; and
    the longer words, when two of three are gone.
    """
    things = _lost_things(ledger, text) if ledger.language else ()
    yield from dict.fromkeys((*things, *_lost_stems(ledger, text)))


def _lost_things(ledger: Ledger, text: str) -> Iterator[str]:
    language, words = ledger.language, language_words(ledger.language)
    source, names = tokens(QUOTE.sub(" ", ledger.present)), " ".join(ledger.names)
    every = {token.text: token for token in tokens(text)}
    said = {noun.english for token in every.values() if (noun := _noun(token, language))}
    # Of a word that is said again the first place counts: a list may be long.
    first = {token.text: place for place, token in reversed(list(enumerate(source)))}
    for word, place in sorted(first.items(), key=lambda one: one[1]):
        noun = _noun(source[place], language)
        if noun is None or noun.group in TOLD_OTHERWISE or word in names:
            continue
        if words is not None and is_denied(place, source, words):
            continue
        if any(share_stem(word, other) for other in every):
            continue
        if not any(_may_be(noun.english, other) for other in said):
            yield word


def _noun(token: Token, language: str) -> TranslatedNoun | None:
    """Return what a word means, if it can be a noun: in German those have a capital."""
    if language == "de" and not token.text[:1].isupper():
        return None
    return translated(token.text, language)


def _may_be(own: str, other: str) -> bool:
    """Say whether *other* may stand for *own*: the same, a kind of it, or of its category."""
    alike = category(own) is not None and category(own) == category(other)
    return alike or is_a(other, own) or same_thing(own, other) is not None


def _lost_stems(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield the longer words of another language when two of three are gone."""
    every = tokens(text)
    source = QUOTE.sub(" ", ledger.source)
    long = [word for word in WORD.findall(source) if len(word) > 5]
    if len(long) < LEAST_STEMS:
        return
    lost = [w for w in long if not any(share_stem(w, token.text) for token in every)]
    if 3 * len(lost) >= 2 * len(long):
        yield from lost
