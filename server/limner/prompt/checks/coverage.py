"""Which words of its author a prompt does not refer to in any way: they may be asked for once."""

import re
from collections.abc import Iterator

from limner.prompt.checks.fault import Fault
from limner.prompt.checks.main_subject import GENERAL, MEDIUM
from limner.prompt.checks.things import is_named, is_named_by, share_stem
from limner.prompt.dialects import DETAILED
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import QUOTE, number_of
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, RELATIONS, VERBS, word_set
from limner.prompt.picture_kind import picture_kind
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

ASIDE = word_set(
    "todo fixme insert add picture image photo figure illustration hero header here about "
    "showing show "
    "colored coloured very real exactly scene seen style view named called text sign says saying"
)
"""Words about the picture rather than what it shows."""


REACH = 60
"""Characters around a relation in which its things are looked for."""

LEAST_LOST = 2
"""Things of a detailed description that must be gone before a model is asked again."""

ABSTRACT = frozenset(
    {None, "feeling", "abstract", "number or unit", "action", "language or speech"}
)
"""Categories of the lexicon that no picture shows under their own name."""


def coverage_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield things and deeds of the author that *text* refers to in no form, synonym or kind."""
    if ledger.language == "en" and picture_kind(ledger.source) in ("abstract", "heading"):
        return
    if ledger.language == "en":
        lost = list(_lost(ledger, text))
        if len(ledger.source.split()) > DETAILED and len(lost) < LEAST_LOST:
            lost = []
        lost += _turned(ledger, text)
    else:
        lost = list(_lost_stems(ledger, text))
    for word in lost:
        yield Fault("thing", f"the source also says: {word}")


def _lost(ledger: Ledger, text: str) -> Iterator[str]:
    every = tokens(text)
    source = QUOTE.sub(" ", ledger.source)
    for negation in ledger.negations:
        source = source.replace(negation.text, " ")
    names = {word.lower() for name in ledger.names for word in WORD.findall(name)}
    for word in dict.fromkeys(WORD.findall(source)):
        lower = word.lower()
        if (
            len(word) < 3
            or lower in FUNCTION_WORDS | ASIDE | names | GENERAL | MEDIUM
            or number_of(word) is not None
        ):
            continue
        if not _is_seen(lower) or is_named(word, text, ledger.language):
            continue
        if not _is_noun(lower) and any(is_named_by(lower, token) for token in every):
            continue
        yield word


def _turned(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield relations of which *text* says the opposite: "a train under a board" for one on top."""
    for relation in ledger.relations:
        opposite = next((other for _, name, other in RELATIONS if name == relation.name), "")
        pattern = next((p for p, name, _ in RELATIONS if name == opposite), None)
        if pattern is None or opposite in (relation.name, "left of", "right of"):
            continue
        for match in re.finditer(
            rf"\b(?:{pattern})\b(?P<it>\s+(?:it|them|him|her)\b)?", text, re.I
        ):
            before = text[max(0, match.start() - REACH) : match.start()]
            after = text[match.end() : match.end() + REACH]
            first, second = (after, "") if match["it"] else (before, after)
            wrong = _holds(relation.first, first) and (
                match["it"] or _holds(relation.second, second)
            )
            if wrong:
                yield f"{relation.first} {relation.text} {relation.second}".strip()
                break


def _holds(noun: str, text: str) -> bool:
    clause = re.split(r"[.;:!?]", text)
    return bool(noun) and any(is_named_by(noun, t) for t in tokens(clause[0] or clause[-1]))


def _is_noun(word: str) -> bool:
    known = entry(word)
    return known is not None and known.frequency("noun") >= known.frequency("verb")


def _is_seen(word: str) -> bool:
    """Say whether *word* is a noun, or a deed, that a picture can show."""
    known = entry(word)
    if known is None:
        return False
    noun, verb = known.frequency("noun"), known.frequency("verb")
    other = max(known.frequency("adjective"), known.frequency("adverb"))
    if noun >= max(verb, other):
        return category(lemma(word, ("noun",))) not in ABSTRACT
    return verb > max(noun, other, 0) and word.endswith("ing") and word not in VERBS | VAGUE


VAGUE = word_set(
    "resembling consisting having being using making including holding showing enclosing "
    "containing wearing featuring looking following going coming taking getting surrounding"
)


def _lost_stems(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield the longer words of another language when two or more of them are gone."""
    every = tokens(text)
    source = QUOTE.sub(" ", ledger.source)
    long = [word for word in WORD.findall(source) if len(word) > 5]
    if len(long) < 3:
        return
    lost = [w for w in long if not any(share_stem(w, token.text) for token in every)]
    if len(lost) > 1 and 2 * len(lost) > len(long):
        yield from lost
