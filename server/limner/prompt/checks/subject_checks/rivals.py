"""Whether a prompt shows another thing of its subject's kind in the subject's place.

That a noun is in a text under no name that a table knows says little: a monolith may be told by
"a monolithic application". Another thing of the same kind at the head of the text says much.
"""

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from limner.prompt.checks.exclusion_checks.excluded_kinds import WHOLE
from limner.prompt.checks.subject_checks.same_scene import ANYBODY
from limner.prompt.checks.subject_checks.seen_nouns import GENERAL, MEDIUM, nouns_seen
from limner.prompt.checks.things import ANYTHING, is_named, is_rather_noun
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import is_quality
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import first_sentence, tokens
from limner.prompt.ledger.vocabulary import COLOURS, FUNCTION_WORDS, NEWCOMERS, word_set
from limner.prompt.wordnet.categories import category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.word_classes import PREPOSITIONS

KINDS = ("person", "animal", "plant", "food", "artifact")
"""What a thing is, by the lexicon; one of a kind excludes the others of it."""

GENERAL_NOUNS = (ANYBODY | ANYTHING) | word_set(
    "individual silhouette woman man lady gentleman girl boy child kid youth teenager adult elder "
    "guy family craftsman artisan expert professional "
    "building room house place area space surface side piece part block construction equipment "
    "device tool product item work artwork creation plant facility"
)
"""Nouns that any person, or any thing, may be told by."""

ANY_ANIMAL = word_set("animal creature beast pet prey game bird fish insect chick cub pup calf")
"""Nouns for animals that many may be told by."""

SEEN = ("physical entity", "object", "artifact", "living thing", "person", "animal", "food")
"""What can stand in a picture, by the lexicon."""

FIRST = 1
"""Nouns of the first sentence that a text is about."""


FUR_AND_FOOD = word_set("badger bear beaver lobster mole octopus")
"""Animals that the lexicon knows first as something else."""


def is_animal(word: str) -> bool:
    """Say whether a noun in the singular is an animal in its first sense."""
    if word in NEWCOMERS["animals"] | FUR_AND_FOOD or word in ANY_ANIMAL:
        return word not in ANY_ANIMAL
    if len(word) < 3 or word in COLOURS or is_quality(word):
        return False
    return bool(WHOLE["animal"] & {category(word)}) and is_rather_noun(word)


def is_general(noun: str) -> bool:
    """Say whether many may be told by an English noun: people, a building."""
    return singular(noun.lower()) in GENERAL_NOUNS


def rival_of(subject: str, ledger: Ledger, text: str) -> str:
    """Return what stands in *text* where the author's *subject* should, or ``""``."""
    start, end = first_sentence(text)
    own = list(nouns_seen(ledger.source, ledger))
    return _rival(subject, own, nouns_seen(text[start:end], ledger)) or with_its_qualities(
        subject, own, ledger, text
    )


def with_its_qualities(subject: str, own: list[str], ledger: Ledger, text: str) -> str:
    """Return what stands in *text* behind the word that *subject* has before it: a linen coat."""
    source = tokens(ledger.source)
    place = next((n for n, token in enumerate(source) if token.text == subject), 0)
    quality = source[place - 1] if place and source[place - 1].ahead == " " else None
    if quality is None or quality.lower in FUNCTION_WORDS | MEDIUM | GENERAL:
        return ""
    words = language_words(ledger.language)
    if words and quality.lower in {*words.colours, *words.numbers}:
        return ""
    every = tokens(text)
    for before, noun in pairwise(every):
        if before.lower == quality.lower and before.ahead == " ":
            seen = next(nouns_seen(noun.text, ledger), "")
            if seen and not any(is_named(one, seen, ledger.language) for one in own):
                return seen
    return ""


def opens_with_another(own: Sequence[str], first: Iterable[str], sentence: str) -> bool:
    """Say whether a text is first about something that its author did not name.

    A place that a sentence begins with, "In an orchard …", is none.

    Args:
        own: all nouns of the author's that can be seen; English.
        first: the nouns of the text's first sentence that can be seen.
        sentence: that sentence.
    """
    nouns = list(first)
    placed = sentence.split(maxsplit=1)[:1]
    if placed and placed[0].lower() in PREPOSITIONS:
        nouns = nouns[1:]
    for noun in nouns[:1]:
        base = lemma(noun.lower(), ("noun",))
        if is_general(noun) or not any(is_a(base, one) for one in SEEN):
            return False
        return not any(is_named(one, noun, "en") or same_thing(one, base) for one in own)
    return False


def _rival(subject: str, own: Sequence[str], first: Iterable[str]) -> str:
    """Return what stands where *subject* should, or ``""``: one of its kind, or an animal.

    Args:
        subject: the author's noun, which the text does not name; English.
        own: all nouns of the author's that can be seen.
        first: the nouns of the text's first sentence that can be seen.
    """
    base = lemma(subject.lower(), ("noun",))
    if is_general(subject):
        return ""
    for noun in islice(first, FIRST):
        other = lemma(noun.lower(), ("noun",))
        if is_general(noun) or same_thing(base, other):
            continue
        if any(is_named(one, noun, "en") for one in own):
            continue
        alike = any(is_a(base, kind) and is_a(other, kind) for kind in KINDS)
        if alike or is_animal(other):
            return noun
    return ""
