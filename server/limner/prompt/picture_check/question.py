"""One question about a picture."""

from dataclasses import dataclass
from typing import Literal

from limner.prompt.ledger.nouns import singular

QuestionKind = Literal[
    "subject", "count", "colour", "side", "relation", "exclusion", "lettering", "look"
]

Answer = Literal["yes", "no", "uncertain"]

MOST_COUNTED = 12
"""The largest number that is worth asking about: nobody counts fifty birds in a picture."""


@dataclass(frozen=True)
class Question:
    """One question about a picture.

    Attributes:
        kind: what it is about.
        text: the question, in English; foreign words stand in it between quotation marks.
        words: what the author's words commit to, in few words: "three boats".
        keeps: the answer that keeps them; of lettering, what can be read decides.
        needs: places of the questions whose things must be there for this one to make sense.
        nouns: the things it is about, as written.
        quotes: the lettering that must be read.
    """

    kind: QuestionKind
    text: str
    words: str
    keeps: Literal["yes", "no", "read"] = "yes"
    needs: tuple[int, ...] = ()
    nouns: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


def is_one_of(noun: str, nouns: tuple[str, ...]) -> bool:
    """Say whether *noun* is one of *nouns*, in any number."""
    return any(singular(noun) == singular(other) for other in nouns)
