"""Whether each thing in a prompt is on the side where its author put it."""

import re
from collections.abc import Iterator, Sequence

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.side_checks.directions import direction_faults, spans
from limner.prompt.checks.side_checks.half_told import PAUSE, half_told
from limner.prompt.checks.side_checks.ordered_places import order_faults
from limner.prompt.checks.side_checks.swapped_sides import swapped_faults, turned
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Ledger, Side
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.sides import OF, OPPOSITE, side_at
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.vocabulary import word_set

BOTH_SIDES = lazy_regex(r"\bleft and (?:the )?right\b", re.IGNORECASE)
EITHER_SIDE = lazy_regex(r"\b(?:both|either) sides?\b|\bflank(?:s|ed|ing)\b", re.IGNORECASE)

OTHER_SIDE = lazy_regex(
    r"\bopposite\b|\b(?:other|facing) (?:side|end|bank|half|page|one|edge|pan|wall|panel)\b"
    r"|\b(?:in|on|at) the other\b(?! (?:side|hand))"
    r"|\bacross from\b|gegenüber|andere[nrm]? (?:Seite|Hälfte|Ende)"
    r"|en face|l['’]autre (?:côté|rive)|enfrente|otro lado|lado opuesto",
    re.IGNORECASE,
)
"""What puts a thing on a side without naming it."""

OWN = word_set("its his her their sa son su sua seiner ihrer")
AT = word_set("to on at à a alla zu")
JUST = word_set("just directly immediately right close slightly a little and while justo juste")
"""What may stand before "to its left" where that opens a clause."""

OPENING = 2
"""Words of "to its" before a side."""

SIDED = word_set(
    "hand arm shoulder wrist finger ear eye cheek foot leg knee hip wing paw sleeve glove side "
    "breast"
)
"""What has a side of its own: "on her left arm"."""

SOON = 25
"""Characters behind a thing in which it may be told to stand opposite."""

PRONOUNS = word_set("its his her their him it them you")


def side_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield things that stand on the wrong side in *text*, or on none."""
    words = language_words(ledger.language)
    if words is None:
        return
    if BOTH_SIDES.search(ledger.source) and EITHER_SIDE.search(text):
        return
    if ordered := tuple(order_faults(ledger, text, words)):
        yield from ordered
        return
    going = spans(ledger.source)
    if one_sided := _one_sided(ledger, text, words):
        yield one_sided
        return
    if (half := half_told(ledger, text, words)) is not None:
        yield from half
        return
    for side in ledger.sides:
        end = ledger.source.find(side.text) + len(side.text)
        if not any(start <= end <= stop for start, stop in going):
            yield from _side(side, ledger, text, words)
    yield from direction_faults(ledger, text)
    yield from swapped_faults(ledger, text, words)


def _one_sided(ledger: Ledger, text: str, words: LanguageWords) -> Fault | None:
    """Return what is wrong where the author has both sides and *text* the same one as often."""
    own, every = [side.side for side in ledger.sides], tokens(text)
    said = [(n, name) for n in range(len(every)) if (name := side_at(n, every, words))]
    names = [name for _, name in said]
    if len(set(own)) != 2 or len(set(names)) != 1 or len(own) != len(names):
        return None
    wrong = [place for (place, name), side in zip(said, own, strict=True) if name != side]
    says = f"missing or turned around: {OPPOSITE[names[0]]}"
    return Fault("side", says, tuple(turned(every[place]) for place in wrong))


def _side(side: Side, ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    if side.thing and side.text.lower() in text.lower():
        return  # The author's own words: "desk right".
    every = tokens(text)
    going = spans(text)
    said = [
        (n, name)
        for n, token in enumerate(every)
        if (name := side_at(n, every, words))
        and not any(start <= token.start < stop for start, stop in going)
    ]
    told = {place: _meaning(place, name, side, text, ledger, words) for place, name in said}
    if side.side in told.values():
        return
    things = [
        place
        for noun in (side.thing, side.of)
        if noun
        for place in mentions(noun, text, ledger.language)
    ]
    if any(
        name == side.side
        and _share_sentence(place, things, text)
        and not _is_other_way_round(place, side, ledger, text)
        and not (_is_beside_it(place, every) and told[place] == OPPOSITE[side.side])
        for place, name in said
    ):
        return
    says = f"missing or turned around: {side.text}"
    elsewhere = OTHER_SIDE.search(text)
    wrong = [place for place, meaning in told.items() if meaning == OPPOSITE[side.side]]
    if side.thing and sum(one.thing == side.thing for one in ledger.sides) > 1:
        wrong = []  # A desk on either side: which is which, nobody can tell.
    elif not (wrong or elsewhere) and len(said) == 1 and told == {said[0][0]: ""}:
        wrong = [
            place
            for place, name in said
            if name != side.side
            and not any(  # Where another thing stands as its author put it, this one is lost.
                other.thing and _meaning(place, name, other, text, ledger, words) == other.side
                for other in ledger.sides
            )
        ]
    if wrong:
        yield Fault("side", says, tuple(turned(every[place]) for place in wrong))
    elif not elsewhere and not any(name == side.side for _, name in said):
        yield Fault("side", says, clause=side.text)


def _is_other_way_round(place: int, side: Side, ledger: Ledger, text: str) -> bool:
    """Say whether the other thing stands on the side of the author's: "the cat left of the dog"."""
    if not side.thing or not side.of:
        return False
    every = tokens(text)
    start, _ = _clause(place, every)
    things = mentions(side.thing, text, ledger.language)
    others = mentions(side.of, text, ledger.language)
    of = next((n for n in range(place + 1, min(len(every), place + 3)) if every[n].lower in OF), -1)
    behind = range(of + 1, min(len(every), of + 4)) if of > 0 else range(0)
    return (
        any(n in things for n in behind)
        and any(start <= n < place for n in others)
        and not any(start <= n < place for n in things)
    )


def _share_sentence(place: int, others: Sequence[int], text: str) -> bool:
    every = tokens(text)
    bounds = next((s, e) for s, e in sentences(text) if s <= every[place].start < e)
    return any(bounds[0] <= every[other].start < bounds[1] for other in others)


def _meaning(
    place: int, name: str, side: Side, text: str, ledger: Ledger, words: LanguageWords
) -> str:
    """Return on which side the words at *place* put the author's thing; ``""`` for no answer."""
    every = tokens(text)
    start, end = _clause(place, every)
    after = list(range(place + 1, min(end, place + 8)))
    things = set(mentions(side.thing, text, ledger.language)) if side.thing else set()
    others = set(mentions(side.of, text, ledger.language)) if side.of else set()
    of = next((n for n in after[:2] if every[n].lower in OF), None)
    if of is not None:
        phrase = next((n for n in range(of, end) if "," in every[n].ahead), end) + 1
        named = range(of + 1, min(end, of + 8, phrase))
        behind = next((n for n in named if n in things | others), None)
        if behind in things and every[of + 1].lower in PRONOUNS:
            return name  # "To the left of them a windmill".
        if behind in others:
            return name
        if behind in things:
            return OPPOSITE[name]
        return ""
    before = every[place - 1] if place else None
    if before is not None and before.lower.endswith(("'s", "’s")):  # "To the bear's left".
        if place - 1 in others:
            return name
        if place - 1 in things and side.of:
            return OPPOSITE[name]
    if side.of and _is_beside_it(place, every):
        located = _located(place, every, things | others, text)
        return "" if located is None else name if located in things else OPPOSITE[name]
    beside_pronoun = place > 0 and every[place - 1].lower in PRONOUNS
    near = sorted(range(start, end), key=lambda n: abs(n - place))
    for n in near:
        first, last = sorted((n, place))
        clause = PAUSE.search(text, every[last].end)
        soon = min(every[last].end + SOON, clause.start() if clause else len(text))
        behind = soon if n == last else every[last].start
        if n in things and OTHER_SIDE.search(text, every[first].end, behind):
            return OPPOSITE[name]  # "Left a cat, across from it a dog".
        if n in things and not (beside_pronoun and n < place and side.of):
            return name
        if n in others and not (beside_pronoun and n < place):
            return OPPOSITE[name]
    return ""


def _located(place: int, every: tuple[Token, ...], both: set[int], text: str) -> int | None:
    """Return which of *both* stands "to its left", as the side at *place* has it.

    What opens a clause tells of what follows it, else of what is named last before it.
    """
    start, end = _clause(place, every)
    pauses = [match.end() for match in PAUSE.finditer(text, every[start].start, every[place].start)]
    begins = max(pauses, default=every[start].start)
    before = (every[n] for n in range(start, place - OPENING) if every[n].start >= begins)
    if all(one.lower in JUST for one in before):
        return next((n for n in range(place + 1, end) if n in both), None)
    return next((n for n in range(place - OPENING - 1, start - 1, -1) if n in both), None)


def _is_beside_it(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the side at *place* is "to its left", and no "on her left arm"."""
    if place < OPENING or every[place - 1].lower not in OWN or every[place - 2].lower not in AT:
        return False
    after = every[place + 1] if place + 1 < len(every) else None
    return after is None or every[place].ahead != " " or after.lower not in SIDED


def _clause(place: int, every: tuple[Token, ...]) -> tuple[int, int]:
    start = place
    while start and not every[start - 1].ends_clause and place - start < 14:
        start -= 1
    end = place
    while (
        end < len(every) and not (end > place and every[end - 1].ends_clause) and end - place < 14
    ):
        end += 1
    return start, end
