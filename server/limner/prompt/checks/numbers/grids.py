"""Whether what is so many by so many is it in a prompt: 24 × 24 pixels, a board of 8 by 8."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.number_words import spelled
from limner.prompt.ledger.tokens import cased_like

FORMAT = lazy_regex(
    r"(?<![\w.,])(?P<width>\d{1,5})\s?(?:×|x|by|auf|mal|sur|por|per)\s?(?P<height>\d{1,5})(?![\w.,]\d)"
)

ACROSS = lazy_regex(
    r"\b(?P<width>[a-z]+|\d{1,3})(?: [a-z]+){0,2} (?:across|wide|in width),? (?:and|by) "
    r"(?P<height>[a-z]+|\d{1,3})(?: [a-z]+){0,2} (?:down|deep|high|tall|up|in height)\b",
    re.IGNORECASE,
)
"""A grid as it is told in words: "eight squares across and eight down"."""

ROWS = lazy_regex(
    r"\b(?P<height>[a-z]+|\d{1,3}) rows of (?P<width>[a-z]+|\d{1,3})\b", re.IGNORECASE
)

SIDES = ("width", "height")


def format_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a format, "24 × 24", for which *text* has another, if it has but one."""
    own, said = list(FORMAT.finditer(ledger.source)), list(FORMAT.finditer(text))
    if len(own) != 1:
        return
    if len(said) == 1:
        yield from _other_figures(own[0], said[0])
    elif not said and ledger.language == "en":
        yield from _other_grid(own[0], text)


def _other_figures(own: re.Match[str], said: re.Match[str]) -> Iterator[Fault]:
    for side in SIDES:
        if own[side] != said[side] and {own["width"], own["height"]} & set(said.groups()):
            edit = Edit(*said.span(side), own[side])
            yield Fault("number", f"wrong format: {said.group()}", (edit,))


def _other_grid(own: re.Match[str], text: str) -> Iterator[Fault]:
    """Yield a square grid that is told in words with another number on either side.

    Of one that is longer than it is high nobody can tell which side is meant.
    """
    found = ACROSS.search(text) or ROWS.search(text)
    if found is None or own["width"] != own["height"]:
        return
    words = spelled("en")
    wanted = int(own["width"])
    said = {side: words.get(found[side].lower(), _figure(found[side])) for side in SIDES}
    if None in said.values():
        return
    name = next((word for word, number in words.items() if number == wanted), own["width"])
    for side in SIDES:
        if said[side] != wanted:
            right = own["width"] if found[side].isdecimal() else cased_like(name, found[side])
            edit = Edit(*found.span(side), right)
            yield Fault("number", f"wrong format: {found.group()}", (edit,))


def _figure(word: str) -> int | None:
    return int(word) if word.isdecimal() else None
