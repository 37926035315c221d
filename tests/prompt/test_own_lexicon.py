"""A person's own ``lexicon.toml``: things and media that Limner's lexicon does not know."""

from pathlib import Path

import pytest

from limner import files
from limner.errors import SettingsError
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.offline.lexicon import media, visible_features
from limner.prompt.offline.offline_expander import expand
from limner.prompt.own_lexicon import own_lexicon


def forget():
    for cached in (own_lexicon, visible_features.parts, media.hands):
        cached.cache_clear()


@pytest.fixture
def own():
    def write(text: str) -> None:
        path = files.configuration_folder() / "lexicon.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
        forget()

    yield write
    forget()


def prompt(words, style=""):
    return expand(ExpansionRequest(words, style=style)).items[0].prompt


def test_the_pages_example_is_right(own):
    page = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")
    before = prompt("a tiltrotor above the desert")
    own(page.split("## Words of your own")[1].split("```toml\n")[1].split("```")[0])
    after = prompt("a tiltrotor above the desert")

    assert "stubby wings" not in before
    assert "wo stubby wings and the big rotors at their ends" in after
    assert "two inks overlap" in prompt("a risograph of a fox") or "grain of the paper" in prompt(
        "a risograph of a fox"
    )


def test_a_noun_of_ones_own_counts_more(own):
    own('[parts]\nairplane = "the two open cockpits and the wire-braced wings"\n')

    assert "open cockpits" in prompt("an airplane above the clouds")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[parts", "cannot be read"),
        ("[nouns]\nfox = 1\n", "“nouns”: there are only the tables parts and media"),
        ("parts = 5\n", "“parts”, which is no table"),
        ("[parts]\nfox = 5\n", "“parts.fox”, which is no text of at most 200 characters"),
        (f'[parts]\nfox = "{"a" * 201}"\n', "“parts.fox”, which is no text of at most 200"),
        (f'[parts]\nfox = "{"a" * 200}"\n', ""),
        ('[parts]\nfox = "{setting}"\n', "“parts.fox”, which has a brace"),
        ('[media.riso]\nwords = ["riso"]\n', "“media.riso”, which has no words and hand"),
        ('[media.riso]\nwords = []\nhand = ["x"]\n', "“media.riso.words”, which is no list"),
    ],
)
def test_what_is_wrong_gets_one_sentence(own, text, said):
    own(text)

    if said:
        with pytest.raises(SettingsError, match=r"lexicon\.toml") as caught:
            prompt("an airplane above the clouds")
        assert said in str(caught.value)
    else:
        assert prompt("an airplane above the clouds")
