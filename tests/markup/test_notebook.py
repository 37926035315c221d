"""Python cells: a statement shows the picture where one can stand; else it is a comment."""

import ast
import itertools
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from tests.support.markup.hostile_texts import PATHS, texts
from tests.support.markup.marked import read

from limner.document import Document
from limner.markup import amendment, for_language
from limner.markup.interface import Figure

SHOWN = 'import IPython.display\ndisplay(IPython.display.Markdown("![A fox.](a/fox.png)"))'


def drawn(cell: str, **figure) -> str:
    """Return a marked cell with its picture."""
    markup, document, intent = read(cell, "ipython")
    shown = Figure(**{"target": "a/fox.png", "alt": "A fox.", "statement": True, **figure})
    return markup.image(document, intent, shown, "below").apply(document.text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# «A red fox»", f"# A red fox\n{SHOWN}"),
        ("# «A red fox»\n", f"# A red fox\n{SHOWN}\n"),
        ("# «A red fox»\ndf.head()\n", f"# A red fox\n{SHOWN}\ndf.head()\n"),
        ("# «A red fox»\n# in snow\ndf.head()", f"# A red fox\n# in snow\n{SHOWN}\ndf.head()"),
        ('x = "«a red fox»"\ny = 1', f'x = "a red fox"\n{SHOWN}\ny = 1'),
        ('print("«a red fox»")', f'print("a red fox")\n{SHOWN}'),
        ("%matplotlib inline\n!ls\n# «A red fox»\nplot?", None),
        ("await x\n# «A red fox»\ny = await x", None),
        ("a = 1\r\n# «A red fox»\r\nb = 2\r\n", None),
        ("import IPython.display\n# «A red fox»\n", "import IPython.display\n# A red fox\n"
         + SHOWN.split("\n")[1] + "\n"),
    ],
)  # fmt: skip
def test_a_statement_shows_the_picture(before, after):
    found = drawn(before)

    if after is None:
        line_end = "\r\n" if "\r\n" in before else "\n"
        plain = before.replace("«", "").replace("»", "")
        after = plain.replace("A red fox", f"A red fox\n{SHOWN}".replace("\n", line_end))
    assert found == after


@pytest.mark.parametrize(
    "cell",
    [
        "df.head()\n# «A red fox»\n",
        "df  # «A red fox»",
        '"""«A red fox»"""',
        "colours = [\n# «A red fox»\n1]",
        "if x:\n    # «A red fox»\n    y()\n",
        "if x:\n    y()\n# «A red fox»\nelse:\n    z()\n",
        "@cache\n# «A red fox»\ndef f(): ...\n",
        "try:\n    x()\n# «A red fox»\nexcept E:\n    pass",
        "%%bash\n# «A red fox»\nls\n",
        "x = !ls\n# «A red fox»\n",
        "x = (\n# «A red fox»\n",
    ],
)
def test_elsewhere_it_is_a_comment_and_the_code_stays(cell):
    found = drawn(cell)
    plain = cell.replace("«", "").replace("»", "")
    added = [line for line in found.split("\n") if line not in plain.split("\n")]

    assert any("image:: a/fox.png" in line for line in added)
    assert "IPython" not in found
    assert all(line.lstrip().startswith(("#", '"""', ".. ", ":alt:")) or not line.strip()
               for line in added)  # fmt: skip


@pytest.mark.parametrize(
    "figure",
    [
        {"statement": False},
        {"target": "/images/fox.png"},
        {"target": "https://example.com/fox.png"},
    ],
)
def test_a_comment_is_written_when_it_is_asked_for_or_the_link_is_no_file(figure):
    assert "# .. image:: " in drawn("# «A red fox»\n", **figure)


def test_the_caption_stands_below():
    assert drawn("# «A fox»", caption="Generated image").endswith("\n# Generated image")


# Of the words, the first third every day: each is written under every name into every cell.
@pytest.mark.parametrize("many", [70, pytest.param(200, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("cell", ["# «A fox»\nx = 1\n", "x = 1\n# «A fox»\ny = 2", "# «A fox»"])
def test_whatever_the_words_hold_the_cell_shows_one_picture_of_that_name(cell, many):
    markup = for_language("ipython")
    for words, target in itertools.product(texts(many), (*PATHS, 'a"b\\c.png')):
        found = drawn(cell, alt=words, target=target)
        calls = [node for node in ast.walk(ast.parse(found)) if isinstance(node, ast.Call)]
        assert len(calls) == 2
        alt = markup.normalise(words)
        (paragraph,) = MarkdownIt().parse(calls[1].args[0].value)[1:-1]
        (image,) = paragraph.children
        assert (unquote(image.attrs["src"]), _said(image)) == (target, alt)
        (link,) = markup.links(Document(found, "ipython"))
        assert (link.target, link.alt or "") == (target, alt)


def _said(image) -> str:
    """Return the alternative text of a picture as a reader gets it."""
    return "".join(child.content for child in image.children or ())


OLD = 'display(IPython.display.Image(filename="a/fox.png", alt="A fox."))'


@pytest.mark.parametrize("statement", [SHOWN.split("\n")[1], OLD])
def test_a_statement_is_a_link_that_can_be_amended(statement):
    document = Document(f"x = 1\n{statement}\n", "ipython")
    (link,) = for_language("ipython").links(document)

    assert (link.target, link.alt) == ("a/fox.png", "A fox.")
    moved = amendment.with_target(document, link, "b/a fox.png").apply(document.text)
    told = amendment.with_alt(document, link, "A red fox, *asleep*").apply(document.text)
    for text, target, alt in (
        (moved, "b/a fox.png", "A fox."),
        (told, "a/fox.png", "A red fox, asleep"),
    ):
        ast.parse(text)
        (now,) = for_language("ipython").links(Document(text, "ipython"))
        assert (now.target, now.alt) == (target, alt)


def test_a_statement_without_alternative_text_lacks_it_and_gets_it():
    document = Document('display(IPython.display.Markdown("![](a/fox.png)"))', "ipython")
    (link,) = for_language("ipython").links(document)

    assert amendment.lacks_alt(document, link)
    told = amendment.with_alt(document, link, "A red fox").apply(document.text)
    assert told == 'display(IPython.display.Markdown("![A red fox](a/fox.png)"))'


@pytest.mark.parametrize(
    "cell",
    ['Markdown("see ![a](b.png) there")', 'Markdown("# Title")', 'display(Markdown("![a]"))'],
)
def test_other_markdown_is_no_link(cell):
    assert for_language("ipython").links(Document(cell, "ipython")) == ()
