"""Whether a prompt is about what its author named."""

import re
from collections.abc import Iterator

from limner.prompt.checks.exclusion_checks.denial import is_denied
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.numbers.numbers_in_text import numbers
from limner.prompt.checks.subject_checks.another_subject import (
    in_its_place,
    is_told_by_its_kind,
    rival_of,
)
from limner.prompt.checks.subject_checks.named_subjects import (
    GRAPHICS,
    OPEN,
    seen_nouns,
    subjects,
    word_before,
)
from limner.prompt.checks.subject_checks.notions import replaced_notion
from limner.prompt.checks.subject_checks.replaced_heads import (
    replaced_animal,
    replaced_kind,
)
from limner.prompt.checks.subject_checks.replaced_subject import replacement
from limner.prompt.checks.subject_checks.rivals import (
    is_animal,
    is_general,
    opens_with_another,
)
from limner.prompt.checks.subject_checks.same_scene import (
    is_mostly_kept,
    is_somebody,
    is_told_by_people,
)
from limner.prompt.checks.subject_checks.seen_nouns import nouns_seen
from limner.prompt.checks.subject_checks.topics import lost_topics
from limner.prompt.checks.things import is_named, share_stem
from limner.prompt.kinds.picture_cues import kinds_spoken_of, named_kind
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import is_quality
from limner.prompt.ledger.language_words import INDEFINITE, language_words
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import first_sentence, tokens
from limner.prompt.ledger.vocabulary import (
    FUNCTION_WORDS,
    word_set,
)
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.table import entry

LONG_STEM = 5
"""Letters of a word above which one that begins with it is made from it."""

GENDERED = {
    "female": word_set("she her hers herself woman women girl girls lady mother daughter sister"),
    "male": word_set("he him his himself man men boy boys gentleman father son brother"),
}
"""Words that tell who somebody is, in English."""

WEATHER = frozenset({"weather", "cloud", "wave", "fire"})
"""Categories by which a storm is seen."""

GRAPHIC = re.compile(r"\b(?:info)?graphic\b|\bvisuali[sz]ation\b|\bschematic\b", re.IGNORECASE)
"""What any chart, diagram or map is as well."""

LEAST_THINGS = 2
"""Things of a passage of which one must be seen."""


def subject_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield subjects that are not named in *text*: by no form, synonym or kind of them."""
    if ledger.language != "en":
        if lost := replacement(ledger, text):
            says = f"write about what the source names: {lost.noun}"
            yield Fault("subject", says, clause=lost.noun)
            return
        if _shares_words(ledger, text):
            return
    for subject in subjects(ledger):
        if ledger.language == "en" and is_told_by_people(subject, ledger, text):
            continue
        another = _is_somebody_of(subject, ledger, text)
        if another or not is_named(subject, text, ledger.language):
            says = f"write about what the source names: {subject}"
            if not another and _is_told_otherwise(subject, ledger, text):
                continue
            if edits := in_its_place(subject, ledger, text):
                yield Fault("subject", says, edits)
            else:
                yield Fault("subject", says, clause=subject)
    if ledger.language == "en":
        if notion := replaced_notion(ledger, text):
            yield Fault("subject", "write about what the source names", notion)
        first = _lost_altogether(ledger, text)
        topics = lost_topics(ledger, ledger.present, picture_kind(ledger.source), text)
        for noun in dict.fromkeys(filter(None, (first, *topics))):
            if _is_told_otherwise(noun, ledger, text):
                continue
            yield Fault("subject", f"write about what the source names: {noun}", clause=noun)
        if other := replaced_animal(ledger.present, text) or replaced_kind(ledger, text):
            yield Fault("subject", "write about what the source names", tuple(other))
    if _is_somebody_else(ledger, text):
        yield Fault("subject", "write about the same person", clause=ledger.source)
    kind = named_kind(ledger.present) if ledger.language == "en" else None
    spoken_of = kinds_spoken_of(text) & GRAPHICS.get(kind, frozenset()) if kind else None
    is_named_so = kind is None or kind not in GRAPHICS or spoken_of or GRAPHIC.search(text)
    if kind is not None and not is_named_so and not is_mostly_kept("", ledger, text):
        yield Fault("subject", f"write for a picture of this kind: {kind}", clause=kind)


def _is_told_otherwise(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* keeps the scene of an English *subject*, and nothing in its place.

    Only people are told in ever other words, what is told by a general noun, and what a longer
    word begins with: a beekeeper, a team, "a monolithic application".
    """
    base = lemma(subject.lower(), ("noun",))
    if ledger.language != "en":
        return False
    if is_told_by_its_kind(subject, ledger, text) or _is_told_as_part(subject, ledger, text):
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


def _is_somebody_of(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether who has an occupation is told by another one: a nurse, of a lighthouse keeper.

    The lexicon has a nurse as a kind of keeper; a lighthouse has none.
    """
    if ledger.language != "en" or not is_somebody(lemma(subject.lower(), ("noun",))):
        return False
    before = word_before(subject, ledger.present)
    if not before or is_quality(before):
        return False
    if entry(f"{before} {singular(subject)}".lower()) is None:
        return False
    own = (singular(before.lower()), singular(subject.lower()))
    said = [singular(token.lower) for token in tokens(text)]
    return not any(one.startswith(own[0]) or one.endswith(own[1]) for one in said)


def _is_told_as_part(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *subject* is a part of a graphic of which *text* has as many: bars, columns."""
    words = language_words(ledger.language)
    if words is None or picture_kind(ledger.source) not in GRAPHICS:
        return False
    said = {number.value for number in numbers(text, words)}
    return any(
        one.noun == subject and one.number > 1 and one.number in said for one in ledger.counts
    )


def _lost_altogether(ledger: Ledger, text: str) -> str:
    """Return the first thing of a passage or heading of which *text* names nothing at all.

    The one thing of a heading may be told by another of its category: a storm by rain.
    """
    kind = picture_kind(ledger.source)
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


def _shares_words(ledger: Ledger, text: str) -> bool:
    """Say whether half of the longer words of a description in another language are kept.

    No table knows the synonyms of its subject, so that only an answer of other words is certain.
    """
    said = tokens(text)
    words = language_words(ledger.language)
    small = words.small | INDEFINITE | words.left | words.right if words else INDEFINITE
    long = {
        token.text
        for token in tokens(ledger.present)
        if len(token.text) > 4
        and token.lower not in small
        and (ledger.language != "de" or token.text[:1].isupper())
    }
    kept = [word for word in long if any(share_stem(word, token.text) for token in said)]
    return 2 * len(kept) >= len(long)


def _is_somebody_else(ledger: Ledger, text: str) -> bool:
    """Say whether *text* has only men where the author has only a woman, or the reverse."""
    own, said = _genders(ledger.source), _genders(text)
    return len(own) == 1 and len(said) == 1 and own != said


def _genders(text: str) -> frozenset[str]:
    words = {token.lower for token in tokens(text)}
    return frozenset(gender for gender, own in GENDERED.items() if words & own)
