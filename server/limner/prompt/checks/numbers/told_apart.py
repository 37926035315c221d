"""Things that a prompt tells one by one, or by a word of their own, instead of their number."""

import re
from collections.abc import Iterable

from limner.patterns import lazy_regex
from limner.prompt.checks.subject_checks.persons import ANYBODY, is_person
from limner.prompt.checks.things import is_named_by, is_rather_noun, share_stem
from limner.prompt.ledger.commitments import Count
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.ordinals import ordinals
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.translated_nouns import translated
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

OTHER = lazy_regex(
    r"\b(?:another|the other|the second|a second|its counterpart"
    r"|(?:his|her|its) (?:friend|companion|comrade|colleague|playmate|mate|partner|pal|buddy|twin"
    r"|double|rival|opponent|neighbou?r)"
    r"|(?:d(?:er|ie|as|en|em)|ein|eine[nrm]?) (?:zweite|andere)[nrsm]?|noch eine?[nrsm]?"
    r"|l['’]autre|une? autre|(?:le|la|un|une) (?:seconde?|deuxième)"
    r"|otr[oa]|(?:el|la|un|una) segund[oa]"
    r"|un['’]?\s?altr[oa]|l['’]altr[oa]|(?:il|la|un|una) second[oa])\b(?! (?:half|floor|side|end))",
    re.IGNORECASE,
)
"""What introduces the second of two, in English, German, French, Spanish and Italian."""

MORE = lazy_regex(r"\b(?:(?<!one after )another|one more|noch eine?[nrsm]?)\b", re.IGNORECASE)
"""What introduces one more than those that are counted, in English and German."""

AMONG = lazy_regex(r"(?:^|[.!?,;:—–] )one (?!of\b)[^.!?]*$", re.IGNORECASE)
"""What tells the things that were counted one by one: "One reads, another sleeps"."""

SIBLINGS = lazy_regex(
    r"\b(?:brother|sister) and (?:(?:an?|his|her) )?(?:\w+ )?(?:brother|sister)\b", re.IGNORECASE
)
YOUNG = word_set("child kid sibling youngster toddler")
"""Who a brother and a sister are together."""

FIRST = lazy_regex(
    r"\b(?:an?|one|the first|eine?[nrm]?|une?|una|el primero?|la primera|le premier|la première)\b"
    r"\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
"""What introduces the first of them."""

INTRODUCED = lazy_regex(r"\b(?:an?|one)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
AND = lazy_regex(r"\band (?:an?|one)\b[^,.;:]*$", re.IGNORECASE)
"""How one of two people is told beside the other."""

RELATED = word_set(
    "sister brother twin sibling cousin friend neighbour neighbor lover rival partner colleague "
    "classmate teammate comrade schwester bruder zwilling cousine freund freundin nachbar "
    "nachbarin kollege kollegin sœur frère jumeau jumelle ami amie voisin voisine hermano hermana "
    "gemelo gemela primo prima amigo amiga vecino vecina sorella fratello gemello gemella cugino "
    "cugina amico amica vicino vicina"
)
"""Who somebody can only be to another who is the same."""

OWNING = lazy_regex(
    r"\b(?:his|her|their|its|\w+['’]s|(?:sein|ihr)(?:e|en|er|em|es)?|sa|son|leur|su|sua|suo)"
    r"(?: \w+)?\W$",
    re.IGNORECASE,
)
"""What stands before somebody who is named by another: "her little sister"."""

GROUPED = lazy_regex(r"(?P<of>\w{3,})(?P<group>paar|pärchen|duo|trio)")
"""A German noun and how many of it there are."""

FAR = 160
"""Characters behind the first in which the second is told."""


def is_told_apart(
    count: Count, counted: Iterable[int], every: tuple[Token, ...], text: str, language: str
) -> bool:
    """Say whether *text* names each of a thing, two as "one … and another", or an "Eulenpaar".

    Also the last one alone: "ten stand while the eleventh topples"; *counted* are the numbers
    that *text* has of the thing.
    """
    if _has_last(count, every, text, language) or (
        count.number - 1 in counted and _has_one_more(count, text, language)
    ):
        return True
    if not any(counted) and _is_of_another(count, every, text, language):
        return True
    if language == "en" and (_are_listed(count, text) or _are_listed_kinds(count, text)):
        return True
    if language == "de" and any(_is_group_of(count, token) for token in every):
        return True
    if count.number != 2:
        return False
    if lemma(count.noun.lower(), ("noun",)) in YOUNG and SIBLINGS.search(text):
        return True
    if language == "en" and _are_a_pair_of_people(count, every, text):
        return True
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


def _has_last(count: Count, every: tuple[Token, ...], text: str, language: str) -> bool:
    """Say whether *text* tells the last one by its place in the row: "the eleventh"."""
    order = ordinals(language)
    return count.number > 2 and any(
        order.get(token.lower) == count.number and _is_of(count, text[token.end :], language)
        for token in every
    )


def _has_one_more(count: Count, text: str, language: str) -> bool:
    """Say whether *text* adds one to those that it counts: "while another topples"."""
    return any(
        _is_of(count, text[match.end() :], language) and not AMONG.search(text[: match.start()])
        for match in MORE.finditer(text)
    )


def _is_of(count: Count, after: str, language: str) -> bool:
    """Say whether what follows names one of the things, or nothing at all."""
    following = next(iter(tokens(after)), None)
    if following is None or _is_elliptic(count, after, language):
        return True
    own, other = lemma(count.noun.lower(), ("noun",)), lemma(following.lower, ("noun",))
    return language == "en" and (
        is_named_by(count.noun, following) or category(own) == category(other) != ""
    )


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


def _are_listed_kinds(count: Count, text: str) -> bool:
    """Say whether a sentence names as many kinds of the thing: "spring, summer, autumn, winter"."""
    noun = lemma(count.noun.lower(), ("noun",))
    for start, end in sentences(text):
        words = [lemma(token.lower, ("noun",)) for token in tokens(text[start:end])]
        kinds = [one != noun and is_rather_noun(one) and is_a(one, noun) for one in words]
        ends = [one for one, is_kind, then in zip(words, kinds, [*kinds[1:], False], strict=True)
                if is_kind and not then]  # fmt: skip
        if 1 < count.number == len(set(ends)) == len(ends):
            return True
    return False


def _are_a_pair_of_people(count: Count, every: tuple[Token, ...], text: str) -> bool:
    """Say whether two people whom *text* calls by no other name are "an old man and a child"."""
    if not is_person(lemma(count.noun.lower(), ("noun",))):
        return False
    others = (one for one in every if is_person(singular(one.lower)) and one.lower not in ANYBODY)
    if any(is_named_by(count.noun, one) for one in others):
        return False
    for start, end in sentences(text):
        sentence = text[start:end]
        people = [
            token
            for token in tokens(sentence)
            if token.lower in ANYBODY and INTRODUCED.search(sentence[: token.start])
        ]
        if len(people) == 2:
            return AND.search(sentence[people[0].end : people[1].start]) is not None
    return False


def _is_of_another(count: Count, every: tuple[Token, ...], text: str, language: str) -> bool:
    """Say whether one of two is told as the other's: "a girl braids her sister's hair"."""
    return count.number == 2 and any(
        one.lower.removesuffix("'s").removesuffix("’s") in RELATED
        and (is_named_by(count.noun, one) if language == "en" else share_stem(count.noun, one.text))
        and OWNING.search(text[: one.start]) is not None
        for one in every
    )


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
