"""Whether a prompt shows the scene of its author though the subject's own noun is not in it."""

from collections.abc import Iterator

from limner.prompt.checks.things import is_named, is_rather_noun
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, MEDIA, NEWCOMERS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing

ANYBODY = word_set(
    "player person people figure human worker member participant competitor character somebody "
    "crowd couple group"
)
"""Nouns for people of any kind: their place, dress and deeds tell more of who is shown."""

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
    others = list(_others(subject, ledger))
    said = tokens(text)
    held = [word for word in others if any(_names(word, token) for token in said)]
    return len(others) >= LEAST_WORDS and 3 * len(held) > 2 * len(others)


def is_mostly_kept(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* names half of the author's other words, of which there are some."""
    others = list(_others(subject, ledger))
    said = tokens(text)
    held = [word for word in others if any(_names(word, token) for token in said)]
    return len(others) > 1 and 2 * len(held) >= len(others)


def is_told_by_people(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *subject* is a noun for anybody, and *text* shows people in the same scene."""
    if singular(subject.lower()) not in ANYBODY or is_named(subject, text, ledger.language):
        return False
    people = any(
        token.lower in PRONOUNS or category(lemma(token.lower, ("noun",))) in BODIES
        for token in tokens(text)
        if len(token.text) > 1
    )
    return people and is_same_scene(subject, ledger, text)


def is_somebody(noun: str) -> bool:
    """Say whether a noun in the singular names people in its usual sense."""
    return (noun in NEWCOMERS["people"] or category(noun) in SOMEBODY) and is_rather_noun(noun)


def _others(subject: str, ledger: Ledger) -> Iterator[str]:
    medium = word_set(MEDIA.replace("|", " "))
    for word in dict.fromkeys(word.lower() for word in WORD.findall(ledger.source)):
        if len(word) > 2 and word not in FUNCTION_WORDS | medium | {subject.lower()}:
            yield word


def _names(word: str, token: Token) -> bool:
    if len(token.text) < 3 or token.lower in FUNCTION_WORDS:
        return False
    return same_thing(word, token.lower) in SURE
