import re

import pytest

from limner.errors import InputError
from limner.prompt import dialects
from limner.prompt.generator_syntax import SYNTAX

NAMED = (
    "openai", "gemini", "midjourney", "runway", "runway-video", "sd", "sd3", "flux1", "flux2",
    "flux2-json", "ideogram", "recraft", "qwen", "seedream", "z-image", "generic",
)  # fmt: skip


def test_every_named_generator_has_a_row():
    assert set(dialects.ids()) == set(NAMED)


@pytest.mark.parametrize("name", NAMED)
def test_every_fact_has_its_source_and_month(name):
    row = dialects.get(name)

    assert {"form", "limit", "words", "exclusions", "forbids"} <= {fact.field for fact in row.facts}
    assert all(fact.source for fact in row.facts)
    assert all(re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", fact.as_of) for fact in row.facts)
    assert set(row.forbids) <= set(SYNTAX)
    assert 0 < row.words[0] < row.words[1]
    assert (row.exclusions == "field") == (row.negative > 0)
    assert (row.form == "json") == bool(row.schema)


def test_an_unknown_dialect_lists_those_that_exist():
    with pytest.raises(InputError, match=r"choose one of .*midjourney"):
        dialects.get("dall-e-9")


@pytest.mark.parametrize(
    ("text", "unit", "length"),
    [("a😀", "characters", 2), ("a😀", "utf-16", 3), ("", "tokens", 0), ("a cat.", "tokens", 4)],
)
def test_limits_are_counted_in_their_own_unit(text, unit, length):
    assert dialects.measure(text, unit) == length


def test_tokens_are_estimated_high_enough_for_prose():
    text = "a photograph of one weathered lighthouse softly lit by the evening sun"

    assert dialects.measure(text, "tokens") >= 1.24 * len(text.split())


@pytest.mark.parametrize(
    ("words", "dialect", "expected"),
    [
        (1, "generic", (70, 120)),
        (15, "generic", (70, 120)),
        (16, "generic", (0, 62)),
        (26, "generic", (0, 82)),
        (27, "generic", (0, 83)),
        (39, "generic", (0, 71)),
        (40, "generic", (0, 52)),
        (100, "generic", (0, 130)),
        (15, "midjourney", (25, 45)),
        (16, "midjourney", (0, 45)),
        (39, "midjourney", (0, 45)),
        (40, "midjourney", (0, 52)),
    ],
)
def test_the_more_a_source_says_the_less_is_added(words, dialect, expected):
    assert dialects.band(words, dialects.get(dialect)) == expected
