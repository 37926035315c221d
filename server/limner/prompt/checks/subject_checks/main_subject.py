"""Whether a prompt is about what its author named."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.exclusion_checks.denial import is_denied
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.lettering import with_labels
from limner.prompt.checks.subject_checks.another_subject import in_its_place
from limner.prompt.checks.subject_checks.foreign_openings import shares_words
from limner.prompt.checks.subject_checks.named_subjects import (
    GRAPHICS,
    OPEN,
    seen_nouns,
    subjects,
)
from limner.prompt.checks.subject_checks.notions import replaced_notion
from limner.prompt.checks.subject_checks.occasions import is_shown_by_parts
from limner.prompt.checks.subject_checks.persons import people, sex, sexes
from limner.prompt.checks.subject_checks.picture_uses import kind_shown, without_use
from limner.prompt.checks.subject_checks.pronoun_agreement import agreeing
from limner.prompt.checks.subject_checks.replaced_heads import replaced_animal
from limner.prompt.checks.subject_checks.replaced_kinds import replaced_kind
from limner.prompt.checks.subject_checks.replaced_opening import replaced_sex, replaced_things
from limner.prompt.checks.subject_checks.replaced_subject import replacement
from limner.prompt.checks.subject_checks.same_scene import (
    is_mostly_kept,
    is_told_by_people,
)
from limner.prompt.checks.subject_checks.seen_nouns import word_before
from limner.prompt.checks.subject_checks.subjects_in_other_words import (
    has_another_occupation,
    is_told_otherwise,
)
from limner.prompt.checks.subject_checks.topics import lost_topics
from limner.prompt.checks.things import is_named
from limner.prompt.kinds.picture_cues import kinds_spoken_of, named_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

WEATHER = frozenset({"weather", "cloud", "wave", "fire"})
"""Categories by which a storm is seen."""

GRAPHIC = lazy_regex(r"\b(?:info)?graphic\b|\bvisuali[sz]ation\b|\bschematic\b", re.IGNORECASE)
"""What any chart, diagram or map is as well."""

LEAST_THINGS = 2
"""Things of a passage of which one must be seen."""


def subject_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield subjects that are not named in *text*: by no form, synonym or kind of them."""
    text = with_labels(ledger, text)
    if ledger.language != "en":
        if lost := replacement(ledger, text):
            says = f"the subject is missing: {lost.noun}"
            yield Fault("subject", says, clause=lost.noun)
            return
        if shares_words(ledger, text):
            return
    yield from _lost_subjects(ledger, text)
    if ledger.language == "en":
        yield from _replaced(ledger, text)
        yield from _of_another_kind(ledger, text)
    edits = replaced_sex(_person(ledger), text, ledger.source) if ledger.language == "en" else []
    if agreed := agreeing(edits, text):
        yield Fault("subject", "another person than the source has", agreed)
    elif edits or _is_somebody_else(ledger, text):
        yield Fault("subject", "another person than the source has", clause=ledger.source)


def _person(ledger: Ledger) -> str:
    """Return the only person among what the author's words are about, else the first of it all."""
    about = subjects(ledger)
    somebody = [one for one in about if sex(one)]
    return somebody[0] if len(somebody) == 1 else next(iter(about), "")


def _lost_subjects(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what the words are about where *text* tells it in no other words either."""
    for subject in subjects(ledger):
        if ledger.language == "en" and is_told_by_people(subject, ledger, text):
            continue
        another = has_another_occupation(subject, ledger, text)
        if not another and is_named(subject, text, ledger.language):
            continue
        compound = f"{word_before(subject, ledger.present)} {singular(subject)}".lower()
        if not another and entry(compound) and is_named(compound, text, ledger.language):
            continue
        if not another and is_told_otherwise(subject, ledger, text):
            continue
        edits = agreeing(in_its_place(subject, ledger, text), text)
        if not edits and is_shown_by_parts(subject, ledger, text):
            continue
        clause = "" if edits else subject
        yield Fault("subject", f"the subject is missing: {subject}", edits, clause)
    if ledger.language != "en":
        return
    first = _lost_altogether(ledger, text)
    topics = lost_topics(ledger, without_use(ledger.present), kind_shown(ledger), text)
    for noun in dict.fromkeys(filter(None, (first, *topics))):
        if not is_told_otherwise(noun, ledger, text):
            yield Fault("subject", f"the subject is missing: {noun}", clause=noun)


def _replaced(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what stands in *text* in place of a notion, an animal, or the kind of something."""
    says = "another subject than the source has"
    if notion := replaced_notion(ledger, text):
        yield Fault("subject", says, notion)
    if kind_shown(ledger) == "abstract" and (things := replaced_things(ledger, text)):
        yield Fault("subject", says, tuple(things))
    animal = replaced_animal(ledger.present, text)
    if other := agreeing(animal, text) if animal else tuple(replaced_kind(ledger, text)):
        yield Fault("subject", says, other)


def _of_another_kind(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield the kind of graphic that the words name and *text* does not speak of."""
    kind = named_kind(without_use(ledger.present))
    if kind is None or kind not in GRAPHICS or GRAPHIC.search(text):
        return
    if not kinds_spoken_of(text) & GRAPHICS[kind] and not is_mostly_kept("", ledger, text):
        yield Fault("subject", f"write for a picture of this kind: {kind}", clause=kind)


def _lost_altogether(ledger: Ledger, text: str) -> str:
    """Return the first thing of a passage or heading of which *text* names nothing at all.

    The one thing of a heading may be told by another of its category: a storm by rain.
    """
    kind = kind_shown(ledger)
    nouns = seen_nouns(ledger) if kind in OPEN - {"abstract"} else ()
    if any(is_named(noun, text, ledger.language) for noun in nouns):
        return ""
    if len(nouns) == 1 and kind == "heading" and not _has_one_like(nouns[0], text):
        return nouns[0]
    return nouns[0] if len(nouns) >= LEAST_THINGS else ""


def _has_one_like(noun: str, text: str) -> bool:
    """Say whether *text* shows something of the category of *noun*."""
    words = language_words("en")
    every = tokens(text)
    own = category(lemma(noun.lower(), ("noun",)))
    like = WEATHER if own in WEATHER else {own}
    return words is not None and any(
        category(lemma(token.lower, ("noun",))) in like and not is_denied(place, every, words)
        for place, token in enumerate(every)
        if len(token.text) > 2 and token.lower not in FUNCTION_WORDS
    )


def _is_somebody_else(ledger: Ledger, text: str) -> bool:
    """Say whether *text* has only men where the author has only a woman, or the reverse."""
    own, said = sexes(ledger.source), sexes(text)
    alone = not own & people(text) and not said & people(ledger.source)
    return len(own) == 1 and len(said) == 1 and own != said and alone
