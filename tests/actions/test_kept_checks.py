"""What a check has found is kept with the picture, and never at the cost of its record or file."""

import json
from dataclasses import asdict, replace

import pytest

from limner import files
from limner.actions import checking
from limner.image.formats import provenance
from limner.image.formats.embedding import embedded
from limner.image.formats.provenance import Provenance
from limner.image.journal.entries import open_journal
from limner.prompt.picture_check.check_table import CheckRow, PictureCheck
from tests.support.drawing import CAPS
from tests.support.pictures import picture

BOATS = Provenance("three red boats", "Three red boats.", model="painter", limner="0.9")
CHECK = PictureCheck((CheckRow("count", "three boats", "missing", "two boats"),), "eyes")
LOST, IN_HISTORY = " The check is not kept.", " The check is kept in the history only."


def almost_full(*, beside: bool = False) -> Provenance:
    """Return a record that is just read, by forty letters or fewer."""
    empty = replace(BOATS, edits=("",) * 40)
    within = len(json.dumps(asdict(empty), separators=(",", ":")))
    text = len(provenance.write_beside(empty)) if beside else within
    return replace(empty, edits=("e" * ((provenance.MOST_RECORD - text) // 40),) * 40)


@pytest.fixture
def boats(tmp_path):
    return tmp_path / "boats.png"


def drawn(path):
    """Return the history, with a job in it that drew the picture."""
    journal = open_journal(files.state_folder())
    job = journal.reserve({}, "boats", None, CAPS, again=True)
    journal.placed(job, path)
    return journal


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_record_in_the_picture_gets_the_check(boats, kind):
    data = provenance.embed(picture(kind=kind), BOATS)
    boats.write_bytes(data)

    assert checking.keep(boats.parent, boats, data, replace(BOATS, check=CHECK)) == ""
    assert provenance.read(boats.read_bytes()) == replace(BOATS, check=CHECK)


@pytest.mark.parametrize(
    ("kind", "beside", "record"),
    [
        ("PNG", False, almost_full()),
        ("PNG", True, almost_full(beside=True)),
        ("JPEG", False, replace(BOATS, edits=("e" * 32_000, "e" * 32_000, "e" * 450))),
    ],
)
def test_a_record_without_room_stays_as_it_was(boats, kind, beside, record):
    """A larger one would be read back by nobody."""
    data = picture(kind=kind)
    if beside:
        file = boats.with_name("boats.png.json")
        boats.write_bytes(data)
        file.write_bytes(provenance.write_beside(record))
    else:
        file, data = boats, provenance.embed(data, record)
        boats.write_bytes(data)
    before = file.read_bytes()
    assert provenance.read_file(boats) == record
    told = checking.keep(boats.parent, boats, data, replace(record, check=CHECK))

    assert told == f"{file.name} has no room for more: it stays as it was.{LOST}"
    assert file.read_bytes() == before


def test_a_check_that_has_no_room_is_in_the_history(boats):
    record = almost_full()
    data = provenance.embed(picture(), record)
    boats.write_bytes(data)
    journal = drawn(boats)

    told = checking.keep(boats.parent, boats, data, replace(record, check=CHECK))
    assert told == f"boats.png has no room for more: it stays as it was.{IN_HISTORY}"
    assert journal.history()[0].details["check"]["rows"][0]["seen"] == "two boats"


@pytest.mark.parametrize("link", ["picture", "folder", "beside"])
def test_nothing_is_written_through_a_link(tmp_path, link):
    """A project of a stranger may hold a link to any file of the person's."""
    root, outside = tmp_path / "project", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    data = picture() if link == "beside" else provenance.embed(picture(), BOATS)
    (outside / "boats.png").write_bytes(data)
    (outside / "boats.png.json").write_bytes(provenance.write_beside(BOATS))
    before = {file.name: file.read_bytes() for file in outside.iterdir()}
    boats, leads = root / "boats.png", "boats.png is a link: what it leads to stays as it was."
    if link == "picture":
        boats.symlink_to(outside / "boats.png")
    elif link == "folder":
        (root / "img").symlink_to(outside)
        boats = root / "img" / "boats.png"
        leads = f"boats.png lies outside the project {root}: it stays as it was."
    else:
        boats.write_bytes(data)
        (root / "boats.png.json").symlink_to(outside / "boats.png.json")
        leads = leads.replace("png", "png.json")
    journal = drawn(boats)

    assert checking.keep(root, boats, data, replace(BOATS, check=CHECK)) == leads + IN_HISTORY
    assert {file.name: file.read_bytes() for file in outside.iterdir()} == before
    assert journal.history()[0].details["check"]["looked"] == "eyes"


@pytest.mark.parametrize("beside", [False, True])
def test_a_write_protected_file_stays_as_it_was(boats, beside):
    data = picture() if beside else provenance.embed(picture(), BOATS)
    boats.write_bytes(data)
    file = boats.with_name("boats.png.json") if beside else boats
    if beside:
        file.write_bytes(provenance.write_beside(BOATS))
    file.chmod(0o444)
    before = file.read_bytes()
    journal = drawn(boats)
    told = checking.keep(boats.parent, boats, data, replace(BOATS, check=CHECK))

    assert told == f"{file.name} is write-protected: it stays as it was.{IN_HISTORY}"
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (before, 0o444)
    assert journal.history()[0].details["check"]["looked"] == "eyes"


def test_a_table_is_written_as_long_as_it_is_read(boats):
    rows = tuple(CheckRow("look", f"{n} {'w' * 500}", "kept", "s" * 500) for n in range(5_000))
    new = provenance.embed(picture(), replace(BOATS, check=PictureCheck(rows, "eyes")))
    check = provenance.read(new).check

    assert (len(check.rows), len(check.rows[0].words), len(check.rows[0].seen)) == (80, 120, 60)


def test_pairs_of_a_record_are_read_as_many_as_anyone_writes():
    pairs = tuple((f"N{n}", "red") for n in range(3_000))
    usage = tuple((f"N{n}", n) for n in range(3_000))
    record = replace(BOATS, parameters=pairs, usage=usage, looks=pairs)
    text = json.dumps(asdict(record))
    read = provenance.read(embedded(picture(), text, generated=False))

    assert (read.parameters, read.usage, read.looks) == (pairs[:50], usage[:50], pairs[:20])


def test_a_picture_that_has_changed_meanwhile_is_left_alone(boats):
    boats.write_bytes(picture("lime"))
    told = checking.keep(
        boats.parent, boats, provenance.embed(picture(), BOATS), replace(BOATS, check=CHECK)
    )

    assert told == "boats.png has changed meanwhile: the check is not kept."
    assert boats.read_bytes() == picture("lime")
