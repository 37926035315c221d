"""Numbers and measures of a model's prompt that stand for each other, or are told otherwise."""

import pytest

from limner.prompt import dialects
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")

MENDED = [
    # two things with each other's number
    ("two goats and one lamb in a pen", "One goat and two lambs graze in a pen.",
     "Two goats and one lamb graze in a pen."),
    ("two goats and one lamb in a pen", "There are two lambs and a goat in a pen.",
     "There is a lamb and two goats in a pen."),
    ("two goats and one lamb in a pen", "One goat watches two lambs in a pen.",
     "Two goats watch one lamb in a pen."),
    ("four kites and a balloon", "A red kite and four big balloons float over a hill.",
     "Four red kites and a big balloon float over a hill."),
    ("an oak and three birches", "Three old oaks and a birch stand in a field.",
     "An old oak and three birches stand in a field."),
    ("one ram and two ewes", "A pair of rams and a ewe stand on a rock.",
     "A ram and two ewes stand on a rock."),
    ("two red mugs and one blue mug", "On a shelf stands one red mug, two blue mugs beside it.",
     "On a shelf stand two red mugs, one blue mug beside it."),
    ("five wide doors and two narrow doors", "Two wide doors and five narrow doors line a hall.",
     "Five wide doors and two narrow doors line a hall."),
    ("zwei Hunde und eine Katze", "Ein Hund und zwei Katzen liegen auf dem Sofa.",
     "Zwei Hunde und eine Katze liegen auf dem Sofa."),
    ("drei schwarze Pferde und zwei weiße Pferde",
     "Zwei schwarze Pferde und drei weiße Pferde traben am Strand.",
     "Drei schwarze Pferde und zwei weiße Pferde traben am Strand."),
    ("trois chats et un chien", "Trois chiens et un chat dorment.",
     "Un chien et trois chats dorment."),
    ("trois chats noirs et deux chats blancs", "Deux chats noirs et trois chats blancs dorment.",
     "Trois chats noirs et deux chats blancs dorment."),
    # one of two things that a verb is said of together
    ("two goats and one lamb in a pen", "Two goats and three lambs graze in a pen.",
     "Two goats and one lamb graze in a pen."),
    ("two goats and one lamb in a pen", "Two goats drink and three lambs graze in a pen.",
     "Two goats drink and one lamb grazes in a pen."),
]  # fmt: skip

LEFT_ALONE = [
    # two things with each other's number
    ("two goats and one lamb in a pen", "One lamb and two goats graze in a pen."),
    ("two goats and one lamb in a pen", "Two goats doze in a pen. One goat has a bell; a lamb."),
    ("two goats and one lamb in a pen", "Two goats, one of them brown, and a lamb graze in a pen."),
    ("a table with four chairs", "A table with four chairs, a chair at its end pulled back."),
    ("two red mugs and one blue mug", "One blue mug stands between two red mugs."),
    ("two red mugs and one blue mug", "Two red mugs, one red mug steaming, and a blue mug."),
    ("a bride and two bridesmaids", "A bride and two bridesmaids. One bridesmaid holds a veil."),
    ("three boats and two piers", "Three boats lie at two piers, two boats at one, one at one."),
    ("five wide doors and two narrow doors", "Two narrow doors and five wide doors line a hall."),
    ("zwei Hunde und eine Katze", "Eine Katze und zwei Hunde liegen auf dem Sofa."),
    ("zwei Hunde und eine Katze", "Auf dem Sofa liegen zwei Hunde mit einer Katze."),
    ("trois chats noirs et deux chats blancs", "Deux chats blancs et trois chats noirs dorment."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "expected"), MENDED)
def test_what_is_wrong_is_put_right_in_place(source, prompt, expected):
    assert _mended(source, prompt) == expected


@pytest.mark.parametrize(("source", "prompt"), LEFT_ALONE)
def test_what_is_right_stays_to_the_letter(source, prompt):
    assert _mended(source, prompt) == prompt


def _mended(source, prompt):
    return repaired(read(source), Expansion(prompt, None, "", ""), GENERIC).prompt
