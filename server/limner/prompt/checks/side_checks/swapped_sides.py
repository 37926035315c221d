"""Whether the two things that an author puts left and right have changed places."""

import re
from collections.abc import Iterator
from functools import partial

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.side_checks.placed_things import BothSides, PlacedThing, placed
from limner.prompt.checks.things import is_named_by, share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.sides import OPPOSITE, side_at
from limner.prompt.ledger.tokens import Token, cased_like, tokens

PAIRS = (
    ("left", "right"), ("gauche", "droite"), ("izquierda", "derecha"), ("izquierdo", "derecho"),
    ("links", "rechts"), ("link", "recht"), ("sinistra", "destra"), ("sinistro", "destro"),
    ("esquerda", "direita"), ("esquerdo", "direito"), ("north", "south"), ("east", "west"),
)  # fmt: skip
"""The beginnings of words for either side."""

POINTS = (("north", "south"), ("east", "west"))
"""Opposite places of a map."""


def swapped_faults(ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield both sides where each has what the author put on the other."""
    own = placed(ledger.source, partial(side_named, words=words), words) or _beside(ledger)
    if own is not None:
        said = placed(text, partial(side_named, words=words), words)
        yield from _swapped(own, said, ("left", "right"), words)
    for pair in POINTS if words.language == "en" else ():
        naming = partial(_point, pair=pair)
        own = placed(ledger.source, naming, words)
        if own is not None:
            yield from _swapped(own, placed(text, naming, words), pair, words)


def _swapped(
    own: BothSides, said: BothSides | None, pair: tuple[str, str], words: LanguageWords
) -> Iterator[Fault]:
    if said is None or set(said.things) != set(pair):
        return
    one, other = pair
    ours = {side: only_on(own, side, words) for side in pair}
    theirs = {side: only_on(said, side, words) for side in pair}
    crossed = [(ours[one], theirs[other]), (ours[other], theirs[one])]
    far = [share_words(mine.words, yours.words, words) for mine, yours in crossed]
    near = [share_words(mine.nearest, yours.nearest, words) for mine, yours in crossed]
    straight = [share_words(ours[side].nearest, theirs[side].nearest, words) for side in pair]
    if all(far) and any(near) and not any(straight):
        edits = tuple(turned(token) for token in said.sides)
        yield Fault("side", f"{one} and {other} have changed places", edits)


def only_on(both: BothSides, side: str, words: LanguageWords) -> PlacedThing:
    """Return what stands on one side without what is on both: red, of a red and a blue door."""
    other = next(one for name, one in both.things.items() if name != side)

    def alone(some: tuple[Token, ...]) -> tuple[Token, ...]:
        return tuple(one for one in some if not share_words((one,), other.nearest, words))

    return PlacedThing(alone(both.things[side].words), alone(both.things[side].nearest))


def _beside(ledger: Ledger) -> BothSides | None:
    """Return both sides of an author who puts one thing beside another: "a cat left of a dog"."""
    if len(ledger.sides) != 1 or not (ledger.sides[0].thing and ledger.sides[0].of):
        return None
    side = ledger.sides[0]
    thing, of = tokens(side.thing), tokens(side.of)
    return BothSides(
        (), {side.side: PlacedThing(thing, thing), OPPOSITE[side.side]: PlacedThing(of, of)}
    )


def turned(token: Token) -> Edit:
    """Return the edit that says the other side; "linke" and "linken" keep their endings."""
    for one, other in PAIRS:
        for wrong, right in ((one, other), (other, one)):
            if token.lower.startswith(wrong):
                said = right + token.lower.removeprefix(wrong)
                return Edit(token.start, token.end, cased_like(said, token.text))
    return Edit(token.start, token.end, token.text)


def side_named(place: int, every: tuple[Token, ...], words: LanguageWords) -> str:
    """Return the side that a word names; alone behind a comma it does too: "a girl, left"."""
    lower = every[place].lower
    if named := side_at(place, every, words):
        return named
    before = every[place - 1].ahead if place else ","
    if lower in ("left", "right") and re.search(r"[,:;(]", before):
        return lower
    return ""


def _point(place: int, every: tuple[Token, ...], pair: tuple[str, str]) -> str:
    """Return the point of the compass that a word names: north, of "the northern edge"."""
    lower = every[place].lower
    return next((one for one in pair if lower in (one, f"{one}ern", f"{one}ernmost")), "")


def share_words(own: tuple[Token, ...], said: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether one of *said* names one of the author's *own* words."""
    if words.language == "en":
        return any(is_named_by(one.text, other) for one in own for other in said)
    return any(share_stem(one.text, other.text) for one in own for other in said)
