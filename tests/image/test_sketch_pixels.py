"""The pixels of a sketch: colours on their figures, left on the left, no two pictures alike."""

import math
import operator
import statistics
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageDraw

from limner.image.sketch.drawn_plan import picture_of
from limner.image.sketch.painting.colours_mixed import named_colour
from limner.image.sketch.painting.composition import compose
from limner.image.sketch.painting.figures_drawn import coloured_shapes
from limner.image.sketch.painting.polygons_drawn import draw_shapes
from limner.image.sketch.plans.planning import plan_of
from limner.image.sketch.vectors import figure_table
from limner.image.sketch.vectors.own_figures import figure_shapes
from limner.image.sketch.vectors.path_data import polygons, segments, shortened

COLOURED = [
    ("cat", "black"), ("dog", "white"), ("mug", "blue"), ("automobile", "green"), ("bus", "red"),
    ("horse", "white"), ("tulip", "yellow"), ("elephant", "pink"), ("bear", "purple"),
    ("sofa", "yellow"), ("bicycle", "blue"), ("umbrella", "red"), ("house", "blue"),
    ("cube", "green"), ("bench", "green"), ("fox", "blue"), ("woman", "red"), ("chair", "blue"),
    ("red-apple", "black"), ("wine-glass", "purple"), ("sailboat", "red"), ("vase", "orange"),
]  # fmt: skip


def mask(figure: str) -> Image.Image:
    """Return where *figure* covers 64 × 64 pixels."""
    canvas = Image.new("RGB", (64, 64), (1, 2, 3))
    draw_shapes(canvas, ImageDraw.Draw(canvas), figure_shapes(figure), (0, 0), 64)
    different = ImageChops.difference(canvas, Image.new("RGB", (64, 64), (1, 2, 3)))
    return different.convert("L").point([0, *[255] * 255])


def hue_or_grey(pixel: tuple[int, int, int]) -> tuple[int, float]:
    """Return hue in degrees, or -1 for grey, and lightness."""
    red, green, blue = (value / 255 for value in pixel)
    most, least = max(red, green, blue), min(red, green, blue)
    light = (most + least) / 2
    if most - least < 0.08:
        return -1, light
    hue = (
        (green - blue) / (most - least) % 6
        if most == red
        else (blue - red) / (most - least) + 2
        if most == green
        else (red - green) / (most - least) + 4
    )
    return round(hue * 60) % 360, light


@pytest.mark.parametrize(("figure", "colour"), COLOURED)
def test_a_committed_colour_covers_its_figure(figure, colour):
    canvas = Image.new("RGB", (64, 64), (1, 2, 3))
    shapes = coloured_shapes(figure, colour, ())
    draw_shapes(canvas, ImageDraw.Draw(canvas), shapes, (0, 0), 64)
    where, wanted = mask(figure), hue_or_grey(named_colour(colour))
    covered = matching = 0
    for x in range(64):
        for y in range(64):
            if where.getpixel((x, y)):
                covered += 1
                hue, light = hue_or_grey(canvas.getpixel((x, y)))
                if colour in ("black", "white"):
                    matching += light < 0.4 if colour == "black" else light > 0.68
                else:
                    apart = abs(hue - wanted[0])
                    matching += hue >= 0 and min(apart, 360 - apart) <= 15
    assert matching >= 0.4 * covered, (matching, covered)


SIDES = [
    ("a bench left of a bear", 0, 1), ("a key on the left of a cup", 0, 1),
    ("a bee on the right of a refrigerator", 1, 0), ("a cat right of two dogs", 1, 0),
    ("a dog on the left and a cat on the right", 0, 1), ("a boy to the left of a tree", 0, 1),
    ("two red apples left of a cup on a table", 0, 1),
]  # fmt: skip


@pytest.mark.parametrize(("words", "left", "right"), SIDES)
@pytest.mark.parametrize("composition", range(4))
def test_left_is_left_in_every_composition(words, left, right, composition):
    places = compose(plan_of(words, composition=composition), 1000, 1000)
    edge = max(one.left + one.width for one in places if one.figure == left)
    start = min(one.left for one in places if one.figure == right)

    assert edge <= start + 1


@pytest.mark.parametrize("many", range(1, 13))
def test_as_many_are_drawn_as_are_said(many):
    places = compose(plan_of(f"{many} cats" if many > 1 else "a cat"), 1000, 1000)

    assert len(places) == many
    assert len({(round(one.left), round(one.top)) for one in places}) == many


@pytest.mark.parametrize(
    ("words", "usual"), [("one small boat", "a boat"), ("a tiny car", "a car")]
)
def test_a_lone_small_thing_is_smaller_than_usual(words, usual):
    small, large = (compose(plan_of(one), 1000, 1000)[0] for one in (words, usual))
    assert small.height < 0.7 * large.height


@pytest.mark.parametrize("size", [(1000, 1000), (1600, 900), (600, 1200)])
def test_nothing_is_cut_off(size):
    words = "a giraffe, two elephants, a house, three trees and a lion behind a fence"
    for place in compose(plan_of(words), *size):
        assert place.left >= 0
        assert place.top >= 0
        assert place.left + place.width <= size[0]
        assert place.top + place.height <= size[1]


ALL = [
    "one small boat with a red sail", "three black cats on a yellow sofa", "a fox in snow",
    "a red cube on top of a blue sphere", "a logo of a fox", "diagram of client and server",
    "bar chart of apples and pears", "psychological safety", "a lighthouse above a stormy sea",
    "an astronaut riding a horse", "two apples left of a cup on a table", "a city at night",
    "a deer in a foggy forest", "a desert with a camel", "a whale under water", "a rocket in space",
    "a street in the rain with a bus", "a kitchen with a chef", "twelve penguins on the snow",
    "a beach at sunset", "portrait of an old man", "a poster that says “JAZZ” with a trumpet",
    "a pattern of lemons", "a map of the harbour", "login screen with two fields and a button",
    "a castle on a mountain", "five geese over a lake", "a table with a vase and two candles",
    "a dog and a ball in a meadow", "a bird in the sky",
    "a green bicycle against a wall", "three candles on a table at night", "an owl on a branch",
    "a train in the mountains in winter", "a girl with a yellow umbrella", "an icon of a house",
    "a flowchart: order, payment, packing, delivery", "a pumpkin",
    "a line chart of visitors by season",
    "a rabbit under a tree", "two elephants and a giraffe", "a violin on a chair", "trust",
    "a ship in a storm", "a robot in a library", "a hot dog and a burger", "a lion in autumn",
    "a police car behind a truck", "a butterfly above three roses", "ein Hund am Strand",
    "un gato blanco en la cocina", "水下的鲸鱼和船", "красная лодка на озере", "a piano in a room",
    "a pizza between two forks", "a bear in a canoe", "a tent in the forest at night",
    "a pink elephant on a ball", "a cactus and a camel", "four blue cars on the street",
]  # fmt: skip


COSINES = [
    [math.cos(math.pi * (2 * place + 1) * wave / 64) for place in range(32)] for wave in range(8)
]


def perceptual_hash(words: str) -> int:
    """Return 64 bits of the lowest waves of the picture's brightness, as pHash has them."""
    small = picture_of(plan_of(words), 512, 512).convert("L").resize((32, 32), Image.Resampling.BOX)
    rows = [[small.getpixel((x, y)) for x in range(32)] for y in range(32)]
    across = [[sum(map(operator.mul, row, wave)) for wave in COSINES] for row in rows]
    waves = [
        sum(across[y][u] * COSINES[v][y] for y in range(32)) for v in range(8) for u in range(8)
    ]
    middle = statistics.median(waves[1:])
    return sum((wave > middle) << place for place, wave in enumerate(waves))


def test_no_two_pictures_look_alike():
    hashes = {words: perceptual_hash(words) for words in ALL}
    near = [
        (one, other, (hashes[one] ^ hashes[other]).bit_count())
        for one, other in combinations(ALL, 2)
        if (hashes[one] ^ hashes[other]).bit_count() < 10
    ]

    assert near == []


def test_every_figure_of_the_table_can_be_drawn():
    names = figure_table.figure_names()

    assert len(names) > 900
    assert all(figure_shapes(name) for name in names)


PATHS = [
    ("M5.001.3L1 2z", "M5 .3L1 2z"),
    ("M0 0a1 1 0 012 3", "M0 0a1 1 0 0 1 2 3"),
    ("m1 1 2-2.005z", "m1 1l2 -2z"),
]


@pytest.mark.parametrize(("long", "equal"), PATHS)
def test_numbers_that_touch_are_told_apart(long, equal):
    def rounded(data):
        return [(one.lower(), *(round(n, 2) for n in numbers)) for one, numbers in segments(data)]

    assert rounded(long) == rounded(equal) == rounded(shortened(long))


def test_a_curve_ends_where_it_should():
    ((*_, last),) = polygons("M0 0C0 4 4 4 4 0S8 -4 8 0A2 2 0 0 1 12 0z")

    assert last == pytest.approx((12, 0))
