"""Words as every markup may carry them."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.markup.common.words import count, literal, one_line, path, plain, url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" a  red\r\n fox\t", "a red fox"),
        ("a\u2028b\x0bc\x85d", "a b c d"),
        ("e\u0301", "é"),
        ("a\u200bb\u202ec\u2066d\ufeff", "abcd"),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("\x1b[31mred", "[31mred"),
        ("family 👨\u200d👩\u200d👧 and ❤️ and 1️⃣", "family 👨\u200d👩\u200d👧 and ❤️ and 1️⃣"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x\u200dy \u200d", "xy"),
        ("a\ufe0f\U000e0100", "a"),
    ],
)
def test_one_line(text: str, words: str) -> None:
    assert one_line(text) == words


def test_nothing_invisible_is_left() -> None:
    """Of all characters of the categories that cannot be seen, none gets through."""
    unseen = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn"}
    ]
    # A thousand at once: one call for each would take three seconds.
    parts = [unseen[start : start + 1_000] for start in range(0, len(unseen), 1_000)]
    through = [set(part) & set(one_line("".join(f"a{mark}b" for mark in part))) for part in parts]

    assert set().union(*through) == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x vim: set modeline:", "x vim : set modeline:"),
        ("VIM700: x vi:x ex:x", "VIM700 : x vi :x ex :x"),
        ("-*- mode: sh -*-", "- * - mode: sh - * -"),
        ("Local Variables:", "Local Variables :"),
        ("a lavim: and index:", "a lavim: and index:"),
    ],
)
def test_modelines_become_words(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ x }} {% y %}", "{ { x } } { % y % }"),
        ("<?php ?> <% z %> ${v} #{w}", "< ?php ? > < % z % > $ {v} # {w}"),
        ("--ar 16:9 {red}", "--ar 16:9 {red}"),
    ],
)
def test_template_marks_become_words(text: str, words: str) -> None:
    assert literal(text) == words


@given(st.text())
def test_lines_stay_one_line(text: str) -> None:
    for made in (one_line(text), plain(text), literal(text)):
        assert one_line(made) == made


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_addresses_mean_their_path(target: str) -> None:
    address = url(target)
    assert path(address) == target or "://" in target
    assert not set(address) & set(" <>\"'()[]\\`|{}\n\t")


def test_words_are_counted_in_every_script() -> None:
    assert [count("a red fox"), count("狐が走る"), count(""), count("a 狐")] == [3, 4, 0, 2]
