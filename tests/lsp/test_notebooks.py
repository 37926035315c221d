"""Cells of notebooks: their names are opaque, their folder is the notebook's."""

import pytest

from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor

DRAW = 2

NAMES = [
    "vscode-notebook-cell:{path}#W0sZmlsZQ%3D%3D",
    "vscode-notebook-cell://127.0.0.1:4100{path}#W0sdnNjb2RlLXJlbW90ZQ%3D%3D",
    "vscode-notebook-cell:/elsewhere.ipynb?jupyter-notebook#W1sdW50aXRsZWQ%3D",
]


async def drawn(tmp_path, language: str, text: str, name: str = NAMES[0], **settings) -> str:
    """Draw the words ``a red fox`` in one cell of a notebook; return the cell."""
    editor = Editor(FakeBackends(), settings=settings)
    await editor.start()
    path = tmp_path / "deep" / "book.ipynb"
    path.parent.mkdir()
    other = (name.format(path=path) + "0", "markdown", "Some words before.\n")
    cell = (name.format(path=path), language, text)
    _, buffer = editor.open_notebook(path.as_uri(), other, cell)
    start = text.index("a red fox")
    await editor.run((await editor.actions(buffer, start, start + 9))[DRAW])
    await editor.settle()

    assert (path.parent / "a-red-fox.png").read_bytes().startswith(b"\x89PNG")
    assert editor.buffers[other[0]].text == other[2]
    assert buffer.undo == [text]
    assert not editor.errors
    return buffer.text


@pytest.mark.parametrize("name", NAMES)
async def test_a_markdown_cell_gets_a_link_to_a_picture_beside_the_notebook(tmp_path, name):
    cell = await drawn(tmp_path, "markdown", "Über a red fox in snow.", name)

    assert cell.startswith("Über a red fox in snow.\n\n![")
    assert cell.endswith("](a-red-fox.png)")


async def test_a_python_cell_shows_the_picture(tmp_path):
    cell = await drawn(tmp_path, "python", "# a red fox\nx = 1\n")

    assert cell.startswith("# a red fox\nimport IPython.display\ndisplay(IPython.display.Markdown(")
    assert cell.endswith("\nx = 1\n")


async def test_or_it_is_a_comment_by_a_setting(tmp_path):
    settings = {"notebook": {"codeCell": "comment"}}
    cell = await drawn(tmp_path, "python", "# a red fox\nx = 1\n", **settings)

    assert cell.startswith("# a red fox\n#\n# .. image:: a-red-fox.png\n")


@pytest.mark.parametrize("language", ["julia", "r", "sql", "raw"])
async def test_cells_of_every_other_kind_get_what_their_language_writes(tmp_path, language):
    mark = "#" if language in ("julia", "r") else "--"
    cell = await drawn(tmp_path, language, f"{mark} a red fox\n")

    assert "a-red-fox.png" in cell
    assert "IPython" not in cell
