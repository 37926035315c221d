import pytest

from limner.prompt import dialects
from limner.prompt.checks.verification import violations
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.repair import repair

GENERIC = dialects.get("generic")


def said(prompt, negative=None):
    return Expansion(prompt, negative, "", "")


BROKEN = [
    ("three red boats", "Two red boats at sea.", "missing: exactly three boats"),
    ("three red boats", "Three red boats and four boats far off.", "wrong number of boats"),
    ("three red boats", "Three blue boats, red sky.", "missing: red boats"),
    ('a sign that says "Deep Learning"', 'A sign that says "deep learning".',
     'exactly "Deep Learning"'),
    ('a sign that says "A"', 'A sign that says "A" and "Sale".', 'remove the quoted text "Sale"'),
    ("Grace Hopper at a desk", "A woman named Grace at a desk.", "missing: Grace Hopper"),
    ("a stop sign on the left of a bicycle", "A bicycle on the left of a stop sign.",
     "turned around"),
    ("a horse riding an astronaut", "An astronaut riding a horse.", "turned around"),
    ("a classroom without any students", "A classroom with students.", "must not appear: students"),
    ("a barn at night", "A barn at noon.", "missing: night"),
    ("an oil painting of a barn", "A photograph of a barn with oil drums.",
     "missing: oil painting"),
    ("a cat", "A cat, see https://evil.example.", "remove the address"),
    ("a cat", "A cat, masterpiece, 8k.", "remove “masterpiece”"),
    ("a tall old lighthouse in fog", "A building in fog.", "missing words of the source"),
    ("a cat", "A cat. " + "Very soft light. " * 80, "at most 1000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "problem"), BROKEN)
def test_what_a_prompt_fails_to_keep_is_said(source, prompt, problem):
    assert any(problem in found for found in violations(read(source), said(prompt), GENERIC))


@pytest.mark.parametrize(
    ("source", "prompt"),
    [
        ("three red boats", "At dawn, three small red boats drift."),
        ("three red boats", "There are 3 boats; the boats are red."),
        ("a stop sign on the left of a bicycle", "A bicycle to the right of a stop sign."),
        ("a horse riding an astronaut", "An astronaut is ridden by a horse, riding hard."),
        ("a classroom without any students", "A classroom without any students, quiet."),
        ('a "B" tile', "A “B” tile."),
    ],
)
def test_other_ways_to_say_the_same_are_kept(source, prompt):
    assert violations(read(source), said(prompt), GENERIC) == ()


@pytest.mark.parametrize(
    ("dialect", "prompt", "negative", "holds"),
    [
        ("midjourney", "a classroom, quiet --no students", None, True),
        ("midjourney", "a classroom, quiet", None, False),
        ("sd", "a classroom, quiet", "students, text", True),
        ("sd", "a classroom, quiet", None, False),
        ("flux1", "A quiet, deserted classroom.", None, True),
        ("flux1", "A classroom without any students.", None, False),
        ("generic", "A quiet classroom.", None, False),
    ],
)
def test_exclusions_are_said_in_the_generators_own_way(dialect, prompt, negative, holds):
    ledger = read("a classroom without any students")
    found = violations(ledger, said(prompt, negative), dialects.get(dialect))

    assert (found == ()) == holds


@pytest.mark.parametrize("dialect", dialects.ids())
@pytest.mark.parametrize(("source", "prompt", "_problem"), BROKEN)
def test_repair_keeps_everything_in_every_dialect(dialect, source, prompt, _problem):
    row, ledger = dialects.get(dialect), read(source)
    mended = repair(ledger, said(prompt), row)

    assert violations(ledger, mended, row) == ()
    assert repair(ledger, mended, row) == mended


def test_repair_keeps_what_contradicts_nothing():
    ledger = read('three boats with "LA MER" on the sail')
    broken = said('Two boats drift. The sail reads "la mer". Soft light from the west.')

    assert repair(ledger, broken, GENERIC).prompt == (
        'Three boats with "LA MER" on the sail. Soft light from the west.'
    )


def test_what_holds_comes_back_as_it_was():
    expansion = said("A cat. Soft light.", None)

    assert repair(read("a cat"), expansion, GENERIC) is expansion
