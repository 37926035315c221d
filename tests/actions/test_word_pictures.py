"""Pictures for words that stand in no document: their names, and which one is kept for them."""

from dataclasses import replace

import pytest

from limner.actions.outside_editors.word_pictures import kept_name, kept_picture
from limner.image.formats import provenance
from tests.support.pictures import MADE, picture

FOX = replace(MADE, words="a red fox", edits=())
NIGHT = replace(FOX, edits=("make it night",))
OWL = replace(FOX, words="a grey owl")


def test_options_give_a_name_of_their_own():
    plain, styled = kept_name("a red fox", {}, "png"), kept_name("a red fox", {"style": "x"}, "png")

    assert plain == kept_name("a red fox", {"style": None}, "png") == "a-red-fox.png"
    assert styled.startswith("a-red-fox-")
    assert styled == kept_name("a red fox", {"style": "x"}, "png") != plain


KEPT = [
    ({"a-red-fox.png": FOX}, (), "a-red-fox.png"),
    ({"a-red-fox.png": FOX, "a-red-fox-2.png": FOX, "a-red-fox-10.png": FOX}, (),
     "a-red-fox-10.png"),
    ({"a-red-fox.png": FOX, "a-red-fox-1.png": NIGHT}, (), "a-red-fox.png"),
    ({"a-red-fox.png": FOX, "a-red-fox-1.png": NIGHT}, ("make it night",), "a-red-fox-1.png"),
    ({"a-red-fox.png": OWL}, (), None),
    ({"a-red-fox.png": None}, (), None),
    ({"a-red-fox.jpg": FOX}, (), "a-red-fox.jpg"),
    ({"a-red-fox-cub.png": FOX}, (), None),
    ({}, (), None),
]  # fmt: skip


@pytest.mark.parametrize(("held", "edits", "found"), KEPT)
def test_the_newest_that_says_the_same_is_kept(tmp_path, held, edits, found):
    for name, record in held.items():
        data = picture(kind="JPEG" if name.endswith("jpg") else "PNG")
        (tmp_path / name).write_bytes(provenance.embed(data, record) if record else data)
    kept = kept_picture(tmp_path, "a-red-fox.png", "a red fox", edits=edits)

    assert (kept and kept.name) == found


def test_where_pictures_say_nothing_the_name_does(tmp_path):
    (tmp_path / "a-red-fox.png").write_bytes(picture())

    assert kept_picture(tmp_path, "a-red-fox.png", "a red fox", unrecorded=True)
    assert kept_picture(tmp_path / "none", "a-red-fox.png", "a red fox", unrecorded=True) is None
