"""Which subjects of an answer are right in other words, and how another one is put right."""

import pytest

from limner.prompt.checks.company import company_faults
from limner.prompt.ledger.extraction import read


@pytest.mark.parametrize(
    ("source", "answer", "found"),
    [
        # an artist, a place, a thing or a brand is nobody in the picture
        ("a gasworks", "A gasworks at dusk, in the manner of Gabriele Münter.", ""),
        ("a ballroom", "A ballroom, lit as in the films of Max Ophüls.", ""),
        ("a rooftop", "A rooftop at noon, shot on Fuji Velvia.", ""),
        ("a bike", "A battered Peugeot PX10 leans on a wall.", ""),
        ("a pub", "A pub on the corner of Charlotte Street.", ""),
        ("a magpie", "A magpie carries off a Silver Spoon.", ""),
        ("Petra Lang at a desk", "Petra Lang sits at a desk by a window.", ""),
        # somebody by name is
        ("a baker", "A baker named Bruno kneads dough.", "Bruno"),
        ("a bus stop", "A bus stop where Helen Marsh waits.", "Helen Marsh"),
        ("a diner", "In a diner, Oskar Brandt stirs his coffee.", "Oskar Brandt"),
        # an animal beside another belongs to the scene
        ("an otter on a rock", "An otter on a rock; a heron looks on.", ""),
        ("two ponies", "Two ponies graze while a crow hops by.", ""),
        # unless there is no other
        ("a lone goat on a ridge", "A goat on a ridge. A sheep follows it.", "sheep"),
        ("a cat, alone in a house", "A cat in a house, a dog at its side.", "dog"),
        ("a lone goat on a ridge", "A goat on a ridge, proud as an eagle.", ""),
    ],
)
def test_only_certain_company_is_asked_about(source, answer, found):
    said = [one.says for one in company_faults(read(source), answer)]
    assert any(found in one for one in said) if found else said == []
