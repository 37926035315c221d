"""``limner history --unused``: what nothing shows is listed, and goes only after a yes."""

import json
from pathlib import Path

import pytest

from limner import files
from limner.cli import history, main
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from tests.support.folders import plant, tree
from tests.support.pictures import picture

CAPS = Caps(1000, 10**12, 10**12)
RECORD = Provenance(words="a fox", prompt="A fox.")
ASK = ["history", "--unused"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def draw(folder, name, data=None):
    """Put a picture there as Limner does, and write it down."""
    journal, path = open_journal(files.state_folder()), folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data or provenance.embed(picture(), RECORD))
    intent = {"words": "a fox", "root": str(folder), "document": str(folder / "a.md")}
    job = journal.reserve(intent, name, 50_000, CAPS, again=True)
    journal.placed(job, path)
    journal.done(job)
    return path


def listed(capsys):
    assert main([*ASK, "--format", "json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    return [Path(path).name for row in rows for path in row["pictures"]]


USED = {
    "a link": ("a.md", "![a fox](img/my fox.png)"),
    "an encoded link": ("a.md", "![a fox](img/my%20fox.png)"),
    "no ending": ("a.tex", "\\includegraphics{img/my fox}"),
    "a hidden folder": (".vitepress/theme.md", "![a fox](/img/my%20fox.png)"),
    "a style sheet": ("style.css", "body { background: url('img/my fox.png') }"),
    "a program": ("show.zig", 'const fox = @embedFile("MY FOX.PNG");'),
    "a notebook": (
        "a.ipynb",
        '{"cells": [{"cell_type": "markdown", "source": ["![a](img/my%20fox.png)"]}]}',
    ),
    "what git ignores": ("build/a.md", "![](my%20fox.png)"),
}


@pytest.mark.parametrize("name", USED)
def test_what_any_text_shows_or_names_is_used(name, folder, capsys):
    draw(folder, "img/my fox.png")
    (folder / "empty.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4}')
    file, text = USED[name]
    assert listed(capsys) == ["my fox.png"]

    plant(folder, [".gitignore | build/", f"{file} | {text}"])
    assert listed(capsys) == []


BYTES = {
    "Latin-1": ("old.css", "/* Möwe */ url(img/fox.png)".encode("latin-1"), "img/fox.png"),
    "UTF-16": ("old.css", "url(img/fox.png)".encode("utf-16"), "img/fox.png"),
    "UTF-16 and umlauts": ("a.reg", "img/füchse.png".encode("utf-16-be"), "img/füchse.png"),
    "an unknown code page": ("old.sty", "лиса".encode("cp1251"), "img/лиса.png"),
    "a program that was built": ("show.bin", b"\x7f\0\xffimg/fox.png\0", "img/fox.png"),
}


@pytest.mark.parametrize("name", BYTES)
def test_what_a_file_in_another_encoding_names_is_used(name, folder, capsys):
    file, data, drawn = BYTES[name]
    draw(folder, drawn)
    (folder / file).write_bytes(b"\xff nothing of the kind \0")
    assert listed(capsys) == [Path(drawn).name]

    (folder / file).write_bytes(data)
    assert listed(capsys) == []


def test_folders_that_links_lead_to_are_searched_once(folder, capsys):
    draw(folder, "fox.png")
    elsewhere = folder.parent / "theme"
    elsewhere.mkdir()
    (folder / "theme").symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(folder)
    assert listed(capsys) == ["fox.png"]

    (elsewhere / "a.css").write_text("url(fox.png)")
    assert listed(capsys) == []


def test_nothing_is_said_beside_a_file_that_is_too_large_to_search(folder, capsys):
    draw(folder, "fox.png")
    with (folder / "data.bin").open("wb") as file:
        file.truncate(files.LARGEST_TEXT + 1)

    assert main(ASK) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "data.bin" in said.err
    assert "cannot be said which pictures" in said.err


def test_a_document_that_is_saved_while_the_question_stands_counts(folder, monkeypatch, capsys):
    draw(folder, "fox.png")
    draw(folder, "owl.png")

    def saved(question):
        (folder / "a.md").write_text("![a fox](fox.png)")
        return True

    monkeypatch.setattr(history, "interactive", lambda: True)
    monkeypatch.setattr(history, "confirm", saved)

    assert main(ASK) == 0
    assert set(tree(folder)) == {"fox.png", "a.md"}
    said = capsys.readouterr().err
    assert "1 picture deleted." in said
    assert "1 kept" in said


def test_only_what_limner_drew_and_nobody_replaced_is_listed(folder, capsys):
    draw(folder, "fox.png", picture())
    draw(folder, "gone.png").unlink()
    (folder / "owl.png").write_bytes(picture())
    own = draw(folder, "img/hen.png")
    (folder.parent / "elsewhere").mkdir()
    own.rename(folder.parent / "elsewhere" / "hen.png")
    own.symlink_to(folder.parent / "elsewhere" / "hen.png")

    assert listed(capsys) == []


def test_a_file_of_the_authors_own_beside_a_picture_stays(folder, monkeypatch):
    draw(folder, "fox.png")
    (folder / "fox.png.json").write_text("{}")
    monkeypatch.setattr(history, "interactive", lambda: True)
    monkeypatch.setattr(history, "confirm", lambda question: True)

    assert main(ASK) == 0
    assert set(tree(folder)) == {"fox.png.json"}


def test_nothing_is_said_of_a_project_whose_documents_cannot_be_read(folder, capsys):
    draw(folder, "fox.png")
    (folder / "a.md").write_bytes(b"\x00\xff\xfe![](f\x00o\x00x")

    assert main(ASK) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "cannot be said which pictures" in said.err


def test_without_a_terminal_nothing_is_deleted(folder, capsys):
    draw(folder, "fox.png")
    before = tree(folder)

    assert main(ASK) == 0
    said = capsys.readouterr()
    assert said.out.rstrip().endswith("fox.png")
    assert "1 picture (0.0 MB) that no document links" in said.err
    assert tree(folder) == before


@pytest.mark.parametrize("answer", [True, False])
def test_pictures_are_deleted_only_after_a_yes(answer, folder, monkeypatch, capsys):
    draw(folder, "fox.png")
    (folder / "fox.png.json").write_bytes(provenance.write_beside(RECORD))
    plant(folder, ["a.md | ![an owl](owl.png)"])
    draw(folder, "owl.png")
    asked = []
    monkeypatch.setattr(history, "interactive", lambda: True)
    monkeypatch.setattr(history, "confirm", lambda question: asked.append(question) or answer)
    before = tree(folder)

    assert main(ASK) == 0
    assert len(asked) == 1
    assert asked[0].startswith("Delete 1 picture (0.0 MB) for good?")
    gone = {"fox.png", "fox.png.json"} if answer else set()
    assert set(tree(folder)) == set(before) - gone
    capsys.readouterr()
    assert main(["history"]) == 0
    assert ("Deleted, as no document showed it." in capsys.readouterr().out) == answer
