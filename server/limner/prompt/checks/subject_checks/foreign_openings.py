"""Whether a prompt in another language opens with another thing than its author's words do.

German, French, Spanish and Italian, by the table of nouns: "Pilz mit Brille" told as "Ein Frosch".
"""

from collections.abc import Iterator

from limner.prompt.checks.foreign_coverage import ASIDE
from limner.prompt.checks.subject_checks.named_subjects import ALONE, MOMENTS
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import INDEFINITE, language_words
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.translated_nouns import LIVING, TranslatedNoun
from limner.prompt.ledger.vocabulary import word_set

DAYS = word_set(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica"
)

THINGS = frozenset({"food", "plants", "vehicles", "instruments", "household", "worn"})
"""Groups of the table of nouns of which one is no other, and that are no place."""

DESCRIBING = ("e", "er", "es", "en", "em")
"""Endings of German adjectives, one of which may open a description with a capital."""

Known = tuple[Token, TranslatedNoun]


def opening_pair(
    own: list[Known], said: list[Known], present: str, text: str, language: str
) -> tuple[Known, Known] | None:
    """Return what the author's words open with, and what *text* opens with, where both are known.

    The author's stands alone or behind an article, at the beginning or behind a colon; the other is
    the first noun with "a". Neither is a place, and a person is only no animal.

    Args:
        own: the known nouns of *present*.
        said: the known nouns of *text*.
        present: the author's words without what they leave out.
        text: the prompt.
        language: of both.
    """
    first = next((one for one in own if _opens(one[0], present, language)), None)
    if first is None:
        return None
    label = [word.text for word in tokens(present[: first[0].start])]
    place = next(_introduced(text, language, label), None)
    other = next((one for one in said if place is not None and one[0].start == place.start), None)
    if other is None:
        return None
    groups = (first[1].group, other[1].group)
    things = THINGS | {LIVING[0]}
    return (first, other) if things.issuperset(groups) or groups == LIVING[::-1] else None


def shares_words(ledger: Ledger, text: str) -> bool:
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


def _opens(token: Token, present: str, language: str) -> bool:
    """Say whether a noun of *present* stands at its beginning, or behind its first colon."""
    start = present.find(":") + 1
    if token.start < start:
        return False
    before = [word for word in tokens(present) if start <= word.start < token.start]
    if language == "de" and before and before[0].text.endswith(DESCRIBING):
        before = before[1:]  # "Alter Turm".
    return all(_is_aside(word, language) for word in before)


def _introduced(text: str, language: str, label: list[str]) -> Iterator[Token]:
    """Yield the nouns of *text* that "a" introduces, but times and the words of *label*."""
    every = tokens(text)
    for place, token in enumerate(every):
        if token.lower not in INDEFINITE:
            continue
        behind = (word for word in every[place + 1 :] if not _is_aside(word, language))
        noun = next(behind, None)
        if noun is None or noun.lower in MOMENTS | DAYS:
            continue
        if not any(share_stem(noun.text, word) for word in label):
            yield noun


def _is_aside(word: Token, language: str) -> bool:
    """Say whether a word is none that a phrase is about: an article, "old", a German adjective."""
    words = language_words(language)
    if language == "de":
        return not word.text[:1].isupper() or word.lower in INDEFINITE
    small = words.small if words else frozenset()
    return word.lower in ASIDE | ALONE | INDEFINITE | small
