"""The edits that give a thing of a prompt the colour of its author."""

import re
from collections.abc import Iterator

from limner.prompt.checks.colour_checks.lost_colours import SHADE_WORDS, is_shade
from limner.prompt.checks.fault import Edit
from limner.prompt.ledger.commitments import Binding
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import same_noun
from limner.prompt.ledger.tokens import ARTICLES, Token, cased_like, indefinite_article
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

METALS = word_set(
    "copper bronze brass steel iron tin pewter silver gold golden aluminium aluminum zinc chrome "
    "platinum nickel lead titanium"
)


KINDS = word_set("nuit ciel roi noche cielo rey notte perle perla")
"""What stands behind a colour of French, Spanish or Italian for its kind: "bleu nuit"."""


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
    kinds = () if words.adjective_first else KINDS
    while last + 1 < len(every) and (
        every[last + 1].lower in words.colours or every[last + 1].lower in kinds
    ):
        if every[last].ahead not in (" ", "-") or same_noun(every[last + 1].text, bound.noun):
            break
        last += 1
    before = every[first - 1] if first and every[first - 1].ahead in (" ", "-") else None
    if before is not None and before.lower in SHADE_WORDS:
        first -= 1  # "Sky blue" is one colour.
    if words.language == "en":
        first, last = _with_simile(first, last, every)
    token = every[first]
    yield Edit(token.start, every[last].end, cased_like(bound.colour, token.text))
    for place in places[1:]:
        if place == last + 2 and every[place - 1].lower in ("and", "und", "y", "et"):
            yield Edit(every[last].end, every[place].end, "")


def metal_before(bound: Binding, place: int, every: tuple[Token, ...]) -> Edit | None:
    """Return the edit of another metal before a noun of a metal: steel pots, of copper pots."""
    before = every[place - 1] if place and every[place - 1].ahead == " " else None
    if before is None or not {before.lower, bound.colour} <= METALS:
        return None
    return Edit(before.start, before.end, cased_like(bound.colour, before.text))


def _with_simile(first: int, last: int, every: tuple[Token, ...]) -> tuple[int, int]:
    """Return where a colour begins and ends with what it is likened to: "as black as ink"."""
    n = last + 1
    if n + 1 >= len(every) or every[n].lower != "as" or every[last].ahead != " ":
        return first, last
    end = n + 1 if every[n + 1].lower not in ARTICLES else n + 2
    if end >= len(every) or every[end].lower in FUNCTION_WORDS:
        return first, last
    if end + 2 < len(every) and every[end].ahead == " " and _closes(end + 1, every):
        end += 1  # "Blue as the sky beyond".
    opens = first and every[first - 1].lower == "as"
    return first - 1 if opens else first, end


def _closes(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* is the last before a comma or the end of a clause."""
    return "," in every[place].ahead or every[place].ends_clause or place + 1 == len(every)


def coloured(bound: Binding, every: tuple[Token, ...], place: int, words: LanguageWords) -> Edit:
    """Return the edit that gives the noun at *place* its colour, behind other qualities."""
    first = place
    for earlier in range(place - 1, max(-1, place - 4), -1):
        token = every[earlier]
        if token.ends_clause or "," in token.ahead:
            break
        if token.lower in words.small or token.lower in words.numbers:
            first = earlier + 1
            break
    while first < place and _is_before_colour(every[first], every[first + 1]):
        first += 1
    token = every[first]
    before = every[first - 1] if first else None
    if before is not None and before.lower in ("a", "an"):
        article = cased_like(indefinite_article(bound.colour), before.text)
        return Edit(before.start, token.start, f"{article}{before.ahead}{bound.colour} ")
    opens = before is None or re.search(r"[.!?:\n]", before.ahead) is not None
    if opens and token.text.istitle() and entry(lemma(token.lower)) is not None:
        said = f"{bound.colour.capitalize()} {token.text.lower()}"
        return Edit(token.start, token.end, said)
    return Edit(token.start, token.start, f"{bound.colour} ")


def _is_before_colour(token: Token, after: Token) -> bool:
    """Say whether a word stands before a colour in English: size and state, but no material."""
    known = entry(token.lower)
    if known is None or token.ahead != " " or token.lower.endswith("en") or after.text.istitle():
        return False
    other = max(known.frequency("noun"), known.frequency("verb"))
    return known.frequency("adjective") > other and token.text.islower()
