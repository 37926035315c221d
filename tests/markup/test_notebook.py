"""Python cells: a statement shows the picture where one can stand; else it is a comment."""

import ast
import itertools

import pytest
from tests.support.markup.hostile_texts import PATHS, texts
from tests.support.markup.marked import read

from limner.document import Document
from limner.markup import for_language
from limner.markup.interface import Figure

SHOWN = 'import IPython.display\ndisplay(IPython.display.Image(filename="a/fox.png", alt="A fox."))'


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


@pytest.mark.parametrize("cell", ["# «A fox»\nx = 1\n", "x = 1\n# «A fox»\ny = 2", "# «A fox»"])
def test_whatever_the_words_hold_the_cell_shows_one_picture_of_that_name(cell):
    markup = for_language("ipython")
    for words, target in itertools.product(texts(200), (*PATHS, 'a"b\\c.png')):
        found = drawn(cell, alt=words, target=target)
        calls = [node for node in ast.walk(ast.parse(found)) if isinstance(node, ast.Call)]
        assert len(calls) == 2
        said = {word.arg: word.value.value for word in calls[1].keywords}
        assert said == {"filename": target} | (
            {"alt": alt} if (alt := markup.normalise(words)) else {}
        )
        (link,) = markup.links(Document(found, "ipython"))
        assert (link.target, link.alt or "") == (target, alt)
