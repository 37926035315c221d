"""Whether a prompt is certainly about something else than its author's subject."""

from limner.prompt.checks.fault import Edit
from limner.prompt.checks.numbers.numbers_in_text import numbers
from limner.prompt.checks.subject_checks.named_subjects import subjects
from limner.prompt.checks.subject_checks.occasions import is_occasion, is_shown_by_parts
from limner.prompt.checks.subject_checks.opening_noun import HOLDING
from limner.prompt.checks.subject_checks.persons import is_told_as_person
from limner.prompt.checks.subject_checks.replaced_heads import replaced_head
from limner.prompt.checks.subject_checks.replaced_opening import replaced_opening
from limner.prompt.checks.subject_checks.replaced_subject import replacement
from limner.prompt.checks.subject_checks.rivals import (
    is_general,
    rival_of,
    with_its_qualities,
)
from limner.prompt.checks.subject_checks.same_scene import (
    LEAST_WORDS,
    is_mostly_kept,
    is_same_scene,
)
from limner.prompt.checks.subject_checks.seen_nouns import MEDIUM, nouns_seen, word_before
from limner.prompt.checks.subject_checks.subjects_in_other_words import is_told_by_its_kind
from limner.prompt.checks.things import is_named
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import first_sentence, tokens
from limner.prompt.ledger.vocabulary import (
    NEWCOMERS,
)
from limner.prompt.wordnet.categories import category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry


def other_subject(ledger: Ledger, text: str) -> str:
    """Return what the first sentence of *text* is about when that is certainly another subject.

    It is another animal or person where the author has one, or has the qualities that the author
    gave to something else, or shares nothing with the author's words. Where some of these are
    named, only a thing of the subject's kind that *text* begins with is another: one noun that is
    missing is put in. Never where either is told by a noun for many: people, a building.
    """
    if ledger.language != "en":
        lost = replacement(ledger, text)
        return lost.other if lost and lost.is_living else ""
    wanted = subjects(ledger)[:1]
    if not wanted or is_named(wanted[0], text, ledger.language) or is_general(wanted[0]):
        return ""
    if is_shown_by_parts(wanted[0], ledger, text):
        return ""
    if is_told_by_its_kind(wanted[0], ledger, text):
        return ""
    if is_told_as_person(wanted[0], ledger, text):
        return ""
    if is_mostly_kept(wanted[0], ledger, text, least=1) and in_its_place(wanted[0], ledger, text):
        return ""
    if is_same_scene(wanted[0], ledger, text):
        if _is_listed_behind(wanted[0], ledger, text):
            return ""
        return rival_of(wanted[0], ledger, text)
    own = list(nouns_seen(ledger.source, ledger))
    kept = is_mostly_kept(wanted[0], ledger, text, LEAST_WORDS)
    if kept and not _is_somebody_else(wanted[0], ledger, text):
        return ""
    if replaced := with_its_qualities(wanted[0], own, ledger, text):
        return replaced
    start, end = first_sentence(text)
    other = next(nouns_seen(text[start:end], ledger), "")
    if not other or any(is_named(noun, other, ledger.language) for noun in own):
        return ""
    if is_general(other):
        return ""
    living = NEWCOMERS["animals"] | NEWCOMERS["people"]
    if {singular(wanted[0]), singular(other)} <= living:
        return other
    if any(is_named(noun, text, ledger.language) for noun in own):
        mended = in_its_place(wanted[0], ledger, text)
        return "" if mended else rival_of(wanted[0], ledger, text)
    named = {word for name in ledger.names for word in name.split() if word.istitle()}
    kept = any(literal in text for literal in (*ledger.quotes, *ledger.names, *named))
    words = language_words(ledger.language)
    said = {number.value for number in numbers(text, words)} if words else set()
    if kept or any(count.number in said for count in ledger.counts if count.number > 1):
        return ""
    kinds = {category(lemma(noun.lower(), ("noun",))) for noun in own}
    return "" if category(lemma(other.lower(), ("noun",))) in kinds else other


def _is_listed_behind(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* has what the author lists before *subject*: "passport, sunglasses"."""
    source = tokens(ledger.source)
    place = next((n for n, token in enumerate(source) if token.text == subject), 0)
    before = source[place - 1] if place else None
    if before is None or before.ahead.strip() != ",":
        return False
    return before.lower not in MEDIUM and is_named(before.text, text, ledger.language)


def _is_somebody_else(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* begins with an animal or a person that is not the author's."""
    living = NEWCOMERS["animals"] | NEWCOMERS["people"]
    return singular(subject) in living and bool(rival_of(subject, ledger, text))


def in_its_place(subject: str, ledger: Ledger, text: str) -> tuple[Edit, ...]:
    """Return the edits that put the first subject where another of its family stands alone."""
    first, *others = subjects(ledger)
    held = others[:1] if first in HOLDING else []
    if ledger.language != "en" or subject not in (first, *held):
        return ()
    if is_occasion(subject, word_before(subject, ledger.present)):
        return ()
    source = tokens(ledger.source)
    place = next((n for n, token in enumerate(source) if token.text == subject), 0)
    before = source[place - 1] if place else None
    named = f"{before.text} {subject}" if before is not None and before.ahead == " " else subject
    whole = named if entry(named.lower().replace("-", " ")) or entry(named.lower()) else subject
    own = [
        noun
        for noun in nouns_seen(ledger.source, ledger)
        if noun != subject and not is_a(subject, singular(noun))
    ]
    edits = replaced_head(whole, own, nouns_seen(text, ledger), text, ledger.source)
    if not edits:
        edits = replaced_opening(whole, own, text, ledger.source)
    return tuple(edits)
