"""What a description is of, learned from examples: what the table holds, how often it is right."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from limner.files import packaged
from limner.prompt.genres import training
from limner.prompt.genres.likelihood import GENRES, genre, likelihoods

EXAMPLES = Path(__file__).with_name("samples").joinpath("genres.tsv").read_text()
UNNAMED = [
    ("pilgrim route from Le Puy to Conques, hand-drawn, hills as little humps", "map"),
    ("ice cream sales against shark sightings, 2011-2019, bars and a line, two y axes", "chart"),
    ("HV monogram, stencil letters, must survive being sprayed on crates", "logo"),
    ('"Hold still," the barber told the lion.', "dialogue"),
]
"""What others wrote, and no word of it names the genre."""


@pytest.mark.parametrize(("text", "wanted"), UNNAMED)
def test_a_genre_is_found_though_no_word_names_it(text, wanted):
    assert genre(text, 0.5) == wanted


def test_likelihoods_add_up_and_an_unlikely_genre_is_none():
    found = likelihoods("a thing")

    assert sum(found.values()) == pytest.approx(1.0)
    assert set(found) == set(GENRES)
    assert genre("a thing", 1.0) is None


def test_examples_are_of_known_genres_and_each_stands_once():
    examples = training.examples_of(EXAMPLES)
    count = Counter(genre for genre, _ in examples)

    assert set(count) == set(GENRES)
    assert min(count.values()) >= 150
    assert len({text for _, text in examples}) == len(examples)


@pytest.mark.nightly
def test_the_table_is_what_the_examples_make():
    made = training.table(training.train(training.examples_of(EXAMPLES)))

    assert made == packaged.text("prompt", "genres", "weights.tsv")


@pytest.mark.nightly
def test_genres_of_authors_not_learned_from_are_right_in_seven_of_ten(monkeypatch):
    authors: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in EXAMPLES.rstrip("\n").split("\n"):
        wanted, text, author = line.split("\t")
        authors[author].append((wanted, text))
    right = total = 0
    for author in "ag":
        others = [row for one, rows in authors.items() if one != author for row in rows]
        weights = training.train(others)
        for wanted, text in authors[author]:
            right += _likeliest(weights, text) == wanted
            total += 1
    assert right / total >= 0.7


def _likeliest(weights, text):
    found = [training.BIAS, *training.features(text)]
    rows = [weights[one] for one in found if one in weights]
    scores = [sum(column) for column in zip(*rows, strict=True)]
    return GENRES[scores.index(max(scores))]
