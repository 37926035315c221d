"""The sketch as an image model: sizes, formats, honesty, and the same bytes for the same words."""

import io
import os
import random
import subprocess
import sys

import pytest
from PIL import Image

from limner.errors import InputError
from limner.image.request import PictureRequest
from limner.image.sketch.renderer import Sketch, render

SIZES = [
    ("auto", (1024, 1024)), ("1536x1024", (1536, 1024)), ("64x300", (64, 300)),
    ("1x1", (64, 64)), ("99999x2", (3840, 64)), ("wide", (1024, 1024)),
]  # fmt: skip


@pytest.mark.parametrize(("size", "expected"), SIZES)
def test_a_sketch_has_the_asked_size(size, expected):
    data = render("a quiet hill with three sheep", size)

    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ("PNG", expected)
    assert len(data) < 120_000 or size == "1536x1024"


WORDS = [
    "",
    "東京の灯台",
    "שלום עולם",
    "🌅",
    "x" * 500,
    "many words " * 60,
    "\x00\u202e",
    "Ærø ¿que?",
    "a poster that says “ΚΑΛΗΜΕΡΑ”",
    "bar chart",
    "diagram",
    "an icon",
]


@pytest.mark.parametrize("words", WORDS)
def test_words_of_any_kind_are_drawn(words):
    assert render(words, "256x256").startswith(b"\x89PNG")


def test_the_same_words_give_the_same_picture():
    """Also in another process with another hash seed."""
    code = (
        "from limner.image.sketch.renderer import render; import hashlib;"
        "print(hashlib.sha256(render('three red apples on a beach', '160x90')).hexdigest())"
    )
    seeds = [str(random.randrange(1000)) for _ in range(2)]
    prints = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in seeds
    }  # fmt: skip
    assert len(prints) == 1


class Untouched:
    """A paid step that must not be reached."""

    def sent(self):
        raise AssertionError

    received = interrupted = sent


async def test_a_sketch_is_honest_and_free():
    drawn = await Sketch().generate(PictureRequest("a hill", size="128x128"), Untouched())

    assert (drawn.renderer, drawn.model, drawn.usage) == ("placeholder", None, ())
    assert "a sketch" in drawn.notes[0]
    assert "limner setup" in drawn.notes[0]


async def test_candidates_differ_in_composition():
    request = PictureRequest("", words="a fox and two hens", size="128x128", candidates=4)
    drawn = await Sketch().generate(request, Untouched())

    assert len(set(drawn.pictures)) == 4


async def test_a_change_that_is_partly_done_is_told():
    request = PictureRequest("", words="a fox", size="96x96", changes=("make it night, it sings",))
    drawn = await Sketch().generate(request, Untouched())

    assert drawn.notes[1].endswith("but not “it sings”.")


async def test_a_change_that_cannot_be_done_draws_nothing():
    request = PictureRequest("", words="a fox", changes=("let it sing",))

    with pytest.raises(InputError, match="but not “let it sing”"):
        await Sketch().generate(request, Untouched())
