"""Which relations of its author a prompt turns around: a train under a board, for one on top."""

import re
from collections.abc import Iterator

from limner.prompt.checks.things import is_named_by
from limner.prompt.ledger.commitments import Ledger, Relation
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.vocabulary import ACTIONS, RELATIONS
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

REACH = 60
"""Characters around a relation in which its things are looked for."""

CONTRARY = {
    "on top of": ("under", "next to"),
    "under": ("on top of", "above"),
    "above": ("under",),
    "next to": ("on top of", "under"),
    "in front of": ("behind",),
    "behind": ("in front of",),
    "inside": ("outside",),
    "outside": ("inside",),
}
"""Where a thing cannot be that is said to be somewhere."""


def turned_relations(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield relations of which *text* says another: "a train under a board" for one on top."""
    for relation in ledger.relations:
        says = f"{relation.first} {relation.text} {relation.second}".strip()
        for pattern in _contrary(relation):
            if any(_stands(relation, match, text) for match in pattern.finditer(text)):
                yield says
                break
        else:
            if relation.name in ACTIONS and relation.first and _is_done_to(relation, text):
                yield says


def _contrary(relation: Relation) -> Iterator[re.Pattern[str]]:
    """Yield patterns for what cannot be where *relation* is."""
    names = CONTRARY.get(relation.name, ())
    for pattern, name, _ in RELATIONS:
        if name in names:
            yield re.compile(rf"\b(?:{pattern})\b(?P<it>\s+(?:it|them|him|her)\b)?", re.IGNORECASE)


def _stands(relation: Relation, match: re.Match[str], text: str) -> bool:
    """Say whether the things of *relation* stand on both sides of *match*."""
    after = text[match.end() : match.end() + REACH]
    if match["it"]:
        before = text[max(0, match.start() - REACH) : match.start()]
        return _holds(relation.first, after) and (
            _holds(relation.second, before) or not relation.second
        )
    start = next(start for start, end in sentences(text) if start <= match.start() < end)
    return _holds(relation.first, text[start : match.start()]) and _holds(relation.second, after)


def _is_done_to(relation: Relation, text: str) -> bool:
    """Say whether the second thing of *relation* does to the first what the first should do."""
    orders: set[tuple[str, str]] = set()
    for start, end in sentences(text):
        every = tokens(text[start:end])
        for place, token in enumerate(every):
            if _is_deed(relation.name, token):
                orders.add(
                    (_last_of(relation, every[:place]), _last_of(relation, every[:place:-1]))
                )
    right = (relation.first, relation.second)
    return "" not in right and right[::-1] in orders and right not in orders


def _is_deed(deed: str, token: Token) -> bool:
    """Say whether *token* says that *deed* is done: chases, no tail."""
    known = entry(token.lower)
    is_noun = known is not None and known.frequency("noun") > known.frequency("verb")
    return is_named_by(deed, token) and not (
        is_noun and lemma(token.lower, ("verb",)) != lemma(deed, ("verb",))
    )


def _last_of(relation: Relation, every: tuple[Token, ...]) -> str:
    """Return which of the two things of *relation* is named last in *every*."""
    for token in reversed(every):
        for noun in (relation.first, relation.second):
            if noun and singular(token.text) == singular(noun):
                return noun
    return ""


def _holds(noun: str, text: str) -> bool:
    clause = re.split(r"[.;:!?]", text)
    return bool(noun) and any(is_named_by(noun, t) for t in tokens(clause[0] or clause[-1]))
