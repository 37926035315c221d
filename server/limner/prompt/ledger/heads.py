"""The head noun of a run of English words, and what the words around it are."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.ledger.names import ADDRESS, HEX_COLOUR, WORD
from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.number_words import spelled
from limner.prompt.ledger.vocabulary import ADJECTIVES, FUNCTION_WORDS, NUMBERS, VERBS, word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

NOT_PARTICIPLES = word_set("bed shed seed building painting drawing ring king")

BEHIND = word_set("visible present anywhere allowed whatsoever please needed nearby overhead")
"""Words behind a noun that are no noun: "no cable visible"."""

STOP = lazy_regex(r"[.,;:!?()\n—–▯→⇒]|[-=]>")


def number_of(word: str) -> int | None:
    """Return the number that *word* writes in letters or digits, up to 99; else ``None``."""
    lowered = word.lower()
    if lowered in NUMBERS:
        return NUMBERS[lowered]
    if 12 < (written := spelled("en").get(lowered.replace("-", " "), 0)) < 100:
        return written
    return int(lowered) if lowered.isdecimal() and len(lowered) <= 2 else None


def head(words: list[str]) -> str:
    """Return the head noun of a run that starts in a noun phrase: "red sailing boats in" → boats.

    The run ends at a function word, a finite verb, or a participle that follows a noun.
    """
    held = ""
    for place, word in enumerate(words):
        lowered = word.lower()
        if lowered in FUNCTION_WORDS or lowered in VERBS or (held and lowered in NUMBERS):
            break
        if held and place == len(words) - 1 and _is_said_of(lowered, held):
            break
        participle = lowered.endswith(("ing", "ed")) and lowered not in NOT_PARTICIPLES
        acts = bool(held) and is_plural(held) and not is_plural(word) and may_act(lowered)
        closes = place + 1 == len(words) or words[place + 1].lower() in FUNCTION_WORDS
        participle = participle or (closes and _only_describes(lowered))
        ends = participle or lowered in BEHIND or acts or _is_verb(lowered)
        if held and held.lower() not in ADJECTIVES and ends:
            break
        held = word
    return held


def _only_describes(word: str) -> bool:
    """Say whether *word* is no noun at all, as behind one: "a box overgrown with ivy"."""
    known = entry(word)
    return known is not None and known.frequency("noun") < 0 <= known.frequency("adjective")


def may_act(word: str) -> bool:
    """Say whether *word*, behind a plural, says what the things do: "dragons circle a knob"."""
    known = entry(word)
    return known is not None and (
        known.frequency("verb") > 0 or known.frequency("noun") < known.frequency("adjective")
    )


def is_noun_of_lexicon(word: str) -> bool:
    """Say whether *word* is a noun that the lexicon knows."""
    known = entry(lemma(word.lower(), ("noun",)))
    return known is not None and known.frequency("noun") >= 0


def is_quality(word: str) -> bool:
    """Say whether *word* is rather an adjective than a noun."""
    known = entry(word.lower())
    return known is not None and known.frequency("adjective") > known.frequency("noun")


def phrases(text: str) -> Iterator[list[str]]:
    """Yield the words between punctuation marks."""
    plain = HEX_COLOUR.sub("▯", ADDRESS.sub("▯", text))
    for part in re.split(r"[.,;:!?()\[\]{}\n—–▯/|→⇒]|[-=]>", plain):
        words = WORD.findall(part)
        if words:
            yield words


def last_noun(text: str) -> str:
    """Return the head of the last noun phrase: "The black phone was resting" → phone."""
    runs: list[list[str]] = [[]]
    for word in WORD.findall(text)[-12:]:
        ends = word.lower() in FUNCTION_WORDS or word.lower() in VERBS
        if ends and runs[-1]:
            runs.append([])
        elif not ends and not (runs[-1] == [] and word.lower().endswith("ing")):
            runs[-1].append(word)
    named = [head(run) for run in runs if run and head(run)]
    return named[-1] if named else ""


def first_noun(text: str) -> str:
    """Return the head of the noun phrase that *text* begins with."""
    words = WORD.findall(text)[:8]
    while words and words[0].lower() in {"a", "an", "the", "its", "his", "her", "their", "some"}:
        words = words[1:]
    words = words[1:] if words and number_of(words[0]) else words
    return head(words)


def _is_said_of(word: str, noun: str) -> bool:
    """Say whether *word*, at the end, is what *noun* is like: "one engine dark"."""
    known = entry(word)
    return (
        word in ADJECTIVES
        and noun.lower() not in ADJECTIVES
        and known is not None
        and known.frequency("adjective") > known.frequency("noun")
    )


def _is_verb(word: str) -> bool:
    """Say whether *word*, behind a noun, is far more often a verb: "girls steal raisins"."""
    known = entry(word)
    return known is not None and known.frequency("verb") > known.frequency("noun") + 1
