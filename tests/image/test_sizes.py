"""Shapes from words, and the sizes of a model that come nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.image.aspect import aspect_of, unwritten
from limner.image.models import ANYTHING, UNKNOWN, Limits, limits, read_table
from limner.image.sizes import best, nearest, parse

SHAPES = [
    ("a harbour at dawn, 16:9", 16 / 9),
    ("a harbour, aspect ratio 3:2", 3 / 2),
    ("ratio of 7:4, a harbour", 7 / 4),
    ("a harbour in 4:3", 4 / 3),
    ("a harbour --ar 2:3", 2 / 3),
    ("a harbour, 1:1 format", 1.0),
    ("a 1920x1080 wallpaper of a harbour", 16 / 9),
    ("a panorama of the Alps", 2.0),
    ("the Alps at dusk, panorama", 2.0),
    ("a panoramic view of the bay", 2.0),
    ("a harbour, wide", 16 / 9),
    ("a wide picture of a harbour", 16 / 9),
    ("a widescreen still", 16 / 9),
    ("a portrait of a woman in green", 2 / 3),
    ("An oil portrait of a young sailor", 2 / 3),
    ("a fox in the snow, portrait format", 2 / 3),
    ("a fox in the snow, portrait", 2 / 3),
    ("a fox in landscape orientation", 3 / 2),
    ("a landscape with three poplars", 3 / 2),
    ("a portrait of a woman, 16:9", 16 / 9),
    ("a portrait of a woman in landscape format", 3 / 2),
    ("a fox, square", 1.0),
    ("a square picture of a fox", 1.0),
    ("an icon of a fox", 1.0),
    ("a flat app icon with a fox", 1.0),
    ("a banner for a spring sale", 3.0),
    ("a website banner with a lighthouse", 3.0),
    ("a book cover with a raven", 2 / 3),
    ("a magazine cover with a raven", 3 / 4),
    ("an album cover with a raven", 1.0),
    ("a desktop wallpaper of dunes", 16 / 9),
    ("a phone wallpaper of dunes", 9 / 16),
    ("wallpaper of dunes at night", 16 / 9),
    ("a postcard from Lisbon", 3 / 2),
    ("a square album cover with a raven", 1.0),
    ("a raven, banner 1200x400", 3.0),
    ("a raven, banner 1600x400", 3.0),
    ("a wide panorama of the Alps", 2.0),
    ("a social card with a raven", 40 / 21),
    ("a raven, A4 landscape", 7 / 5),
    ("a raven, A4 portrait", 5 / 7),
    ("a raven, A4", 5 / 7),
    ("a raven —ar 16:9", 16 / 9),
    ("a raven --ar 139:100", 139 / 100),
    ("a raven, phone wallpaper --ar 99:1", 9 / 16),
    ("a lock screen wallpaper of dunes", 9 / 16),
    ("a presentation slide with a raven", 16 / 9),
    ("ein Hafen im Hochformat", 2 / 3),
    ("ein Hafen, Querformat", 3 / 2),
    ("ein Hafen als quadratisches Bild", 1.0),
    ("Porträt einer alten Frau", 2 / 3),
    ("un port au format paysage", 3 / 2),
    ("un port, format carré", 1.0),
    ("un puerto en formato vertical", 2 / 3),
    ("retrato de una mujer", 2 / 3),
    ("un porto in formato orizzontale", 3 / 2),
    ("een haven, staand formaat", 2 / 3),
    ("um porto em formato paisagem", 3 / 2),
]  # fmt: skip


@pytest.mark.parametrize(("words", "ratio"), SHAPES)
def test_words_say_the_shape(words, ratio):
    assert aspect_of(words) == pytest.approx(ratio)


NO_SHAPES = [
    "a harbour at dawn",
    "a wide river between hills",
    "a wide shot of a harbour",
    "a town square at noon",
    "a square table with two mugs",
    "a room with a portrait over the fireplace",
    "a group portrait of the crew",
    "the portrait gallery at night",
    "a banner hanging over a street",
    "a banner of red silk",
    "a girl in front of floral wallpaper",
    "a church icon, lit by candles",
    "a train that leaves at 4:3",
    "a clock at 3:45",
    "a scoreboard after they won 3:2",
    'a sign saying "16:9"',
    "a poem from chapter 4:5",
    "a 10:1 chance",
    "a 3D model at 1:1 scale",
    "a football match, 2:1",
    "a postman with a postcard",
    "a cover of snow on the roofs",
    "an upright piano",
    "a tall tower",
    "the horizontal bars of a gate",
    "",
    "16:9:3",
    "a 4x4 in the mud",
    "a sheet of A4 paper on a desk",
    "a library card and a stamp",
    "a raven --ar 99:1",
    'a wall with "phone wallpaper" on it',
]


@pytest.mark.parametrize("words", NO_SHAPES)
def test_words_of_the_subject_are_no_shape(words):
    assert aspect_of(words) is None


UNWRITTEN = [
    ("A harbour at dawn, 16:9. The surface", "A harbour at dawn. The surface"),
    ("a harbour at dawn --ar 3:2", "a harbour at dawn"),
    ("a 1920x1080 wallpaper of dunes", "a wallpaper of dunes"),
    ("A fox in the snow, 4:3 aspect ratio, watercolour", "A fox in the snow, watercolour"),
    ("a harbour, aspect ratio 3:2, at dusk", "a harbour, at dusk"),
    ("a harbour in a 3:2 format at noon", "a harbour at noon"),
    ("16:9, a harbour in 4:3", "a harbour"),
    ('a sign "16:9" in 16:9', 'a sign "16:9"'),
    ("a clock at 3:45, 16:9", "a clock at 3:45"),
    ("they won 3:2,  in oil", "they won 3:2,  in oil"),
    ("a panorama of the Alps", "a panorama of the Alps"),
    ("line one.\n\n  line two", "line one.\n\n  line two"),
]


@pytest.mark.parametrize(("text", "left"), UNWRITTEN)
def test_numbers_that_say_a_shape_are_not_lettered(text, left):
    assert unwritten(text) == left
    assert unwritten(left) == left


@given(st.text(alphabet='ab 0123456789:x-,.ratio"“”', max_size=60))
def test_what_is_left_says_no_shape_in_numbers(text):
    assert unwritten(unwritten(text)) == unwritten(text)


@given(st.text(max_size=200))
def test_any_text_has_a_shape_or_none(words):
    found = aspect_of(words)
    assert found is None or 1 / 3 <= found <= 3


TABLE = read_table()
NEWEST, OLDER = limits(TABLE, "gpt-image-2.6-flare"), limits(TABLE, "gpt-image-1.5")
LOCAL = limits(TABLE, "sd-cpp-local")

BEST = [
    (1.0, "1024x1024", "1024x1024", "512x512"),
    (3 / 2, "1536x1024", "1536x1024", "768x512"),
    (2 / 3, "1024x1536", "1024x1536", "512x768"),
    (16 / 9, "1536x864", "1536x1024", "768x448"),
    (9 / 16, "864x1536", "1024x1536", "448x768"),
    (4 / 3, "1344x1008", "1536x1024", "704x512"),
    (5 / 4, "1280x1024", "1536x1024", "640x512"),
    (2.0, "1536x768", "1536x1024", "768x384"),
    (3.0, "1536x512", "1536x1024", "768x256"),
    (7 / 3, "1456x624", "1536x1024", "768x320"),
]


@pytest.mark.parametrize(("ratio", "newest", "older", "local"), BEST)
def test_a_shape_becomes_a_size_of_the_model(ratio, newest, older, local):
    assert best(ratio, NEWEST) == best(ratio, ANYTHING) == newest
    assert best(ratio, OLDER) == older
    assert best(ratio, LOCAL) == local
    assert best(ratio, UNKNOWN) == best(ratio, Limits(sizes=())) == "auto"


NEAREST = [
    ((1024, 1024), "1024x1024", "1024x1024"),
    ((1000, 1000), "992x992", "1024x1024"),
    ((1920, 1080), "1920x1088", "1536x1024"),
    ((1080, 1920), "1088x1920", "1024x1536"),
    ((3840, 2160), "3840x2160", "1536x1024"),
    ((9999, 9999), "2880x2880", "1024x1024"),
    ((2000, 100), "2000x672", "1536x1024"),
    ((7, 7), "16x16", "1024x1024"),
]


@pytest.mark.parametrize(("asked", "newest", "older"), NEAREST)
def test_a_size_the_model_has_not_becomes_the_nearest(asked, newest, older):
    assert nearest(asked, NEWEST) == newest
    assert nearest(asked, OLDER) == older
    assert nearest(asked, UNKNOWN) == f"{asked[0]}x{asked[1]}"
    assert nearest(asked, Limits(sizes=())) == "auto"


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_every_size_that_is_sent_is_one_the_model_takes(width, height):
    for rows in (NEWEST, LOCAL):
        wide, high = parse(nearest((width, height), rows))
        assert wide % rows.multiple == high % rows.multiple == 0
        assert max(wide, high) <= rows.longest
        assert max(wide, high) <= rows.ratio * min(wide, high)
        assert wide * high <= rows.pixels
        assert nearest((wide, high), rows) == f"{wide}x{high}"


@pytest.mark.parametrize("size", ["", "auto", "wide", "0x5", "12", "1x2x3", "-5x5", "100000x1"])
def test_what_is_no_size(size):
    assert parse(size) is None
