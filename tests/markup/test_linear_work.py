"""No document keeps anyone waiting: twice the text is twice the work, whatever it holds.

Work is counted in calls, of Python and of the library, and not in seconds; once, coarsely, the
time of patterns is compared too, which no call shows.
"""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.counted_calls import calls

from limner.document import Document, Span
from limner.markup import for_language
from limner.markup.common.custom_links import custom_links
from limner.markup.common.regions import PIECE

MARKUPS = (
    "markdown", "mdx", "obsidian", "quarto", "myst", "learn", "djot", "textile", "mediawiki",
    "dokuwiki", "html", "restructuredtext", "asciidoc", "latex", "org", "typst", "python",
    "ipython", "javascript", "javascriptreact", "lua", "shellscript", "java",
)  # fmt: skip

SHARED = (
    "<img ", '<img "', "<img '\"", "![", "![](x \"", "{{", "{", '{"', "```\n", "`a ``b ", "<!--",
    "[", "\\", "\"", "'''", "=", "$a", "    ![](a)\n", "- ", "\n\n", " \n", "`", "~~~",
    "/", ".", "+", "-", "{{< figure ", '{{< figure src="a" ', "![](a =1x1 ", "<source ",
    '<img srcset="a, ', "<picture><source>", '<A a="b.png" ', '{{< a b="c.png" ', '{% a "b.png" ',
)  # fmt: skip
"""Beginnings without an end, as most markups know them."""

OWN = {
    "obsidian": ("![[", "%%", "![[a.png|"),
    "myst": ("````{note}\n", "```{image} a\n", ":::{image} a\n", "% a\n"),
    "learn": (":::image ", ':::image "'),
    "djot": ("{%", "{#"),
    "mdx": (
        "import ", "<A ", "/*{", "({[", 'import a from "a.png"\n', "<A {require(", "<A a={b} ",
    ),
    "quarto": (
        "```{r}\ninclude_graphics(", '```{r}\ninclude_graphics("a",\n```\n', "![](a){", "![](a){'",
    ),
    "textile": ("!a(", "@a", "###. ", "bc. ", "=="),
    "mediawiki": ("[[File:", "[[File:a|", "[[File:a|[[b]]", "{|", "<nowiki>"),
    "dokuwiki": ("{{a.b|", "<code ", "%%a"),
    "html": ("<figcaption", "<img><figcaption>", "<script", "<a '", "<h2>", "</a>", "<?"),
    "restructuredtext": (
        ".. ", ".. |", "| .. image:: a\n", "::\n\n", "``a", ".. image:: a\n\n a\n",
    ),
    "asciidoc": (
        "a\n----\n", "a\n-----\n", "\na\n----\n",
        "//", "image::a[", "image:a[", "[source", "+a", "pass:[", "image:", "----\n", ".a\n",
    ),
    "latex": (
        "\\includegraphics[", "\\includegraphics{a}", "\\verb|", "\\caption[", "\\begin{verbatim",
        "\\begin{figure}", "\\includegraphics[a={", "\\subfloat[",
        "\\begin{figure}\\includegraphics{a}",
        "\\caption{a}", "\\end{figure}",
    ),
    "org": ("[[", "#+begin_src\n", "\\[", "=a", ":a:\n", "\\begin{", "[[a.png]]", "#+a: b\n"),
    "typst": ("#image(", '#image("', '#image("a", ', "#{", "#let ", "/*", "//", '"\\"'),
    "python": ('"""\n', "# a\n", "'''\n# .. image:: a\n"),
    "javascriptreact": ("/* a */", "/*", "//", "{/*"),
    "lua": ("--[[", "[[", "-- a\n"),
}  # fmt: skip

ALIKE = {"obsidian", "quarto", "learn", "djot", "ipython", "java", "shellscript"}
"""Markups whose searches are those of another one, but for what is their own."""


def links(document: Document) -> None:
    for_language(document.language).links(document)


def customs(document: Document) -> None:
    custom_links(for_language(document.language), document)


def headings(document: Document) -> None:
    for_language(document.language).headings(document)


def read(document: Document) -> None:
    for_language(document.language).read(document, Span(0, len(document.text)))


def seconds(work: Callable[[Document], None], document: Document) -> float:
    start = time.process_time()
    work(document)
    return time.process_time() - start


# Longer documents are among the long checks only.
@pytest.mark.parametrize("size", [500, pytest.param(1_000, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("work", [links, customs, headings, read])
@pytest.mark.parametrize("markup", MARKUPS)
def test_twice_the_openings_are_twice_the_work(markup, work, size):
    work(Document("a", markup))
    for opener in (*(() if markup in ALIKE else SHARED), *OWN.get(markup, ())):
        text = (opener * size)[:size]
        longer = opener * (size // len(opener)) + text  # It ends in the middle of the same one.
        once, twice = (calls(work, Document(some, markup)) for some in (text, longer))

        assert twice <= 2.2 * once + 200, opener


@pytest.mark.parametrize("markup", MARKUPS)
@settings(max_examples=8)
@given(data=st.data())
def test_mixtures_of_openings_are_linear_too(markup, data):
    own = st.sampled_from((*SHARED, *OWN.get(markup, ()), "a ", "]", ")", "}", ">"))
    unit = "".join(data.draw(st.lists(own, min_size=2, max_size=6)))
    for work in (links, customs, headings):
        work(Document(unit, markup))
        once, twice = (calls(work, Document(unit * many, markup)) for many in (40, 80))

        assert twice <= 2.2 * once + 200


@pytest.mark.nightly
def test_four_times_the_text_takes_no_more_than_eight_times_as_long():
    """Times vary with what else a machine does: among the long checks only."""
    slow = []
    for markup in MARKUPS:
        for opener in (*(() if markup in ALIKE else SHARED), *OWN.get(markup, ())):
            small, large = (Document((opener * size)[:size], markup) for size in (12_000, 48_000))
            links(small)
            once, four = seconds(links, small), seconds(links, large)
            if four > 8 * once + 0.05:
                slow.append((markup, opener))

    assert slow == []


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("markdown", "![" * 100_000 + "![a](b.png)"),
        ("html", '<img "' + "<img " * 50_000 + '"><img src=b.png>'),
        ("mdx", "{" * 150_000 + "\n\n![a](b.png)"),
        ("javascriptreact", "/*a*/f('<');" * 15_000 + "\n// ![a](b.png)"),
        ("typst", "#{" * 100_000 + '\n#image("b.png")'),
    ],
    ids=lambda value: value[:10],
)
def test_what_stands_behind_openings_without_an_end_is_found(markup, text):
    assert len(text) > PIECE  # Else the search would see all of it at once.
    found = for_language(markup).links(Document(text, markup))

    assert [link.target for link in found][-1:] == ["b.png"]
