"""What kind of picture a description asks for: 142 descriptions, and the forms they come in."""

from pathlib import Path
from typing import get_args

import pytest

from limner.files import packaged
from limner.prompt.kinds.picture_kind import PictureKind, picture_kind

FORMS = [
    ("<!-- diagram of the build pipeline -->", "diagram"),
    ("[bar chart of rainfall]", "chart"),
    ("TODO(maria): screenshot of the search page", "interface"),
    ("% TODO draw the parser and the syntax tree", "diagram"),
    ("{{ image: round logo for a cycling club }}", "logo"),
    ("- [ ] map of the island", "map"),
    ("Fig. 3: the encoder and its neighbours", "diagram"),
    ("## Overview", "heading"),
    ("settings gear, 24px", "icon"),
    # A thing that is described among others is no sign of it.
    ("A wooden compost bin with autumn leaves", "product"),
    ("a bin with leaves", "product"),
    ("a recycling bin in the street", "scene"),
    ("a magnifying glass on a map", "product"),
    ("trash bin, outline", "icon"),
    ("bell with a red dot, outline", "icon"),
    ("magnifying glass with a plus in it", "icon"),
    ("a small bell with red dot, unread", "icon"),
    ("a tiny paper plane, outline only, for send", "icon"),
    ("+2 crossbow with a carved stock", "product"),
    # The picture's own kind, not that of a thing in it.
    ("a captain bent over a map", "scene"),
    ("a poster of a map", "poster"),
    ("an icon for the dashboard", "icon"),
    # One creature and no place; several, a place or a deed make a scene.
    ("red fox", "portrait"),
    ("red foxes", "scene"),
    ("a red fox in the forest", "scene"),
    ("a red fox chasing a hare", "scene"),
    ("a plain white mug, no logo, no text", "product"),
    # What is done, served or meant, rather than the word alone.
    ("smartwatch face showing the tide", "interface"),
    ("the onboarding wizard, step 2 of 4", "interface"),
    ("calendar page with a reminder popup", "interface"),
    ("a pod of dolphins in front of a container ship", "scene"),
    ("plate of oysters on crushed ice", "product"),
    ("pyramid of needs, five levels", "diagram"),
    ("information silos", "abstract"),
    ("ceramic pour-over dripper", "product"),
    ("a kitchen table covered with bills", "scene"),
    ("hope", "abstract"),
    ("brick warehouse converted into flats", "scene"),
    ("Portrait of the queen, who was seventy.", "portrait"),
    ("", "scene"),
    ("\n", "scene"),
    ("42", "scene"),
    ("она", "scene"),
]

KINDS = [
    line.split("\t")
    for line in Path(__file__).with_name("samples").joinpath("kinds.tsv").read_text().split("\n")
    if line
][1:]
"""Written when the rules stood."""


@pytest.mark.parametrize(("source", "kind"), FORMS)
def test_kind(source, kind):
    assert picture_kind(source) == kind


def test_kinds_are_those_an_author_means_but_for_those_known():
    """A row with a third field is known to be wrong; what is found instead stands in it."""
    found = {source: picture_kind(source) for source, *_ in KINDS}

    wrong = {source: found[source] for source, kind, *_ in KINDS if found[source] != kind}
    assert wrong == {row[0]: row[2] for row in KINDS if len(row) > 2}
    assert len(KINDS) == 142
    assert len(wrong) == 4


@pytest.mark.parametrize("mark", ["[", " ", '"', "a-"])
def test_a_long_text_is_read_at_its_beginning(mark):
    assert picture_kind(mark * 50_000) == picture_kind(mark * 2000)


def test_every_kind_is_in_the_table_or_told_by_the_text():
    table = packaged.table("prompt", "kinds", "picture_kinds.toml")

    assert set(get_args(PictureKind)) - set(table) == {"heading", "prose"}
