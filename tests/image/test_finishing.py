"""Exact sizes: what is drawn for them, where it is cut, and what is left alone."""

import io

import pytest
from PIL import Image, ImageDraw

from limner.image.finishing import AS_DRAWN, Finish, as_row, finish_of_row, finished
from limner.image.formats.validation import DecodedPicture
from limner.image.models import ANYTHING, UNKNOWN, Limits
from limner.image.sandbox import isolation
from limner.image.sizes import covering
from tests.support.pictures import picture

FIXED = Limits(sizes=("1024x1024", "1536x1024", "1024x1536"))
SQUARES = Limits(sizes=("256x256", "512x512", "1024x1024"))

COVERING = [
    ((1200, 630), FIXED, "1536x1024"),
    ((630, 1200), FIXED, "1024x1536"),
    ((64, 64), SQUARES, "256x256"),
    ((256, 256), SQUARES, "256x256"),
    ((257, 257), SQUARES, "512x512"),
    ((2000, 2000), SQUARES, "1024x1024"),
    ((1200, 630), UNKNOWN, "auto"),
    ((512, 512), ANYTHING, "1024x1024"),
    ((2000, 1000), ANYTHING, "2000x1008"),
]


@pytest.mark.parametrize(("exact", "limits", "size"), COVERING)
def test_what_is_drawn_covers_the_file(exact, limits, size):
    assert covering(exact, limits) == size


def checked(data: bytes, size: tuple[int, int], kind="png") -> DecodedPicture:
    return DecodedPicture(data, kind, *size)


def with_subject(at: tuple[int, int], size: tuple[int, int]) -> bytes:
    """A plain picture with something to see at one place."""
    whole = Image.new("RGB", size, "#88aacc")
    pen = ImageDraw.Draw(whole)
    for step in range(0, 40, 4):
        pen.rectangle((at[0] - step, at[1] - step, at[0] + step, at[1] + step), outline="black")
    file = io.BytesIO()
    whole.save(file, "PNG")
    return file.getvalue()


SUBJECTS = [
    ((300, 100), (60, 50), (100, 100)),
    ((300, 100), (150, 50), (100, 100)),
    ((300, 100), (240, 50), (100, 100)),
    ((100, 300), (50, 250), (100, 100)),
    ((100, 300), (50, 50), (50, 50)),
]


@pytest.mark.parametrize(("size", "at", "exact"), SUBJECTS)
async def test_it_is_cut_where_there_is_least_to_see(size, at, exact):
    came, asked = f"{size[0]}x{size[1]}", f"{exact[0]}x{exact[1]}"
    done, notes = await finished(checked(with_subject(at, size), size), Finish(asked, "png"))
    dark = Image.open(io.BytesIO(done.data)).convert("L").point(lambda value: 255 * (value < 90))
    left, top, right, bottom = dark.getbbox()
    scale = exact[0] / 100

    assert (done.width, done.height) == exact
    # The whole subject is there, but for what scaling takes of its outermost line.
    assert right - left >= 70 * scale
    assert bottom - top >= 70 * scale
    assert notes == (f"Drawn at {came}, cut and scaled to {asked}.",)


async def test_what_fits_already_stays_byte_by_byte():
    came = checked(picture(size=(24, 16)), (24, 16))

    assert await finished(came, AS_DRAWN) == (came, ())
    assert await finished(came, Finish("24x16", "png")) == (came, ())


async def test_transparency_stays_where_the_format_has_it_and_is_white_elsewhere():
    file = io.BytesIO()
    Image.new("RGBA", (40, 20), (255, 0, 0, 0)).save(file, "PNG")
    came = checked(file.getvalue(), (40, 20))
    kept, _ = await finished(came, Finish("20x20", "webp"))
    lost, _ = await finished(came, Finish("20x20", "jpeg"))

    assert Image.open(io.BytesIO(kept.data)).getpixel((9, 9))[3] == 0
    assert Image.open(io.BytesIO(lost.data)).getpixel((9, 9)) == (255, 255, 255)


async def test_what_cannot_be_finished_is_kept_as_it_came(monkeypatch):
    came = checked(b"no picture", (40, 20))
    done, notes = await finished(came, Finish("20x20", "png"))

    assert done == came
    assert notes == ("The picture could not be finished: it is saved as it came, 40x20.",)

    async def fails(*_):
        raise OSError("no process")

    monkeypatch.setattr(isolation, "run", fails)
    assert (await finished(came, Finish("20x20", "png")))[0] == came


@pytest.mark.parametrize("finish", [AS_DRAWN, Finish("12x12", "avif", 40)])
def test_the_journal_gives_back_what_was_asked_for(finish):
    assert finish_of_row(as_row(finish)) == finish


def test_a_row_of_before_asks_for_nothing():
    assert finish_of_row({"words": "a fox", "exact": 3, "saved_as": "exe"}) == AS_DRAWN
