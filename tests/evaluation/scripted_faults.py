"""Faults that a script puts into the published expansions, for which nothing was tuned.

The fault makers know nothing of the checks: they look for a word of the description that stands in
its expansion, and write another in its place.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from limner.prompt.wordnet.head_noun import head
from tests.evaluation.samples import Seeded

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
COLOURS = ["red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white"]
OBJECTS = (
    "teapot", "violin", "cactus", "anchor", "umbrella", "typewriter", "saddle", "kettle",
    "accordion", "lantern", "wheelbarrow", "snowman", "telescope", "mailbox",
)  # fmt: skip
ANIMALS = ("otter", "camel", "owl", "lobster", "hedgehog", "goose", "walrus", "kangaroo")
LETTERINGS = (
    ', beside a sign that reads "OPEN DAILY"',
    ', under a banner with the words "Grand Sale"',
    ', next to a plaque engraved "Est. 1887"',
    ', with the caption "A Day to Remember" along the lower edge',
    ', and a small label marked "No. 5"',
)
QUOTE = re.compile(r"[\"“']([^\"”']{3,40})[\"”'](?!\w)")

Pair = tuple[str, str]


def scripted(pairs: Sequence[Pair], seed: int, most: int) -> tuple[Seeded, ...]:
    """Return at most *most* answers of *pairs* with one fault each, chosen by *seed*.

    The kinds take turns, so that those which few descriptions allow are all there.
    """
    chance = random.Random(seed)
    by_kind = {
        kind: [one for pair in pairs for one in make(pair, chance)] for kind, make in KINDS.items()
    }
    for faults in by_kind.values():
        chance.shuffle(faults)
    chosen: list[Seeded] = []
    while len(chosen) < most and any(by_kind.values()):
        chosen += [faults.pop() for faults in by_kind.values() if faults]
    return tuple(chosen[:most])


def _numbers(pair: Pair, chance: random.Random) -> Iterator[Seeded]:
    for word in NUMBERS[1:]:
        if _has(word, pair[0]) and len(re.findall(rf"\b{word}\b", pair[1])) == 1:
            other = chance.choice([one for one in NUMBERS[1:] if one != word])
            yield _fault(pair, "number", word, other)


def _colours(pair: Pair, chance: random.Random) -> Iterator[Seeded]:
    for word in COLOURS:
        if _has(word, pair[0]) and _has(word, pair[1]):
            free = [one for one in COLOURS if not _has(one, pair[0] + pair[1])]
            yield _fault(pair, "colour", word, chance.choice(free))


def _letterings(pair: Pair, chance: random.Random) -> Iterator[Seeded]:
    ends = [match.start() for match in re.finditer(r"(?<=[a-z])[.](?=\s|$)", pair[1])]
    if ends:
        place = chance.choice(ends)
        said = chance.choice(LETTERINGS)
        changed = pair[1][:place] + said + pair[1][place:]
        yield Seeded(*pair, "lettering", changed, "", said)


def _quotes(pair: Pair, chance: random.Random) -> Iterator[Seeded]:
    for match in QUOTE.finditer(pair[0]):
        if match[1] in pair[1]:
            words = match[1].split()
            place = chance.randrange(len(words))
            words[place] = words[place][:-1] + ("x" if words[place][-1:] != "x" else "n")
            yield _fault(pair, "quote", match[1], " ".join(words))


def _names(pair: Pair, chance: random.Random) -> Iterator[Seeded]:
    for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", pair[0]):
        if _has(name, pair[1]):
            other = chance.choice(("Valdemar", "Ottoline", "Krasnov", "Bellweather"))
            yield _fault(pair, "name", name, other if name in pair[1] else other.lower())


def _sides(pair: Pair, _: random.Random) -> Iterator[Seeded]:
    for word, other in (("left", "right"), ("right", "left")):
        if _has(word, pair[0]) and _has(word, pair[1]) and not _has(other, pair[1]):
            yield _fault(pair, "side", word, other)


def _subjects(pair: Pair, chance: random.Random) -> Iterator[Seeded]:
    found = head(pair[0])
    if found is None or not _has(found.noun, pair[1]):
        return
    for others in (OBJECTS, ANIMALS):
        yield _fault(pair, "subject", found.noun, chance.choice(others))


KINDS: dict[str, Callable[[Pair, random.Random], Iterator[Seeded]]] = {
    "number": _numbers, "colour": _colours, "lettering": _letterings, "quote": _quotes,
    "name": _names, "side": _sides, "subject": _subjects,
}  # fmt: skip


def _has(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


def _fault(pair: Pair, kind: str, word: str, other: str) -> Seeded:
    changed = re.sub(rf"\b{re.escape(word)}\b", other, pair[1], flags=re.IGNORECASE)
    return Seeded(*pair, kind, changed, word, other)
