"""Words are counted where a script puts no space between them, too."""

import pytest

from limner.prompt.word_count import count_words


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("a fox in snow", 4, 4),
        ("ein Fuchs – im Schnee", 5, 5),
        ("雪の中を歩く一匹の狐", 4, 6),
        ("雪の中を、歩く狐。 Kodak film", 6, 8),
        ("一只狐狸走过雪地。", 4, 5),
    ],
)
def test_words_are_counted(text, least, most):
    assert least <= count_words(text) <= most
