"""Whether a prompt shows the scene of its author though the subject's own noun is not in it."""

from functools import lru_cache

from limner.prompt.checks.subject_checks.picture_uses import without_use
from limner.prompt.checks.things import is_named, is_rather_noun
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, MEDIA, NEWCOMERS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing

ANYBODY = word_set(
    "player person people figure human worker member participant competitor character somebody "
    "crowd couple group"
)
"""Nouns for people of any kind: their place, dress and deeds tell more of who is shown."""

TWO = frozenset({"couple", "pair", "duo"})

MANY_PEOPLE = frozenset({"crowd", "people", "audience", "group", "team"})
"""Nouns for many, of which any people tell: commuters, of a crowd."""

BODIES = frozenset({"worker", "athlete", "child", "woman", "man", "relative", "person", "people",
                    "body part", "part of the body"})  # fmt: skip
"""Categories of the lexicon by which people are seen."""

SOMEBODY = BODIES - {"body part", "part of the body"} | {"artist"}
"""Categories of people themselves."""

PRONOUNS = word_set("he she his her him they their them")
SURE = ("lemma", "derived", "synonym", "near", "compound")
LEAST_WORDS = 3
"""Words besides the subject of which most must be named."""


def is_same_scene(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* names most of the author's other words: forms and synonyms count."""
    others, held = _others(subject, ledger, text)
    return others >= LEAST_WORDS and 3 * held > 2 * others


def is_mostly_kept(subject: str, ledger: Ledger, text: str, least: int = 2) -> bool:
    """Say whether *text* names half of the author's other words, of which there are *least*."""
    others, held = _others(subject, ledger, text)
    return others >= least and 2 * held >= others


def is_told_by_people(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *subject* is a noun for anybody, and *text* shows people in the same scene."""
    if singular(subject.lower()) not in ANYBODY or is_named(subject, text, ledger.language):
        return False
    said = [token for token in tokens(text) if len(token.text) > 2 and is_plural(token.text)]
    if singular(subject.lower()) in TWO and _are_two(text):
        return True
    if singular(subject.lower()) in MANY_PEOPLE and any(
        is_somebody(singular(token.lower)) for token in said
    ):
        return True
    people = any(
        token.lower in PRONOUNS or category(lemma(token.lower, ("noun",))) in BODIES
        for token in tokens(text)
        if len(token.text) > 1
    )
    return people and is_same_scene(subject, ledger, text)


def is_somebody(noun: str) -> bool:
    """Say whether a noun in the singular names people in its usual sense."""
    return (noun in NEWCOMERS["people"] or category(noun) in SOMEBODY) and is_rather_noun(noun)


def _are_two(text: str) -> bool:
    """Say whether *text* shows two people, or several: "a man and a woman", "lovers"."""
    people = {token.lower for token in tokens(text) if is_somebody(singular(token.lower))}
    return len(people) > 1 or any(map(is_plural, people))


def _others(subject: str, ledger: Ledger, text: str) -> tuple[int, int]:
    """Return how many other words the author has, and how many of them *text* names."""
    shown = without_use(ledger.source)
    words = _content(shown) - {subject.lower()}
    return len(words), len(words & _named(shown, text))


@lru_cache(maxsize=64)
def _content(source: str) -> frozenset[str]:
    medium = word_set(MEDIA.replace("|", " "))
    lower = {word.lower() for word in WORD.findall(source)}
    return frozenset(word for word in lower - FUNCTION_WORDS - medium if len(word) > 2)


@lru_cache(maxsize=64)
def _named(source: str, text: str) -> frozenset[str]:
    """Return the words of *source* that *text* names by themselves, a form or a synonym."""
    said = {token.lower for token in tokens(text) if len(token.text) > 2} - FUNCTION_WORDS
    words = _content(source)
    others = words - said
    return (words & said) | {
        word for word in others if any(same_thing(word, one) in SURE for one in said)
    }
