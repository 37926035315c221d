"""Where brackets close, told by one reading of the text however often it is asked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.markup.common.searching import Brackets, NextMatch

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/|[()\[\]{}]', re.DOTALL)


def closed(flat: str, offset: int) -> int | None:
    """Count brackets from *offset* on, anew each time."""
    depth = 1
    for token in TOKEN.finditer(flat, offset):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token.group(), 0)
        if depth == 0:
            return token.end()
    return None


@given(st.text(st.sampled_from('([{}])"\\/*\nx'), max_size=40), st.randoms())
def test_brackets_close_where_counting_them_says(text, random):
    brackets = Brackets(text)
    offsets = list(range(len(text) + 1))
    random.shuffle(offsets)

    assert {at: brackets.end(at) for at in offsets} == {at: closed(text, at) for at in offsets}


@pytest.mark.parametrize("pattern", ["a", "ab+", r"(?<=b)a|b$", r"\n[ ]*+\n"])
@given(text=st.text(st.sampled_from("ab \n"), max_size=30), data=st.data())
def test_the_next_match_is_the_one_a_search_finds(pattern, text, data):
    found = NextMatch(text, pattern)
    for _ in range(5):
        offset = data.draw(st.integers(0, len(text)))
        limit = data.draw(st.integers(offset, len(text)))
        expected = re.compile(pattern, re.MULTILINE).search(text, offset)
        inside = expected if expected and expected.end() <= limit else None
        match = found.at(offset, limit)

        assert (match and match.span()) == (inside and inside.span())
