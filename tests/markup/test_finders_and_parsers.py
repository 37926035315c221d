"""In random documents, Limner finds the image links that a markup's own parser finds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.markup.batches import BATCHES
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
    compare(markup, 100, derandomize=True)  # The long checks read 4,000.


@pytest.mark.nightly
@pytest.mark.parametrize("markup", PARSED)
def test_the_images_of_many_random_documents_are_found(markup):
    compare(markup, 4_000, derandomize=False)


@pytest.mark.nightly
@pytest.mark.parametrize("name", BATCHES)
def test_the_images_of_random_documents_are_those_of_other_programs(name):
    """Order does not count: footnotes and captions move. What a parser refuses is left out."""
    markup, parse = BATCHES[name]

    @settings(
        max_examples=20,
        derandomize=False,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(documents(markup), min_size=15, max_size=15))
    def finds_what_the_parser_finds(texts: list[str]) -> None:
        for text, images in zip(texts, parse(texts), strict=True):
            assert images is None or sorted(found(text, markup)) == sorted(images), text

    finds_what_the_parser_finds()


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
        ("mdx", "<Card>![a](a.png)</Card>\n", ["a.png"]),
        ("mdx", '<Card title="x">\n  ![a](a.png)\n</Card>\n', ["a.png"]),
        ("mdx", "<Card text={`![n](n.png)`} />\n", []),
        ("obsidian", "    ![[n.png|n]]\n", []),
        (
            "org",
            "* COMMENT Notes\n[[file:n.png]]\n** More\n[[file:m.png]]\n* B\n[[file:b.png]]\n",
            ["b.png"],
        ),
        ("org", "* Notes :draft:noexport:\n[[file:n.png]]\n", []),
        ("org", "* COMMENTS\n[[file:a.png]]\n", ["a.png"]),
        ("asciidoc", "words\nimage::n.png[]\n", []),
        ("asciidoc", "words\n\nimage::a.png[]\n", ["a.png"]),
        ("asciidoc", "[#id]\n.Title\nimage::a.png[]\nimage::b.png[]\n", ["a.png", "b.png"]),
        ("dokuwiki", "words\n   {{n.png|n}}\n", []),
        ("dokuwiki", "words\n  * {{a.png|a}}\n", ["a.png"]),
        ("textile", "pre. !n.png(n)!\n\n!a.png!\n", ["a.png"]),
        ("textile", "!{width:3px}a.png(a)! !(c)b.png!\n", ["a.png", "b.png"]),
        ("html", "<title><img src=n.png></title><title-bar><img src=a.png></title-bar>", ["a.png"]),
    ],
)
def test_blocks_decide_what_an_image_is(markup, text, targets):
    links = for_language(markup).links(Document(text, markup))

    assert [link.target for link in links] == targets
