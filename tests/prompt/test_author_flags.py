"""Flags in the author's words: read apart from them, and said in each dialect."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.image.aspect import ratio_of
from limner.prompt import dialects
from limner.prompt.author_flags import description, with_flags
from limner.prompt.expansion import Expanded, Expansion
from limner.prompt.generator_syntax import read_flags


@pytest.mark.parametrize(
    ("source", "words", "excluded", "settings"),
    [
        ("a lake", "a lake", (), ()),
        ("a lake --ar 16:9 --stylize 250", "a lake", (), (("ar", "16:9"), ("stylize", "250"))),
        ("a lake --s 250 --c 5 --w 9 --style raw", "a lake", (),
         (("stylize", "250"), ("chaos", "5"), ("weird", "9"), ("raw", ""))),
        ("a lake —ar 16:9", "a lake", (), (("ar", "16:9"),)),
        ("a lake --ar=16:9", "a lake", (), (("ar", "16:9"),)),
        ("a lake --no snow, trees --tile", "a lake", ("snow", "trees"), (("tile", ""),)),
        ("a lake --no snow. A red sky.", "a lake. A red sky.", ("snow",), ()),
        ("a lake --no t-shirts --no t-shirts", "a lake", ("t-shirts",), ()),
        ("a lake --seed 1 --seed 2", "a lake", (), (("seed", "2"),)),
        ("a cat --sref https://x.org/a.png --v 7", "a cat", (),
         (("sref", "https://x.org/a.png"), ("v", "7"))),
        ("a cat::2 and a dog", "a cat and a dog", (), (("::2", ""),)),
        ('a sign "--ar 1:1"', 'a sign "--ar 1:1"', (), ()),
        ("see https://x.org/a--raw", "see https://x.org/a--raw", (), ()),
        ("a diagram of std::vector", "a diagram of std::vector", (), ()),
        ("a terminal with git log --no-merges", "a terminal with git log --no-merges", (), ()),
        ("a lake —no wind, no waves", "a lake —no wind, no waves", (), ()),
        ("--ar --no --s", "", (), (("ar", ""), ("stylize", ""))),
    ],
)  # fmt: skip
def test_flags_are_read_apart_from_the_words(source, words, excluded, settings):
    flags = read_flags(source)

    assert (flags.words, flags.excluded, flags.settings) == (words, excluded, settings)


@given(st.text(alphabet='ab ,.-—:"no1srawe', max_size=80))
def test_what_is_read_once_leaves_words_that_hold_no_flag(source):
    words = read_flags(source).words

    assert len(words) <= len(source)
    assert source == words or len(words) < len(source)


@pytest.mark.parametrize("part", ["--no a, ", "--ar 1:1 ", "::2 a", '"--s 1" ', "--no ", "—v 1 "])
def test_long_texts_are_read_in_no_time(part):
    source = "a " + part * (10_000 // len(part))
    before = time.process_time()
    read_flags(source)

    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    ("source", "dialect", "words"),
    [
        ("a lake --no snow, trees", "generic", "a lake, no snow, no trees"),
        ("a lake. --no snow", "runway", "a lake. No snow."),
        ("ein See im Wald --no Schnee", "midjourney", "ein See im Wald"),
        ("ein See im Wald --no Schnee", "openai", "ein See im Wald, no Schnee"),
        ("a lake --ar 16:9 --v 7", "sd", "a lake"),
    ],
)
def test_expanders_get_plain_words(source, dialect, words):
    assert description(read_flags(source), dialects.get(dialect)) == words


def said(source: str, dialect: str, prompt: str = "a lake, mist", negative: str | None = None):
    expanded = Expanded((Expansion(prompt, negative, "A lake", "A lake."),), "offline")
    row = dialects.get(dialect)
    return with_flags(expanded, read_flags(source), ratio_of(source), row)


@pytest.mark.parametrize(
    ("source", "prompt", "ended"),
    [
        ("a lake", "a lake, mist --ar 3:2", "a lake, mist --ar 3:2"),
        ("a lake --ar 16:9 --stylize 250", "a lake --ar 3:2", "a lake --ar 16:9 --stylize 250"),
        ("a lake, portrait format", "a lake, mist", "a lake, mist --ar 2:3"),
        ("a lake --no Snow, trees", "a lake --no snow --ar 3:2",
         "a lake --no Snow, trees --ar 3:2"),
        ("a lake --no t-shirts --raw", "a lake", "a lake --no t-shirts --raw"),
        ("a lake --raw", 'a sign "use --ar 1:1", mist --ar 3:2',
         'a sign "use --ar 1:1", mist --ar 3:2 --raw'),
        ("a lake --s 1000 --seed 4294967295 --tile --exp 100 --weird 3000 --chaos 100", "a lake",
         "a lake --stylize 1000 --seed 4294967295 --tile --exp 100 --weird 3000 --chaos 100"),
    ],
)  # fmt: skip
def test_midjourneys_prompts_end_with_the_authors_flags(source, prompt, ended):
    expanded = said(source, "midjourney", prompt)

    assert [item.prompt for item in expanded.items] == [ended]
    assert expanded.notes == ()


@pytest.mark.parametrize(
    "flag",
    ["--v 7", "--niji 6", "--sref https://x.org/a.png", "--sref random", "--oref https://x.org/b",
     "--iw 2", "--fast", "--turbo", "--repeat 9", "--r 9", "--stealth", "--public", "--q 4", "--hd",
     "--draft", "--p abc", "--cref https://x.org/c", "--video", "--stylize 1001", "--stylize -1",
     "--stylize 2.5", "--seed 4294967296", "--ar 99:1", "--ar 0:1", "--weird", "--style cute",
     "::2"],
)  # fmt: skip
def test_words_choose_no_model_no_reference_no_cost_and_no_wrong_value(flag):
    expanded = said(f"a lake{'' if flag == '::2' else ' '}{flag}", "midjourney")

    assert expanded.items[0].prompt == "a lake, mist"
    assert len(expanded.notes) == 1
    assert flag.split()[0] in expanded.notes[0]
    assert "https" not in expanded.notes[0]


def test_a_prompt_with_its_flags_keeps_to_the_limit():
    prompt = "a lake, " + "soft light, " * 82
    expanded = said("a lake --no snow, trees, houses --raw", "midjourney", prompt)

    assert len(expanded.items[0].prompt) <= 1000
    assert expanded.items[0].prompt.endswith("--no snow, trees, houses --raw")


@pytest.mark.parametrize(
    ("source", "dialect", "notes"),
    [
        ("a lake --stylize 250", "openai",
         ["Midjourney's --stylize has no counterpart for OpenAI GPT image models: left out."]),
        ("a lake --seed 42 --raw --v 7", "generic",
         ["Midjourney's --seed, --raw and --v have no counterpart for other generators: left "
          "out."]),
        ("a lake --ar 16:9", "recraft",
         ["--ar 16:9 stands in no prompt for Recraft V4: set the picture's size instead, as Limner "
          "does when it draws."]),
        ("ein See im Wald --no Schnee", "runway",
         ["Runway Gen-4 image has no place for exclusions: --no is left out."]),
        ("a lake --no snow", "generic", []),
        ("a lake, portrait format", "generic", []),
    ],
)  # fmt: skip
def test_elsewhere_a_note_says_what_a_prompt_cannot(source, dialect, notes):
    expanded = said(source, dialect)

    assert list(expanded.notes) == notes
    assert expanded.items[0].prompt == "a lake, mist"


def test_exclusions_join_a_negative_prompt_once():
    expanded = said("ein See im Wald --no Schnee, Text", "sd", negative="text, blurry")

    assert expanded.items[0].negative == "Schnee, Text, blurry"


def test_titles_are_the_words_alone():
    item = said("a lake at dawn --no snow --ar 16:9", "generic").items[0]

    assert (item.title, item.alt) == ("A lake at dawn", "A lake at dawn.")
