import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.prompt.ledger.commitments import Binding, Count, Ledger, Relation
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.heads import head, number_of
from limner.prompt.ledger.number_words import number_at, spelled
from limner.prompt.ledger.tokens import indefinite_article, tokens

ROWS = [
    ("three red apples and two green pears on a blue plate",
     {"counts": (Count(3, "three", "apples"), Count(2, "two", "pears")),
      "colours": (Binding("red", "apples"), Binding("green", "pears"), Binding("blue", "plate"))}),
    ("'Go home,' she said, and Tom went.", {"quotes": ()}),
    ("a sign that shouts 'Go home!'", {"quotes": ("Go home!",)}),
    ("a 1.5 l jug, version 2.5", {"names": ("1.5 l",)}),
    ("Every Tuesday Mrs Okafor sings", {"names": ("Mrs Okafor",)}),
    ('a sign that says "Deep Learning"', {"quotes": ("Deep Learning",)}),
    ("a storefront with 'Hello World' written on it", {"quotes": ("Hello World",)}),
    ("the dogs' bowl and the cats' bed", {"quotes": ()}),
    ("a card that says “it's over”, „Ende“", {"quotes": ("it's over", "Ende")}),
    ("a stop sign on the left of a bicycle",
     {"relations": (Relation("left of", "sign", "bicycle", "on the left of"),)}),
    ("a horse riding an astronaut",
     {"relations": (Relation("riding", "horse", "astronaut", "riding"),)}),
    ("The black phone was resting on top of the brown charger.",
     {"relations": (Relation("on top of", "phone", "charger", "on top of"),)}),
    ("a girl hidden by a refrigerator",
     {"relations": (Relation("hidden by", "girl", "refrigerator", "hidden by"),)}),
    ("Grace Hopper at a UNIVAC, 1952", {"names": ("1952", "Grace Hopper", "UNIVAC")}),
    ("hero: foggy forest, #2F4A66 accents, 3.5 m wide, see https://x.org/a?b=1.",
     {"names": ("#2F4A66", "3.5 m", "https://x.org/a?b=1"), "weathers": ("foggy",)}),
    ("a black-and-white photo of a lighthouse at night in winter",
     {"media": ("black-and-white", "photo"), "times": ("night",), "seasons": ("winter",)}),
    ("two men talking behind three old swimming pools",
     {"counts": (Count(2, "two", "men"), Count(3, "three", "pools"))}),
    ("a pair of matching socks", {"counts": (Count(2, "pair", "socks"),)}),
    ("red and blue striped shirt",
     {"colours": (Binding("red", "shirt"), Binding("blue", "shirt"))}),
    ("the car is red", {"colours": (Binding("red", "car"),)}),
    ("ein Strand mit drei roten Booten",
     {"language": "de", "counts": (Count(3, "drei", "Booten"),),
      "colours": (Binding("roten", "Booten"),)}),
    ("un chat noir sur une table", {"language": "fr"}),
    ("A Bowl Of Fresh Ramen", {"names": ()}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_words_commit_to(source, expected):
    ledger = read(source)

    assert {name: getattr(ledger, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("source", "excluded"),
    [
        ("a classroom without any students", ["students"]),
        ("a plate that has no bananas on it", ["bananas"]),
        ("a glass without orange juice next to it", ["orange juice"]),
        ("a shoe rack without any pairs of shoes on it", ["shoes"]),
        ("a street, no people, no cars", ["people", "cars"]),
        ("a man not wearing a hat", ["hat"]),
        ("not more than five meerkats", []),
        ("a square without stalls, dogs or tourists, at noon", ["stalls", "dogs", "tourists"]),
        ("a flyer, neither logo nor border", ["logo", "border"]),
        ("a hut, no other building", ["building"]),
        ("a sky bare of clouds, a dust-free lens", ["clouds", "dust"]),
        ("a reef, avoid divers; leave out the boats", ["divers", "boats"]),
        ("an athlete who stretches to avoid injuries", []),
        ("no rooms, white or grey walls", ["rooms"]),
        ("ein Platz ohne sichtbare Autos oder Busse", ["Autos", "Busse"]),
        ("una plaza sin perros ni coches, al amanecer", ["perros", "coches"]),
    ],
)
def test_exclusions_and_their_scope(source, excluded):
    assert [negation.what for negation in read(source).negations] == excluded


def test_a_negated_deed_excludes_no_thing():
    (negation,) = read("the trophy doesn't fit into the suitcase").negations

    assert not negation.thing


def test_an_excluded_thing_is_not_counted_as_present():
    assert read("a table without two red cups").counts == ()


@pytest.mark.parametrize(
    ("word", "number"), [("twelve", 12), ("7", 7), ("dozen", 12), ("1952", None), ("cat", None)]
)
def test_numbers(word, number):
    assert number_of(word) == number


def test_a_run_of_words_ends_at_its_head_noun():
    assert head(["red", "sailing", "boats", "in", "the", "harbour"]) == "boats"


@given(st.text())
def test_any_text_can_be_read(text):
    assert isinstance(read(text), Ledger)


@pytest.mark.parametrize(("number", "is_picture"), [(40, True), (41, False)])
def test_a_list_describes_no_picture(number, is_picture):
    ledger = read(", ".join(f"{n + 2} boats" for n in range(number)) + ', "Sold"')

    assert ledger.is_picture == is_picture
    assert bool(ledger.counts) == is_picture
    assert ledger.quotes == ("Sold",)


@pytest.mark.parametrize(("length", "is_picture"), [(4000, True), (4001, False)])
def test_a_chapter_describes_no_picture(length, is_picture):
    assert read("boat " * 799 + "x" * (length - 799 * 5)).is_picture == is_picture


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "eighty-eight steps", 88),
        ("en", "two hundred and five", 205),
        ("en", "steps", None),
        ("de", "dreihundertfünfzig", 350),
        ("fr", "quatre-vingt-dix-neuf", 99),
        ("es", "cuarenta y dos", 42),
        ("ja", "eight", None),
    ],
)
def test_numbers_written_out(language, text, number):
    found = number_at(0, tokens(text), language)

    assert (found and found[0]) == number


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_every_number_below_a_thousand_has_a_name(language):
    assert set(spelled(language).values()) == set(range(1000))


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("an", "FBI MRI LED HTML SOS X-ray M16 owl hour 8-bit"),
        ("a", "NASA NATO UFO USB UN UNESCO URL unicorn use Lamp man S"),
    ],
)
def test_an_article_fits_how_a_word_is_said(article, words):
    assert {indefinite_article(word) for word in words.split()} == {article}
