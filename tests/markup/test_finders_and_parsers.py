"""In random documents, Limner finds the image links that a markup's own parser finds."""

import pytest
from hypothesis import given, settings
from tests.support.markup.finders import PARSED, found
from tests.support.markup.random_documents import documents

from limner.document import Document
from limner.markup import for_language


def compare(markup: str, times: int, *, derandomize: bool) -> None:
    @settings(max_examples=times, derandomize=derandomize, database=None)
    @given(documents(markup))
    def finds_what_the_parser_finds(text: str) -> None:
        assert found(text, markup) == PARSED[markup](text)

    finds_what_the_parser_finds()


@pytest.mark.parametrize("markup", PARSED)
def test_the_images_of_random_documents_are_found(markup):
    compare(markup, 200, derandomize=True)


@pytest.mark.nightly
@pytest.mark.parametrize("markup", PARSED)
def test_the_images_of_many_random_documents_are_found(markup):
    compare(markup, 4_000, derandomize=False)


@pytest.mark.parametrize(
    ("markup", "text", "targets"),
    [
        ("markdown", "![a][d]\n[d]: d.png\n", []),
        ("markdown", "# A\n[d]: d.png\n\n![a][d]\n", ["d.png"]),
        ("markdown", "[d]: d.png\n[e]: e.png\n\n![a][e]\n", ["e.png"]),
        ("markdown", "> a\n[d]: d.png\n\n![a][d]\n", []),
        ("markdown", "- [d]: d.png\n\n![a][d]\n", ["d.png"]),
        ("markdown", "    [d]: d.png\n\n![a][d]\n", []),
        ("markdown", "[d]:\n![d]\n", []),
        ("markdown", "# A\n    ![n](n.png)\n", []),
        ("markdown", "A\n===\n    ![n](n.png)\n", []),
        ("markdown", "```\n```\n    ![n](n.png)\n", []),
        ("markdown", "<!-- a -->\n    ![n](n.png)\n", []),
        ("markdown", "***\n\t![n](n.png)\n", []),
        ("markdown", "> # A\n>     ![n](n.png)\n", []),
        ("markdown", "-     ![n](n.png)\n", []),
        ("markdown", "- a\n\n      ![n](n.png)\n", []),
        ("markdown", "- a\n\n  ![a](a.png)\n", ["a.png"]),
        ("markdown", "a\n    ![a](a.png)\n    ![b](b.png)\n", ["a.png", "b.png"]),
        ("markdown", "`a`\n    ![a](a.png)\n", ["a.png"]),
        ("markdown", "a[^1]\n\n[^1]: a\n\n    ![a](a.png)\n", ["a.png"]),
        ("markdown", "!!! note\n\n    ![a](a.png)\n", ["a.png"]),
        ("markdown", "a\n\n:   b\n\n    ![a](a.png)\n", ["a.png"]),
        ("mdx", "# A\n    ![a](a.png)\n", ["a.png"]),
        ("html", "<title><img src=n.png></title><title-bar><img src=a.png></title-bar>", ["a.png"]),
    ],
)
def test_blocks_decide_what_an_image_is(markup, text, targets):
    links = for_language(markup).links(Document(text, markup))

    assert [link.target for link in links] == targets
