"""What to ask of a picture to find out whether it shows what its words say.

Each commitment of the words becomes one question that is answered with yes or no, and one that
makes sense only where a thing is there waits for that thing's own question. This is how Davidsonian
scene graphs ask (Cho et al., ICLR 2024, https://arxiv.org/abs/2310.18235) and, before them, TIFA.
"""

import re
from collections.abc import Iterator

from limner.prompt.checks.main_subject import seen_nouns, subjects
from limner.prompt.ledger.commitments import Ledger, Relation, Side
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, NUMBERS, word_set
from limner.prompt.picture_check import foreign_questions
from limner.prompt.picture_check.question import Question
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.word_classes import tags

MOST_QUESTIONS = 24
"""Questions beyond which a model loses count of its answers."""

MOST_COUNTED = 12
"""The largest number that is worth asking about: nobody counts fifty birds in a picture."""

LONGEST_EXCLUSION = 5
"""Words of what is left out; a longer phrase has more in it than one thing."""

LONGEST_SOURCE = 300
"""Characters of a description that is asked about as a whole, where no thing is found in it."""

PARTS_OF_A_LOOK = 6

TURNED = word_set(
    "facing looking pointing turned turning leaning its his her their my your our gazing staring"
)
"""Words by which a side is a direction or a part of a body, and not a place in the picture."""

TWO_SIDED = frozenset({"left of", "right of", "between", "around", "near", "outside"})
"""Relations that `Side` has already, that need a third thing, or that are a matter of taste."""

Looks = tuple[tuple[str, str], ...]
"""A name, and what the one who bears it looks like, for each of a cast who is in the picture."""


def questions(ledger: Ledger, looks: Looks = ()) -> tuple[Question, ...]:
    """Return what is asked about a picture of *ledger*'s words, things before what depends on them.

    Of a text that describes no one picture only its lettering is asked about.
    """
    found = list(_lettering(ledger))
    if ledger.is_picture:
        things = _things(ledger)
        asked = [_subject(noun, ledger) for noun in things] or list(_whole(ledger))
        rest = _about_things(ledger) if ledger.language == "en" else foreign_questions.about(ledger)
        for one in rest:
            needed = tuple(n for n, noun in enumerate(things) if _is_one_of(noun, one.nouns))
            asked.append(Question(one.kind, one.text, one.words, one.keeps, needed, one.nouns))
        found = asked[: MOST_QUESTIONS - len(found)] + found
    for name, look in looks:
        found += _look(name, look, len(found))
    return tuple(found)


def _things(ledger: Ledger) -> tuple[str, ...]:
    """Return the nouns whose being there is asked about, each thing once."""
    if ledger.language != "en":
        return subjects(ledger)
    nouns = [*subjects(ledger), *seen_nouns(ledger)]
    return tuple({singular(noun): noun for noun in reversed(nouns)}.values())[::-1]


def _subject(noun: str, ledger: Ledger) -> Question:
    if ledger.language != "en":
        return foreign_questions.subject(noun, ledger)
    return Question("subject", f"Does the picture show {_phrase(noun, ledger)}?", noun)


def _phrase(noun: str, ledger: Ledger) -> str:
    """Return *noun* with the nouns that belong to it, and an article where its author gave one."""
    whole = _compound(noun, ledger.source)
    single = rf"\b(?:an?|one|the|its|his|her)\s+(?:[\w'’-]+\s+){{0,3}}{re.escape(noun)}\b"
    if is_plural(noun) or not re.search(single, ledger.source, re.IGNORECASE):
        return whole
    return f"{'an' if whole[0].lower() in 'aeiou' else 'a'} {whole}"


def _compound(noun: str, source: str) -> str:
    """Return *noun* as it stands in *source*, with the nouns right before it: "fire engine"."""
    words = WORD_OR_MARK.findall(source)
    if noun not in words:
        return noun
    place = words.index(noun)
    classes, start = tags(words), place
    while start and classes[start - 1] == "noun" and words[start - 1].islower():
        start -= 1
    return " ".join(words[start : place + 1])


def _whole(ledger: Ledger) -> Iterator[Question]:
    source = ledger.source[:LONGEST_SOURCE]
    # Who is told what should be written there reads it there.
    if not ledger.quotes and any(map(str.isalnum, source)):
        yield Question(
            "subject", f"Does the picture show what these words say: “{source}”?", source
        )


def _lettering(ledger: Ledger) -> Iterator[Question]:
    if ledger.quotes:
        text = "Which lettering can be read in the picture?"
        yield Question("lettering", text, "", "read", quotes=ledger.quotes)


def _about_things(ledger: Ledger) -> Iterator[Question]:
    """Yield what English words commit to of the things in them."""
    yield from _counts(ledger)
    yield from _colours(ledger)
    yield from filter(None, (_side(side) for side in ledger.sides))
    yield from filter(None, (_relation(relation) for relation in ledger.relations))
    yield from _exclusions(ledger)


def _counts(ledger: Ledger) -> Iterator[Question]:
    nouns = [singular(count.noun) for count in ledger.counts]
    for count in ledger.counts:
        if not 0 < count.number <= MOST_COUNTED:
            continue
        described = (
            rf"\b{re.escape(count.text)}\s+((?:[\w'’-]+\s+){{0,3}}){re.escape(count.noun)}\b"
        )
        between = re.search(described, ledger.source, re.IGNORECASE)
        # "Two red cubes and three blue ones": the colour says which are counted.
        told = between[1] if between and nouns.count(singular(count.noun)) > 1 else ""
        words = f"{count.text.lower()} {told}{count.noun}"
        be = "Is" if count.number == 1 else "Are"
        text = f"{be} there exactly {words} in the picture, no more and no fewer?"
        yield Question("count", text, words, nouns=(count.noun,))


def _colours(ledger: Ledger) -> Iterator[Question]:
    nouns = [singular(binding.noun) for binding in ledger.colours]
    for binding in dict.fromkeys(ledger.colours):
        colour, noun = binding.colour, binding.noun
        many = is_plural(noun)
        if nouns.count(singular(noun)) > 1:
            text = f"{'Are there' if many else 'Is there a'} {colour} {noun} in the picture?"
        else:
            text = f"{'Are all the' if many else 'Is the'} {noun} {colour}?"
        yield Question("colour", text, f"{colour} {noun}", nouns=(noun,))


def _side(side: Side) -> Question | None:
    if not side.thing or TURNED & word_set(side.text.lower()) or not _is_thing(side.thing):
        return None
    be = "Are" if is_plural(side.thing) else "Is"
    if side.of:
        text = f"{be} the {side.thing} to the {side.side} of the {side.of}, as the viewer sees it?"
        nouns: tuple[str, ...] = (side.thing, side.of)
    else:
        text = f"{be} the {side.thing} in the {side.side} half of the picture?"
        nouns = (side.thing,)
    return Question("side", text, side.text, nouns=nouns)


def _relation(relation: Relation) -> Question | None:
    first, second = relation.first, relation.second
    if relation.name in TWO_SIDED or not (_is_thing(first) and _is_thing(second)):
        return None
    be = "Are" if is_plural(first) else "Is"
    stands = relation.text.lower()
    text = f"{be} the {first} {stands} the {second}?"
    return Question("relation", text, f"{first} {stands} {second}", nouns=(first, second))


def _exclusions(ledger: Ledger) -> Iterator[Question]:
    for negation in ledger.negations:
        what = negation.what
        if not negation.thing or not 0 < len(what.split()) <= LONGEST_EXCLUSION:
            continue
        be = "Are" if is_plural(what.split()[-1]) else "Is"
        text = f"{be} there any {what} in the picture, which should be “{negation.text}”?"
        yield Question("exclusion", text, negation.text, "no")


def _look(name: str, look: str, place: int) -> list[Question]:
    """Return what is asked of one of the cast; *place* is the number of the first question."""
    parts = [part.strip() for part in re.split(r"[,;.\n]+", look) if part.strip()]
    who = f"{name} is described as “{look[:LONGEST_SOURCE]}”. Can {name} be found in the picture?"
    return [
        Question("look", who, name),
        *(
            Question("look", f"Does {name} show this: “{part}”?", f"{name}: {part}", needs=(place,))
            for part in parts[:PARTS_OF_A_LOOK]
        ),
    ]


def _is_thing(noun: str) -> bool:
    lower = noun.lower()
    return len(noun) > 1 and noun.isalpha() and lower not in NUMBERS and lower not in FUNCTION_WORDS


def _is_one_of(noun: str, nouns: tuple[str, ...]) -> bool:
    return any(singular(noun) == singular(other) for other in nouns)
