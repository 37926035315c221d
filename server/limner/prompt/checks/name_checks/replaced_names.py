"""Names that stand where the author has another, in the same place among other words."""

from collections.abc import Iterator
from itertools import pairwise

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set

PLACING = word_set("von in aus bei nach")
"""German prepositions before the name of a place: "der Turm von Rottweil"."""

SHORTEST_NAME = 4

JOINING = word_set("and or und oder et ou y o e")


def replaced_name_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield words with a capital that are lost, and another is in their place.

    The place is that between the same two words of a list, or in German behind the same noun and
    preposition: "Turm von Rottweil", "Turm von Rosenheim".
    """
    source, every = _listed(ledger.source), _listed(text)
    own = [token.text for token in source]
    for place in range(1, len(source)):
        word = source[place]
        if not word.text[:1].isupper() or len(word.text) < SHORTEST_NAME:
            continue
        if any(share_stem(word.text, one.text) for one in every):
            continue
        for other in _in_its_place(place, source, every, ledger.language):
            if other.text[:1].isupper() and not any(share_stem(other.text, one) for one in own):
                edit = Edit(other.start, other.end, word.text)
                yield Fault("name", f"missing: {word.text}", (edit,))
                break


def replaced_given_name(name: str, ledger: Ledger, text: str) -> tuple[Edit, ...]:
    """Return the edits for the only other given name of *text*, where the author's is lost."""
    if not is_given_name(name):
        return ()
    own = {token.lower for token in _whole(ledger.source)}
    strange = [
        token for token in _whole(text) if is_given_name(token.text) and token.lower not in own
    ]
    if len({token.text for token in strange}) != 1:
        return ()
    if _family_name(name, ledger.source):
        return tuple(Edit(token.start, token.end, name) for token in strange)
    families = {one.text: _family_name(one.text, text) for one in strange}
    ends = {
        token.start: token.end + len(f" {families[token.text]}")
        for token in strange
        if families[token.text]
        and families[token.text].lower() not in own
        and text.startswith(f" {families[token.text]}", token.end)
    }
    return tuple(Edit(one.start, ends.get(one.start, one.end), name) for one in strange)


def apposed_name(name: str, ledger: Ledger, text: str) -> tuple[Edit, ...]:
    """Return the edit for another name behind the same noun: "the river Silver", for Sill."""
    if ledger.language == "de":
        return ()  # Any noun may stand behind another word there.
    own = {token.lower for token in _whole(ledger.source)}
    nouns = [
        token.lower
        for token, after in pairwise(tokens(ledger.source))
        if after.text == name.split()[0] and token.ahead == " " and token.text.islower()
    ]
    return tuple(
        Edit(after.start, after.end, name)
        for token, after in pairwise(_whole(text))
        if token.lower in nouns
        and token.ahead == " "
        and len(token.text) >= SHORTEST_NAME
        and token.lower not in FUNCTION_WORDS
        and after.text.istitle()
        and after.lower not in own
    )


def _family_name(given: str, text: str) -> str:
    """Return the name behind the given name in *text*: Sand, of "George Sand"; or nothing."""
    for token, after in pairwise(_whole(text)):
        if token.text == given and token.ahead == " " and after.text.istitle():
            return after.text
    return ""


def _in_its_place(
    place: int, source: tuple[Token, ...], every: tuple[Token, ...], language: str
) -> Iterator[Token]:
    before = source[place - 1]
    after = source[place + 1] if place + 1 < len(source) else None
    for number in range(1, len(every)):
        same_before = share_stem(before.text, every[number - 1].text)
        if not same_before:
            continue
        if language == "de" and before.lower in PLACING and place > 1 and number > 1:
            if share_stem(source[place - 2].text, every[number - 2].text):
                yield every[number]
        elif (
            after is not None
            and number + 1 < len(every)
            and "," in before.ahead
            and share_stem(after.text, every[number + 1].text)
        ):
            yield every[number]


def _listed(text: str) -> tuple[Token, ...]:
    """Return the words of *text*; what joins the last item of a list counts as its comma."""
    every = tokens(text)
    joined = {
        one.start: Token(one.text, one.start, one.end, ",")
        for one, other in pairwise(every)
        if other.lower in JOINING
    }
    return tuple(joined.get(one.start, one) for one in every if one.lower not in JOINING)


def _whole(text: str) -> Iterator[Token]:
    """Yield the words of *text* without a possessive ending."""
    for token in tokens(text):
        bare = token.text.removesuffix("'s").removesuffix("’s")
        yield Token(bare, token.start, token.start + len(bare), token.ahead)
