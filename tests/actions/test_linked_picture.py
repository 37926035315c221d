"""Pictures that are there: what is read of files that anyone may have put into a project."""

import json
import os
from dataclasses import asdict, replace

import pytest

from limner.actions import alt_text, linked_picture
from limner.document import Document, Span
from limner.errors import InputError
from limner.image.formats import provenance
from limner.image.formats.embedding import embedded
from limner.image.formats.provenance import Provenance
from limner.markup.interface import ImageLink
from limner.project.roots import Project
from limner.settings.declaration import DEFAULTS
from tests.support.pictures import picture

HALF = "a fox\ud83d"
"""Ends in one half of a pair: JSON may hold it, no file can."""


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder, folder / "note.md", "")


def put(path, what) -> None:
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what == "link":
        path.parent.with_name("outside.png").write_bytes(picture())
        path.symlink_to(path.parent.with_name("outside.png"))
    elif what == "device":
        path.symlink_to("/dev/zero")
    elif what is not None:
        path.write_bytes(what)


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (None, "There is no picture"),
        ("pipe", "cannot be read"),
        ("folder", "cannot be read"),
        ("link", "lies outside"),
        ("device", "lies outside"),
        (b"root:x:0:0:", "is no PNG, JPEG or WebP picture"),
        (picture() + bytes(2_000), "is larger than"),
    ],
)
def test_only_pictures_of_the_project_are_read(project, monkeypatch, what, message):
    monkeypatch.setattr(linked_picture, "MOST_BYTES", 2_000)
    path = project.root / "fox.png"
    put(path, what)

    with pytest.raises(InputError, match=message):
        linked_picture.read_picture(path, project)


def test_a_picture_is_called_like_one(project):
    path = project.root / "fox.txt"
    path.write_bytes(picture())

    with pytest.raises(InputError, match="is no png, jpg or webp file"):
        linked_picture.read_picture(path, project)


def test_a_pipe_is_never_waited_for(project):
    path, document = project.root / "fox.png", Document("![](fox.png)", "markdown")
    link = ImageLink(Span(0, 12), "fox.png")
    os.mkfifo(path)
    assert alt_text.from_words(document, link, path, 100) == "Fox."
    path.unlink()
    path.write_bytes(picture())
    os.mkfifo(path.with_name("fox.png.json"))

    assert provenance.read_file(path) is None


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_half_a_character_costs_no_picture(kind):
    record = Provenance(HALF, HALF, edits=(HALF,))
    read = provenance.read(provenance.embed(picture(kind=kind), record))

    assert read is not None
    assert (read.words, read.prompt, read.edits) == ("a fox?", "a fox?", ("a fox?",))
    assert provenance.read_beside(provenance.write_beside(record)) == read


def test_what_a_foreign_record_says_has_bounds():
    foreign = {
        "limner": "1", "prompt": "x" * 500_000, "words": HALF, "edits": ["night"] * 5_000,
        "parameters": [[HALF, "1"], ["size"], 7], "usage": [["tokens", "many"]],
    }  # fmt: skip
    record = provenance.read_beside(json.dumps(foreign).encode())

    assert record is not None
    assert (len(record.prompt), len(record.edits)) == (provenance.LONGEST, provenance.MOST_EDITS)
    assert (record.words, record.parameters, record.usage) == ("a fox?", (("a fox?", "1"),), ())
    huge = replace(record, edits=("x" * provenance.MOST_RECORD,))
    assert provenance.read(provenance.embed(picture(), huge)) == provenance.bounded(huge)
    text = json.dumps(asdict(huge))
    assert provenance.read(embedded(picture(), text, generated=False)) is None
    assert provenance.read_beside(text.encode()) is None


@pytest.mark.parametrize(("many", "fits"), [(16, True), (17, False)])
def test_sixteen_pictures_are_followed_at_most(project, many, fits):
    names = tuple(f"fox-{number}.png" for number in range(many))
    for name in names:
        (project.root / name).write_bytes(picture())
    settings = replace(DEFAULTS, image_references=names)

    if fits:
        assert linked_picture.references(project, settings) == (picture(),) * 16
    else:
        with pytest.raises(InputError, match="names 17 pictures: name 16 at most"):
            linked_picture.references(project, settings)


@pytest.mark.parametrize(("lines", "found"), [(1, True), (40, True), (41, False)])
def test_a_heading_is_looked_for_in_forty_lines(lines, found):
    above = "# The red fox\n" + "Words.\n" * (lines - 1)
    document = Document(f"{above}![](fox.png)\n", "markdown")
    link = ImageLink(Span(len(above), len(above) + 12), "fox.png")

    assert alt_text.from_words(document, link, None, 100) == ("The red fox." if found else "")
