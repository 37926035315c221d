"""What to ask of a picture to find out whether it shows what its words say.

Each commitment of the words becomes one question that is answered with yes or no, and one that
makes sense only where a thing is there waits for that thing's own question. This is how Davidsonian
scene graphs ask (Cho et al., ICLR 2024, https://arxiv.org/abs/2310.18235) and, before them, TIFA.
"""

import re
from collections.abc import Iterator

from limner.prompt.ledger.commitments import Ledger
from limner.prompt.picture_check import english_questions, foreign_questions
from limner.prompt.picture_check.question import Question, is_one_of

MOST_QUESTIONS = 24
"""Questions beyond which a model loses count of its answers."""

LONGEST_SOURCE = 300
"""Characters of a description that is asked about as a whole, where no thing is found in it."""

PARTS_OF_A_LOOK = 6

Looks = tuple[tuple[str, str], ...]
"""A name, and what the one who bears it looks like, for each of a cast who is in the picture."""


def questions(ledger: Ledger, looks: Looks = ()) -> tuple[Question, ...]:
    """Return what is asked about a picture of *ledger*'s words, things before what depends on them.

    Of a text that describes no one picture only its lettering is asked about.
    """
    found = list(_lettering(ledger))
    if ledger.is_picture:
        if ledger.language == "en":
            things = english_questions.things(ledger)
            asked = [english_questions.subject(noun, ledger) for noun in things]
            rest = english_questions.about(ledger, things)
        else:
            things = foreign_questions.things(ledger)
            asked = [foreign_questions.subject(noun, ledger) for noun in things]
            rest = foreign_questions.about(ledger)
        asked = asked or list(_whole(ledger))
        for one in rest:
            needed = tuple(n for n, noun in enumerate(things) if is_one_of(noun, one.nouns))
            asked.append(Question(one.kind, one.text, one.words, one.keeps, needed, one.nouns))
        found = asked[: MOST_QUESTIONS - len(found)] + found
    for name, look in looks:
        found += _look(name, look, len(found))
    return tuple(found)


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
