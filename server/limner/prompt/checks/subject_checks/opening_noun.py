"""The noun that a text's first sentence is about: its subject, as a grammar has it."""

from limner.prompt.checks.subject_checks.seen_nouns import GENERAL, MEDIUM
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.heads import may_act, number_of
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, first_sentence, tokens
from limner.prompt.ledger.vocabulary import COLOURS, word_set
from limner.prompt.wordnet.categories import categories, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import PREPOSITIONS, Tag, tags

HOLDING = word_set(
    "plate bowl cup mug glass jar pot pan basket tray platter dish slice bag crate box bucket "
    "barrel bottle pint line string cluster"
)
"""Nouns that say how much there is of what follows "of", or what holds it."""

SEVERAL = word_set("several many few both all these those some")

OF_PHRASES: tuple[Tag, ...] = ("determiner", "adjective", "noun", "possessive")


def opening_noun(text: str) -> Token | None:
    """Return the noun that the first sentence of *text* is about; None where that is a name.

    It is the head of the first phrase behind no preposition or participle, or of what that is of:
    the hawk of "On a post, a hawk perches", the fox of "A pair of foxes".
    """
    start, end = first_sentence(text)
    found = list(WORD_OR_MARK.finditer(text, start, end))
    words = [match.group() for match in found]
    classes = tags(words)
    place, is_of = 0, False
    while place < len(words):
        if classes[place] not in OF_PHRASES:
            place += 1
            continue
        first = place
        while place < len(words) and classes[place] in OF_PHRASES:
            if classes[place] == "determiner" and classes[first:place][-1:] not in (
                [],
                ["determiner"],
            ):
                break  # "In an attic an old man …".
            place += 1
        if first and not is_of and _is_governed(words[first - 1], classes[first - 1]):
            continue
        head = _head(words, classes, first, place)
        if head is None:
            continue
        noun = words[head].lower()
        is_of = words[head + 1 : head + 2] == ["of"] and (
            singular(noun) in GENERAL | HOLDING or "animals together" in categories(singular(noun))
        )
        if is_of or singular(noun) in MEDIUM:
            is_of, place = True, head + 1
            continue
        if words[head][:1].isupper() and (head or is_given_name(words[head])):
            return None
        span = found[head].span()  # A word with a hyphen is none of the tokens.
        if text[: span[0]].endswith("-"):
            return None
        return next((token for token in tokens(text) if (token.start, token.end) == span), None)
    return None


def _is_governed(before: str, word_class: Tag) -> bool:
    """Say whether the word before a phrase makes it a part of another one: "behind the bar"."""
    return before.lower() in PREPOSITIONS or word_class == "verb" or before.lower().endswith("ing")


def _head(words: list[str], classes: list[Tag], first: int, end: int) -> int | None:
    """Return the place of the last noun of a phrase, before what that does: "hawk perches"."""
    head: int | None = None
    plural = any(map(_is_for_several, words[first:end]))
    for place in range(first, end):
        if classes[place] == "possessive":
            head = None
            continue
        before = words[place - 1] if place > first else ""
        if head is not None and _acts(before, words[place], plural):
            return head
        if classes[place] == "noun":
            attached = place > first and classes[place - 1] == "adjective"
            attached = attached and head is None and _is_noun(before)
            if attached and _acts(before, words[place], plural):
                return place - 1  # "A young private crouches".
            head = place
        elif head is not None and not (
            classes[place] == "adjective" and "noun" in classes[place:end]
        ):
            return head
    return head


def _is_for_several(word: str) -> bool:
    number = number_of(word)
    return word.lower() in SEVERAL or (number is not None and number != 1)


def _acts(noun: str, word: str, plural: bool) -> bool:
    """Say whether *word* may say what *noun* does; not in "two soup bowls", which is *plural*."""
    if is_plural(noun):
        return not is_plural(word) and may_act(word.lower())
    if plural:
        return False
    verb = entry(lemma(word.lower(), ("verb",)))
    acts = word.endswith("s") and not word.endswith("ss") and verb is not None
    return acts and verb is not None and verb.frequency("verb") >= 0


def _is_noun(word: str) -> bool:
    """Say whether a word that may be an adjective is as usual a noun, or somebody: a private."""
    known = entry(word.lower())
    if known is None or word.lower() in COLOURS or known.frequency("noun") < 0:
        return False
    return known.frequency("noun") >= known.frequency("adjective") or is_a(word.lower(), "person")
