"""What an English description counts, colours and relates, and which hour and medium it names."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.ledger.commitments import Binding, Count, Relation
from limner.prompt.ledger.heads import (
    STOP,
    first_noun,
    head,
    is_noun_of_lexicon,
    is_quality,
    last_noun,
    number_of,
    phrases,
)
from limner.prompt.ledger.names import MEASURE, RATIO_OR_YEAR, WORD
from limner.prompt.ledger.nouns import ALWAYS_PLURAL, is_plural
from limner.prompt.ledger.number_words import PAIRS, is_a_few, number_of_words
from limner.prompt.ledger.vocabulary import (
    ACTIONS,
    AMBIGUOUS_COLOURS,
    COLOURS,
    FUNCTION_WORDS,
    MEDIA,
    NUMBERS,
    RELATIONS,
    VERBS,
    word_set,
)
from limner.prompt.wordnet.categories import categories
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

BEFORE_COUNTED = word_set("of very quite rather truly")
"""Words between a number and what it counts: "one very stubborn goat"."""

PAIRED = word_set("couple pair trio duo quartet quintet")
"""Who they are, unless "of" follows: "a couple dancing tango"."""

DEEDS = frozenset(("action", "abstract", "sport or game"))
"""Categories of what is done, rather than of things."""

DURATIONS = word_set(
    "second seconds minute minutes hour hours day days night nights week weeks "
    "month months year years"
)
PASSING = word_set("for after in within since of every past last next until during")
"""Words before how long something takes: "after seven days at sea"."""

GROWING = word_set("rose plum peach lime olive orange")
"""Colours that are rather things behind another: "a yellow rose"."""

WITH_COLOUR = word_set("in of wears wear wearing wore")
"""Words between who or what has a colour and the colour by itself."""

ONES = word_set("one ones")
"""What stands for a noun that was named before: "the white one"."""

DECIMAL = lazy_regex(
    r"(?i:\b(?:figs?|nos?|ch|vol|pp?|abb)\. ?\d+)"
    r"|\b\d/\d\b|\d+ (?:square|cubic) [a-z]+|\d+[.,]\d+|\d{1,2}\s?(?:[ap]\.?m\b\.?|[Uu]hr\b|h\b)"
)
"""Figures that count nothing: decimals, times of day, "Fig. 3"."""

BLACK_AND_WHITE = lazy_regex(
    rf"\bblack[ -]and[ -]white\b(?=\W*$|[,.;:)]|\s+(?:\w+\s+)?(?:{MEDIA}|portrait|film|still|image"
    r"|picture|close-?up)\b)",
    re.IGNORECASE,
)
"""A medium rather than two colours; "a black and white cat" has both."""

HOURS = lazy_regex(r"\b(?:golden|blue) hours?\b", re.IGNORECASE)
"""Times of day, whose colour is that of all light."""

NUMBERED = word_set(
    "fig figure slide chapter page step level version part act scene episode season no number table"
)
"""What a number behind it calls by its number: "Fig. 3 cross-section"."""

REACH = 200
"""Characters around a relation in which its two things are looked for."""


def counts(text: str) -> Iterator[Count]:
    """Yield so many of something; "two or three" commits to no number."""
    counted = False
    for words in phrases(DECIMAL.sub("▯", MEASURE.sub("▯", RATIO_OR_YEAR.sub("▯", text)))):
        passed = -1
        for place, first in enumerate(words):
            number, last = _number_at(place, words)
            before = words[place - 1].lower() if place else ""
            if place <= passed or not number or (place and number_of(words[place - 1])):
                continue
            passed = last
            if _is_of_range(place, last, words) or _is_no_count(place, last, words):
                continue
            word, rest = " ".join(words[place : last + 1]), words[last + 1 :]
            if word.lower() in PAIRED and (not rest or rest[0].lower() != "of"):
                continue
            if word.split()[-1].lower() in PAIRS and word != first:
                number, word = _of_pairs(number, word, rest)
            while rest and (rest[0].lower() in BEFORE_COUNTED or number_of(rest[0])):
                rest = rest[1:]
            noun = _counted(number, rest)
            if counted and number == 1 and _is_deed(noun, rest):
                continue
            if not noun and rest[:1] and rest[0].lower() in ("them", "these", "those"):
                noun = "" if counted else first_noun(text)
            if noun.lower() in DURATIONS and before in PASSING:
                continue
            is_one_thing = word.lower() == "pair" and noun.lower() in ALWAYS_PLURAL
            if noun and not is_one_thing and not (number == 1 and word.isdecimal()):
                counted = True
                yield Count(number, word, noun)


def _number_at(place: int, words: list[str]) -> tuple[int, int]:
    """Return the number at *place*, nought for none, and where its last word stands.

    "A thousand lanterns" are only many.
    """
    number, length = number_of_words(words[place:], "en") or (0, 1)
    many = number >= 1000 and words[place].lower() == "a"
    few = is_a_few(words[place], words[place - 1].lower() if place else "", "en")
    if length == 1 and not few:
        number = number_of(words[place]) or number
    return 0 if many or few else number, place + length - 1


def _of_pairs(number: int, word: str, rest: list[str]) -> tuple[int, str]:
    """Return how many things some pairs are, and how they are told: six pairs of scissors are six.

    Without "of" they are pairs of nothing that is told.
    """
    if rest[:1] != ["of"]:
        return number // 2, word.rpartition(" ")[0]
    are_whole = any(one.lower() in ALWAYS_PLURAL for one in rest[1:4])
    return number // 2 if are_whole else number, f"{word} of"


def _counted(number: int, rest: list[str]) -> str:
    """Return what a number counts in the words behind it.

    What stands in the plural there is a thing, whatever else it may be: "two cooks".
    """
    noun = head(rest[:5])
    if not noun and number > 1 and rest and _is_plural_noun(rest[0]):
        return rest[0]
    if not noun or number == 1 or is_plural(noun):
        return noun
    place = rest.index(noun)
    if is_quality(noun) and place + 1 < len(rest) and _is_plural_noun(rest[place + 1]):
        return rest[place + 1]
    return next((one for one in rest[:place] if is_plural(one)), noun)


def _is_deed(noun: str, rest: list[str]) -> bool:
    """Say whether "one" is one of those before, who does something: "one chasing birds"."""
    first = rest[0].lower() if rest else ""
    if not first.endswith("ing") or (noun.lower() != first and not is_plural(noun)):
        return False
    verb = entry(lemma(first, ("verb",)))
    is_thing = is_noun_of_lexicon(first) and not DEEDS & set(categories(first)[:1])
    return verb is not None and verb.frequency("verb") >= 0 and not is_thing


def _is_plural_noun(word: str) -> bool:
    return word.islower() and is_plural(word) and is_noun_of_lexicon(word)


def _is_no_count(place: int, last: int, words: list[str]) -> bool:
    """Say whether a number is that of a figure or a page, or a time: "ten past ten"."""
    before = words[place - 1].lower() if place else ""
    after = [word.lower() for word in words[last + 1 : last + 3]]
    of_time = after[:1] in (["past"], ["o'clock"], ["o’clock"])
    return before in NUMBERED or of_time or after in (["year", "old"], ["years", "old"])


def _is_of_range(place: int, last: int, words: list[str]) -> bool:
    """Say whether a number is one end of a range: "two or three pedals"."""
    around = (words[last + 1 : last + 3], words[max(0, place - 2) : place][::-1])
    return any(
        len(two) == 2 and two[0].lower() in ("or", "to") and number_of(two[1]) for two in around
    )


def colours(text: str) -> Iterator[Binding]:
    """Yield a colour and what has it: "red boats", "rings of violet", "the door is red"."""
    for words in phrases(HOURS.sub(" ", BLACK_AND_WHITE.sub(" ", text))):
        for place, word in enumerate(words):
            colour = word.lower()
            if colour not in COLOURS or _is_in_name(place, words):
                continue
            rest = words[place + 1 :]
            while len(rest) > 1 and rest[0].lower() in {"and", "or"} and rest[1].lower() in COLOURS:
                rest = rest[2:]
            if rest[:1] and rest[0].lower() in {"colored", "coloured"}:
                rest = rest[1:]
            noun = head(rest[:4]) or _noun_like_verb(place, words)
            before = [earlier.lower() for earlier in words[max(0, place - 2) : place]]
            if not noun and before[-1:] and before[-1] in {"is", "are", "was", "were"}:
                noun = before[0] if len(before) > 1 else ""
            if not noun and before[-1:] and before[-1] in WITH_COLOUR and place > 1:
                noun = _noun_with(place, words)
            if (
                noun
                and noun.lower() not in COLOURS - GROWING | ONES
                and not _is_thing(colour, words[:place])
            ):
                yield Binding(colour, noun)


def _is_in_name(place: int, words: list[str]) -> bool:
    """Say whether a colour is part of a name: the Golden Gate Bridge, Green Gables.

    A capital at the beginning says nothing before a make, a red Ferrari, nor in a title.
    """
    after = words[place + 1] if place + 1 < len(words) else ""
    if not (words[place].istitle() and after.istitle()) or not any(map(str.islower, words)):
        return False
    return place > 0 or entry(lemma(after.lower(), ("noun",))) is not None


def _noun_like_verb(place: int, words: list[str]) -> str:
    """Return the noun behind a colour that may be a verb elsewhere: "a golden watch", "a red rose".

    It is a noun where an article or a number stands before the colour.
    """
    before = words[place - 1].lower() if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    number = number_of(before) if before else None
    counted = before in ("a", "an") or (number is not None and (number == 1 or is_plural(after)))
    return after if counted and after.lower() in VERBS and is_noun_of_lexicon(after) else ""


def _noun_with(place: int, words: list[str]) -> str:
    """Return the noun that has the colour at *place* behind "in" or "of": "rings of violet".

    What may be a thing itself has none behind "of": "a slice of lime".
    """
    colour, between, noun = words[place].lower(), words[place - 1].lower(), words[place - 2]
    if between == "of" and colour in AMBIGUOUS_COLOURS - {"violet"}:
        return ""
    is_noun = noun.lower() not in FUNCTION_WORDS | COLOURS | NUMBERS.keys() and is_noun_of_lexicon(
        noun
    )
    return noun if is_noun else ""


def _is_thing(colour: str, before: list[str]) -> bool:
    """Say whether an ambiguous colour is a thing here: "two orange" is fruit, "rose" a flower."""
    return colour in AMBIGUOUS_COLOURS and bool(before) and before[-1].lower() in COLOURS


def relations(text: str) -> Iterator[Relation]:
    """Yield how two things stand, or what one does with the other, in the order they are said."""
    found: list[tuple[int, int, str, str]] = []
    for pattern, name, _ in RELATIONS:
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            if not any(start < match.end() and match.start() < end for start, end, _, _ in found):
                found.append((match.start(), match.end(), name, match.group()))
    found += [
        (match.start(), match.end(), match.group().lower(), match.group())
        for match in WORD.finditer(text)
        if match.group().lower() in ACTIONS
    ]
    for start, end, name, written in sorted(found):
        before = STOP.split(text[max(0, start - REACH) : start])[-1]
        after = STOP.split(text[end : end + REACH])[0]
        yield Relation(name, last_noun(before), first_noun(after), written)


def listed(alternatives: str, text: str) -> tuple[str, ...]:
    """Return which of some *alternatives*, a pattern, stand in *text*: hours, weathers, media."""
    found = re.findall(rf"\b(?:{alternatives})\b", text, re.IGNORECASE)
    return tuple(dict.fromkeys(word.lower() for word in found))
