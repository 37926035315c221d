"""What is asked of a picture, by the words it was drawn from."""

import pytest

from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check.picture_questions import MOST_QUESTIONS, questions

ROWS = [
    ("a fox", ["subject fox: Does the picture show a fox? yes"]),
    (
        "Three red boats left of a lighthouse, no people",
        [
            "subject boats: Does the picture show boats? yes",
            "subject lighthouse: Does the picture show a lighthouse? yes",
            "count three boats: Are there exactly three boats in the picture, no more and no "
            "fewer? yes <boats>",
            "colour red boats: Are all the boats red? yes <boats>",
            "side boats left of a lighthouse: Are the boats to the left of the lighthouse, as the "
            "viewer sees it? yes <boats, lighthouse>",
            "exclusion no people: Are there any people in the picture, which should be “no "
            "people”? no",
        ],
    ),
    (
        "A sign that says “Open late” above a green door",
        [
            "subject sign: Does the picture show a sign? yes",
            "subject door: Does the picture show a door? yes",
            "colour green door: Is the door green? yes <door>",
            "lettering : Which lettering can be read in the picture? read",
        ],
    ),
    (
        "Two dogs on the left, a cat on the right",
        [
            "subject dogs: Does the picture show dogs? yes",
            "subject cat: Does the picture show a cat? yes",
            "count two dogs: Are there exactly two dogs in the picture, no more and no fewer? yes "
            "<dogs>",
            "side dogs on the left: Are the dogs in the left half of the picture? yes <dogs>",
            "side cat on the right: Is the cat in the right half of the picture? yes <cat>",
        ],
    ),
    # A colour that two things of one name have tells them apart.
    (
        "two red cubes and three blue cubes",
        [
            "subject cubes: Does the picture show cubes? yes",
            "count two red cubes: Are there exactly two red cubes in the picture, no more and no "
            "fewer? yes <cubes>",
            "count three blue cubes: Are there exactly three blue cubes in the picture, no more "
            "and no fewer? yes <cubes>",
            "colour red cubes: Are there red cubes in the picture? yes <cubes>",
            "colour blue cubes: Are there blue cubes in the picture? yes <cubes>",
        ],
    ),
    (
        "a red cube on top of a blue sphere",
        [
            "subject cube: Does the picture show a cube? yes",
            "subject sphere: Does the picture show a sphere? yes",
            "colour red cube: Is the cube red? yes <cube>",
            "colour blue sphere: Is the sphere blue? yes <sphere>",
            "relation cube on top of sphere: Is the cube on top of the sphere? yes <cube, sphere>",
        ],
    ),
    # Its left paw is no place in the picture, and neither is where it looks.
    (
        "a cat with its left paw raised, facing right",
        [
            "subject cat: Does the picture show a cat? yes",
            "subject paw: Does the picture show a paw? yes",
        ],
    ),
    (
        "a red fire engine",
        [
            "subject engine: Does the picture show a fire engine? yes",
            "colour red engine: Is the engine red? yes <engine>",
        ],
    ),
    # Only what is read there says what a poster says.
    (
        "a poster with the words “Summer Fair”",
        ["lettering : Which lettering can be read in the picture? read"],
    ),
    # A cat of two colours is no black cat.
    (
        "a black and white cat",
        [
            "subject cat: Does the picture show a cat? yes",
            "colour black and white cat: Is the cat black and white? yes <cat>",
        ],
    ),
    # What somebody does, and how, is no thing.
    (
        "A robot with a black visor. It stands proudly in front of a car, looking over a valley.",
        [
            "subject robot: Does the picture show a robot? yes",
            "subject visor: Does the picture show a visor? yes",
            "subject car: Does the picture show a car? yes",
            "subject valley: Does the picture show a valley? yes",
            "colour black visor: Is the visor black? yes <visor>",
        ],
    ),
    ("fifty birds", ["subject birds: Does the picture show birds? yes"]),
    (
        "Drei rote Boote vor einem Leuchtturm, ohne Menschen",
        [
            "subject Leuchtturm: Does the picture show what “Leuchtturm” names in German? yes",
            "subject Boote: Does the picture show what “Boote” names in German? yes",
            "count drei Boote: Are there exactly 3 of what “Boote” names in German in the picture, "
            "no more and no fewer? yes <Boote>",
            "colour Boote: rote: Has what “Boote” names in German the colour that “rote” names? "
            "yes <Boote>",
            "exclusion ohne Menschen: Does the picture show any of what “Menschen” names in "
            "German? no",
        ],
    ),
    (
        "Une femme avec un chapeau rouge",
        [
            "subject femme: Does the picture show what “femme” names in French? yes",
            "subject chapeau: Does the picture show what “chapeau” names in French? yes",
            "colour chapeau: rouge: Has what “chapeau” names in French the colour that “rouge” "
            "names? yes <chapeau>",
        ],
    ),
    # Nothing is known of the language's words.
    ("赤い船", ["subject 赤い船: Does the picture show what these words say: “赤い船”? yes"]),
    ("", []),
]


@pytest.mark.parametrize(("words", "expected"), ROWS)
def test_words_become_questions(words: str, expected: list[str]):
    """Kind, words and text of each question, what keeps the words, and what must be there."""
    assert [_shown(one, questions(read(words))) for one in questions(read(words))] == expected


def test_each_of_the_cast_is_looked_for_and_then_each_part_of_the_look():
    """Nobody asks for the coat of someone who is not there."""
    looks = (("Mia", "short red hair, yellow raincoat"),)
    asked = questions(read("Mia in the rain"), looks)

    assert [(one.words, [asked[n].words for n in one.needs]) for one in asked[-3:]] == [
        ("Mia", []),
        ("Mia: short red hair", ["Mia"]),
        ("Mia: yellow raincoat", ["Mia"]),
    ]


def test_lettering_is_asked_for_without_saying_what_it_should_be():
    """A model that is told the words reads them anywhere."""
    asked = questions(read("A sign “Opne” and a poster “Sale”"))[-1]

    assert (asked.quotes, "Opne" in asked.text) == (("Opne", "Sale"), False)


def test_there_are_never_more_questions_than_a_model_keeps_in_order():
    words = ", ".join(f"three red {thing}" for thing in THINGS)

    assert len(questions(read(words))) == MOST_QUESTIONS == 24


@pytest.mark.parametrize(
    ("words", "looks", "many"),
    [
        ("", [(f"N{n}", "a, b, c, d, e, f") for n in range(30_000)], 48),
        ("three red boats left of a house and " * 900, [], 25),
        ("no boats, no cars, " * 1_500, [], 25),
        (" ".join(f"“sign number {n} here”" for n in range(1_400)), [], 1),
        ("a " + "boat " * 6_000, [], 24),
        (f"three red {'b' * 31_000}s, no {'c' * 900}s", [("N" * 32_000, "x" * 32_000)], 48),
    ],
)
def test_a_hostile_record_makes_no_long_request(words, looks, many):
    """Words and looks may come from a file that anyone wrote."""
    asked = questions(read(words), tuple(looks))

    assert len(asked) <= many
    assert sum(len(one.text) for one in asked) < 30_000
    assert sum(len(quote) for one in asked for quote in one.quotes) <= 12 * 120


THINGS = [
    "cats",
    "dogs",
    "cups",
    "chairs",
    "tables",
    "boats",
    "cars",
    "trees",
    "birds",
    "horses",
    "apples",
    "pears",
    "books",
]


def _shown(one, every) -> str:
    needed = ", ".join(every[n].words for n in one.needs)
    shown = f"{one.kind} {one.words}: {one.text} {one.keeps}"
    return f"{shown} <{needed}>" if needed else shown
