"""What a description is about: 180 descriptions with the noun a reader would name."""

from pathlib import Path

import pytest

from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import head

COMPOUNDS = [
    ("an elderly Sámi reindeer herder", "herder", "reindeer herder"),
    ("bar chart comparing rainfall in four cities", "chart", "bar chart"),
    ("trail running shoe, exploded view", "shoe", "trail running shoe"),
    ("Steam train crossing a stone viaduct", "train", "Steam train"),
    ("New York City skyline at night", "skyline", "skyline"),
    ("hero image for a post about burnout", "burnout", "burnout"),
    ("a hair drier left of a toilet", "drier", "hair drier"),
    ("red panda eating bamboo", "panda", "panda"),
    ("the captain's cabin lit by a swinging lantern", "cabin", "cabin"),
]  # fmt: skip

HEADS = [
    line.split("\t")
    for line in Path(__file__).with_name("samples").joinpath("heads.tsv").read_text().split("\n")
    if line
][1:]
"""The last 60 were written when most of the rules stood."""


@pytest.mark.parametrize(("description", "noun", "compound"), COMPOUNDS)
def test_noun_and_compound(description, noun, compound):
    found = head(description)

    assert found is not None
    assert (found.noun, found.compound) == (noun, compound)


@pytest.mark.parametrize("description", ["", "42", "!?", "of the"])
def test_some_descriptions_have_none(description):
    assert head(description) is None


def test_heads_are_those_a_reader_names_but_for_those_known():
    """A row with a third field is known to be wrong; what is found instead stands in it."""
    wrong = {}
    for description, noun, *_ in HEADS:
        found = head(description)
        if found is None or lemma(found.noun, ("noun",)) != lemma(noun, ("noun",)):
            wrong[description] = found and found.noun

    assert wrong == {row[0]: row[2] for row in HEADS if len(row) > 2}
    assert len(HEADS) == 180
    assert len(wrong) == 4
