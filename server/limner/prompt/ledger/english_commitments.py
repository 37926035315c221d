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
    last_noun,
    number_of,
    phrases,
)
from limner.prompt.ledger.names import MEASURE, RATIO_OR_YEAR, WORD
from limner.prompt.ledger.nouns import ALWAYS_PLURAL, is_plural
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

BEFORE_COUNTED = word_set("of very quite rather truly")
"""Words between a number and what it counts: "one very stubborn goat"."""

PAIRED = word_set("couple pair trio duo quartet quintet")
"""Who they are, unless "of" follows: "a couple dancing tango"."""

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
        for place, word in enumerate(words):
            number = number_of(word)
            before = words[place - 1].lower() if place else ""
            if number is None or number == 0 or (place and number_of(words[place - 1])):
                continue
            if _is_of_range(place, words) or _is_no_count(place, words):
                continue
            rest = words[place + 1 :]
            if word.lower() in PAIRED and (not rest or rest[0].lower() != "of"):
                continue
            if rest[:1] and rest[0].lower() == "dozen":
                number, word, rest = number * 12, f"{word} {rest[0]}", rest[1:]
            while rest and (rest[0].lower() in BEFORE_COUNTED or number_of(rest[0])):
                rest = rest[1:]
            noun = head(rest[:5])
            if noun and number > 1 and not is_plural(noun):
                noun = next((one for one in rest[: rest.index(noun)] if is_plural(one)), noun)
            if not noun and rest[:1] and rest[0].lower() in ("them", "these", "those"):
                noun = "" if counted else first_noun(text)
            if noun.lower() in DURATIONS and before in PASSING:
                continue
            is_one_thing = word.lower() == "pair" and noun.lower() in ALWAYS_PLURAL
            if noun and not is_one_thing and not (number == 1 and word.isdecimal()):
                counted = True
                yield Count(number, word, noun)


def _is_no_count(place: int, words: list[str]) -> bool:
    """Say whether a number is that of a figure or a page, or a time: "ten past ten"."""
    before = words[place - 1].lower() if place else ""
    after = words[place + 1].lower() if place + 1 < len(words) else ""
    return before in NUMBERED or after in ("past", "o'clock", "o’clock")


def _is_of_range(place: int, words: list[str]) -> bool:
    """Say whether a number is one end of a range: "two or three pedals"."""
    around = (words[place + 1 : place + 3], words[max(0, place - 2) : place][::-1])
    return any(
        len(two) == 2 and two[0].lower() in ("or", "to") and number_of(two[1]) for two in around
    )


def colours(text: str) -> Iterator[Binding]:
    """Yield a colour and what has it: "red boats", "rings of violet", "the door is red"."""
    for words in phrases(HOURS.sub(" ", BLACK_AND_WHITE.sub(" ", text))):
        for place, word in enumerate(words):
            colour = word.lower()
            if colour not in COLOURS:
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
