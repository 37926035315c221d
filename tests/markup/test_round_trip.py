"""A written link, read by a parser that Limner did not write, says what it should, and no more."""

import pytest
from tests.support.markup.formats import FORMATS, Format
from tests.support.markup.hostile_texts import texts
from tests.support.markup.round_trips import written

from limner.document import Document, Span
from limner.markup import for_language
from limner.markup.interface import Figure


def assert_round_trip(form: Format, alts: list[str]) -> None:
    before, after, expected = written(form, alts, "below")
    old, new = form.parse(before), form.parse(after)
    assert sorted(new.images) == sorted(expected)
    assert new.rest == old.rest


@pytest.mark.parametrize("name", FORMATS)
def test_link_below_reads_back(name: str) -> None:
    """Below the words of every kind of place: the images expected, and all else as before."""
    assert_round_trip(FORMATS[name], texts(100))


@pytest.mark.nightly
@pytest.mark.parametrize("name", FORMATS)
def test_two_thousand_links_read_back(name: str) -> None:
    for seed in range(20):
        assert_round_trip(FORMATS[name], texts(320, seed + 1)[-100:])


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.in_line])
def test_link_in_place_reads_back(name: str) -> None:
    """In place of the words, wherever the place lets an image stand."""
    form = FORMATS[name]
    _before, after, expected = written(form, texts(100, seed=7), "replace")
    assert sorted(form.parse(after).images) == sorted(expected)


def test_myst_figures_read_back() -> None:
    """The options of a directive hold any alternative text, for MyST's parser and for Limner."""
    form = FORMATS["myst by mystmd"]
    markup = for_language("myst")
    after, expected = "", []
    for number, alt in enumerate(texts(100, seed=5)):
        document = Document(f"{after}\n\nfox\n", "myst")
        intent = markup.read(document, Span(len(document.text) - 4, len(document.text) - 1))
        assert intent
        figure = Figure(form.paths[number % len(form.paths)], alt, "A caption", f"fox-{number}")
        after = markup.image(document, intent, figure, "below").apply(document.text)
        expected.append((figure.target, markup.normalise(alt)))
    assert form.parse(after).images == expected
    found = markup.links(Document(after, "myst"))
    assert [(link.target, link.alt, link.caption) for link in found] == [
        (target, alt, "A caption") for target, alt in expected
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_own_links_are_found(name: str) -> None:
    """What Limner wrote, Limner finds, with the same path and alternative text."""
    form = FORMATS[name]
    _before, after, expected = written(form, texts(100, seed=3), "below")
    found = for_language(form.language).links(Document(after, form.language))
    assert sorted((link.target, link.alt or "") for link in found) == sorted(expected)
