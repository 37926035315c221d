"""Prompts about another animal or person than their author's, and those about the same."""

import pytest

from limner.prompt import dialects
from limner.prompt.checks.subject_checks.another_subject import other_subject
from limner.prompt.checks.verification import hard_faults
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")

MENDED = [
    # Pronouns follow whom they stand for, where nobody else is there.
    ("A king on a wall",
     "A queen stands on a wall. She lifts her chin and the wind moves her cloak around her.",
     "A king stands on a wall. He lifts his chin and the wind moves his cloak around him."),
    ("A nun with a lantern",
     "A monk walks with a lantern, his hood drawn low. The bread beside him is his.",
     "A nun walks with a lantern, her hood drawn low. The bread beside her is hers."),
    ("A grandfather in a garden",
     "A grandmother kneels in a garden, her three baskets beside her. She's planting beans.",
     "A grandfather kneels in a garden, his three baskets beside him. He's planting beans."),
    ("A wizard in a library",
     "A witch turns a page in a library, her owl asleep above her.",
     "A wizard turns a page in a library, his owl asleep above him."),
    # Somebody else's pronouns, a beard or a beak stay: the author's words stand in front.
    ("A grandmother in a rocking chair",
     "A grandfather dozes in a rocking chair, his white beard spread over the blanket.",
     "A grandmother in a rocking chair. A grandfather dozes in a rocking chair, his white beard "
     "spread over the blanket."),
    ("A fox in a barn",
     "A pigeon sits in a barn, its feathers ruffled by the draught.",
     "A fox in a barn. A pigeon sits in a barn, its feathers ruffled by the draught."),
    # Later mentions in the other number, and a colour that is no part of a name.
    ("A raven on a gate",
     "A pigeon sits on a gate in the rain. Pigeons wait on the roof behind it.",
     "A raven sits on a gate in the rain. Ravens wait on the roof behind it."),
    ("Three foxes in a snowy wood",
     "Three wolves trot through a snowy wood. One wolf turns to listen.",
     "Three foxes trot through a snowy wood. One fox turns to listen."),
    ("A swan on a canal",
     "A duck swims on a canal and ducks under a bridge.",
     "A swan swims on a canal and ducks under a bridge."),
    ("A goat on a bridge",
     "A muddy white sheep waits on a bridge, its head low.",
     "A muddy white goat waits on a bridge, its head low."),
    # What the animal has as well stays.
    ("A hare in a barn",
     "A squirrel sits in a barn, its paws folded and its whiskers still.",
     "A hare sits in a barn, its paws folded and its whiskers still."),
    ("A crow in a barn",
     "A pigeon sits in a barn, its feathers ruffled by the draught.",
     "A crow sits in a barn, its feathers ruffled by the draught."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "expected"), MENDED)
def test_another_stands_in_no_contradiction(source, prompt, expected):
    assert repaired(read(source), Expansion(prompt, None, "", ""), GENERIC).prompt == expected


@pytest.mark.parametrize(
    ("source", "prompt"),
    [
        ("A pancake on a plate", "A harp leans against the wall of an empty concert hall."),
        ("A lunchbox on a bench", "A violin lies in its case, the bow beside it."),
        ("A swallow above a river", "A honeybee hovers above a field."),
    ],
)
def test_a_thing_needs_its_name(source, prompt):
    assert any(fault.kind == "subject" for fault in hard_faults(read(source), prompt))


LEFT_ALONE = [
    # Two of whom each may be told first.
    ("A queen and a king at a window", "A king opens the window while a queen reads beside him."),
    ("A bride and her groom on a pier", "A groom carries his bride along a pier of grey planks."),
    ("A nun and a monk in a boat", "A monk rows the boat, his sleeves rolled; a nun steers it."),
    ("A witch and a wizard at a well", "A wizard lowers a bucket into the well as a witch waits."),
    (
        "A grandfather teaching his granddaughter chess",
        "A granddaughter frowns at the chessboard where her grandfather teaches her.",
    ),
    # A kind of the author's animal.
    ("A deer at the edge of a wood", "A young doe waits at the edge of a wood, ears turned back."),
    ("A horse in the surf", "A grey mare wades through the surf, her mane wet and her head low."),
    # Another word for the same person.
    ("A philosopher on the steps", "An old thinker rests on the steps, a scroll on his knees."),
    # What happens, and a dish, told by what is seen of it.
    ("A picnic", "A plaid cloth lies in the grass with bread, pears and a jug of cider on it."),
    ("A hailstorm", "White stones of ice bounce from the road under a slate-grey cloud."),
    ("A family lunch", "Grandparents and children pass bowls of beans along a wooden table."),
    ("A traffic jam", "Rows of cars stand bumper to bumper under a red evening sky."),
    ("A board game night", "Four friends lean over a table strewn with cards and wooden pieces."),
    ("An omelette", "Beaten eggs folded around mushrooms and chives steam in an iron pan."),
    # Whoever has a pronoun, nobody is put for another.
    ("A king with a hawk", "A king with a hawk on his glove rides out at dawn, his cloak blue."),
    ("A witch in a kitchen", "A witch stirs a pot in her kitchen, her black cat beside her."),
]


@pytest.mark.parametrize(("source", "prompt"), LEFT_ALONE)
def test_the_same_persons_are_left_alone(source, prompt):
    ledger = read(source)

    assert hard_faults(ledger, prompt) == ()
    assert other_subject(ledger, prompt) == ""
