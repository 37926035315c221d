"""The edits that give a thing of a prompt the colour of its author."""

from collections.abc import Iterator

from limner.prompt.checks.colour_checks.lost_colours import SHADE_WORDS, is_shade
from limner.prompt.checks.fault import Edit
from limner.prompt.ledger.commitments import Binding
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.tokens import Token, cased_like, indefinite_article


def recoloured(
    bound: Binding, every: tuple[Token, ...], places: list[int], words: LanguageWords
) -> Iterator[Edit]:
    """Yield the edits that put the author's colour in place of the first of *places*.

    A colour in two words, "cobalt-blue", is one; so is the second of "red and white".
    """
    first = places[0]
    last = first
    while first and is_shade(first - 1, every, words):
        first -= 1
    while last + 1 < len(every) and every[last + 1].lower in words.colours:
        if every[last].ahead not in (" ", "-"):
            break
        last += 1
    before = every[first - 1] if first and every[first - 1].ahead in (" ", "-") else None
    if before is not None and before.lower in SHADE_WORDS:
        first -= 1  # "Sky blue" is one colour.
    token = every[first]
    yield Edit(token.start, every[last].end, cased_like(bound.colour, token.text))
    for place in places[1:]:
        if place == last + 2 and every[place - 1].lower in ("and", "und", "y", "et"):
            yield Edit(every[last].end, every[place].end, "")


def coloured(bound: Binding, every: tuple[Token, ...], place: int, words: LanguageWords) -> Edit:
    """Return the edit that gives the noun at *place* its colour, at its phrase's beginning."""
    first = place
    for earlier in range(place - 1, max(-1, place - 4), -1):
        token = every[earlier]
        if token.ends_clause or "," in token.ahead:
            break
        if token.lower in words.small or token.lower in words.numbers:
            first = earlier + 1
            break
    token = every[first]
    before = every[first - 1] if first else None
    if before is not None and before.lower in ("a", "an"):
        article = cased_like(indefinite_article(bound.colour), before.text)
        return Edit(before.start, token.start, f"{article}{before.ahead}{bound.colour} ")
    if first == 0 and is_plural(token.text) and token.text[:1].isupper():
        return Edit(0, token.end, f"{bound.colour.capitalize()} {token.text.lower()}")
    return Edit(token.start, token.start, f"{bound.colour} ")
