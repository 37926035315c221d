"""Things that a prompt tells one by one, or by a word of their own, instead of their number."""

import re

from limner.patterns import lazy_regex
from limner.prompt.checks.things import is_named_by, share_stem
from limner.prompt.ledger.commitments import Count
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.translated_nouns import translated
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.wordnet.table import entry

OTHER = lazy_regex(
    r"\b(?:another|the other|the second|a second|its twin|its counterpart"
    r"|(?:d(?:er|ie|as|en|em)|ein|eine[nrm]?) (?:zweite|andere)[nrsm]?|noch eine?[nrsm]?"
    r"|l['’]autre|une? autre|(?:le|la|un|une) (?:seconde?|deuxième)"
    r"|otr[oa]|(?:el|la|un|una) segund[oa]"
    r"|un['’]?\s?altr[oa]|l['’]altr[oa]|(?:il|la|un|una) second[oa])\b(?! (?:half|floor|side|end))",
    re.IGNORECASE,
)
"""What introduces the second of two, in English, German, French, Spanish and Italian."""

FIRST = lazy_regex(
    r"\b(?:an?|one|the first|eine?[nrm]?|une?|una|el primero?|la primera|le premier|la première)\b"
    r"\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
"""What introduces the first of them."""

GROUPED = lazy_regex(r"(?P<of>\w{3,})(?P<group>paar|pärchen|duo|trio)")
"""A German noun and how many of it there are."""

FAR = 160
"""Characters behind the first in which the second is told."""


def is_told_apart(count: Count, every: tuple[Token, ...], text: str, language: str) -> bool:
    """Say whether *text* names each of a thing, two as "one … and another", or an "Eulenpaar"."""
    if language == "en" and _are_listed(count, text):
        return True
    if language == "de" and any(_is_group_of(count, token) for token in every):
        return True
    if count.number != 2:
        return False
    for token in every:
        same = (
            is_named_by(count.noun, token)
            if language == "en"
            else len(token.text) > 2 and share_stem(count.noun, token.text)
        )
        after = re.split(r"[.!?]\s", text[token.end : token.end + FAR])[0]
        others = OTHER.finditer(after) if same and FIRST.search(text[: token.start]) else ()
        if any(_is_elliptic(count, after[match.end() :], language) for match in others):
            return True
    return False


def _is_group_of(count: Count, token: Token) -> bool:
    """Say whether a German compound tells how many there are: "Eulenpaar"."""
    found = GROUPED.fullmatch(token.text)
    number = 3 if found and found["group"] == "trio" else 2
    return found is not None and count.number == number and share_stem(count.noun, found["of"])


def _are_listed(count: Count, text: str) -> bool:
    """Say whether a sentence names each by itself: "a wrinkled hand and a child's hand".

    Also by what is before the noun: "front, side and top views".
    """
    listed = re.search(rf"((?:\w+, )+)\w+,? and \w+ {re.escape(count.noun)}\b", text, re.IGNORECASE)
    if listed and listed[1].count(",") + 2 == count.number:
        return True
    for start, end in sentences(text):
        named = [
            token
            for token in tokens(text[start:end])
            if token.lower == singular(count.noun).lower()
            and FIRST.search(text[start:end][: token.start])
        ]
        if 1 < count.number == len(named):
            return True
    return False


def _is_elliptic(count: Count, after: str, language: str) -> bool:
    """Say whether no other noun follows "another": "another with milk", not "another plate"."""
    following = next(iter(tokens(after)), None)
    if following is None or after[:1] != " " or singular(following.text) == singular(count.noun):
        return True
    if language == "en":
        known = entry(following.lower)
        is_noun = known is not None and known.frequency("noun") == max(known.frequencies)
        return following.lower in FUNCTION_WORDS or not is_noun
    if language == "de":
        return not following.text[:1].isupper()
    return translated(following.text, language) is None
