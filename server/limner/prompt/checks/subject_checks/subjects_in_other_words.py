"""Whether a prompt tells its author's subject in other words, or somebody else in its place."""

from limner.prompt.checks.numbers.numbers_in_text import numbers
from limner.prompt.checks.subject_checks.named_subjects import GRAPHICS
from limner.prompt.checks.subject_checks.persons import is_told_as_person
from limner.prompt.checks.subject_checks.rivals import (
    is_animal,
    is_general,
    opens_with_another,
    rival_of,
)
from limner.prompt.checks.subject_checks.same_scene import is_mostly_kept, is_somebody
from limner.prompt.checks.subject_checks.seen_nouns import nouns_seen, word_before
from limner.prompt.checks.things import is_named
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import is_quality
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import first_sentence, tokens
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.table import entry

LONG_STEM = 5
"""Letters of a word above which one that begins with it is made from it."""

LIVING = frozenset({"imaginary being", "person", "worker"})
"""Categories of who is told as well by the word that says of what kind they are."""


def is_told_otherwise(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* keeps the scene of an English *subject*, and nothing in its place.

    Only people are told in ever other words, what is told by a general noun, and what a longer
    word begins with: a beekeeper, a team, "a monolithic application".
    """
    base = lemma(subject.lower(), ("noun",))
    if ledger.language != "en":
        return False
    if is_told_by_its_kind(subject, ledger, text) or _is_told_as_part(subject, ledger, text):
        return True
    if is_told_as_person(subject, ledger, text):
        return True
    if is_animal(base):
        return False
    in_word = any(one.lower.startswith(base) for one in tokens(text) if len(base) > LONG_STEM)
    if not (in_word or is_general(subject) or is_somebody(base)):
        return False
    if not is_mostly_kept(subject, ledger, text) or rival_of(subject, ledger, text):
        return False
    start, end = first_sentence(text)
    own = [word for word in WORD_OR_MARK.findall(ledger.source) if len(word) > 2]
    return not opens_with_another(own, nouns_seen(text[start:end], ledger), text[start:end])


def has_another_occupation(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether who has an occupation is told by another one: a nurse, of a lighthouse keeper.

    The lexicon has a nurse as a kind of keeper; a lighthouse has none.
    """
    if ledger.language != "en" or not is_somebody(lemma(subject.lower(), ("noun",))):
        return False
    before = word_before(subject, ledger.present)
    if not before or is_quality(before):
        return False
    whole = f"{before} {singular(subject)}".lower()
    if entry(whole) is None or is_named(whole, text, "en"):
        return False  # A ballerina, of a ballet dancer.
    own = (singular(before.lower()), singular(subject.lower()))
    said = [singular(token.lower) for token in tokens(text)]
    return not any(one.startswith(own[0]) or one.endswith(own[1]) for one in said)


def is_told_by_its_kind(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether the word that says of what kind *subject* is names it: a dragon hatchling."""
    before = lemma(word_before(subject, ledger.present).lower(), ("noun",))
    known = entry(before) if before else None
    if known is None or known.frequency("noun") < known.frequency("adjective"):
        return False
    if not is_animal(before) and category(before) not in LIVING:
        return False  # A street has other people than its sweeper.
    acts = is_somebody(lemma(subject.lower(), ("noun",)))
    told = text if acts else text[slice(*first_sentence(text))]
    return is_named(before, told, "en") and is_mostly_kept(subject, ledger, text)


def _is_told_as_part(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *subject* is a part of a graphic of which *text* has as many: bars, columns."""
    words = language_words(ledger.language)
    if words is None or picture_kind(ledger.source) not in GRAPHICS:
        return False
    said = {number.value for number in numbers(text, words)}
    return any(
        one.noun == subject and one.number > 1 and one.number in said for one in ledger.counts
    )
