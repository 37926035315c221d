"""Prompts are a model's words: they stay words, whatever they hold."""

from dataclasses import replace

import pytest
from tests.support.markup.formats import FORMATS, Format
from tests.support.markup.hostile_texts import FRAGMENTS, mixtures
from tests.support.markup.parsers import straight

from limner.document import Document, Span
from limner.markup import for_language
from limner.markup.common.words import plain

PROMPTS = [f"A fox {fragment} in snow." for fragment in FRAGMENTS] + mixtures(60)
INVISIBLE_KINDS = {
    "comment",
    "fence",
    "paragraph_open",
    "paragraph_close",
    "Para",
    "RawBlock",
    "CodeBlock",
    "code",
}


def inserted(form: Format, prompts: list[str], placement: str) -> tuple[str, str]:
    """Return a document before and after one prompt in each of its places."""
    markup = for_language(form.language)
    places = [form.places[number % len(form.places)] for number in range(len(prompts))]
    before = after = "\n\n".join(
        place.replace("@", f"fox{number}x") for number, place in enumerate(places)
    )
    for number in reversed(range(len(prompts))):
        start = after.index(f"fox{number}x")
        document = Document(after, form.language)
        intent = markup.read(document, Span(start, start + len(f"fox{number}x")))
        assert intent
        after = markup.prompt(document, intent, [prompts[number]], placement).apply(after)
    return before, after


@pytest.mark.parametrize("name", FORMATS)
def test_a_prompt_below_adds_nothing_a_reader_sees_but_its_block(name: str) -> None:
    form = FORMATS[name]
    before, after = inserted(form, PROMPTS, "below")
    old, new = form.parse(before), form.parse(after)
    assert set(new.kinds - old.kinds) <= INVISIBLE_KINDS | form.quirks
    assert new.text == old.text
    assert new.images == old.images


def assert_same_words(form: Format, prompts: list[str]) -> None:
    before, after = inserted(form, prompts, "replace")
    old, new = form.parse(before), form.parse(after)
    assert set(new.kinds - old.kinds) <= INVISIBLE_KINDS | form.quirks
    expected = old.text
    for number, prompt in enumerate(prompts):
        if f"fox{number}x" not in new.text:
            expected = expected.replace(f"fox{number}x", straight(plain(prompt)))
    # Where no escape is known, what a template engine would read has a blank inside.
    assert new.text.replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.words])
def test_a_prompt_in_place_is_the_same_words_and_no_markup(name: str) -> None:
    assert_same_words(FORMATS[name], PROMPTS)


@pytest.mark.nightly
@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.words])
def test_every_prompt_in_every_place_is_the_same_words(name: str) -> None:
    form = FORMATS[name]
    for place in form.places:
        assert_same_words(replace(form, places=(place,)), PROMPTS + mixtures(200, seed=1))


def test_a_generators_flags_can_be_copied_from_the_source() -> None:
    document = Document("Say a fox here.", "markdown")
    markup = for_language("markdown")
    intent = markup.read(document, Span(4, 9))
    assert intent
    prompt = "A fox in snow --ar 3:2 --no people"
    edit = markup.prompt(document, intent, [prompt], "replace")

    assert edit.apply(document.text) == f"Say {prompt} here."
