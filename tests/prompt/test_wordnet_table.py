"""Base forms, categories and kinds, from the compiled table as it is shipped."""

import subprocess
import sys

import pytest

from limner.files import packaged
from limner.prompt.wordnet.categories import categories, category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

FORMS = [
    ("wolves", "wolf"), ("cities", "city"), ("churches", "church"), ("women", "woman"),
    ("geese", "goose"), ("children", "child"), ("Dogs'", "dog"), ("train’s", "train"),
    ("running shoes", "running shoe"), ("dusted", "dust"), ("asleep", "sleep"), ("icy", "icy"),
    # A lemma of its own, but the letter is meant; glasses are not.
    ("letters", "letter"), ("glasses", "glasses"),
    # -er is cut from adjectives only.
    ("photographer", "photographer"), ("teapot", "teapot"),
    ("qwertyish", "qwertyish"), ("", ""), ("\ud800", "\ud800"),
]  # fmt: skip

OF_A_CLASS = [
    ("running", "verb", "run"), ("running", "noun", "running"), ("stopped", "verb", "stop"),
    ("hotter", "adjective", "hot"), ("happiest", "adjective", "happy"), ("leaves", "noun", "leaf"),
    ("worn", "verb", "wear"), ("whiter", "adjective", "white"),
]  # fmt: skip

CATEGORIES = [
    ("fox", "wolf or fox"), ("otter", "animal"), ("crane", "bird"), ("herder", "worker"),
    ("mug", "container"), ("wave", "wave"), ("server", "computer"), ("apple", "fruit"),
    ("bus", "vehicle"), ("violin", "musical instrument"), ("viaduct", "bridge or dam"),
    # What the table does not have is called by its last part.
    ("teleconference phone", "phone"), ("smartlamp", "lamp"), ("half-bear", "bear"),
    ("xyzzy", None), ("quickly", None), ("", None),
]  # fmt: skip

KINDS = [
    ("spaniel", "dog", True), ("dog", "spaniel", False), ("dog", "cat", False),
    ("reindeer", "deer", True), ("car", "vehicle", True), ("lantern", "lamp", True),
    # By a second parent: a house is a dwelling, and a building.
    ("house", "dwelling", True), ("house", "building", True),
    ("knife", "fork", False), ("dog", "xyzzy", False), ("run", "dog", False),
]  # fmt: skip


@pytest.mark.parametrize(("word", "base"), FORMS)
def test_base_form(word, base):
    assert lemma(word) == base


@pytest.mark.parametrize(("word", "word_class", "base"), OF_A_CLASS)
def test_base_form_as_one_class(word, word_class, base):
    assert lemma(word, (word_class,)) == base


@pytest.mark.parametrize(("word", "expected"), CATEGORIES)
def test_category(word, expected):
    assert category(word) == expected


def test_categories_of_all_senses_stand_in_order():
    assert categories("crane") == ("bird", "device", "person")


@pytest.mark.parametrize(("word", "other", "expected"), KINDS)
def test_is_a(word, other, expected):
    assert is_a(word, other) is expected


def test_an_entry_has_senses_frequencies_synonyms_and_derived_words():
    found = entry("photograph")

    assert found is not None
    assert "photo" in found.synonyms
    assert "photographer" in found.derived
    assert found.frequency("noun") > found.frequency("verb") >= 0
    assert found.frequency("adverb") == -1
    assert found.is_any(("verb", "adverb"))
    assert not found.is_any(("adverb",))


@pytest.mark.parametrize("word", ["", "!", "zzzz", "dog\t", "\n", "ÿ", "\U0001f98a"])
def test_no_entry(word):
    assert entry(word) is None


def test_the_first_and_the_last_lemma_are_found():
    assert entry("'hood") is not None
    assert entry("zyrian") is not None


def test_the_table_is_small_and_comes_with_its_licence():
    assert len(packaged.data("prompt", "wordnet", "wordnet.bin")) <= 2_000_000
    assert "WordNet 3.1 Copyright 2011 by Princeton" in packaged.text(
        "prompt", "wordnet", "LICENSE"
    )


def test_nothing_is_read_on_import():
    modules = "categories, forms, head_noun, sameness, table"
    script = (
        "from limner.files import packaged\n"
        "packaged.data = packaged.text = packaged.table = None\n"
        f"from limner.prompt.wordnet import {modules}\n"
        "print(table._table.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "0\n"
