"""A written link, read by a parser that Limner did not write, says what it should, and no more."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.markup import parsers
from tests.markup.hostile import PATHS, texts

from limner.document import Document, Span
from limner.markup import for_language
from limner.markup.interface import Figure


@dataclass(frozen=True)
class Format:
    """A document of every kind of place in one language; ``@`` stands for the words."""

    language: str
    parse: Callable[[str], parsers.Seen]
    places: tuple[str, ...]
    in_line: bool = True
    paths: tuple[str, ...] = PATHS


FORMATS = {
    "markdown": Format(
        "markdown", parsers.commonmark,
        ("Some @ here\nand there.", "- Before\n- @ in a list\n- after", "> A quoted @\n> line",
         "## The @", "The @\n------\n\nText", "1. one\n\n   @ in it\n2. two",
         "| a | b |\n|---|---|\n| @ | c |", "> - deep @\n>   more\n> - next", "```\ncode @\n```"),
    ),
    "html": Format(
        "html", parsers.html5,
        ("<p>Some @ here</p>", "<ul>\n  <li>@</li>\n  <li>b</li>\n</ul>", "<h2>The @</h2>",
         "<table><tr><td>@</td></tr></table>", "<blockquote>\n<p>@</p>\n</blockquote>",
         "<div>loose @ words</div>", "<p>unclosed @\n<p>next", "<!-- @ -->"),
    ),
    "rst": Format(
        "restructuredtext", parsers.docutils,
        ("Some @ here\nand there.", "- one\n\n- @ in a list\n\n- b", "  A quoted @",
         "The title is @\n~~~~~~~~~~~~~~~~~~~~~~~\n\nText", ".. note::\n\n   A @ noted.",
         "======  ====\nred     fox\n======  ====\ncell    @\n======  ====", "Code::\n\n   @"),
    ),
    "asciidoc": Format(
        "asciidoc", parsers.asciidoctor,
        ("Some @ here\nand there.", "* one\n* @ in a list\n* b", "== The @\n\nText",
         "____\nA quoted @\n____", "[cols=\"1,1\"]\n|===\n| @ | b\n|===", "----\n@\n----",
         ". one\n+\nAttached @\n\n. two"),
    ),
    "latex": Format(
        "latex", parsers.pandoc("latex"),
        ("Some @ here\nand there.",
         "\\begin{itemize}\n  \\item one\n\n  \\item @ in a list\n\n  \\item b\n\\end{itemize}",
         "\\section{The @}\nText", "\\begin{quote}\nA quoted @\n\\end{quote}",
         "\\begin{tabular}{ll}\n@ & b \\\\\n\\end{tabular}", "$x @ y$ is math",
         "\\begin{verbatim}\n@\n\\end{verbatim}"),
    ),
    "org": Format(
        "org", parsers.pandoc("org"),
        # pandoc reads no keywords inside a list, and no escaped brackets in a path.
        ("Some @ here\nand there.", "* The @\nText", "#+begin_quote\nA quoted @\n#+end_quote",
         "| @ | b |\n| c | d |", "#+begin_src sh\n@\n#+end_src"),
        paths=tuple(path for path in PATHS if "[" not in path),
        in_line=False,
    ),
    "typst": Format(
        "typst", parsers.pandoc("typst"),
        ("Some @ here\nand there.", "- one\n- @ in a list\n- b", "= The @\n\nText",
         "#quote[A quoted @]", "#table(columns: 2, [@], [b])", "```\n@\n```"),
    ),
}  # fmt: skip


def written(
    form: Format, alts: list[str], placement: str
) -> tuple[str, str, list[tuple[str, str]]]:
    """Return a document before and after one picture per text, and the pictures expected."""
    markup = for_language(form.language)
    blocks = [
        form.places[number % len(form.places)].replace("@", f"fox{number}x")
        for number in range(len(alts))
    ]
    before = after = "\n\n".join(blocks) + "\n"
    expected = []
    for number in reversed(range(len(alts))):
        start = after.index(f"fox{number}x")
        span = Span(start, start + len(f"fox{number}x"))
        document = Document(after, form.language)
        intent = markup.read(document, span)
        assert intent
        figure = Figure(form.paths[number % len(form.paths)], alts[number])
        after = markup.image(document, intent, figure, placement).apply(after)
        expected.append((figure.target, markup.normalise(figure.alt)))
    return before, after, expected[::-1]


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


@pytest.mark.parametrize("name", FORMATS)
def test_own_links_are_found(name: str) -> None:
    """What Limner wrote, Limner finds, with the same path and alternative text."""
    form = FORMATS[name]
    _before, after, expected = written(form, texts(100, seed=3), "below")
    found = for_language(form.language).links(Document(after, form.language))
    assert sorted((link.target, link.alt or "") for link in found) == sorted(expected)
