"""Whether a prompt has as many of each thing as its author said."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.counted_things import (
    counting,
    is_among,
    is_held_elsewhere,
    is_of_run,
    is_whole,
    of_their_kind,
)
from limner.prompt.checks.numbers.exchanged import exchanges
from limner.prompt.checks.numbers.number_agreement import GROUPS
from limner.prompt.checks.numbers.numbers_in_text import Number, numbers
from limner.prompt.checks.numbers.products import groups_of, is_product, products, regrouped
from limner.prompt.checks.numbers.quantities import quantities, ungrouped
from limner.prompt.checks.numbers.ranges import age_in_years_faults, range_faults, run_faults
from limner.prompt.checks.numbers.renumbering import inserted, made_several, renumbered
from limner.prompt.checks.numbers.replaced_numbers import replaced_faults, stand_in
from limner.prompt.checks.numbers.singles import SECOND, single_faults
from limner.prompt.checks.numbers.told_apart import is_told_apart
from limner.prompt.checks.numbers.totals import (
    is_shared_out,
    part_edits,
    parts_behind,
    rest_faults,
    total_faults,
    uneven_faults,
)
from limner.prompt.checks.numbers.units import unit_of
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Count, Ledger
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, cased_like, tokens
from limner.prompt.wordnet.word_classes import PREPOSITIONS


def count_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what is wrong with the numbers of things in *text*.

    A number said once and split up afterwards is kept; a wrong one stands right before its noun,
    and the right one is nowhere.
    """
    words = language_words(ledger.language)
    if words is None:
        return
    found = numbers(text, words)
    changed = list(exchanges(ledger, text, words))
    yield from (one.fault for one in changed)
    for count in ledger.counts:
        if not any(count in one.counts for one in changed):
            yield from _count(count, ledger, text, found, words)
    if changed:
        return
    yield from replaced_faults(ledger, text, found, words)
    yield from range_faults(ledger, text, found, words)
    yield from run_faults(ledger, text)
    if ledger.language == "en":
        yield from age_in_years_faults(ledger, text, found, words)
        yield from single_faults(ledger, text, found, words)
        yield from total_faults(ledger, text, found, words)


def _count(
    count: Count, ledger: Ledger, text: str, found: tuple[Number, ...], words: LanguageWords
) -> Iterator[Fault]:
    every = tokens(text)
    if singular(count.noun.lower()) in GROUPS and _is_said_so(count, text, words):
        return  # "Two couples".
    if count.number > 999 and str(count.number) in ungrouped(text):
        return
    if unit_of(count.noun) == "°" and _is_measured(count, ledger, text):
        return
    named = mentions(count.noun, text, ledger.language)
    bound = counting(count, named, found, every, words)
    same = [one.number for one in ledger.counts if singular(one.noun) == singular(count.noun)]
    # Five orange carrots and a purple one are six, two rows of six chairs are twelve.
    wholes = {count.number, sum(same), *products(count, ledger.source, words)}
    meant = {*same, *wholes, *_without_noun(ledger.source, words)}
    if count.number == 1 and SECOND.search(ledger.source):
        meant.add(2)  # "One fencer in white, the other in black".
    counted = frozenset(singular(one.noun) for one in ledger.counts)
    groups = {
        number: group
        for number in bound.values()
        if number.value != count.number and (group := groups_of(number, found, every, counted))
    }
    totals = {
        number: number.value * (groups[number].value if number in groups else 1)
        for number in bound.values()
    }
    values = list(totals.values())
    split_up = len(values) > 1 and sum(values) == count.number
    for number in dict.fromkeys(bound.values()):
        if number in groups:
            continue
        yield from uneven_faults(count, number, found, text, words)
        parts = [
            part
            for part in parts_behind(number, found, text, words)
            if not is_among(part, every) and not is_of_run(part, every)
        ]
        sums = list(accumulate((number.value, *(part.value for part in parts))))
        if parts and count.number in sums:
            split_up = True
        elif parts and 1 < number.value < count.number and not split_up and len(parts) == 1:
            yield _unequal(count, number, parts[0], text, words)
            return
    held = not wholes.isdisjoint(values) or split_up
    if not held:
        held = is_held_elsewhere(count, ledger, text, found, words, bool(bound)) or is_shared_out(
            count, named, bound, found, text, words
        )
        held = held or is_told_apart(count, values, every, text, ledger.language)
        held = held or is_product(count, found, every, text, counted)
    # A part may be smaller than the whole, but not larger.
    too_many = count.number == max(same) and not split_up
    wrong = {
        place: number
        for place, number in bound.items()
        if totals[number] not in meant
        and (
            (too_many and totals[number] > count.number)
            or (not held and is_whole(number, count, every))
        )
    }
    several = [one for one in ledger.counts if one.number > 1]
    if not wrong and ledger.language == "en" and len(several) == 1 and count.number > 1:
        kinds = of_their_kind(count, found, every, words)
        wrong = {place: one for place, one in kinds.items() if one.value not in meant}
    if wrong:
        numbered = ", ".join(str(number.value) for number in dict.fromkeys(wrong.values()))
        yield Fault(
            "number",
            f"wrong number of {count.noun}: {numbered} instead of {count.text}",
            tuple(
                edit
                for place, number in wrong.items()
                for edit in (
                    regrouped(count, number, groups[number], text, every, words)
                    if number in groups
                    else chain(
                        renumbered(count, number, place, text, words),
                        part_edits(number, count, found, text, words),
                    )
                )
            ),
        )
    elif replacement := stand_in(count, named, ledger, text, found, held):
        yield Fault(
            "number",
            f"wrong number for {count.noun}: {replacement.value} instead of {count.text}",
            tuple(renumbered(count, replacement, replacement.last + 1, text, words)),
        )
    elif count.number > 1 and not held:
        says = f"missing: exactly {count.text} {count.noun}"
        if ledger.language == "en" and (denied := _denied(count, named, every)):
            yield Fault("number", says, (denied,))
            return
        first = next((n for n in named if _is_bare_plural(every[n].text) and n not in bound), None)
        if first is not None and ledger.language == "en":
            yield Fault("number", says, (inserted(count, first, text, words),))
        elif ledger.language == "en" and (edits := made_several(count, named, text, words)):
            yield Fault("number", says, edits)
        elif named or ledger.language == "en":
            yield Fault("number", says, clause=f"{count.text} {count.noun}")
    yield from rest_faults(count, ledger, text, found, words)


def _is_measured(count: Count, ledger: Ledger, text: str) -> bool:
    """Say whether so many degrees are told with their sign: 5 degrees as "5 °C"."""
    said = quantities(text, ledger.language)
    return any(o.value == str(count.number) and unit_of(o.unit)[:1] == "°" for o in said)


def _denied(count: Count, named: Sequence[int], every: tuple[Token, ...]) -> Edit | None:
    """Return the edit that says how many where *every* says that there are none: "no boats"."""
    for place in named:
        before = every[place - 1] if place else None
        if before is not None and before.lower in ("no", "zero") and before.ahead == " ":
            return Edit(before.start, before.end, cased_like(count.text.lower(), before.text))
    return None


def _is_bare_plural(word: str) -> bool:
    return is_plural(word) and not re.search("['’]", word)


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


def _without_noun(source: str, words: LanguageWords) -> Iterator[int]:
    """Yield the numbers of which the source leaves the noun out: "one box on top, three below"."""
    every = tokens(source)
    for number in numbers(source, words):
        after = every[number.last + 1 : number.last + 2]
        if number.first and every[number.first - 1].lower in ("not", "no", "nicht", "pas", "non"):
            continue
        if not after or every[number.last].ahead.strip() or after[0].lower in PREPOSITIONS:
            yield number.value


def _is_said_so(count: Count, text: str, words: LanguageWords) -> bool:
    """Say whether *text* has the number and its noun side by side."""
    written = [str(count.number), *(word for word, n in words.numbers.items() if n == count.number)]
    said = "|".join(map(re.escape, written))
    return re.search(rf"\b(?:{said}) (?:\w+ )?{re.escape(count.noun)}\b", text, re.I) is not None
