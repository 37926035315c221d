"""What to ask of a picture to find out whether it shows what its words say.

Each commitment of the words becomes one question that is answered with yes or no, and one that
makes sense only where a thing is there waits for that thing's own question. This is how Davidsonian
scene graphs ask (Cho et al., ICLR 2024, https://arxiv.org/abs/2310.18235) and, before them, TIFA.
"""

import re
from collections.abc import Iterable, Iterator

from limner.prompt.ledger.commitments import Ledger
from limner.prompt.picture_check import english_questions, foreign_questions
from limner.prompt.picture_check.question import Question, is_one_of

MOST_QUESTIONS = 24
"""Questions about the words beyond which a model loses count of its answers."""

MOST_ALTOGETHER = 48
"""Questions in all; words and looks may come from a file that anyone wrote."""

LONGEST_QUESTION = 500
"""Characters of a question; a longer one is about no thing that anybody could name."""

LONGEST_SOURCE = 300
"""Characters of a description that is asked about as a whole, where no thing is found in it."""

PARTS_OF_A_LOOK = 6

LONGEST_NAME, LONGEST_PART = 60, 200
"""Characters of the name of one of the cast, and of a part of their look."""

MOST_QUOTES, LONGEST_QUOTE = 12, 120
"""Pieces of lettering that are looked for, and the characters of one; a longer one is no sign."""

Looks = tuple[tuple[str, str], ...]
"""A name, and what the one who bears it looks like, for each of a cast who is in the picture."""


def questions(ledger: Ledger, looks: Looks = ()) -> tuple[Question, ...]:
    """Return what is asked about a picture of *ledger*'s words, things before what depends on them.

    Of a text that describes no one picture only its lettering is asked about.
    """
    found = list(_lettering(ledger))
    if ledger.is_picture:
        if ledger.language == "en":
            nouns = english_questions.things(ledger)[:MOST_QUESTIONS]
            asked = _short(english_questions.subject(noun, ledger) for noun in nouns)
            things = tuple(one.words for one in asked)
            rest = english_questions.about(ledger, things)
        else:
            nouns = foreign_questions.things(ledger)[:MOST_QUESTIONS]
            asked = _short(foreign_questions.subject(noun, ledger) for noun in nouns)
            things = tuple(one.words for one in asked)
            rest = foreign_questions.about(ledger)
        asked = asked or list(_whole(ledger))
        for one in _short(rest):
            needed = tuple(n for n, noun in enumerate(things) if is_one_of(noun, one.nouns))
            asked.append(Question(one.kind, one.text, one.words, one.keeps, needed, one.nouns))
        found = asked[: MOST_QUESTIONS - len(found)] + found
    for name, look in looks[:MOST_ALTOGETHER]:
        found += _look(name, look, len(found))
    return tuple(found[:MOST_ALTOGETHER])


def _short(questions: Iterable[Question]) -> list[Question]:
    return [one for one in questions if len(one.text) <= LONGEST_QUESTION]


def _whole(ledger: Ledger) -> Iterator[Question]:
    source = ledger.source[:LONGEST_SOURCE]
    # Who is told what should be written there reads it there.
    if not ledger.quotes and any(map(str.isalnum, source)):
        yield Question(
            "subject", f"Does the picture show what these words say: “{source}”?", source
        )


def _lettering(ledger: Ledger) -> Iterator[Question]:
    quotes = [quote for quote in ledger.quotes if len(quote) <= LONGEST_QUOTE][:MOST_QUOTES]
    if quotes:
        text = "Which lettering can be read in the picture?"
        yield Question("lettering", text, "", "read", quotes=tuple(quotes))


def _look(name: str, look: str, place: int) -> list[Question]:
    """Return what is asked of one of the cast; *place* is the number of the first question."""
    name = name[:LONGEST_NAME]
    parts = [part.strip()[:LONGEST_PART] for part in re.split(r"[,;.\n]+", look) if part.strip()]
    who = f"{name} is described as “{look[:LONGEST_SOURCE]}”. Can {name} be found in the picture?"
    return [
        Question("look", who, name),
        *(
            Question("look", f"Does {name} show this: “{part}”?", f"{name}: {part}", needs=(place,))
            for part in parts[:PARTS_OF_A_LOOK]
        ),
    ]
