"""Whom a prompt brings in for certain although nobody named them: a person by name, an animal."""

import re
from collections.abc import Iterator
from functools import partial

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.lettering import QUOTED
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD, inside_sentences, proper_names
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import NEWCOMERS, TITLED, word_set
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

NAMED = lazy_regex(r"\b(?:named|called)\s+$")
PLACES = word_set(
    "alps mountains sea bay street cathedral square bridge river lake island islands desert ocean "
    "valley tower church park canal hills coast road avenue station palace castle hall market peak"
)
BEFORE_PLACES = word_set("st saint mount lake cape river mont fort port")
"""What makes a name that of a place: "the Julian Alps", "the dome of St Paul's"."""

ONE = lazy_regex(r"\b(?:an?|another|one)\s(?!few\b)(?:\w+\s){0,2}$", re.IGNORECASE)
COMPARED = lazy_regex(r"\b(?:like|as|of|from)(?:\W+\w+){0,2}\W*$", re.IGNORECASE)


def company_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield persons by name, and animals of another kind than the author's, in *text*.

    Only where they are certain: a crowd, birds in the sky or a passing car may belong to a scene.
    They are asked about once, and never taken out by code.
    """
    if ledger.language != "en":
        return
    bare = QUOTED.sub(lambda match: " " * len(match.group()), text)
    own = {word.lower() for word in WORD.findall(ledger.source)}
    for name in map(partial(inside_sentences, bare), proper_names(bare)):
        words = [word.lower() for word in WORD.findall(name)]
        known = len(words) < 2 or entry(name.lower()) is not None  # "Milky Way"
        person = not known or NAMED.search(bare[: bare.find(name)])
        if words[-1] in PLACES or words[0] in BEFORE_PLACES:
            continue
        if person and not any(word in own or word in TITLED for word in words):
            yield Fault("intrusion", f"remove the name {name}: it is not in the source")
    animals = NEWCOMERS["animals"] & {singular(word) for word in own}
    if not animals:
        return
    for token in tokens(bare):
        animal = singular(token.text)
        if animal not in NEWCOMERS["animals"] or not ONE.search(bare[: token.start]):
            continue
        if COMPARED.search(bare[: token.start]):
            continue
        if not any(same_thing(animal, word) for word in own):
            yield Fault("intrusion", f"remove what the source does not name: {token.lower}")
            return
