"""Questions about a picture whose words are English."""

import re
from collections.abc import Iterator

from limner.prompt.checks.subject_checks.named_subjects import seen_nouns, subjects
from limner.prompt.ledger.commitments import Binding, Ledger, Relation, Side
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import indefinite_article
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.picture_check.question import MOST_COUNTED, Question, is_one_of
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.word_classes import tags

LONGEST_EXCLUSION = 5
"""Words of what is left out; a longer phrase has more in it than one thing."""

TURNED = word_set(
    "facing looking pointing turned turning leaning its his her their my your our gazing staring"
)
"""Words by which a side is a direction or a part of a body, and not a place in the picture."""

TWO_SIDED = frozenset({"left of", "right of", "between", "around", "near", "outside"})
"""Relations that `Side` has already, that need a third thing, or that are a matter of taste."""

SEEING = "looking|looks|look|gazing|gazes|peering|peers|glancing|staring|stares"
"""Verbs behind which a relation says where somebody looks, not where anything is."""


def things(ledger: Ledger) -> tuple[str, ...]:
    """Return the nouns whose being there is asked about, each thing once."""
    coloured = {binding.colour.lower() for binding in ledger.colours}
    nouns = [
        noun
        for noun in (*subjects(ledger), *seen_nouns(ledger))
        if noun.lower() not in coloured and not _acts(noun, ledger)
    ]
    return tuple({singular(noun): noun for noun in reversed(nouns)}.values())[::-1]


def subject(noun: str, ledger: Ledger) -> Question:
    """Return the question whether *noun* is there."""
    return Question("subject", f"Does the picture show {_phrase(noun, ledger)}?", noun)


def about(ledger: Ledger, things: tuple[str, ...]) -> Iterator[Question]:
    """Yield what English words commit to of the *things* in them."""
    yield from _counts(ledger)
    yield from _colours(ledger)
    yield from filter(None, (_side(side, things) for side in ledger.sides))
    for relation in ledger.relations:
        seen = rf"\b(?:{SEEING})\s+{re.escape(relation.text)}\b"
        if not re.search(seen, ledger.source, re.IGNORECASE):
            yield from filter(None, [_relation(relation, things)])
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
    bindings = _together(ledger)
    nouns = [singular(binding.noun) for binding in bindings]
    for binding in bindings:
        colour, noun = binding.colour, binding.noun
        many = is_plural(noun)
        if "noun" not in _tags(noun, ledger) and noun.islower():
            continue
        if nouns.count(singular(noun)) > 1:
            text = f"{'Are there' if many else 'Is there a'} {colour} {noun} in the picture?"
        else:
            text = f"{'Are all the' if many else 'Is the'} {noun} {colour}?"
        yield Question("colour", text, f"{colour} {noun}", nouns=(noun,))


def _together(ledger: Ledger) -> tuple[Binding, ...]:
    """Return the colours, with those that one thing has together as one: "black and white cat"."""
    found: list[Binding] = []
    for binding in dict.fromkeys(ledger.colours):
        last = found[-1] if found else None
        pair = last and f"{last.colour} and {binding.colour}"
        if last and pair and last.noun == binding.noun and pair in ledger.source.lower():
            found[-1] = Binding(pair, binding.noun)
        else:
            found.append(binding)
    return tuple(found)


def _side(side: Side, things: tuple[str, ...]) -> Question | None:
    if TURNED & word_set(side.text.lower()) or not is_one_of(side.thing, things):
        return None
    be = "Are" if is_plural(side.thing) else "Is"
    if side.of:
        text = f"{be} the {side.thing} to the {side.side} of the {side.of}, as the viewer sees it?"
        nouns: tuple[str, ...] = (side.thing, side.of)
    else:
        text = f"{be} the {side.thing} in the {side.side} half of the picture?"
        nouns = (side.thing,)
    return Question("side", text, side.text, nouns=nouns)


def _relation(relation: Relation, things: tuple[str, ...]) -> Question | None:
    first, second = relation.first, relation.second
    known = is_one_of(first, things) and is_one_of(second, things)
    if relation.name in TWO_SIDED or not known:
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


def _acts(word: str, ledger: Ledger) -> bool:
    """Say whether *word* is what somebody does: "it stands proudly"."""
    does = rf"\b(?:it|he|she|they|who|which|that|we|you|i)\s+{re.escape(word)}\b"
    return re.search(does, ledger.source, re.IGNORECASE) is not None


def _phrase(noun: str, ledger: Ledger) -> str:
    """Return *noun* with the nouns that belong to it, and an article where its author gave one."""
    whole = _compound(noun, ledger.source)
    single = rf"\b(?:an?|one|the|its|his|her)\s+(?:[\w'’-]+\s+){{0,3}}{re.escape(noun)}\b"
    if is_plural(noun) or not re.search(single, ledger.source, re.IGNORECASE):
        return whole
    return f"{indefinite_article(whole)} {whole}"


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


def _tags(word: str, ledger: Ledger) -> set[str]:
    """Return what *word* is in the source: a noun, an adjective."""
    words = WORD_OR_MARK.findall(ledger.source)
    return {tag for one, tag in zip(words, tags(words), strict=True) if one == word}
