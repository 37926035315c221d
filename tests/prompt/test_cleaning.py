import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.prompt.cleaning import clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a\tbeach\r\n sunset ", "a beach sunset"),
        ("a\u202elamp\u202c", "alamp"),
        ("a\u200bb\ufeff", "ab"),
        ("boat\U000e0069\U000e0067", "boat"),
        ("a\u2028b\u0085c", "a b c"),
        ("cafe\u0301", "café"),
        ("👩\u200d🚀 on the moon", "👩\u200d🚀 on the moon"),
        ("a\u200db", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x1b[31mred\x07", "[31mred"),
        ("\ud800x", "x"),
    ],
)
def test_what_nobody_can_see_is_dropped(text, cleaned):
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)

    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in once
