"""Notebooks in the terminal: found by words or line, and nothing else of the file changes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.actions import notebook_cells
from limner.cli import main
from limner.document import Replacement, Span, split_lines

NOTEBOOK = """\
{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {"source": "no", "tags": ["x"]},
   "source": [
    "# Coast\\n",
    "\\n",
    "A red fox sleeps on warm\\n",
    "stones. The tide is \\"out\\" near caf\\u00e9 Ω."
   ]
  },
  {
   "attachments": {"a.png": {"image/png": "AA=="}},
   "cell_type": "markdown",
   "metadata": {},
   "source": "![A hen](hen.png) ![x](attachment:a.png)"
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "metadata": {},
   "outputs": [{"output_type": "stream", "name": "stdout", "text": ["![no](no.png)"]}],
   "source": [
    "x = 1  # a red fox\\n",
    "display(Image(\\"owl.png\\", alt=\\"An owl\\"))"
   ]
  },
  {
   "cell_type": "raw",
   "metadata": {},
   "source": ["![no](no.png)"]
  }
 ],
 "metadata": {
  "language_info": {"codemirror_mode": {"name": "x", "version": 3}, "name": "python"}
 },
 "nbformat": 4,
 "nbformat_minor": 4
}
"""


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "note.ipynb"
    file.write_text(NOTEBOOK, encoding="utf-8")
    return file


def test_what_is_missing_is_found_at_its_line_of_the_file(notebook, capsys):
    assert main(["illustrate", ".", "--missing", "--check", "--format", "json"]) == 1

    rows = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    assert [(row["line"], row["code"], row["picture"], row["source"]) for row in rows] == [
        (17, "missing-image", "hen.png", "A hen"),
        (26, "missing-image", "owl.png", "An owl"),
    ]


def test_missing_pictures_are_drawn_and_the_notebook_stays(notebook, capsys):
    (notebook.parent / "limner.toml").write_text('[image]\nsize = "64x64"\n')

    assert main(["illustrate", "note.ipynb", "--missing", "--yes"]) == 0
    assert {file.name for file in notebook.parent.glob("*.png")} == {"hen.png", "owl.png"}
    assert notebook.read_text(encoding="utf-8") == NOTEBOOK


@pytest.mark.parametrize(
    "place",
    [
        ["--select", "sleeps on warm stones"],
        ["--line", "9"],
    ],
)
def test_only_the_lines_of_the_cell_change(place, notebook, capsys):
    (notebook.parent / "limner.toml").write_text('[image]\nsize = "64x64"\n')

    assert main(["illustrate", "note.ipynb", *place, "--yes"]) == 0
    written = notebook.read_text(encoding="utf-8")
    before, after = NOTEBOOK.split("\n"), written.split("\n")
    assert after[:9] == before[:9]
    assert after[-len(before) + 10 :] == before[10:]
    source = json.loads(written)["cells"][0]["source"]
    assert source[:3] == json.loads(NOTEBOOK)["cells"][0]["source"][:3]
    assert source[3] == 'stones. The tide is "out" near café Ω.\n'
    assert source[-1].startswith("![")


def test_a_line_outside_of_cells_is_said_to_be_one(notebook, capsys):
    assert main(["illustrate", "note.ipynb", "--line", "1"]) == 2
    assert "stands in no cell" in capsys.readouterr().err


@given(
    st.lists(st.text(st.sampled_from('ab\n"\\é😀\t'), max_size=8), max_size=4),
    st.data(),
)
def test_an_edit_in_a_cell_is_one_in_its_text_and_nothing_else(texts, data):
    """The notebook stays JSON; its other values stay as they are."""
    cells = [
        {"cell_type": "markdown", "metadata": {"n": number}, "source": list(split_lines(text))}
        for number, text in enumerate(texts)
        if text
    ]
    whole = {"cells": cells, "metadata": {"source": ["x"]}, "nbformat": 4, "nbformat_minor": 5}
    raw = json.dumps(whole, indent=1, ensure_ascii=data.draw(st.booleans()))
    found = notebook_cells.cells_of(raw, notebook_cells.Path("n.ipynb"), "markdown")
    assert [cell.document.text for cell in found] == ["".join(cell["source"]) for cell in cells]
    for number, cell in enumerate(found):
        text = cell.document.text
        at = data.draw(st.integers(0, len(text)))
        to = data.draw(st.integers(at, len(text)))
        new = data.draw(st.text(st.sampled_from('c"\n'), min_size=1, max_size=4))
        edit = Replacement(Span(at, to), new)

        written = json.loads(notebook_cells.write(raw, cell, edit))

        assert "".join(written["cells"][number].pop("source")) == edit.apply(text)
        expected = json.loads(raw)
        del expected["cells"][number]["source"]
        assert written == expected
