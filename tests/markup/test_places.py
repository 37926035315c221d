"""What the selection is, and where an insertion goes: marked text in, resulting document out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.markup.hostile_texts import FRAGMENTS, WORDS
from tests.support.markup.marked import marked, read

from limner.document import Document, Span
from limner.markup import for_language, language_of
from limner.markup.interface import Figure, Place

FOX = Figure("fox.png", "A fox")


@pytest.mark.parametrize(
    ("language", "before", "subject", "place"),
    [
        ("markdown", "A «red fox» in snow.", "red fox", Place.PARAGRAPH),
        ("markdown", "A « red fox\n» in snow.", "red fox", Place.PARAGRAPH),
        ("markdown", "«- a *red* fox\n»", "a red fox", Place.LIST_ITEM),
        ("markdown", "«- [ ] a fox\n  in snow»", "a fox in snow", Place.LIST_ITEM),
        ("markdown", "> «a fox\n> in “deep” snow»", "a fox in “deep” snow", Place.QUOTE),
        ("markdown", "«## The fox»", "The fox", Place.HEADING),
        ("markdown", "«The fox\n-------»", "The fox", Place.HEADING),
        ("markdown", "«hero image: a fox»", "hero image: a fox", Place.PARAGRAPH),
        ("markdown", "see «[the fox](x.html)»", "the fox", Place.PARAGRAPH),
        ("markdown", "«snake_case is_kept»", "snake_case is_kept", Place.PARAGRAPH),
        ("markdown", "| a |\n|---|\n| «fox» |", "fox", Place.TABLE),
        ("markdown", "```\n«fox»\n```", "fox", Place.CODE),
        ("markdown", "---\ntitle: «a fox»\n---\n", "a fox", Place.FRONT_MATTER),
        ("markdown", "$$\nx «fox»\n$$", "fox", Place.MATH),
        ("markdown", "<!-- «fox» -->", "fox", Place.COMMENT),
        ("html", "«<p>A <b>red</b> fox</p>»", "A red fox", Place.PARAGRAPH),
        ("html", "<ul><li>«fox»", "fox", Place.LIST_ITEM),
        ("restructuredtext", "The «*red* fox\nand*» more", "red fox and*", Place.PARAGRAPH),
        ("restructuredtext", "«The fox\n=======»", "The fox", Place.HEADING),
        ("asciidoc", "«* a _red_ fox»", "a red fox", Place.LIST_ITEM),
        ("latex", "«\\section{The fox}»", "The fox", Place.HEADING),
        ("latex", "a «\\emph{red} fox»", "red fox", Place.PARAGRAPH),
        ("org", "«* TODO The fox»", "The fox", Place.HEADING),
        ("typst", "«= The *fox*»", "The fox", Place.HEADING),
        ("mediawiki", "«== The fox ==»", "The fox", Place.HEADING),
        ("python", "«# a fox\n# in snow»", "a fox in snow", Place.COMMENT),
        ("python", 'x = "«a fox»"', "a fox", Place.CODE),
        ("javascript", "/**\n«  * a fox\n  * in snow»\n */", "a fox in snow", Place.COMMENT),
        ("plaintext", "«a fox\nin snow»", "a fox in snow", Place.PARAGRAPH),
        ("unheard-of", "«a fox»", "a fox", Place.PARAGRAPH),
    ],
)
def test_what_the_selection_is(language: str, before: str, subject: str, place: Place) -> None:
    _markup, _document, intent = read(before, language)
    assert (intent.subject, intent.place) == (subject, place)
    assert not intent.is_prompt


@pytest.mark.parametrize(
    ("language", "before", "subject"),
    [
        ("markdown", "«A red door\n\nThe same door»", "A red door. The same door"),
        ("markdown", "«A red door.\n\nThe same door.»", "A red door. The same door."),
        ("markdown", "«a red door\n\nand a window»", "a red door, and a window"),
        ("markdown", "«- a red door\n- a blue window»", "a red door, a blue window"),
        ("markdown", "«1. a red door;\n2. a blue window»", "a red door; a blue window"),
        ("markdown", "«> - a door\n> - a *Window*»", "a door, a Window"),
        ("markdown", "«# The shore\n\nA long shore»", "The shore. A long shore"),
        ("org", "«* The shore\n\nA long shore»", "The shore. A long shore"),
        ("asciidoc", "«* a door\n* a window»", "a door, a window"),
        ("plaintext", "«• a door\n• a window»", "a door, a window"),
        ("python", "«# a door\n#\n# In snow»", "a door. In snow"),
        ("python", "«# - a door\n# - a window»", "a door, a window"),
        # What only goes on takes no mark: wrapped lines, and the stars and dashes of comments.
        ("markdown", "«a red door and\na blue window»", "a red door and a blue window"),
        ("markdown", "«- a red door\n  in snow»", "a red door in snow"),
        ("javascript", "/**\n« * a door\n * in snow»\n */", "a door in snow"),
        ("lua", "«-- a door\n-- in snow»", "a door in snow"),
    ],
)
def test_what_stood_apart_in_a_selection_is_one_description(
    language: str, before: str, subject: str
) -> None:
    assert read(before, language)[2].subject == subject


@pytest.mark.parametrize("before", ["A «» fox", "« \n » fox", "«- \n»fox", "«***»", "«---\n»"])
def test_a_selection_without_words_is_no_intent(before: str) -> None:
    document, span = marked(before)
    assert for_language("markdown").read(document, span) is None


@pytest.mark.parametrize(
    ("language", "before"),
    [
        ("markdown", "```limner-prompt\n«a red fox»\n```"),
        ("markdown", "> ````limner-prompt\n> «a red fox»\n> ````"),
        ("html", "<!-- limner-prompt: «a red fox» -->"),
        ("restructuredtext", ".. limner-prompt: «a red fox»"),
        ("latex", "% limner-prompt: «a red fox»"),
        ("latex", "«% limner-prompt: a red fox»"),
        ("typst", "// limner-prompt: «a red fox»"),
        ("python", "# .. limner-prompt: «a red fox»"),
    ],
)
def test_what_carries_the_mark_is_a_prompt(language: str, before: str) -> None:
    _markup, _document, intent = read(before, language)
    assert intent.is_prompt
    assert intent.subject == "a red fox"


def test_length_alone_makes_no_prompt() -> None:
    _markup, _document, intent = read("«" + "fox " * 400 + "»", "markdown")
    assert not intent.is_prompt


LINK = "![A fox](fox.png)"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A «fox» here.\n\nNext.", f"A fox here.\n\n{LINK}\n\nNext."),
        ("A «fox» here.\nStill.\n# Next", f"A fox here.\nStill.\n\n{LINK}\n\n# Next"),
        ("A «fox».", f"A fox.\n\n{LINK}"),
        ("A «fox».\n", f"A fox.\n\n{LINK}\n"),
        ("A «fox».\r\n\r\nB\r\n", f"A fox.\r\n\r\n{LINK}\r\n\r\nB\r\n"),
        ("A «fox».\r\rB", f"A fox.\r\r{LINK}\r\rB"),
        ("- «fox»\n- b", f"- fox\n  {LINK}\n- b"),
        ("1.  «fox»\n    more\n2.  b", f"1.  fox\n    more\n    {LINK}\n2.  b"),
        ("- a\n\n  «fox»\n\n- b", f"- a\n\n  fox\n\n  {LINK}\n\n- b"),
        ("> «fox»\n\nb", f"> fox\n>\n> {LINK}\n\nb"),
        ("> - «fox»\n> - b", f"> - fox\n>   {LINK}\n> - b"),
        ("# «Fox»\nb", f"# Fox\n\n{LINK}\n\nb"),
        ("«Fox»\n===\nb", f"Fox\n===\n\n{LINK}\n\nb"),
        ("| a |\n|---|\n| «fox» |\n| b |\n\nc", f"| a |\n|---|\n| fox |\n| b |\n\n{LINK}\n\nc"),
        ("```\n«fox»\n```\nb", f"```\nfox\n```\n\n{LINK}\n\nb"),
        ("---\ntitle: «fox»\n---\nb", f"---\ntitle: fox\n---\n\n{LINK}\n\nb"),
        ("$$\n«fox»\n$$\n\nb", f"$$\nfox\n$$\n\n{LINK}\n\nb"),
        ("<div>\n«fox»\n</div>\n\nb", f"<div>\nfox\n</div>\n\n{LINK}\n\nb"),
        ("a `«fox»` b\n\nc", f"a `fox` b\n\n{LINK}\n\nc"),
        ("«A fox.\n\nA hare.»\n\nb", f"A fox.\n\nA hare.\n\n{LINK}\n\nb"),
        ("«- A fox.\n\nA hare.»\n\nb", f"- A fox.\n\nA hare.\n\n{LINK}\n\nb"),
        ("«A fox:\n\n- a hare»\n- b", f"A fox:\n\n- a hare\n  {LINK}\n- b"),
    ],
)
def test_a_markdown_image_below(before: str, after: str) -> None:
    markup, document, intent = read(before)
    assert markup.image(document, intent, FOX, "below").apply(document.text) == after


@pytest.mark.parametrize(
    ("language", "figure", "before", "after"),
    [
        ("markdown", Figure("f.png", "A", "The cap", "fox"), "«x»", '![A](f.png "The cap")'),
        ("markdown", Figure("my fox.png", ""), "a «x» b", "a ![](my%20fox.png) b"),
        ("html", Figure("f.png", "A", "The cap", "fox"), "«x»",
         '<figure id="fig-fox">\n  <img src="f.png" alt="A">\n  <figcaption>The cap</figcaption>\n'
         "</figure>"),
        ("restructuredtext", Figure("f.png", "A", "The cap", "fox"), "«x»",
         ".. figure:: f.png\n   :alt: A\n   :name: fig-fox\n\n   The cap"),
        ("asciidoc", Figure("f.png", "A", "The cap", "fox"), "«x»",
         "[#fig-fox]\n.The cap\nimage::f.png[A]"),
        ("latex", Figure("f.png", "A", "The cap", "fox"), "«x»",
         "\\begin{figure}[htbp]\n  \\centering\n"
         "  \\includegraphics[width=\\linewidth,alt={A}]{f.png}\n"
         "  \\caption{The cap}\n  \\label{fig:fox}\n\\end{figure}"),
        ("latex", Figure("f.png", "A"), "«x»",
         "\\noindent\\includegraphics[width=\\linewidth,alt={A}]{f.png}"),
        ("latex", Figure("f.png", "A"), "a «x» b",
         "a \\includegraphics[width=\\linewidth,alt={A}]{f.png} b"),
        ("org", Figure("f.png", "A", "The cap", "fox"), "«x»",
         "#+CAPTION: The cap\n#+NAME: fig:fox\n#+ATTR_HTML: :alt A\n[[file:f.png]]"),
        ("typst", Figure("f.png", "A", "The cap", "fox"), "«x»",
         '#figure(image("f.png", alt: "A"), caption: [The cap]) <fig-fox>'),
        ("quarto", Figure("f.png", "A", "The cap", "fox"), "«x»",
         '![The cap](f.png){#fig-fox fig-alt="A"}'),
        ("myst", Figure("f.png", "A", "The cap", "fox"), "«x»",
         "```{figure} f.png\n---\nalt: 'A'\nname: fig-fox\n---\nThe cap\n```"),
        ("learn", Figure("f.png", 'A "red" fox'), "«x»",
         ":::image type=\"content\" source=\"f.png\" alt-text=\"A 'red' fox\":::"),
        ("obsidian", Figure("my fox.png", "A | fox"), "«x»", "![[my fox.png|A / fox]]"),
        ("mediawiki", Figure("f.png", "A", "The cap"), "«x»", "[[File:f.png|thumb|alt=A|The cap]]"),
        ("dokuwiki", Figure("img/f.png", "A"), "«x»", "{{.:img:f.png|A}}"),
        ("textile", Figure("f.png", "A (red) fox"), "«x»", "!f.png(A [red] fox)!"),
        ("djot", Figure("f.png", "A"), "«x»", "![A](f.png)"),
        ("plaintext", Figure("my fox.png", "A"), "«x»", "my fox.png"),
    ],
)  # fmt: skip
def test_an_image_in_place(language: str, figure: Figure, before: str, after: str) -> None:
    markup, document, intent = read(before, language)
    assert markup.image(document, intent, figure, "replace").apply(document.text) == after


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("markdown", "«fox»", "fox\n\n```limner-prompt\nA ``` red fox.\n```"),
        ("html", "<p>«fox»</p>", "<p>fox</p>\n<!-- limner-prompt: A ``` red fox. -->"),
        ("restructuredtext", "«fox»", "fox\n\n.. limner-prompt: A ``` red fox."),
        ("asciidoc", "* «fox»\n* b", "* fox\n// limner-prompt: A ``` red fox.\n* b"),
        ("latex", "«fox»", "fox\n% limner-prompt: A ``` red fox."),
        ("org", "- «fox»\n- b", "- fox\n  # limner-prompt: A ``` red fox.\n- b"),
        ("typst", "«fox»", "fox\n// limner-prompt: A ``` red fox."),
        ("dokuwiki", "«fox»", "fox\n\n<code limner-prompt>\nA ``` red fox.\n</code>"),
        ("plaintext", "«fox»", "fox\n\nlimner-prompt: A ``` red fox."),
    ],
)
def test_a_prompt_below(language: str, before: str, after: str) -> None:
    markup, document, intent = read(before, language)
    if language == "markdown":
        after = after.replace("\n```limner-prompt", "\n````limner-prompt")[:-3] + "````"
    made = markup.prompt(document, intent, ["A ``` red fox."], "below").apply(document.text)
    assert made == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a «fox».\nMore.\n\nb", "a fox.\nMore.\n\n@\n\nb"),
        ("\\section{«Foxes»}\nb", "\\section{Foxes}\n\n@\n\nb"),
        ("\\begin{quote}\n«fox»\n\\end{quote}", "\\begin{quote}\nfox\n\n@\n\n\\end{quote}"),
    ],
)
def test_a_picture_of_latex_is_a_paragraph_without_indent(before: str, after: str) -> None:
    markup, document, intent = read(before, "latex")
    made = markup.image(document, intent, FOX, "below").apply(document.text)
    (link,) = markup.links(Document(made, "latex"))

    image = link.span.of(made)
    assert made == after.replace("@", "\\noindent" + image)
    assert (link.target, link.alt) == (FOX.target, FOX.alt)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("markdown", "«fox»\n\n1. b", "fox\n\n1) one\n2) two\n\n1. b"),
        ("html", "<p>«fox»</p>", "<p>fox</p>\n<ol>\n  <li>one</li>\n  <li>two</li>\n</ol>"),
        ("asciidoc", "«fox»", "fox\n\n. one\n. two"),
        ("asciidoc", ". «fox»\n. b", ". fox\n+\n--\n. one\n. two\n--\n. b"),
        (
            "latex",
            "«fox»",
            "fox\n\n\\begin{enumerate}\n  \\item one\n  \\item two\n\\end{enumerate}",
        ),
        ("mediawiki", "«fox»", "fox\n\n# one\n# two"),
        ("python", "# «fox»", "# fox\n#\n# 1. one\n# 2. two"),
    ],
)  # fmt: skip
def test_several_prompts_are_a_numbered_list(language: str, before: str, after: str) -> None:
    markup, document, intent = read(before, language)
    made = markup.prompt(document, intent, ["one", "two"], "below").apply(document.text)
    assert made == after


LANGUAGES = (
    "markdown", "mdx", "obsidian", "quarto", "myst", "learn", "html", "restructuredtext",
    "asciidoc", "latex", "typst", "org", "textile", "mediawiki", "dokuwiki", "djot", "plaintext",
    "python", "javascript", "typescriptreact", "rust", "c", "java", "csharp", "go", "lua",
    "shellscript", "kotlin", "ruby", "vue",
)  # fmt: skip
PIECES = st.sampled_from((*FRAGMENTS, *WORDS, "\n", "\n\n", "\r\n", "    ", "- ", "> ", "# ", "| "))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, max_size=25), st.data())
def test_any_document_can_be_read_and_written(
    language: str, pieces: list[str], data: st.DataObject
) -> None:
    """Nothing raises, and what an edit replaces are the author's words or nothing."""
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    markup, document = for_language(language), Document(text, language)
    for link in markup.links(document):
        assert 0 <= link.span.start < link.span.end <= len(text)
    intent = markup.read(document, Span(start, end))
    if intent is None:
        return
    assert start <= intent.span.start < intent.span.end <= end
    for edit in (
        markup.image(document, intent, FOX, "below"),
        markup.image(document, intent, FOX, "replace"),
        markup.prompt(document, intent, ["A fox."], "below"),
        markup.prompt(document, intent, ["A fox."], "replace"),
        markup.prompt(document, intent, ["A fox.", "Two."], "below"),
    ):
        assert edit.span == intent.span or (edit.span.empty and edit.span.start >= 0)
        assert edit.span.end <= len(text)
        assert text[edit.span.start - 1 : edit.span.start + 1] != "\r\n"


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30)
@given(st.text())
def test_normalising_twice_is_normalising_once(language: str, alt: str) -> None:
    markup = for_language(language)
    once = markup.normalise(alt)
    assert markup.normalise(once) == once
    assert "\n" not in once


def test_every_language_has_its_file_endings() -> None:
    from pathlib import Path

    named = {"a.md": "markdown", "b.TEX": "latex", "c.tsx": "typescriptreact", "d": "plaintext"}
    assert {name: language_of(Path(name)) for name in named} == named
