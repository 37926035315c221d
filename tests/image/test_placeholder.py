"""The placeholder's colours: the author's words choose them, then the prompt's."""

import pytest

from limner.image.placeholder.landscape import _landscape

SUNSET, SEA, FOREST = (_landscape(word) for word in ("sunset", "sea", "forest"))


@pytest.mark.parametrize(
    ("title", "prompt", "sky", "shape"),
    [
        ("A beach sunset", "Sea waves on a beach, the sea, water, a boat.", SUNSET, SEA),
        ("A quiet place", "Sea waves on a beach.", SEA, SEA),
        ("A forest", "A beach, the sea.", FOREST, FOREST),
        ("Something", "Nothing that is known.", _landscape(""), _landscape("")),
    ],
)
def test_the_authors_words_choose_first(title, prompt, sky, shape):
    scene = _landscape(title, prompt)

    assert (scene.sky, scene.shape) == (sky.sky, shape.shape)
