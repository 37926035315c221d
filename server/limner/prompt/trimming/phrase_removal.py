"""The English phrase around a word, which goes with it: "on four shiny wheels"."""

from limner.prompt.checks.fault import Edit
from limner.prompt.ledger.tokens import Token, cased_like, indefinite_article, tokens
from limner.prompt.ledger.vocabulary import NUMBERS, VERBS, word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import DETERMINERS, PREPOSITIONS

LEAST_LEFT = 1
"""Words that must stand before a phrase that goes."""

GOING_ON = word_set("of from to with by along")
"""What goes on with a phrase behind its noun: "a gradient from blue to teal"."""

NEEDING = word_set(
    "lined filled covered dotted topped studded adorned decorated paved surrounded flanked framed "
    "labelled labeled tagged marked rendered crowned guarded watched strewn littered crowded "
    "packed edged bordered laid set populated occupied scattered bristling brimming teeming "
    "peppered "
    "accompanied shaded draped hung festooned painted printed engraved carried ridden driven "
    "captioned overgrown dressed clad lit wrapped buried full rich thick dense alive heavy"
)
"""Words that say little without what follows: "each gear labelled with its name"."""


def phrase_around(text: str, shown: tuple[int, int], sentence: tuple[int, int]) -> Edit | None:
    """Return the edit that takes the words *shown* out of a sentence with what belongs to them.

    A thing goes with its preposition, article and adjectives and what follows by a preposition; a
    quality by itself. Nothing is returned where that would leave no phrase.
    """
    every = [one for one in tokens(text) if sentence[0] <= one.start < sentence[1]]
    inside = [n for n, one in enumerate(every) if shown[0] <= one.start < shown[1]]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    if first == last and _is_attribute(every, first):
        return _without_quality(every, first)
    if last + 1 < len(every) and every[last].ahead == " " and _is_thing(every[last + 1].lower):
        last += 1  # "Neon signs".
    while first and (
        every[first - 1].ahead == "-"
        or (first > 1 and every[first - 2].ahead == "-")
        or (not every[first - 1].ahead.strip() and _belongs(every[first - 1]))
    ):
        first -= 1
    if not first or every[first - 1].ahead.strip() or not _leads(every[first - 1]):
        return None
    first = _with_measured(every, first - 1)
    participle = every[first - 1].lower if first and not every[first - 1].ahead.strip() else ""
    if participle.endswith("ed") or participle in NEEDING:
        first -= 1
    if first < LEAST_LEFT or (first == 1 and every[0].lower in DETERMINERS):
        return None
    if last + 1 < len(every) and not every[last].ahead.strip():
        after = every[last + 1].lower
        if after not in PREPOSITIONS | {"and"} and not (after.endswith("s") and _is_deed(after)):
            return None
        while every[last + 1].lower in GOING_ON and not every[last].ahead.strip():
            last += 1
            while last + 1 < len(every) and not every[last].ahead.strip():
                last += 1
            if last + 1 >= len(every):
                break
    return Edit(every[first - 1].end, every[last].end, "")


def without_attribute(text: str, start: int) -> Edit | None:
    """Return the edit that takes away the word at *start* if it says what a noun is like."""
    every = list(tokens(text))
    place = next(n for n, one in enumerate(every) if one.start == start)
    return _without_quality(every, place) if _is_attribute(every, place) else None


def _with_measured(every: list[Token], place: int) -> int:
    """Return where the phrase begins whose "of" is at *place*: "in a length of cord"."""
    while every[place].lower == "of" and place > 1:
        place -= 2  # The noun, and then what belongs to it.
        while place and not every[place].ahead.strip() and _belongs(every[place]):
            place -= 1
    return place


def _leads(token: Token) -> bool:
    """Say whether a phrase hangs on *token*: a preposition, or a verb that has it as its object."""
    return token.lower in PREPOSITIONS or _is_deed(token.lower)


def _is_thing(word: str) -> bool:
    known = entry(lemma(word, ("noun",)))
    is_small = word in PREPOSITIONS or word in VERBS or word in DETERMINERS
    return known is not None and not is_small and known.frequency("noun") == max(known.frequencies)


def _is_deed(word: str) -> bool:
    known = entry(lemma(word, ("verb",)))
    is_verb = known is not None and known.frequency("verb") > known.frequency("noun")
    return word in VERBS or is_verb


def _is_attribute(every: list[Token], place: int) -> bool:
    """Say whether a word says what the noun behind it is like: "an open book"."""
    after = every[place + 1 : place + 2]
    word = every[place].lower
    known = entry(word)
    describes = word.endswith("ed") or (known is not None and known.frequency("adjective") >= 0)
    if not describes or not after or every[place].ahead != " ":
        return False
    noun = entry(lemma(after[0].lower, ("noun",)))
    return after[0].lower not in PREPOSITIONS and noun is not None and noun.frequency("noun") > 0


def _without_quality(every: list[Token], place: int) -> Edit | None:
    """Return the edit that takes an adjective away, and makes "an" fit what comes then."""
    if place + 1 >= len(every) or every[place].ahead != " ":
        return None
    token, after = every[place], every[place + 1]
    before = every[place - 1] if place else None
    if before is not None and before.lower in ("a", "an"):
        said = cased_like(indefinite_article(after.text), before.text)
        return Edit(before.start, after.start, f"{said} ")
    return Edit(token.start, after.start, "")


def _belongs(token: Token) -> bool:
    """Say whether a word before a noun belongs to its phrase."""
    lower = token.lower
    if lower in PREPOSITIONS:
        return False
    return lower in DETERMINERS or lower in NUMBERS or _is_quality(lower) or lower.endswith("ed")


def _is_quality(word: str) -> bool:
    known = entry(word)
    return known is not None and known.frequency("adjective") > max(
        known.frequency("noun"), known.frequency("verb")
    )
