"""What goes with a number that is put right in English: the verb behind its noun, "all five"."""

from collections.abc import Iterator

from limner.prompt.checks.fault import Edit
from limner.prompt.checks.numbers.numbers_in_text import Number
from limner.prompt.ledger.tokens import Token, cased_like
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

GROUPS = word_set("pair couple trio duo dozen quartet quintet paar par paire trío douzaine docena")
"""Numbers that are nouns: "a pair of boats"."""

PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do", "this": "these"}
SINGULAR = {several: one for one, several in PLURAL.items()}

INVERTED = word_set("lie stand sit hang rest float hover glow rise lean wait perch")
"""Verbs that stand before what they are said of: "on a chair lie two violins"."""

ALL = word_set("all the these those")


def agreeing(noun: int, number: Number, right: int, every: tuple[Token, ...]) -> Iterator[Edit]:
    """Yield the edits that let the verbs around the noun at *noun* agree with *right* of it.

    Args:
        noun: the place of the noun that is counted.
        number: what stands before it, which is wrong.
        right: how many there are.
        every: the words of the text.
    """
    if (number.value == 1) == (right == 1) and every[number.last].lower not in GROUPS:
        return
    before = every[number.first - 1] if number.first else None
    if before is not None and (form := _inverted(before.lower, right > 1)):
        yield Edit(before.start, before.end, cased_like(form, before.text))
    after = every[noun + 1] if noun + 1 < len(every) and every[noun].ahead == " " else None
    if right == 1 and _is_joined(number, every):
        return
    if after is not None and (form := _agreeing(after.lower, right > 1)):
        yield Edit(after.start, after.end, form)


def mentioned_again(
    number: Number, right: str, found: tuple[Number, ...], every: tuple[Token, ...]
) -> Iterator[Edit]:
    """Yield the edits for the same wrong number further on: "all five lean", "both"."""
    for one in found:
        if one.first <= number.last or one.value != number.value:
            continue
        token, before = every[one.first], every[one.first - 1]
        if token.lower == "both" and right not in ("one", "1", "two", "2"):
            yield Edit(token.start, token.end, cased_like("all", token.text))
        elif before.lower in ALL and one.first == one.last and not _counts_noun(one, every):
            yield Edit(token.start, token.end, right)


def _is_joined(number: Number, every: tuple[Token, ...]) -> bool:
    """Say whether another noun stands before "and", and no verb: "two dogs and a cat sprawl"."""
    if not number.first or every[number.first - 1].lower != "and":
        return False
    start = end = number.first - 1
    while start and "," not in every[start - 1].ahead and not every[start - 1].ends_clause:
        start -= 1
    before = [token.lower for token in every[start:end]]
    return bool(before) and not any(_may_be_verb(word) for word in before)


def _may_be_verb(word: str) -> bool:
    known = entry(lemma(word, ("verb",)))
    return word in PLURAL | SINGULAR or (
        known is not None
        and known.frequency("verb") > known.frequency("noun")
        and word not in FUNCTION_WORDS
    )


def _counts_noun(number: Number, every: tuple[Token, ...]) -> bool:
    after = every[number.last + 1] if number.last + 1 < len(every) else None
    known = entry(lemma(after.lower, ("noun",))) if after is not None else None
    return known is not None and known.frequency("noun") > max(0, known.frequency("verb"))


def _inverted(word: str, is_plural: bool) -> str:
    pairs = PLURAL if is_plural else SINGULAR
    if word in pairs:
        return pairs[word]
    if is_plural and word.endswith("s") and word[:-1] in INVERTED:
        return word[:-1]
    return f"{word}s" if not is_plural and word in INVERTED else ""


def _agreeing(word: str, is_plural: bool) -> str:
    """Return the form of a verb that is said of several, or of one; ``""`` for no verb."""
    pairs = PLURAL if is_plural else SINGULAR
    if word in pairs or word in FUNCTION_WORDS:
        return pairs.get(word, "")
    if is_plural:
        forms = _without_s(word) if word.endswith("s") else ()
        return next((form for form in forms if _is_verb(form)), "")
    if not _is_verb(word) or word.endswith(("s", "ed", "ing")):
        return ""
    if word.endswith(("ch", "sh", "x", "z")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"


def _without_s(word: str) -> tuple[str, ...]:
    return (word[:-1], word.removesuffix("es"), word.removesuffix("ies") + "y")


def _is_verb(word: str) -> bool:
    known = entry(word)
    return known is not None and known.frequency("verb") > max(0, known.frequency("adjective"))
