"""One question about a picture."""

from dataclasses import dataclass
from typing import Literal

QuestionKind = Literal[
    "subject", "count", "colour", "side", "relation", "exclusion", "lettering", "look"
]

Answer = Literal["yes", "no", "uncertain"]


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
