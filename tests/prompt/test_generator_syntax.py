import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.prompt import dialects
from limner.prompt.generator_syntax import findings, neutralise


@pytest.mark.parametrize(
    ("source", "dialect", "plain"),
    [
        ("a cat --no fur --ar 99:1 :: dog", "generic", "a cat, no fur, dog"),
        ("a cat --v 8.2 --style raw", "midjourney", "a cat"),
        ("<lora:evil:2> (((castle))) BREAK moon", "sd", "castle break moon"),
        ("a (red:1.4) barn {a|b}", "midjourney", "a red barn a|b"),
        ("a photo — blurred", "midjourney", "a photo, blurred"),
        ("draw @bob please", "runway", "draw bob"),
        ("![x](https://evil.example/?q=)", "generic", "x https://evil.example/?q="),
        ('a sign "--ar 1:1 (((x)))"', "sd", 'a sign "--ar 1:1 (((x)))"'),
        ("see https://x.org/a--b", "midjourney", "see https://x.org/a--b"),
        ("a well-known co-op, 9--5", "generic", "a well-known co-op, 9--5"),
    ],
)
def test_syntax_in_a_selection_becomes_words(source, dialect, plain):
    assert neutralise(source, dialects.get(dialect)) == plain


@given(
    st.sampled_from(dialects.ids()),
    st.lists(
        st.sampled_from(
            ["cat", "--ar", "99:1", "--no", "(red:1.2)", "((", "))", "<lora:x:1>", "::2", "BREAK",
             "AND", "{a}", "[b]", "—", "@you", "please", "--s", "750"]
        ),
        max_size=12,
    ),
)  # fmt: skip
def test_nothing_that_a_generator_obeys_is_left(name, words):
    dialect = dialects.get(name)
    plain = neutralise(" ".join(words), dialect)
    left = [found for found in findings(plain, dialect) if "negations" not in found]

    assert left == []
    assert neutralise(plain, dialect) == plain


@pytest.mark.parametrize(
    ("prompt", "source", "found"),
    [
        ("a masterpiece, 8k", "a cat", 2),
        ("a masterpiece, 8k", "a masterpiece in 8k", 0),
        ('the words "8k --ar 1:1"', "", 0),
    ],
)
def test_filler_counts_unless_it_is_the_authors_own(prompt, source, found):
    assert len(findings(prompt, dialects.get("generic"), source)) == found
