import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.prompt.naming import alt, subject, title


@pytest.mark.parametrize(
    ("source", "name", "text"),
    [
        ("a beach sunset", "A beach sunset", "A beach sunset."),
        ("// TODO(me): draw me a picture of a red robot", "A red robot", "A red robot."),
        ("a photo of a bench", "A photo of a bench", "A bench."),
        ("An image of two cats.", "An image of two cats", "Two cats."),
        ("- [ ] hero: foggy forest", "Hero: foggy forest", "Hero: foggy forest."),
        ("an oil painting of a barn", "An oil painting of a barn", "An oil painting of a barn."),
        ("a lake --ar 16:9 --no snow --v 7", "A lake", "A lake."),
        ("What is trust?", "What is trust?", "What is trust?"),
    ],
)
def test_names_are_the_authors_words(source, name, text):
    assert title(source) == name
    assert alt(source) == text


@given(st.text(max_size=400))
def test_names_keep_their_limits(source):
    assert 0 < len(title(source)) <= 60
    assert len(alt(source)) <= 125
    assert "\n" not in title(source) + alt(source)


def test_long_words_are_cut_between_words():
    source = "a very long description of a harbour with many boats and a lighthouse " * 3

    assert title(source).endswith("…")
    assert title(source).rstrip("…").lower() in source
    assert alt(source).rstrip("…").lower() in source


def test_a_request_is_not_part_of_the_subject():
    assert subject("Please draw me a picture of the old town") == "the old town"
