"""Whether a proper name stands as its author wrote it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.name_checks.lower_case_names import bare, is_no_word
from limner.prompt.checks.name_checks.misspelt_names import misspelt, slips
from limner.prompt.checks.name_checks.name_forms import (
    holds,
    is_adjective,
    is_adjective_of,
    is_derived,
    is_form,
    is_made_of,
    is_place,
)
from limner.prompt.checks.name_checks.replaced_names import apposed_name, replaced_given_name
from limner.prompt.checks.name_checks.short_names import is_told_short
from limner.prompt.checks.name_checks.strange_names import replaced
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.names import SHORTENED, WORD, proper_names
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

TITLES = SHORTENED | word_set(
    "miss doctor professor captain inspector sergeant detective lady lord sir father sister "
    "brother aunt uncle king queen prince princess officer nurse judge general colonel president "
    "lieutenant private commander major corporal admiral pope bishop cardinal rabbi reverend count "
    "countess duke duchess baron baroness emperor empress mister madame monsieur don mayor "
    "governor senator principal chief nanny"
)
"""What stands before somebody's name."""

ARTICLES = word_set("la le les el los las il lo gli un une una der die das de du des del")
"""Words of other languages that are a part of a name only beside another: La Fontaine."""

PLACES = frozenset({"mt", "st", "ft"})
"""What stands before a place's."""

REACH = 4
"""Words before a title among which its article stands."""

ORIGINS = ("an", "ish", "ese", "i", "ch", "ic", "ek")
"""Endings of words for where somebody comes from."""


def name_faults(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what is wrong with *name* in *text*: lost, misspelt, replaced or cut short."""
    says, name = f"missing: {name}", re.sub(r"['’]s$", "", name)
    parts = WORD.findall(name)
    every = tokens(text)
    is_origin = len(parts) == 1 and is_adjective(name) and name.lower().endswith(ORIGINS)
    if ledger.language == "en" and is_origin:
        yield from _other_origin(name, ledger, text)
        return
    if len(parts) > 1 and parts[0].lower() in TITLES - PLACES and not holds(name, text):
        whole = _titled(name, text)
        said = {bare(token.text) for token in every}
        if whole is not None:
            yield whole
            return
        if parts[0].lower() in SHORTENED or not said.isdisjoint(map(bare, parts[1:])):
            yield from name_faults(name.partition(" ")[2], ledger, text)
            return
    if holds(name, text):
        if edits := tuple(slips(parts, every, ledger)):
            yield Fault("name", f"misspelt: {name}", edits)
        return
    if len(parts) == 1 and any(is_made_of(name, token) for token in every):
        return
    if len(parts) == 1 and any(is_adjective_of(name, token) for token in every):
        return
    if len(parts) > 1 and all(any(is_derived(part, one) for one in every) for part in parts):
        return
    near = misspelt(parts, every, ledger)
    if not near and is_told_short(name, parts, ledger, text):
        return
    words = {bare(word) for part in parts for word in re.split(r"[-'’]", part)}
    words = {word for word in words if word not in FUNCTION_WORDS | ARTICLES}
    present = [
        place
        for place, token in enumerate(every)
        if bare(token.text) in words and (_is_capital(token) or text.islower())
    ]
    others = (
        near
        or replaced_given_name(name, ledger, text)
        or apposed_name(name, ledger, text)
        or replaced(name, parts, text, ledger)
    )
    if others:
        yield Fault("name", says, tuple(others))
    elif present and len(parts) > 1:
        yield from _completed(name, parts, every, present, says)
    elif ledger.source.startswith(name) and len(parts) == 1 and not is_given_name(name):
        return  # It may be a misspelt word that opens a sentence.
    elif not any(is_form(part, token) for part in parts for token in every):
        yield Fault("name", says, clause=name)


def _other_origin(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield the one other word for where somebody comes from: Italian, for a French café.

    None where the place is told in other words: "a guitarist in Seville".
    """
    own = {word.lower() for word in WORD.findall(ledger.source)}
    if any(is_form(name, token) for token in tokens(text)):
        return
    every = tokens(text)
    later = {start for start, _ in sentences(text)} - {0}
    after = next((b for a, b in pairwise(tokens(ledger.source)) if a.text == name), None)
    others = [
        token
        for token, noun in pairwise(every)
        if token.text[:1].isupper()
        and token.lower not in own
        and token.ahead == " "
        and token.start not in later
        and (
            (is_adjective(token.text) and token.lower.endswith(ORIGINS))
            or (after is not None and after.lower == noun.lower and len(after.text) > 2)
        )
    ]
    if len({one.text for one in others}) == 1:
        edits = tuple(Edit(one.start, one.end, name) for one in others)
        yield Fault("name", f"missing: {name}", edits)


def _titled(name: str, text: str) -> Fault | None:
    """Return what is wrong where the one name with a title is another: Inspector Lestrade."""
    words = {word.lower() for word in WORD.findall(name.partition(" ")[2])}
    others = [one for one in proper_names(text) if WORD.findall(one)[0].lower() in TITLES]
    if len(others) != 1 or words & set(WORD.findall(text.lower())):
        return None
    found = re.finditer(re.escape(others[0]), text)
    return Fault("name", f"missing: {name}", tuple(Edit(*one.span(), name) for one in found))


def _is_capital(token: Token) -> bool:
    """Say whether a word may be a part of a name: written as one, or no word of the language."""
    is_word = token.lower not in TITLES and entry(lemma(token.lower)) is not None
    return not token.text[:1].islower() or not is_word


def _is_part(token: Token, every: tuple[Token, ...]) -> bool:
    """Say whether a word beside a part of a name is another: written as one, or no word at all."""
    if token.text[:1].isupper():
        return True
    lower = all(one.text.islower() or not one.text.isalpha() for one in every)
    return lower and is_no_word(token.text)


def _goes_on(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the name at *place* begins with the word before it, inside a sentence."""
    before = every[place - 1] if place > 1 else None
    if before is None or before.ahead != " " or every[place - 2].ends_clause:
        return False
    return before.text.istitle() and before.lower not in FUNCTION_WORDS | TITLES


def _completed(
    name: str, parts: list[str], every: tuple[Token, ...], present: list[int], says: str
) -> Iterator[Fault]:
    """Yield the edit that says the whole name where only a part of it, or a wrong one, stands."""
    place = present[0]
    token = every[place]
    position = next(n for n, part in enumerate(parts) if bare(part) == bare(token.text))
    first, last = place, place
    for _ in range(position):
        before = every[first - 1] if first else None
        if before is None or not _is_part(before, every) or before.ends_clause:
            break
        first -= bare(before.text) not in ("the", "a", "an")
    while first < place and _goes_on(first, every):
        first -= 1  # "Santa Cruz Island", for Santiago Island.
    for _ in range(len(parts) - position - 1):
        after = every[last + 1] if last + 1 < len(every) else None
        if after is None or every[last].ahead != " ":
            break
        if _is_part(after, every) or is_place(f"{every[last].text} {after.text}"):
            last += 1
    tail = re.search(r"['’]s$", every[last].text)
    lowered = all(one.text.islower() for one in every if one.text.isalpha())
    said = (name.lower() if lowered else name) + (tail[0] if tail else "")
    start = _opening(first, every) if parts[0].lower() in TITLES else every[first].start
    yield Fault("name", says, (Edit(start, every[last].end, said),))


def _opening(place: int, every: tuple[Token, ...]) -> int:
    """Return where the phrase begins that ends with a title: "a brooding sea captain"."""
    for first in range(place - 1, max(-1, place - 1 - REACH), -1):
        if every[first].ahead != " " or every[first].ends_clause:
            break
        if every[first].lower in ("a", "an", "the"):
            return every[first].start
        if every[first].lower in FUNCTION_WORDS:
            break
    return every[place].start
