"""Names of German texts, where every noun has a capital: their place tells them.

A name stands right behind another noun ("Bäckerei Ährenfeld"), behind a preposition without an
article ("Hafenfest in Husum"), or before what explains it ("Oskar, ein kleiner Dachs").
"""

from collections.abc import Iterator
from itertools import pairwise

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.translated_nouns import is_noun, translated
from limner.prompt.ledger.vocabulary import word_set

PLACING = word_set("in aus von bei nach")
EXPLAINING = word_set("ein eine der die das")
SOMEBODY = "somebody"
"""What a family name stands behind: any given name."""

SHORTEST = 4


def placed_name_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield names of the author that are lost, where another has their place in *text*.

    The place is that behind the same noun; or it is the only name of somebody that is not the
    author's.
    """
    every = tokens(text)
    said = {_bare(token) for token in every}
    own = {_bare(token) for token in tokens(ledger.source)}
    for place, token in _names(tokens(ledger.source)):
        is_said = {_bare(token), _bare(token).removesuffix("er")} & said  # A New Yorker.
        if is_said or len(token.text) < SHORTEST:
            continue
        others = [(n, other) for n, other in _names(every) if _bare(other) not in own]
        behind = _noun_before(place, tokens(ledger.source))
        there = [other for n, other in others if behind and _noun_before(n, every) == behind]
        called = [other for n, other in others if _is_somebody(n, every)]
        if not there and is_given_name(token.text) and len({one.text for one in called}) == 1:
            there = [one for one in every if one.text == called[0].text]
        edits = tuple(Edit(one.start, one.start + len(_whole(one)), token.text) for one in there)
        if edits:
            yield Fault("name", f"missing: {token.text}", edits)


def origin_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield another origin of the same thing: "Mainzer Dom" for "Kölner Dom"."""
    own, said = dict(_origins(ledger.source)), dict(_origins(text))
    lower = text.lower()
    for noun, token in own.items():
        other = said.get(noun)
        stem = token.lower.removesuffix("er")
        if other is not None and other.lower != token.lower and stem not in lower:
            edit = Edit(other.start, other.end, token.text)
            yield Fault("name", f"missing: {token.text} {noun}", (edit,))


def _origins(text: str) -> Iterator[tuple[str, Token]]:
    """Yield the words in "-er" with a capital that stand before a noun, by that noun."""
    for token, noun in pairwise(tokens(text)):
        named = token.text[:1].isupper() and noun.text[:1].isupper() and token.ahead == " "
        if named and token.lower.endswith("er") and len(token.text) > SHORTEST:
            yield noun.lower, token


def compound_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield another compound of the same noun where the author's is lost: "Seufzerbrücke" for
    "Rialtobrücke".
    """
    every, source = tokens(text), tokens(ledger.source)
    own = {token.lower for token in source}
    for token in source:
        tail = _tail(token)
        first = token.lower.removesuffix(tail)
        if not tail or any(first[:SHORTEST] in one.lower for one in every):
            continue
        others = [one for one in every if _tail(one) == tail and one.lower not in own]
        if len({one.lower for one in others}) == 1:
            edits = tuple(Edit(one.start, one.end, token.text) for one in others)
            yield Fault("name", f"missing: {token.text}", edits)


def _tail(token: Token) -> str:
    """Return the noun at the end of a German compound, if the table knows it: Brücke."""
    if not token.text[:1].isupper():
        return ""
    lower = token.lower
    starts = range(SHORTEST, len(lower) - SHORTEST + 1)
    return next((lower[n:] for n in starts if is_noun(lower[n:], "de")), "")


def _names(every: tuple[Token, ...]) -> Iterator[tuple[int, Token]]:
    """Yield the words that are names by their place or by what people are called."""
    for place, token in enumerate(every):
        if not token.text[:1].isupper() or translated(token.text, "de"):
            continue
        if is_given_name(token.text) or _noun_before(place, every) or _is_somebody(place, every):
            yield place, token


def _noun_before(place: int, every: tuple[Token, ...]) -> str:
    """Return the noun that the name at *place* belongs to: that of "Hafenfest in Husum"."""
    before = every[place - 1] if place else None
    if before is not None and before.lower in PLACING and before.ahead == " " and place > 1:
        before = every[place - 2]
    if before is not None and before.ahead == " " and is_given_name(before.text):
        return SOMEBODY
    is_noun = before is not None and before.ahead == " " and before.text[:1].isupper()
    return before.lower if before is not None and is_noun and not _opens(before, every) else ""


def _opens(token: Token, every: tuple[Token, ...]) -> bool:
    """Say whether a word with a capital is none that a sentence begins with: "Oben Husum"."""
    place = every.index(token)
    opens = place == 0 or every[place - 1].ends_clause
    return opens and len(token.text) < 6 and translated(token.text, "de") is None


def _is_somebody(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether what follows explains who somebody is: "Oskar, ein kleiner Dachs"."""
    opens = place == 0 or every[place - 1].ahead.strip() != ""
    after = every[place + 1 : place + 2]
    return bool(opens and "," in every[place].ahead and after and after[0].lower in EXPLAINING)


def _whole(token: Token) -> str:
    """Return a name without the ending of its genitive, if that has an apostrophe."""
    return token.text.removesuffix("'s").removesuffix("’s")


def _bare(token: Token) -> str:
    """Return a name as it is compared: without the s of its genitive."""
    lower = _whole(token).lower()
    return lower[:-1] if lower.endswith("s") and len(lower) > SHORTEST else lower
