"""Word classes in a short description: small words by list, others by what the table counts.

On descriptions that had not been seen, heads found with them were right as often as with a
statistical tagger of 150 MB.
"""

import re
from functools import lru_cache
from typing import Literal

from limner.patterns import lazy_regex
from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import WordClass, entry, is_below

Tag = Literal[
    "noun", "verb", "adjective", "adverb", "determiner", "preposition", "pronoun", "possessive",
    "function word", "mark",
]  # fmt: skip
"""A possessive is any word in "'s"; function words are auxiliaries, conjunctions and relatives."""

DETERMINERS = word_set(
    "a an the this that these those my your his her its our their some any no each every another "
    "two three four five six seven eight nine ten eleven twelve several many few both all one "
    "other"
)
PREPOSITIONS = word_set(
    "of in on at by with from to into onto over under above below behind beside besides between "
    "underneath among against along across through around near next inside outside beyond after "
    "before "
    "during for about as like up down off out toward towards beneath without upon atop amid past "
    "than saying showing comparing"
)
PRONOUNS = word_set("he she it they we i you who what there")
FUNCTION_WORDS = word_set(
    "is are was were be been being has have had does do did can could will would may might must "
    "shall should and or but while when where which that who whose because if so not why always "
    "never"
)
AFTER_NOUNS = word_set("home away outside together alone high low half upside")
PARTICIPLES = word_set("lit made seen worn held built fed spoke fell broke lay found left felt saw")
"""Verbs behind a noun, though the table has them as other words too."""

ROBOTS = ("robot", "robots")
SOMEONE = lazy_regex(r"(?:er|or|ist|ian|naut|man|men|ant)s?$")


def tags(words: list[str]) -> list[Tag]:
    """Return the class of each of *words*, which are words and punctuation marks in order."""
    return list(_tags(tuple(words)))


@lru_cache(128)
def _tags(all_words: tuple[str, ...]) -> tuple[Tag, ...]:
    words, found = list(all_words), list[Tag]()
    for number in range(len(words)):
        before = found[-1] if found else None
        found.append(_small(words, number, before) or _open(words, number, before))
    return tuple(found)


def _small(words: list[str], number: int, before: Tag | None) -> Tag | None:
    """Return the class of a mark or a word from a list."""
    word = words[number].lower()
    if not _is_word(word):
        return "mark"
    if word in DETERMINERS or word.isdigit():
        return "determiner"
    if word in PRONOUNS and before in (None, "mark"):
        return "pronoun"
    if word in FUNCTION_WORDS:
        return "function word"
    if word in PREPOSITIONS:
        return "preposition"
    if re.search(r"['’]s?$", word):
        return "possessive"
    if before == "noun" and word in AFTER_NOUNS:
        return "adverb"
    if before == "noun" and word in PARTICIPLES:
        return "verb"
    return None


def _open(words: list[str], number: int, before: Tag | None) -> Tag:
    """Return the class of a noun, verb, adjective or adverb."""
    word, after = words[number].lower(), _at(words, number + 1)
    ends = _ends_phrase(after)
    noun, verb, adjective = _frequencies(word)
    if word.endswith(("ed", "ing")):  # "Dusted" is no noun because "dust" is one.
        own = entry(word)
        noun = own.frequency("noun") if own else -1
    if word.endswith("ing"):
        if before == "possessive" or (before == "noun" and not after and noun >= 0):
            return "noun"
        if verb >= 0 or noun < 0:
            return _ing(words, number, before, noun)
    if word.endswith(("ed", "en")) and max(verb, adjective) >= 0 and noun < max(verb, adjective, 1):
        return "verb" if before == "noun" and (ends or after in DETERMINERS) else "adjective"
    if max(noun, verb, adjective) < 0:
        return _unknown(words[number], after)
    after_noun, after_verb, _ = _frequencies(after)
    followed = not ends and (after_noun >= 0 or after.endswith("ing"))
    followed = followed and not _is_rather_verb(after_noun, after_verb)  # "The liquid settles".
    if adjective > noun:
        attached = ends and noun >= 0 and before in ("determiner", "adjective")
        return "noun" if attached else "adjective"
    if adjective == noun >= 0 and followed:
        return "adjective"
    if verb > noun and before == "noun" and after in DETERMINERS:
        return "verb"
    if before == "noun" and _is_rather_verb(noun, verb):
        return "verb"
    return "noun" if noun >= 0 else "adjective" if adjective >= 0 else "verb"


def _is_rather_verb(noun: int, verb: int) -> bool:
    return verb > noun + 2 and noun < 1


def _ing(words: list[str], number: int, before: Tag | None, noun: int) -> Tag:
    """Return the class of a participle or gerund: "a running dog", "a dog running", "shoe"."""
    after = _at(words, number + 1)
    ends = _ends_phrase(after)
    compound = after and entry(f"{words[number].lower()} {lemma(after, ('noun',))}")
    if before in (None, "determiner", "adjective", "possessive", "mark"):
        return "adjective" if not ends else "noun" if noun >= 0 else "verb"
    if compound and before in ("noun", "preposition"):
        return "noun"  # A running shoe; "tied with fishing line".
    if before != "noun":
        return "verb"
    if after in DETERMINERS or after in PRONOUNS or after in PREPOSITIONS:
        return "verb"
    actor = _is_animate(words[number - 1].lower()) or _are_persons(words[number - 1].lower())
    if (ends and noun < 2) or (actor and _stands(words, number)):
        return "verb"
    next_noun, next_verb, _ = _frequencies(after)
    return "noun" if next_noun >= 0 and next_noun >= next_verb else "verb"


def _stands(words: list[str], number: int) -> bool:
    """Say whether the noun before *number* can be who acts: "of tortoiseshell reading glasses"."""
    bare = number >= 2 and words[number - 2].lower() in PREPOSITIONS
    return not bare or is_plural(words[number - 1])


def _unknown(word: str, after: str) -> Tag:
    if word[0].isupper():
        return "noun"
    if word.endswith("ly"):
        return "adverb"
    return "adjective" if "-" in word and after and _frequencies(after)[0] >= 0 else "noun"


def _at(words: list[str], number: int) -> str:
    return words[number].lower() if number < len(words) else ""


def _is_word(text: str) -> bool:
    return re.match(r"\w", text) is not None


def _ends_phrase(after: str) -> bool:
    """Say whether what follows a word ends its noun phrase."""
    return not _is_word(after) or after in PREPOSITIONS or after in FUNCTION_WORDS


@lru_cache(4096)
def _frequencies(word: str) -> tuple[int, int, int]:
    """Return how usual *word* and its base forms are as noun, verb and adjective; -1 for never."""
    classes: tuple[WordClass, ...] = ("noun", "verb", "adjective")
    forms = {word, *(lemma(word, (word_class,)) for word_class in classes)}
    own = entry(word)
    if word.startswith("a") and own and max(own.frequencies[:2]) < 0 < own.frequency("adjective"):
        return -1, -1, own.frequency("adjective")  # Asleep is no form of sleep, nor alive of live.
    if word.endswith("er") and own and own.frequency("noun") >= 0:
        forms.discard(lemma(word, ("adjective",)))  # A cooler, a hair drier.
        forms.add(word)
    known = [found for found in map(entry, forms) if found is not None]
    noun, verb, adjective = (
        max((found.frequency(word_class) for found in known), default=-1) for word_class in classes
    )
    return noun, verb, adjective


def _is_animate(word: str) -> bool:
    """Say whether what *word* names can do something: a verb may follow."""
    if word in ROBOTS:
        return True
    own = entry(lemma(word, ("noun",)))
    if own is None or not own.senses:
        return False
    sense = own.senses[0]
    if any(_is_in(sense, kind) for kind in ("animal", "body part", "social group")):
        return True
    is_usual = own.frequency("noun") > 0 or SOMEONE.search(word) is not None
    return is_usual and _is_in(sense, "person")


def _are_persons(word: str) -> bool:
    """Say whether a plural may name persons, in any of its senses: "scribes"."""
    own = entry(lemma(word, ("noun",))) if is_plural(word) else None
    return own is not None and any(_is_in(sense, "person") for sense in own.senses)


def _is_in(sense: int, noun: str) -> bool:
    found = entry(noun)
    return found is not None and is_below(sense, found.senses[0])
