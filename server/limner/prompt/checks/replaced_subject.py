"""Whether another animal, person or thing stands in a prompt where the author's should."""

from collections.abc import Iterator
from dataclasses import dataclass

from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.translated_nouns import TranslatedNoun, translated
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.sameness import same_thing

FEMALE = word_set("woman girl grandmother mother queen nun witch")
MALE = word_set("man boy grandfather father king monk")
YOUNG = word_set("girl boy child baby")
OLD = word_set("grandmother grandfather")
SHARED = ("others",)
"""Groups of which a picture holds several."""

LIVING = ("animals", "people")
ANYBODY = word_set("person man woman girl boy child baby")
"""Who may be of any occupation."""


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

    The first thing that the table of nouns knows, the first that lives and what is counted are
    looked for; what is named by any form, synonym or kind is there.
    """
    language = ledger.language
    own = list(_known(_present(ledger), language))
    said = list(_known(text, language))
    strange = [
        (token, noun)
        for token, noun in said
        if not any(
            same_thing(noun.english, one.english) or share_stem(token.text, word.text)
            for word, one in own
        )
    ]
    for token, noun in _looked_for(own, ledger):
        if any(share_stem(token.text, word.text) for word in tokens(text)):
            continue
        if any(_is_named(noun.english, other.english) for _, other in said):
            continue
        for word, other in strange:
            if _excludes(noun, other, [one for _, one in said]):
                return OtherSubject(token.text, word.text, noun.group in LIVING)
    return None


def _is_named(noun: str, other: str) -> bool:
    """Say whether *other* names *noun*: a more general word does not beside another of its kind."""
    reason = same_thing(noun, other)
    return reason in ("lemma", "synonym", "derived", "near") or is_a(other, noun)


def _looked_for(
    own: list[tuple[Token, TranslatedNoun]], ledger: Ledger
) -> Iterator[tuple[Token, TranslatedNoun]]:
    counted = {count.noun for count in ledger.counts}
    living = [one for one in own if one[1].group in LIVING]
    yield from own[:1]
    yield from living[:1]
    yield from (one for one in own if one[0].text in counted)


def _known(text: str, language: str) -> Iterator[tuple[Token, TranslatedNoun]]:
    """Yield the words of *text* that the table knows, with what they mean."""
    for token in tokens(text):
        if language == "de" and not token.text[:1].isupper():
            continue
        if noun := translated(token.text, language):
            yield token, noun


def _present(ledger: Ledger) -> str:
    present = ledger.source
    for words in (*(negation.text for negation in ledger.negations), *ledger.quotes, *ledger.names):
        present = present.replace(words, " ")
    return present


def _excludes(own: TranslatedNoun, other: TranslatedNoun, said: list[TranslatedNoun]) -> bool:
    """Say whether a picture of *other* cannot be one of *own*; *said* is all that is named."""
    if own.group == "people" == other.group:
        return _is_somebody_else(own.english, other.english, {one.english for one in said})
    if own.group == "animals" and other.group == "people":
        return not any(one.group == "animals" for one in said)
    return own.group == other.group and own.group not in SHARED


def _is_somebody_else(own: str, other: str, said: set[str]) -> bool:
    if {own, other} & FEMALE and {own, other} & MALE:
        return True
    if (own in OLD and other in YOUNG) or (own in YOUNG and other in OLD):
        return True
    return not ANYBODY & {own, *said}
