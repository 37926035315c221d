"""A person's own ``dialects.toml``, laid over Limner's table."""

from pathlib import Path

import pytest

from limner import files
from limner.cli import main
from limner.errors import SettingsError
from limner.prompt import dialects


@pytest.fixture
def own():
    def write(text: str) -> None:
        path = files.configuration_folder() / "dialects.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
        dialects._rows.cache_clear()

    yield write
    dialects._rows.cache_clear()


def test_single_values_are_changed(own):
    before = dialects.get("midjourney")
    own("[midjourney]\nwords = [5, 9]\n")
    after = dialects.get("midjourney")

    assert after.words == (5, 9)
    assert (after.name, after.limit, after.unit) == (before.name, before.limit, before.unit)


def test_a_table_is_added_and_used(own, capsys):
    own('[ours]\nlike = "sd"\nname = "Our model"\nlimit = 300\n')

    assert dialects.get("ours").form == dialects.get("sd").form
    assert (dialects.get("ours").name, dialects.get("ours").limit) == ("Our model", 300)
    assert main(["expand", "a beach sunset", "--dialect", "ours"]) == 0
    assert "," in capsys.readouterr().out


def test_the_pages_example_is_right(own):
    page = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")
    own(page.split("## Generators' dialects")[1].split("```toml\n")[1].split("```")[0])

    assert dialects.get("midjourney").words == (20, 40)
    assert dialects.get("our-sdxl").name == "Our SDXL"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[ours", "cannot be read"),
        ("ours = 3", "no table"),
        ('[ours]\nlike = "nobody"', "wrong about “ours” .there is no table nobody to be like"),
        ('[ours]\nlike = ["sd"]', "to be like"),
        ("[ours]\nname = 5", "name is a text"),
        ("[ours]\nwords = 3", "words is a list of two whole numbers"),
        ("[ours]\nwords = [3]", "words is a list of two whole numbers"),
        ('[ours]\nwords = ["a", "b"]', "words is a list of two whole numbers"),
        ("[ours]\nwords = [400, 2]", "the least and the most"),
        ("[ours]\nwords = [0, 2]", "the least and the most"),
        ("[ours]\nlimit = 0", "limit is a whole number above 0"),
        ("[ours]\nlimit = -5", "limit is a whole number above 0"),
        ("[ours]\nlimit = true", "limit is a whole number above 0"),
        ("[ours]\nlimit = { as_of = 5 }", "as_of of limit is no text"),
        (
            '[ours]\nlimit = { value = 5, unit = "pages" }',
            "the unit of limit is one of char",
        ),
        ('[ours]\nlead = { value = "A", unit = "tokens" }', "lead has no unit"),
        ('[ours]\nmotion = { source = "me" }', "motion is true or false"),
        ("[ours]\nnegative = -1", "negative is a whole number, 0 for none"),
        ('[ours]\nexclusions = "field"', "takes negative"),
        ('[ours]\nforbids = ["adverbs"]', "forbids names adverbs, and knows .*weights"),
        ("[ours]\nforbids = [5]", "forbids is a list of names"),
        ('[ours]\nschema = "xml"', "schema is one of ideogram, flux2"),
        ('[ours]\nform = "json"', "the form json takes a schema"),
        ('[ours]\nparameters = [["", ""]]', "parameters is a list of rows"),
        ('[ours]\nparameters = [["--x 1", "X.", 9, 1]]', "parameters is a list of rows"),
        ('[ours]\nparameters = [["--x 1", "X.", 9]]', "parameters is a list of rows"),
        ('[ours]\nform = "verse"', "form is one of prose, phrases, tags, json"),
        ("[ours]\nvolume = 11", "nothing is called volume"),
    ],
)
def test_what_is_wrong_is_named(own, text, said):
    own(text)

    with pytest.raises(SettingsError, match=said) as told:
        dialects.get("ours")
    assert "dialects.toml" in str(told.value)
