"""Whether sums and parts of what is counted fit: "the other two" of three, "the five animals"."""

import re
from collections.abc import Iterator, Mapping

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.numbers_in_text import Number, number_before
from limner.prompt.ledger.commitments import Count, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, cased_like, sentences, tokens
from limner.prompt.ledger.vocabulary import NEWCOMERS, word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

SHARE = lazy_regex(r"\s*(?:%|per ?cent\b|prozent\b|pour ?cent\b|por ?ciento\b)", re.IGNORECASE)
"""What makes a number a share of a hundred."""

REST = word_set("other remaining otras otros autres anderen übrigen restanti andere outras outros")

PLACES = word_set(
    "behind ahead above below beside along across near further more here there outside inside "
    "dahinter davor links rechts vorn hinten vorne derrière devant detrás delante dietro davanti"
)
"""Words that say where some of the things are."""

SOMEWHERE = word_set(
    "on in at by under over between to auf in an unter neben sur sous dans à en sobre bajo a su"
)
"""Prepositions that say where some of the things are."""

SHARING = word_set(
    "each every apiece either both jede jeder jedem chaque chacun chacune cada sendos"
)
"""Words that say that of several things all have something, or one each."""

BEHIND = word_set("behind dahinter davor derrière detrás dietro atrás daarachter")

COMPANIONS = word_set("friend companion figure pal buddy")
"""What people and animals together are called."""

ANIMATE = NEWCOMERS["people"] | NEWCOMERS["animals"]


def parts_behind(
    bound: Number, found: tuple[Number, ...], text: str, words: LanguageWords
) -> tuple[Number, ...]:
    """Return the numbers that go on counting what *bound* counts: "two ahead and two behind"."""
    every = tokens(text)
    parts: list[Number] = []
    for number in found:
        between = text[every[bound.last].end : every[number.first].start]
        if number.first <= bound.last or re.search(r"[.!?;]", between):
            continue
        if _is_alone(number, every, words) or _is_of_ones(number, every):
            parts.append(number)
    return tuple(parts)


DETERMINERS = word_set("a an the its his her their")


def is_shared_out(
    count: Count,
    named: tuple[int, ...],
    bound: Mapping[int, Number],
    found: tuple[Number, ...],
    text: str,
    words: LanguageWords,
) -> bool:
    """Say whether a count is told without its number: "one under each arm".

    "Each" shares nothing out where the things have a number of their own, but behind it.
    """
    counted = {place for place, number in bound.items() if number.value > 1}
    every = tokens(text)
    for start, end in sentences(text):
        inside = [place for place, token in enumerate(every) if start <= token.start < end]
        if not set(inside) & set(named):
            continue
        sharing = [
            place
            for place in inside
            if every[place].lower in SHARING
            and (every[place].lower != "both" or count.number % 2 == 0)
            and (every[place].lower != "every" or {place + 1, place + 2} & set(named))
        ]
        shared = any(
            not counted
            or any(n in inside and (n > place or _is_of(place, every, count.noun)) for n in counted)
            for place in sharing
        )
        if shared:
            return True
        parts = [
            number for number in found if number.first in inside and _is_alone(number, every, words)
        ]
        if len(parts) > 1 and sum(part.value for part in parts) == count.number:
            return True
    return False


def _is_of(place: int, every: tuple[Token, ...], counted: str) -> bool:
    """Say whether another noun follows "each": two on each side, but not two, each with a flag."""
    after = every[place + 1] if place + 1 < len(every) and every[place].ahead == " " else None
    known = entry(after.lower) if after is not None else None
    acting = every[place + 2].lower if place + 2 < len(every) else ""
    if after is not None and after.lower.endswith("ing") and acting in DETERMINERS:
        return False  # "Each holding a lamp".
    is_noun = known is not None and known.frequency("noun") > known.frequency("verb")
    return is_noun and after is not None and same_thing(counted, after.lower) is None


def part_edits(
    whole: Number, count: Count, found: tuple[Number, ...], text: str, words: LanguageWords
) -> Iterator[Edit]:
    """Yield the edit of a part that only fits a wrong *whole*: the "seven" of nine, not of five."""
    every = tokens(text)
    end = next((end for start, end in sentences(text) if every[whole.last].start < end), len(text))
    parts = [n for n in found if n.first > whole.last and every[n.last].end <= end]
    if sum(part.value for part in parts) == count.number:
        return
    if sum(part.value for part in parts) != whole.value:
        parts = [n for n in parts if _is_alone(n, every, words) or _is_deed(n, every)]
        parts = parts if len(parts) == 1 and count.number <= parts[0].value < whole.value else []
    if parts:
        largest = max(parts, key=lambda part: part.value)
        yield from _altered(largest, largest.value - whole.value + count.number, every, words)


def uneven_faults(
    count: Count, bound: Number, found: tuple[Number, ...], text: str, words: LanguageWords
) -> Iterator[Fault]:
    """Yield places that together have more than all: "five stalls: four here, two over there"."""
    every = tokens(text)
    parts = [
        part
        for part in parts_behind(bound, found, text, words)
        if part.last + 1 < len(every)
        and every[part.last + 1].lower in SOMEWHERE | PLACES
        and not every[part.last].text.isdecimal()
    ]
    excess = sum(part.value for part in parts) - count.number
    if len(parts) < 2 or excess <= 0 or bound.value != count.number:
        return
    largest = max(parts, key=lambda part: part.value)
    edits = tuple(_altered(largest, largest.value - excess, every, words))
    if edits:
        yield Fault("number", f"wrong number of {count.noun}: {count.number} in all", edits)


def _altered(
    number: Number, value: int, every: tuple[Token, ...], words: LanguageWords
) -> Iterator[Edit]:
    if value < 1:
        return
    start, end = every[number.first].start, every[number.last].end
    said = next((word for word, n in words.numbers.items() if n == value), str(value))
    said = "one" if value == 1 and words.language == "en" else said
    yield Edit(start, end, cased_like(said, every[number.first].text))


def _is_deed(number: Number, every: tuple[Token, ...]) -> bool:
    """Say whether a verb follows a number: "three keep watch"."""
    after = every[number.last + 1].lower if number.last + 1 < len(every) else ""
    known = entry(after)
    return known is not None and known.frequency("verb") > known.frequency("noun") + 1


def _is_alone(number: Number, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether a number stands without a noun: "two on one side"."""
    after = every[number.last + 1] if number.last + 1 < len(every) else None
    return after is None or bool(every[number.last].ahead.strip()) or _leads_on(after, words)


def _is_of_ones(number: Number, every: tuple[Token, ...]) -> bool:
    """Say whether a number counts more of the same: "six white ones"."""
    after = every[number.last : number.last + 4]
    ones = next((n for n, one in enumerate(after) if one.lower == "ones"), 0)
    return ones > 0 and all(one.ahead == " " for one in after[:ones])


def _leads_on(token: Token, words: LanguageWords) -> bool:
    """Say whether a word behind a number is none that is counted."""
    return token.lower in words.small or token.lower in PLACES


def rest_faults(
    count: Count, ledger: Ledger, text: str, found: tuple[Number, ...], words: LanguageWords
) -> Iterator[Fault]:
    """Yield "the other five" and "five in all" of three boats."""
    every = tokens(text)
    if len([one for one in ledger.counts if one.number > 1]) != 1 or count.number == 1:
        return
    for number in found:
        before = every[number.first - 1] if number.first else None
        after = text[every[number.last].end :]
        if SHARE.match(after):
            continue
        rest = (
            before is not None
            and not before.ends_clause
            and (before.lower in REST or _is_behind_them(number, every))
        )
        some = re.match(r"\s+of (?:them|these|those)\b", after)
        total = re.match(r",?\s+(?:in all|altogether|in total)\b", after)
        apart = rest or (some and any(word in after for word in ("remaining", "other")))
        right = count.number - 1 if apart else count.number
        if ((rest or some) and number.value > right) or (total and number.value != right):
            said = next((w for w, n in words.numbers.items() if n == right), str(right))
            yield Fault(
                "number",
                f"wrong number of {count.noun}: {count.number} in all",
                (Edit(every[number.first].start, every[number.last].end, said),),
            )


def _is_behind_them(number: Number, every: tuple[Token, ...]) -> bool:
    """Say whether *number* counts those behind the first: "three boats: behind it two"."""
    start = number.first - 1
    while start > 0 and not re.search(r"[.:;!?]", every[start - 1].ahead):
        start -= 1
    listed = start > 0 and ":" in every[start - 1].ahead
    return listed and every[number.first - 1].lower in BEHIND


def total_faults(
    ledger: Ledger, text: str, found: tuple[Number, ...], words: LanguageWords
) -> Iterator[Fault]:
    """Yield a wrong sum of different things: "the five animals" of three cats and three dogs."""
    several = [count for count in ledger.counts if count.number > 1]
    living = all(singular(count.noun) in ANIMATE for count in several)
    every = tokens(text)
    if len(several) < 2 or len({singular(count.noun) for count in several}) < len(several):
        return
    total = sum(count.number for count in several)
    for place, token in enumerate(every):
        number = number_before(place, found, every, words)
        if number is None or number.value in {total, *(count.number for count in several)}:
            continue
        kind = lemma(token.lower, ("noun",))
        together = is_plural(token.text) and (
            (living and kind in COMPANIONS)
            or all(is_a(lemma(count.noun.lower(), ("noun",)), kind) for count in several)
        )
        definite = number.first and every[number.first - 1].lower in ("the", "all", "these")
        if together and (definite or number.value > total):
            said = next((word for word, n in words.numbers.items() if n == total), str(total))
            yield Fault(
                "number",
                f"wrong number of {token.lower}: {number.value} instead of {total}",
                (Edit(every[number.first].start, every[number.last].end, said),),
            )
