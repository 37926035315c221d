"""Questions about a picture whose words are not English: theirs stand between quotation marks.

The question itself is English, as models that look at pictures understand it best.
"""

from collections.abc import Iterator

from limner.prompt.checks.subject_checks.named_subjects import subjects
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.picture_check.question import MOST_COUNTED, Question

NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch",
    "pt": "Portuguese",
}  # fmt: skip
"""The languages whose commitments are read."""


def things(ledger: Ledger) -> tuple[str, ...]:
    """Return the nouns whose being there is asked about, each thing once."""
    nouns = (
        *subjects(ledger),
        *(binding.noun for binding in ledger.colours),
        *(noun for side in ledger.sides for noun in (side.thing, side.of) if noun),
    )
    return tuple({noun.lower(): noun for noun in reversed(nouns)}.values())[::-1]


def subject(noun: str, ledger: Ledger) -> Question:
    """Return the question whether what *noun* names is there."""
    return Question("subject", f"Does the picture show {_named(noun, ledger)}?", noun)


def about(ledger: Ledger) -> Iterator[Question]:
    """Yield what words in another language commit to of the things in them."""
    for count in ledger.counts:
        if 0 < count.number <= MOST_COUNTED:
            things = f"exactly {count.number} of {_named(count.noun, ledger)}"
            text = f"Are there {things} in the picture, no more and no fewer?"
            words = f"{count.text.lower()} {count.noun}"
            yield Question("count", text, words, nouns=(count.noun,))
    for binding in ledger.colours:
        text = f"Has {_named(binding.noun, ledger)} the colour that “{binding.colour}” names?"
        yield Question("colour", text, f"{binding.noun}: {binding.colour}", nouns=(binding.noun,))
    for side in ledger.sides:
        if side.thing:
            where = f"to the {side.side} of {_named(side.of, ledger)}" if side.of else (
                f"in the {side.side} half of the picture"
            )  # fmt: skip
            text = f"Is {_named(side.thing, ledger)} {where}, as the viewer sees it?"
            nouns = tuple(filter(None, (side.thing, side.of)))
            yield Question("side", text, side.text, nouns=nouns)
    for negation in ledger.negations:
        if negation.thing:
            text = f"Does the picture show any of {_named(negation.what, ledger)}?"
            yield Question("exclusion", text, negation.text, "no")


def _named(noun: str, ledger: Ledger) -> str:
    language = NAMES.get(ledger.language)
    return f"what “{noun}” names in {language}" if language else f"what “{noun}” names"
