"""Whether the rest of a prompt agrees with whom the edits put in the place of its subject."""

import re
from collections.abc import Iterable, Iterator, Mapping

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit
from limner.prompt.checks.lettering import QUOTED
from limner.prompt.checks.subject_checks.persons import BOTH, is_person, sex
from limner.prompt.ledger.heads import number_of
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import cased_like, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.word_classes import tags

PRONOUNS = {
    "female": lazy_regex(r"\b(?:she|hers?|herself)\b", re.IGNORECASE),
    "male": lazy_regex(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
}

TURNED = {"she": "he", "hers": "his", "herself": "himself",
          "he": "she", "him": "her", "himself": "herself"}  # fmt: skip
"""Pronouns of the other sex that are told apart without what follows: not "her" and "his"."""

SEEN_OF = {
    "female": word_set(
        "pigtail pigtails skirt skirts dress dresses blouse bodice corset petticoat lipstick "
        "mascara pregnant stilettos bra womanly feminine girlish motherly ladylike"
    ),
    "male": word_set(
        "beard beards bearded grey-bearded white-bearded moustache moustaches mustache mustaches "
        "moustached mustached stubble stubbled unshaven goatee sideburns whiskered necktie tie "
        "tuxedo balding manly masculine boyish fatherly"
    ),
}
"""What tells the sex of who has it, though no pronoun does."""

GIVING = word_set("give hand bring offer show tell teach pass send lend buy make pour read")
"""Verbs behind whose "her" a noun may stand that is not hers: "brings her flowers"."""

CLASSES = ("mammal", "bird", "insect", "fish", "reptile", "mollusk", "crustacean")
"""Animals of the lexicon that have parts in common; it knows a kitten by none."""


def agreeing(edits: Iterable[Edit], text: str) -> tuple[Edit, ...]:
    """Return *edits* and those of the pronouns that would contradict them; none if others would.

    Args:
        edits: what puts one animal or person for another everywhere in *text*; English.
        text: the prompt.
    """
    edits = tuple(edits)
    if not edits:
        return ()
    own, other = (
        singular(re.split(r"[ -]", word)[-1])
        for word in (edits[0].text, text[edits[0].start : edits[0].end])
    )
    if _has_parts_of(other, own, text):
        return ()
    if {sex(own), sex(other)} != BOTH:
        return edits
    wrong = [one for one in PRONOUNS[sex(other)].finditer(text) if not _is_quoted(one, text)]
    if any(token.lower in SEEN_OF[sex(other)] for token in tokens(text)):
        return ()
    if wrong and any(_may_be(sex(other), word) for word in _others(edits, text)):
        return ()
    turned = [_turned(one, text) for one in wrong]
    certain = [one for one in turned if one is not None]
    return (*edits, *certain) if len(certain) == len(turned) else ()


def _has_parts_of(other: str, own: str, text: str) -> bool:
    """Say whether *text* shows a part of the body that the other animal has and *own* has not."""
    said = {singular(token.lower) for token in tokens(text)}
    return any(
        _has(other, owners) and _lacks(own, owners)
        for part, owners in _owners().items()
        if part in said
    )


def _lacks(animal: str, owners: frozenset[str]) -> bool:
    """Say whether *animal* is of a class of which the lexicon knows that it is none of *owners*."""
    return not _has(animal, owners) and any(is_a(animal, one) for one in CLASSES)


def _has(animal: str, owners: frozenset[str]) -> bool:
    return any(animal == one or is_a(animal, one) for one in owners)


def _owners() -> Mapping[str, frozenset[str]]:
    table = packaged.table("prompt", "checks", "body_parts.toml")
    return {
        part: word_set(row["owners"]) for row in table.values() for part in row["parts"].split()
    }


def _others(edits: tuple[Edit, ...], text: str) -> Iterator[str]:
    """Yield the nouns of *text* but those that are put right, and the noun right before one."""
    found = list(WORD_OR_MARK.finditer(text))
    for word, kind in zip(found, tags([one.group() for one in found]), strict=True):
        behind = word.end() + (text[word.end() : word.end() + 1] == " ")  # "A novice nun".
        places = (word.start(), behind)
        if kind == "noun" and not any(e.start <= place < e.end for e in edits for place in places):
            yield word.group()


def _may_be(told: str, word: str) -> bool:
    """Say whether a pronoun for somebody *told* as a woman or man may be that of *word*."""
    if len(word) < 3 or word.lower() in FUNCTION_WORDS:
        return False
    return not is_plural(word) and is_person(singular(word)) and sex(word) in ("", told)


def _is_quoted(found: re.Match[str], text: str) -> bool:
    return any(one.start() < found.start() < one.end() for one in QUOTED.finditer(text))


def _turned(found: re.Match[str], text: str) -> Edit | None:
    """Return the edit that turns a pronoun to the other sex; None where its case is not certain."""
    said = found.group().lower()
    if said in TURNED:
        return Edit(*found.span(), cased_like(TURNED[said], found.group()))
    forms = {"her": ("his", "him"), "his": ("her", "hers")}[said]
    owned = _is_owned(found, text)
    if owned is None:
        return None
    return Edit(*found.span(), cased_like(forms[not owned], found.group()))


def _is_owned(found: re.Match[str], text: str) -> bool | None:
    """Say whether a noun follows that is hers; None where that is not certain."""
    before = WORD_OR_MARK.findall(text[: found.start()])[-1:]
    words = WORD_OR_MARK.findall(text[found.end() :])
    if not text[found.end() :].startswith(" ") or not words:
        return False
    _, first, second, *_ = [*tags([found.group(), *words[:2]]), "mark"]
    if found.group().lower() == "his":
        return first not in ("preposition", "mark", "function word", "pronoun")
    if words[0].lower() == "own" or number_of(words[0]) is not None:
        return True
    if first == "verb" or words[0].lower().endswith(("ing", "ed")):
        return True if second in ("noun", "adjective") else None
    owned = first in ("noun", "adjective", "possessive")
    gives = bool(before) and before[0].lower().rstrip("s") in GIVING
    return None if owned and gives else owned
