"""Whether a prompt has as many of each thing as its author said."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.number_agreement import agreeing, mentioned_again
from limner.prompt.checks.numbers.numbers_in_text import (
    Number,
    is_followed_by_of,
    number_before,
    number_of_all,
    numbers,
)
from limner.prompt.checks.numbers.ranges import age_in_years_faults, range_faults
from limner.prompt.checks.numbers.replaced_numbers import replaced_faults, stand_in
from limner.prompt.checks.numbers.told_apart import is_told_apart
from limner.prompt.checks.numbers.totals import (
    is_shared_out,
    part_edits,
    parts_behind,
    rest_faults,
    total_faults,
    uneven_faults,
)
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Count, Ledger
from limner.prompt.ledger.heads import head
from limner.prompt.ledger.language_words import INDEFINITE, LanguageWords, language_words
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import ARTICLES, Token, cased_like, tokens
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

GROUPS = word_set("pair couple trio duo dozen quartet quintet paar par paire trío douzaine docena")
"""Numbers that are nouns: "a pair of boats"."""

SECOND = lazy_regex(r"\b(?:another|the other|(?:an?|the) \w+ one)\b", re.IGNORECASE)
"""What tells of a second thing without its noun: "a worn pad and a new one"."""

BEHIND = (("of", "them"), ("in", "number"), ("in", "all"), ("in", "total"))
"""What follows a number that stands behind its noun."""

MANY = word_set("dozens scores hundreds thousands plenty lots")
"""What stands before "of" for more than anybody counts."""

VAGUE = word_set("some several many few countless multiple numerous")


def count_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what is wrong with the numbers of things in *text*.

    A number said once and split up afterwards is kept; a wrong one stands right before its noun,
    and the right one is nowhere.
    """
    words = language_words(ledger.language)
    if words is None:
        return
    found = numbers(text, words)
    for count in ledger.counts:
        yield from _count(count, ledger, text, found, words)
    yield from replaced_faults(ledger, text, found, words)
    yield from range_faults(ledger, text, found, words)
    if ledger.language == "en":
        yield from age_in_years_faults(ledger, text, found, words)
        for count, quality in _singles(ledger):
            own = {token.text for token in tokens(ledger.source)}
            yield from _multiplied(count, quality, own, text, found, words)
        yield from total_faults(ledger, text, found, words)


def _count(
    count: Count, ledger: Ledger, text: str, found: tuple[Number, ...], words: LanguageWords
) -> Iterator[Fault]:
    every = tokens(text)
    if singular(count.noun.lower()) in GROUPS and _is_said_so(count, text, words):
        return  # "Two pairs of skis".
    named = mentions(count.noun, text, ledger.language)
    bound = {
        place: number for place in named if (number := number_before(place, found, every, words))
    }
    bound |= {
        place: number
        for place in named
        if (number := number_of_all(place, found, every)) and number.value > count.number
    }
    bound = _told_behind(named, found, every) | bound
    same = [one.number for one in ledger.counts if singular(one.noun) == singular(count.noun)]
    meant = {*same, sum(same)}  # Five orange carrots and a purple one are six.
    if count.number == 1 and SECOND.search(ledger.source):
        meant.add(2)  # "One fencer in white, the other in black".
    values = [number.value for number in dict.fromkeys(bound.values())]
    split_up = len(values) > 1 and sum(values) == count.number
    for number in dict.fromkeys(bound.values()):
        yield from uneven_faults(count, number, found, text, words)
        parts = [
            part for part in parts_behind(number, found, text, words) if not _is_among(part, every)
        ]
        sums = list(accumulate((number.value, *(part.value for part in parts))))
        if parts and count.number in sums:
            split_up = True
        elif parts and 1 < number.value < count.number and not split_up and len(parts) == 1:
            yield _unequal(count, number, parts[0], text, words)
            return
    held = count.number in values or split_up
    if not held:
        held = _held_elsewhere(count, ledger, text, found, words, bool(bound)) or is_shared_out(
            count, named, bound, found, text, words
        )
        held = held or is_told_apart(count, every, text, ledger.language)
    # A part may be smaller than the whole, but not larger.
    too_many = count.number == max(same) and not split_up
    wrong = {
        place: number
        for place, number in bound.items()
        if number.value not in meant
        and (
            (too_many and number.value > count.number)
            or (not held and _is_whole(number, count, every))
        )
    }
    several = [one for one in ledger.counts if one.number > 1]
    if not wrong and ledger.language == "en" and len(several) == 1 and count.number > 1:
        of_their_kind = _of_their_kind(count, found, every, words)
        wrong = {place: one for place, one in of_their_kind.items() if one.value not in meant}
    if wrong:
        numbered = ", ".join(str(number.value) for number in dict.fromkeys(wrong.values()))
        yield Fault(
            "number",
            f"wrong number of {count.noun}: {numbered} instead of {count.text}",
            tuple(
                edit
                for place, number in wrong.items()
                for edit in (
                    *_renumbered(count, number, place, text, words),
                    *part_edits(number, count, found, text, words),
                )
            ),
        )
    elif replacement := stand_in(count, named, ledger, text, found, held):
        yield Fault(
            "number",
            f"wrong number for {count.noun}: {replacement.value} instead of {count.text}",
            tuple(_renumbered(count, replacement, replacement.last + 1, text, words)),
        )
    elif count.number > 1 and not held:
        says = f"missing: exactly {count.text} {count.noun}"
        first = next((n for n in named if is_plural(every[n].text)), None)
        if first is not None and ledger.language == "en":
            yield Fault("number", says, (_inserted(count, first, text, words),))
        elif ledger.language == "en" and (edits := _made_several(count, named, text, words)):
            yield Fault("number", says, edits)
        elif named or ledger.language == "en":
            yield Fault("number", says, clause=f"{count.text} {count.noun}")
    yield from rest_faults(count, ledger, text, found, words)


def _told_behind(
    named: tuple[int, ...], found: tuple[Number, ...], every: tuple[Token, ...]
) -> dict[int, Number]:
    """Return the numbers behind what they count: "bicycles, six of them", "seven in number"."""
    told: dict[int, Number] = {}
    for number in found:
        after = tuple(token.lower for token in every[number.last + 1 : number.last + 3])
        place = max((n for n in named if n < number.first), default=None)
        if place is None or number.value < 2 or after not in BEHIND:
            continue
        if not any(token.ends_clause for token in every[place : number.first]):
            told.setdefault(place, number)
    return told


def _is_said_so(count: Count, text: str, words: LanguageWords) -> bool:
    """Say whether *text* has the number and its noun side by side."""
    written = [str(count.number), *(word for word, n in words.numbers.items() if n == count.number)]
    said = "|".join(map(re.escape, written))
    return re.search(rf"\b(?:{said}) (?:\w+ )?{re.escape(count.noun)}\b", text, re.I) is not None


def _is_among(part: Number, every: tuple[Token, ...]) -> bool:
    """Say whether a number is of those that were counted before: "one of them", "the one below"."""
    if part.first and (every[part.first - 1].lower, every[part.first].lower) == ("the", "one"):
        return True
    if every[part.first].lower == "both":
        return True
    after = [token.lower for token in every[part.last + 1 : part.last + 3]]
    return after in (["of", "them"], ["of", "these"], ["of", "which"], ["of", "whom"])


def _unequal(count: Count, number: Number, part: Number, text: str, words: LanguageWords) -> Fault:
    """Return what is wrong with "two ahead and three behind" of four."""
    every = tokens(text)
    rest = count.number - number.value
    said = next((word for word, n in words.numbers.items() if n == rest), str(rest))
    return Fault(
        "number",
        f"wrong number of {count.noun}: {number.value} and {part.value} instead of {count.text}",
        (Edit(every[part.first].start, every[part.last].end, said),),
    )


def _of_their_kind(
    count: Count, found: tuple[Number, ...], every: tuple[Token, ...], words: LanguageWords
) -> dict[int, Number]:
    """Return larger numbers of what the things are a kind of: "all five vehicles" of three cars."""
    return {
        place: number
        for place, token in enumerate(every)
        if (number := number_before(place, found, every, words))
        and number.value > count.number
        and is_plural(token.text)
        and number.last >= place - 3
        and is_a(lemma(count.noun.lower(), ("noun",)), lemma(token.lower, ("noun",)))
    }


def _singles(ledger: Ledger) -> Iterator[tuple[Count, str]]:
    """Yield the things that the source has one of by its article, and what kind of it they are.

    That is ``""`` for "a white sheep", and "traffic" for "a traffic light".
    """
    every = tokens(ledger.source)
    if SECOND.search(ledger.source):
        return
    counted = {singular(count.noun) for count in ledger.counts}
    told = counted | {singular(token.text) for token in every if is_plural(token.text)}
    told |= {singular(noun) for noun in _repeated(every)}
    for place, token in enumerate(every):
        if token.lower not in ("a", "an"):
            continue
        noun = _head_behind(place, every)
        if noun and not is_plural(noun) and singular(noun) not in told:
            told.add(singular(noun))
            place = next((n for n in range(place, len(every)) if every[n].text == noun), 0)
            compound = f"{every[place - 1].lower} {singular(noun)}"
            yield Count(1, token.lower, noun), every[place - 1].lower if entry(compound) else ""


def _repeated(every: tuple[Token, ...]) -> list[str]:
    """Return what stands several times with "a": "a red kite and a blue kite" are two."""
    heads = [_head_behind(n, every) for n, one in enumerate(every) if one.lower in ("a", "an")]
    return [noun for noun in heads if noun and heads.count(noun) > 1]


def _head_behind(place: int, every: tuple[Token, ...]) -> str:
    """Return the head of the phrase that begins at *place* with its article."""
    end = place + 1
    while end < min(len(every), place + 6) and not (
        end > place + 1 and (every[end - 1].ends_clause or "," in every[end - 1].ahead)
    ):
        end += 1
    return head([one.text for one in every[place + 1 : end]])


def _multiplied(
    count: Count,
    quality: str,
    own: set[str],
    text: str,
    found: tuple[Number, ...],
    words: LanguageWords,
) -> Iterator[Fault]:
    """Yield several of what the source has one of; a part of a compound is another thing."""
    every = tokens(text)
    for place, token in enumerate(every):
        number = number_before(place, found, every, words)
        if singular(token.text) != singular(count.noun) or number is None or number.value < 2:
            continue
        if quality not in ("", every[place - 1].lower) or every[number.last].ahead == "-":
            continue  # "A three-tiered cake".
        if every[number.last].text in own:
            continue  # "A Volvo 240 estate".
        yield Fault(
            "number",
            f"wrong number of {count.noun}: {number.value} instead of one",
            tuple(_renumbered(replace(count, text="one"), number, place, text, words)),
        )


def _is_whole(number: Number, count: Count, every: tuple[Token, ...]) -> bool:
    """Say whether *number* counts all of the things: "one of them" does not."""
    if number.value > 1 or count.number == 1:
        return True
    after = every[number.last + 1].lower if number.last + 1 < len(every) else ""
    return every[number.last].lower in ("single", "lone", "solitary") and after != "of"


def _held_elsewhere(
    count: Count,
    ledger: Ledger,
    text: str,
    found: tuple[Number, ...],
    words: LanguageWords,
    is_counted: bool,
) -> bool:
    """Say whether the right number stands anywhere and counts no other thing of the author's.

    Where the thing has a number of its own, "both" is no other one.
    """
    every = tokens(text)
    taken: set[Number] = set()
    for other in ledger.counts:
        if singular(other.noun) != singular(count.noun):
            for place in mentions(other.noun, text, ledger.language):
                number = number_before(place, found, every, words)
                if number is not None:
                    taken.add(number)
    return any(
        number.value == count.number
        and number not in taken
        and not (is_counted and every[number.first].lower == "both")
        for number in found
    )


def _renumbered(
    count: Count, number: Number, place: int, text: str, words: LanguageWords
) -> Iterator[Edit]:
    """Yield the edits that put the author's number in place of a wrong one."""
    every = tokens(text)
    start, end = every[number.first].start, every[number.last].end
    if every[number.last].lower in GROUPS:
        before = every[number.first - 1] if number.first else None
        if before is not None and before.ahead == " " and before.lower in ARTICLES | INDEFINITE:
            start = every[number.first - 1].start
        after = every[number.last + 1] if number.last + 1 < len(every) else None
        if after is not None and after.lower in ("of", "de", "d"):
            end = after.end
    if number.value == 1 and number.first and every[number.first - 1].lower in ARTICLES:
        start = every[number.first - 1].start
    digits = every[number.last].text.isdecimal()
    said = str(count.number) if digits else _in_words(count, words)
    yield Edit(start, end, cased_like(said, text[start:end]))
    if words.language == "en":
        yield from mentioned_again(number, said, numbers(text, words), every)
    if place >= len(every) or is_followed_by_of(number, every):
        return
    if words.language == "en":
        yield from agreeing(place, number, count.number, every)
    noun = every[place]
    if words.adjective_first and (count.number == 1) != (number.value == 1):
        same = singular(count.noun) == singular(noun.text)
        right = count.noun if same else singular(noun.text) if count.number == 1 else noun.text
        if is_plural(right) != is_plural(noun.text):
            yield Edit(noun.start, noun.end, cased_like(right.lower(), noun.text))


def _in_words(count: Count, words: LanguageWords) -> str:
    is_word = not count.text.isdecimal()
    if is_word and count.text.lower() not in GROUPS | {"single", "lone", "twin"}:
        return count.text.lower()
    return next(
        (word for word, n in words.numbers.items() if n == count.number and word not in GROUPS),
        str(count.number),
    )


def _inserted(count: Count, place: int, text: str, words: LanguageWords) -> Edit:
    """Return the edit that counts the noun at *place*, at the beginning of its phrase."""
    every = tokens(text)
    first = place
    while first and not every[first - 1].ends_clause and place - first < 3:
        before = every[first - 1]
        if before.lower in words.small or "," in before.ahead or before.lower.endswith("ing"):
            break
        if not _is_adjective(before.text):
            break
        first -= 1
    said = _in_words(count, words)
    token = every[first]
    quantity = every[first - 1] if first else None
    loose = [one.lower for one in every[max(0, first - 3) : first]]
    if loose in (["a", "handful", "of"], ["a", "couple", "of"], ["a", "bunch", "of"]):
        opens = every[first - 3]
        return Edit(opens.start, every[first - 1].end, cased_like(said, opens.text))
    many = next((n for n in range(max(0, place - 5), place) if every[n].lower in MANY), None)
    if many is not None and every[many + 1].lower == "of":
        return Edit(every[many].start, every[many + 1].end, cased_like(said, every[many].text))
    if quantity is not None and quantity.lower in VAGUE and quantity.ahead == " ":
        few = quantity.lower == "few" and first > 1
        start = every[first - 2].start if few else quantity.start
        return Edit(start, quantity.end, cased_like(said, quantity.text))
    if token.text[:1].isupper() and (first == 0 or every[first - 1].ends_clause):
        lowered = token.text[:1].lower() + token.text[1:]
        return Edit(token.start, token.end, f"{cased_like(said, token.text)} {lowered}")
    return Edit(token.start, token.start, f"{said} ")


def _made_several(
    count: Count, named: tuple[int, ...], text: str, words: LanguageWords
) -> tuple[Edit, ...]:
    """Return the edits that make several of the one thing of a text: "A fox pauses"."""
    every = tokens(text)
    if len(named) != 1 or singular(every[named[0]].text) != singular(count.noun):
        return ()
    place = named[0]
    article = next((n for n in range(place - 1, max(-1, place - 4), -1)
                    if every[n].lower in ("a", "an")), None)  # fmt: skip
    if article is None or any(one.ends_clause or "," in one.ahead for one in every[article:place]):
        return ()
    said = cased_like(_in_words(count, words), every[article].text)
    return (
        Edit(every[article].start, every[article].end, said),
        Edit(every[place].start, every[place].end, cased_like(count.noun, every[place].text)),
        *agreeing(place, Number(1, article, article), count.number, every),
    )


def _is_adjective(word: str) -> bool:
    known = entry(word.lower())
    return known is not None and known.frequency("adjective") > 0
