"""Whether something goes or is read the way that its author has it go: from left to right."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.sides import OPPOSITE
from limner.prompt.ledger.tokens import cased_like

AXES = (
    "left|links|gauche|izquierda|sinistra|right|rechts|droite|derecha|destra",
    "top|oben|haut|arriba|bottom|unten|bas|abajo",
)

DIRECTIONS = tuple(
    lazy_regex(
        rf"\b(?P<start>{axis})(?:[ -](?:to|nach|à|en|a)[ -])(?:the |la )?(?P<end>{axis})\b",
        re.IGNORECASE,
    )
    for axis in AXES
)
"""Which way something goes or is read."""

CORNER = r"(?:top|upper|bottom|lower)[ -](?:left|right)"
DIAGONAL = lazy_regex(
    rf"\b(?P<start>{CORNER})\b(?:[ -]hand)?(?: corner| edge)? to (?:the )?(?P<end>{CORNER})\b",
    re.IGNORECASE,
)
"""From which corner to which something goes."""

ALIKE = {"upper": "top", "lower": "bottom"}

MOTIONS = {
    "climb": "descend", "climbs": "descends", "climbing": "descending",
    "ascend": "descend", "ascends": "descends", "ascending": "descending",
    "rise": "sink", "rises": "sinks", "rising": "sinking",
}  # fmt: skip
"""What goes up, and what goes down."""

MOTION = lazy_regex(
    rf"\b({'|'.join((*MOTIONS, *dict.fromkeys(MOTIONS.values())))})\s+(?:from\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
"""The deed before a direction, which turns with it: "that climb from bottom to top"."""


def direction_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield another direction than the author's: "right to left", "left to left"."""
    yield from _diagonal(ledger, text)
    for direction in DIRECTIONS:
        own = direction.search(ledger.source)
        said = list(direction.finditer(text)) if own else []
        if own is None or any(_ends(one) == _ends(own) for one in said):
            continue
        for one in said:
            edits = [
                Edit(*one.span(end), cased_like(own[end], one[end]))
                for end in ("start", "end")
                if own[end].lower() != one[end].lower()
            ]
            moves = MOTION.search(text, 0, one.start()) if _ends(one) == _ends(own)[::-1] else None
            if moves:
                edits.append(Edit(*moves.span(1), cased_like(_opposite(moves[1]), moves[1])))
            yield Fault("side", f"turned around: {own.group()}", tuple(edits))


def spans(text: str) -> list[tuple[int, int]]:
    """Return where *text* says which way something goes: there, "left" is no place of a thing."""
    return [match.span() for match in DIRECTIONS[0].finditer(text)]


def _diagonal(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield the other diagonal, where the author names one and *text* one: its sides turn round."""
    own, said = (list(DIAGONAL.finditer(words)) for words in (ledger.source, text))
    if len(own) != 1 or len(said) != 1:
        return
    ours, theirs = (tuple(_corner(one[0][end]) for end in ("start", "end")) for one in (own, said))
    turned = tuple((height, OPPOSITE[side]) for height, side in theirs)
    if sorted(turned) != sorted(ours):
        return
    edits = []
    for end in ("start", "end"):
        height, side = re.split("[ -]", said[0][end])
        start = said[0].start(end) + len(height) + 1
        edits.append(Edit(start, start + len(side), cased_like(OPPOSITE[side.lower()], side)))
    yield Fault("side", f"turned around: {own[0].group()}", tuple(edits))


def _opposite(motion: str) -> str:
    """Return the deed that goes the other way."""
    down = {other: one for one, other in reversed(MOTIONS.items())}
    return {**down, **MOTIONS}[motion.lower()]


def _corner(words: str) -> tuple[str, str]:
    """Return the height and the side of a corner."""
    height, side = re.split("[ -]", words.lower())
    return ALIKE.get(height, height), side


def _ends(direction: re.Match[str]) -> tuple[str, str]:
    return direction["start"].lower(), direction["end"].lower()
