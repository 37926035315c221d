"""Which words of its author a prompt does not refer to in any way: they may be asked for once."""

import re
from collections.abc import Iterator
from itertools import pairwise

from limner.prompt.checks.fault import Fault
from limner.prompt.checks.foreign_coverage import foreign_losses
from limner.prompt.checks.lettering import with_labels
from limner.prompt.checks.side_checks.turned_places import turned_places
from limner.prompt.checks.side_checks.turned_relations import turned_relations
from limner.prompt.checks.subject_checks.persons import is_person
from limner.prompt.checks.subject_checks.picture_uses import kind_shown
from limner.prompt.checks.subject_checks.same_scene import is_somebody
from limner.prompt.checks.subject_checks.seen_nouns import MEDIUM, word_before
from limner.prompt.checks.things import is_named, is_named_by, is_rather_noun
from limner.prompt.checks.times import time_faults
from limner.prompt.checks.visible_words import ABSTRACT, described, is_seen, visible_words
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import may_act
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import ARTICLES, Token, tokens
from limner.prompt.ledger.vocabulary import (
    FUNCTION_WORDS,
    word_set,
)
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

LOST = "the source also says: "

LONG_PART = 4
"""Letters above which the first part of a compound tells the whole: a stair, of a staircase."""

IN_THE_SKY = word_set("cloud star moon sun sunset sunrise storm aurora")
"""What is seen of a sky that is not named."""

PRONOUNS = word_set("she her hers he him his they them")
"""How people are told who have another name."""

OBJECTS = frozenset(
    {"table", "seat", "lamp", "clock", "musical instrument", "headwear", "weapon", "sculpture"}
)  # fmt: skip
"""Categories of things that are not named by what they are for: a floor lamp."""


def coverage_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield things of the author that *text* refers to in no form, synonym or kind."""
    if ledger.language == "en" and kind_shown(ledger) == "abstract":
        return
    if ledger.language == "en":
        lost = [
            *_lost(ledger, with_labels(ledger, text)),
            *(tuple(turned_relations(ledger, text)) or turned_places(ledger, text)),
        ]
    else:
        lost = [*foreign_losses(ledger, text), *turned_places(ledger, text)]
    for word in dict.fromkeys((*lost, *time_faults(ledger, text))):
        yield Fault("thing", f"{LOST}{word}")


def lost_thing(fault: Fault) -> str:
    """Return the author's words that a fault of `coverage_faults` says are lost."""
    return fault.says.removeprefix(LOST)


def _lost(ledger: Ledger, text: str) -> Iterator[str]:
    every, source = tokens(text), described(ledger)
    words = WORD.findall(source)
    for word in visible_words(ledger, source):
        lower = word.lower()
        if is_named(word, text, ledger.language) or _is_of_whom(word, source, text):
            continue
        if _is_told_by_its_head(word, words, text) or _is_told_by_kind(lower, words, every):
            continue
        if not is_rather_noun(lower) and any(_may_name(lower, token) for token in every):
            continue
        if any(_tells(lower, token) for token in every):
            continue
        if _stands_alone(lower) or not _is_told_by_its_kind(word, source, text):
            yield word
    for first, second in pairwise(words):
        both = f"{first} {second}".lower()
        if first[:1].islower() and _is_lost_compound(both, text):
            yield both


def _is_of_whom(word: str, source: str, text: str) -> bool:
    """Say whether *word* tells of what kind somebody is who has another name in *text*: a busker,
    of a street musician.
    """
    found = re.search(rf"\b{re.escape(word)} ([a-z]+)", source)
    who = singular(found[1]) if found else ""
    return is_person(who) and who not in map(singular, WORD.findall(text))


def _is_lost_compound(name: str, text: str) -> bool:
    """Say whether no part of a thing of two words is named, which alone are verbs: a bow tie."""
    known = entry(lemma(name, ("noun",)))
    if known is None or known.frequency("noun") < 0 or category(name) in ABSTRACT | {"colour"}:
        return False
    parts = name.split()
    return not any(map(is_seen, parts)) and not any(is_named(part, text, "en") for part in parts)


def _is_told_by_its_head(word: str, words: list[str], text: str) -> bool:
    """Say whether *word* only tells of what kind the next is, and that is named: a book cover.

    So does a deed of what it is done to: "kids building a raft".
    """
    place = words.index(word)
    after = words[place + 1].lower() if place + 1 < len(words) else ""
    if word.lower().endswith("ing") and after in ARTICLES:
        return True
    before = words[place - 1] if place else ""
    if is_plural(before) and not is_plural(word) and may_act(word.lower()):
        return True  # "Gulls circle".
    both = entry(f"{word.lower()} {singular(after)}") is not None
    return (both or after in MEDIUM) and (after in MEDIUM or is_named(after, text, "en"))


def _stands_alone(word: str) -> bool:
    """Say whether *word* is a thing beside what it is called by: the desk of a writing desk."""
    return word != "light" and category(lemma(word, ("noun",))) in OBJECTS


def _is_told_by_its_kind(word: str, source: str, text: str) -> bool:
    """Say whether the noun right before *word*, which says of what kind it is, is named."""
    before = word_before(word, source).lower()
    known = entry(lemma(before, ("noun",))) if len(before) > 2 else None
    is_noun = known is not None and known.frequency("noun") >= known.frequency("adjective")
    return is_noun and before not in FUNCTION_WORDS and is_named(before, text, "en")


def _is_told_by_kind(word: str, words: list[str], every: tuple[Token, ...]) -> bool:
    """Say whether *word* is somebody, and others are shown, or the sky, and what is in it is."""
    said = {singular(token.lower) for token in every if len(token.text) > 2}
    if word == "sky":
        return bool(said & IN_THE_SKY)
    if not is_somebody(lemma(word, ("noun",))):
        return False
    own = {singular(one.lower()) for one in words}
    people = {one for one in said if is_somebody(one)}
    return bool(people - own) or bool(said & PRONOUNS and not people & own)


def _may_name(word: str, token: Token) -> bool:
    """Say whether *token* may name what is rather a deed, not by a word for many: food, pickles."""
    return is_named_by(word, token) and same_thing(word, token.lower) != "is-a"


def _tells(word: str, token: Token) -> bool:
    """Say whether *token* holds *word*, chessboard for chess, or is what it is: snug for cosy."""
    if len(token.text) < 3 or token.lower in FUNCTION_WORDS:
        return False
    reason = same_thing(word, token.lower)
    if reason == "compound":
        base, said = lemma(word, ("noun",)), lemma(token.lower, ("noun",))
        return said.startswith(base) or (len(said) > LONG_PART and base.startswith(said))
    return reason == "synonym" and _describes(word) and _describes(token.lower)


def _describes(word: str) -> bool:
    known = entry(word)
    return known is not None and known.frequency("adjective") >= max(0, known.frequency("noun"))
