"""Whether a prompt tells a colour in another word than its author: copper braids, of red hair."""

import re

from limner.prompt.checks.colour_checks.lost_colours import name_of
from limner.prompt.checks.colour_checks.worn_colours import REACH, worn_by
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Binding, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.forms import lemma

HAIR = word_set("hair braid braids beard moustache curls ponytail plaits locks fringe eyebrows")
HAIR_COLOURS = {
    "red": word_set("copper auburn ginger titian russet rust strawberry carrot flame fiery"),
    "blonde": word_set("golden straw flaxen fair honey sandy platinum wheat corn sand gold yellow"),
    "brown": word_set("chestnut brunette mousy hazel walnut auburn"),
    "gray": word_set("silver silvery ash steel salt"),
    "white": word_set("silver silvery snowy"),
    "black": word_set("raven dark jet"),
}
"""What else hair of a colour is called."""


def is_told_by_hair(bound: Binding, wanted: str, every: tuple[Token, ...]) -> bool:
    """Say whether hair is told by what hair of its colour is called: copper braids, of red hair."""
    said = [token.lower.replace("grey", "gray") for token in every]
    names = HAIR_COLOURS.get(wanted.replace("grey", "gray"), frozenset())
    if bound.noun.lower() not in HAIR and wanted != "blonde":
        return False
    return any(
        word in names and HAIR & set(said[place + 1 : place + 4]) for place, word in enumerate(said)
    )


def is_in_another_word(
    bound: Binding,
    wanted: str,
    named: tuple[int, ...],
    ledger: Ledger,
    text: str,
    words: LanguageWords,
) -> bool:
    """Say whether a word near the thing holds its colour, or what it is described by has it.

    "Whitewashed", of a white wall; "a plant in a blue pot", of a blue potted plant.
    """
    every, source = tokens(text), tokens(ledger.source)
    near = {n for place in named for n in range(max(0, place - REACH), place + REACH)}
    held = (every[n].lower for n in near if n < len(every))
    made = re.compile(rf"{re.escape(bound.colour)}[a-z]?(?:ish|washed|en|ened|tinted)")
    if any(made.fullmatch(word) for word in held):
        return True
    first = next((n for n, one in enumerate(source) if one.lower == bound.colour), len(source))
    last = next((n for n in range(first, len(source)) if source[n].text == bound.noun), first)
    described = [one.lower for one in source[first + 1 : last] if one.lower.endswith("ed")]
    return any(
        name_of(every[n].lower, words) == wanted
        for word in described
        for place in mentions(lemma(word, ("verb",)), text, "en")
        for n in worn_by(place, every, words)
    )
