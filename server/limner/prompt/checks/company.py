"""Whom a prompt brings in for certain although nobody named them: a person by name, an animal."""

import re
from collections.abc import Iterator
from functools import partial

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.lettering import QUOTED
from limner.prompt.checks.style_names import tells_style
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.names import WORD, inside_sentences, proper_names
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import NEWCOMERS, TITLED, word_set
from limner.prompt.wordnet.sameness import same_thing

NAMED = lazy_regex(r"\b(?:named|called)\s+$")

PLACES = word_set(
    "alps mountains sea bay street cathedral square bridge river lake island islands desert ocean "
    "valley tower church park canal hills coast road avenue station palace castle hall market peak "
    "falls garden gardens house beach college museum gallery theatre theater opera wharf pier"
)
"""What makes a name that of a place: "Victoria Falls"."""

ALONE = lazy_regex(
    r"\b(?:alone|lone|lonely|only|single|sole|solitary|just one|by (?:it|him|her)self)\b",
    re.IGNORECASE,
)
"""What says that there is no other animal."""

ONE = lazy_regex(r"\b(?:an?|another|one)\s(?!few\b)(?:\w+\s){0,2}$", re.IGNORECASE)
COMPARED = lazy_regex(r"\b(?:like|as|of|from)(?:\W+\w+){0,2}\W*$", re.IGNORECASE)


def company_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield persons by name in *text*, and animals of another kind than an author's only one.

    Only where they are certain: an artist, a place or a thing may have a name as well, and a crowd,
    birds in the sky or a passing car may belong to a scene. They are asked about once, and never
    taken out by code.
    """
    if ledger.language != "en":
        return
    bare = QUOTED.sub(lambda match: " " * len(match.group()), text)
    own = {word.lower().removesuffix("'s") for word in WORD.findall(ledger.source)}
    for name in map(partial(inside_sentences, bare), proper_names(bare)):
        words = [word.lower().removesuffix("'s") for word in WORD.findall(name)]
        if _is_person(name, bare) and not any(word in own or word in TITLED for word in words):
            yield Fault("intrusion", f"remove the name {name}: it is not in the source")
    if ALONE.search(ledger.present):
        yield from _other_animals(own, bare)


def _is_person(name: str, text: str) -> bool:
    """Say whether *text* certainly shows somebody called *name*."""
    before = text[: max(0, text.find(name))]
    if NAMED.search(before):
        return True
    given, _, family = name.partition(" ")
    if not family or WORD.findall(family.lower())[-1] in PLACES:
        return False
    return is_given_name(given) and not tells_style(text, len(before), len(before) + len(name))


def _other_animals(own: set[str], text: str) -> Iterator[Fault]:
    """Yield the first animal of *text* that is of another kind than the author's."""
    animals = NEWCOMERS["animals"] & {singular(word) for word in own}
    for token in tokens(text) if animals else ():
        animal = singular(token.text)
        if animal not in NEWCOMERS["animals"] or not ONE.search(text[: token.start]):
            continue
        if COMPARED.search(text[: token.start]):
            continue
        if not any(same_thing(animal, word) for word in own):
            yield Fault("intrusion", f"remove what the source does not name: {token.lower}")
            return
