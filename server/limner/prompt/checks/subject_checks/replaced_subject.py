"""Whether another animal, person or thing stands in a prompt where the author's should."""

from collections.abc import Iterator
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.checks.subject_checks.foreign_openings import opening_pair, shares_words
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import INDEFINITE, language_words
from limner.prompt.ledger.other_languages import IN
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.translated_nouns import (
    LIVING,
    PART,
    TranslatedNoun,
    translated,
    translated_at,
)
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.sameness import same_thing

FEMALE = word_set("woman girl grandmother mother queen nun witch")
MALE = word_set("man boy grandfather father king monk")
YOUNG = word_set("girl boy child baby")
OLD = word_set("grandmother grandfather")
SHARED = ("others",)
"""Groups of which a picture holds several."""

ANYBODY = word_set("person man woman girl boy child baby")
"""Who may be of any occupation."""

AUDIENCE = lazy_regex(r"\b(?:pour|für|para|per)\s+(?:(?:les|die|los|las|i|gli)\s+)?[^\W\d_]+")
"""Whom a picture is for need not be seen: "aquarelle pour enfants"."""

REACH = 4
"""Words between an article or number and its noun: "ein Paar grüne Fische"."""


@dataclass(frozen=True)
class OtherSubject:
    """What the author named, and what stands in its place, in the prompt's own words.

    Attributes:
        is_living: whether it is an animal or a person.
    """

    noun: str
    other: str
    is_living: bool


def replacement(ledger: Ledger, text: str) -> OtherSubject | None:
    """Return what another of its kind has taken the place of, in German, French, Spanish, Italian.

    The first thing that the table of nouns knows, who lives, the first with "a" and what is
    counted are looked for; what is named by any form, synonym or kind is there.
    """
    language = ledger.language
    own = list(_known(_present(ledger), language))
    said = list(_known(text, language))
    strange = [one for one in said if not _is_one_of(own, *one)]
    for token, noun in _looked_for(own, ledger):
        if _is_told(token, noun, said, ledger, text):
            continue
        for word, other in strange:
            if _excludes(noun, other, [one for _, one in said]) or _in_its_place(
                token, word, ledger, text
            ):
                return OtherSubject(token.text, word.text, noun.group in LIVING)
    pair = opening_pair(own, said, _present(ledger), text, language)
    if pair is None or not shares_words(ledger, text):
        return None
    (token, noun), (word, other) = pair
    behind = [one for one in own if one[0].start >= token.start]  # "Spielfigur: Pilz".
    if _is_one_of(behind, word, other) or _is_told(token, noun, said, ledger, text):
        return None
    return OtherSubject(token.text, word.text, is_living=False)


def _is_one_of(own: list[tuple[Token, TranslatedNoun]], token: Token, noun: TranslatedNoun) -> bool:
    """Say whether a noun of a prompt may be any of the author's *own*."""
    return any(
        same_thing(noun.english, one.english) or share_stem(token.text, word.text)
        for word, one in own
    )


def _is_told(
    token: Token,
    noun: TranslatedNoun,
    said: list[tuple[Token, TranslatedNoun]],
    ledger: Ledger,
    text: str,
) -> bool:
    """Say whether *text*, whose known nouns are *said*, has a noun of the author's in some way."""
    if _says_of_what_kind(token, ledger, text):
        return True
    if any(share_stem(token.text, word.text) for word in tokens(text)):
        return True
    return any(_is_named(noun.english, other.english) for _, other in said)


def _says_of_what_kind(token: Token, ledger: Ledger, text: str) -> bool:
    """Say whether a noun tells more of who stands right before it: "grenouilles musiciennes"."""
    before = _before(token, _present(ledger)) if ledger.language != "de" else None
    known = translated(before.text, ledger.language) if before is not None else None
    own = translated(token.text, ledger.language)
    if before is None or known is None or own is None:
        return False
    if known.group not in LIVING or known.group == own.group:
        return False
    return any(share_stem(before.text, word.text) for word in tokens(text))


def _in_its_place(token: Token, other: Token, ledger: Ledger, text: str) -> bool:
    """Say whether *other* stands in *text* where *token* does in the source.

    It is as many, or the first thing with "a", or has the same word before it ("niña pirata") or
    the same number behind ("peces de ocho …").
    """
    present, language = _present(ledger), ledger.language
    own, said = _introduced(token, present, language), _introduced(other, text, language)
    if own > 1:
        return own == said
    if own and own == said:
        return (token, other) == (
            _first_introduced(present, language),
            _first_introduced(text, language),
        )
    before, then = _before(token, present), _before(other, text)
    if before is not None and then is not None and before.lower == then.lower:
        return translated(before.text, language) is not None
    return bool(behind := _behind(token, present, language)) and behind == _behind(
        other, text, language
    )


def _before(token: Token, text: str) -> Token | None:
    """Return the word right before a noun of *text*."""
    before = next((word for word in reversed(tokens(text)) if word.end <= token.start), None)
    return before if before is not None and before.ahead == " " else None


def _behind(token: Token, text: str, language: str) -> list[str]:
    """Return the two words behind a noun of *text* if the second is a number: "de ocho"."""
    words = language_words(language)
    after = [word.lower for word in tokens(text) if word.start > token.start][:2]
    return after if words and after[-1:] and after[-1] in words.numbers else []


def _first_introduced(text: str, language: str) -> Token | None:
    """Return the first known noun of *text* that an article or a number introduces."""
    known = (token for token, _ in _known(text, language))
    return next((token for token in known if _introduced(token, text, language)), None)


def _introduced(token: Token, text: str, language: str) -> int:
    """Return the number before a noun of *text*; an indefinite article is one, none is 0."""
    words = language_words(language)
    every = [word for word in tokens(text) if word.end <= token.start][-REACH:]
    for word in reversed(every):
        if words and word.lower in words.numbers:
            return words.numbers[word.lower]
        if word.lower in INDEFINITE:
            return 1
        if words and (word.ends_clause or word.lower in words.small - {"de", "d"} | IN):
            return 0
    return 0


def _is_named(noun: str, other: str) -> bool:
    """Say whether *other* names *noun*: a more general word does not beside another of its kind."""
    reason = same_thing(noun, other)
    return reason in ("lemma", "synonym", "derived", "near") or is_a(other, noun)


def _looked_for(
    own: list[tuple[Token, TranslatedNoun]], ledger: Ledger
) -> Iterator[tuple[Token, TranslatedNoun]]:
    counted = {count.noun for count in ledger.counts}
    living = [one for one in own if one[1].group in LIVING]
    first = _first_introduced(_present(ledger), ledger.language)
    yield from own[:1]
    yield from living
    yield from (one for one in own if one[0] == first)
    yield from (one for one in own if one[0].text in counted)


def _known(text: str, language: str) -> Iterator[tuple[Token, TranslatedNoun]]:
    """Yield the words of *text* that the table knows, with what they mean."""
    words, every = language_words(language), tokens(text)
    colours = words.colours if words else {}
    for place, token in enumerate(every):
        if language == "de" and not token.text[:1].isupper():
            continue
        if token.lower in colours and language != "de":
            continue  # "Un gato rosa".
        if (noun := translated_at(place, every, language)) and noun != PART:
            yield token, noun


def _present(ledger: Ledger) -> str:
    """Return the author's words without what they leave out, quote or call by name.

    A noun that opens them is no name, though it has a capital.
    """
    names = (name for name in ledger.names if not translated(name, ledger.language))
    present = AUDIENCE.sub(" ", ledger.present)
    for words in (*ledger.quotes, *names):
        present = present.replace(words, " ")
    return present


def _excludes(own: TranslatedNoun, other: TranslatedNoun, said: list[TranslatedNoun]) -> bool:
    """Say whether a picture of *other* cannot be one of *own*; *said* is all that is named."""
    if own.group == "people" == other.group:
        return _is_somebody_else(own.english, other.english, {one.english for one in said})
    if {own.group, other.group} == set(LIVING):
        return not any(one.group == own.group for one in said)
    return own.group == other.group and own.group not in SHARED


def _is_somebody_else(own: str, other: str, said: set[str]) -> bool:
    if {own, other} & FEMALE and {own, other} & MALE:
        return True
    if (own in OLD and other in YOUNG) or (own in YOUNG and other in OLD):
        return True
    return not ANYBODY & {own, *said}
