"""``limner show --check``: a picture on disk, looked at after a yes."""

import json

import pytest

from limner.cli import main, show
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.image.jobs.inspection import Viewer
from tests.support.pictures import picture
from tests.support.scripted_eyes import ScriptedEyes

BOATS = Provenance("three red boats", "Three red boats.", model="painter")


class Backends:
    """Has one model that looks, or none."""

    eyes: ScriptedEyes | None = None

    def __init__(self, environ):
        pass

    async def viewer(self, settings, consent):
        return Viewer(self.eyes) if self.eyes and await consent("eyes.test") else None


@pytest.fixture
def eyes(monkeypatch):
    Backends.eyes = ScriptedEyes({"exactly three": "no two boats"})
    monkeypatch.setattr(show, "ConfiguredBackends", Backends)
    return Backends.eyes


@pytest.fixture
def boats(tmp_path):
    file = tmp_path / "boats.png"
    file.write_bytes(provenance.embed(picture(), BOATS))
    return file


def test_the_table_is_printed_and_kept(boats, eyes, capsys):
    assert main(["show", str(boats), "--check", "--yes"]) == 1
    lines = capsys.readouterr().out.split("\n")

    assert lines[0].startswith("checked   by eyes at eyes.test, 20")
    assert lines[0].endswith(": 2 of 3 kept; missing: three boats (two boats)")
    assert lines[1:5] == [
        "          kept      boats",
        "          missing   three boats (seen: two boats)",
        "          kept      red boats",
        "to mend   three boats, not two boats",
    ]
    main(["show", str(boats)])
    again = capsys.readouterr().out
    assert "\nchecked   its file says by eyes at eyes.test, 20" in again
    assert "          missing   three boats (seen: two boats)\n" in again


def test_nothing_is_sent_without_a_yes(boats, eyes, capsys):
    before = boats.read_bytes()

    assert main(["show", str(boats), "--check"]) == 2
    assert eyes.asked == []
    assert boats.read_bytes() == before


def test_other_words_are_looked_for_and_not_kept(boats, eyes, capsys):
    """They are no words of the picture's."""
    before = boats.read_bytes()
    asked = ["show", str(boats), "--check", "--yes", "--words", "a green door", "--format", "json"]

    assert main(asked) == 0
    row = json.loads(capsys.readouterr().out)
    assert [(one["words"], one["verdict"]) for one in row["rows"]] == [
        ("door", "kept"),
        ("green door", "kept"),
    ]
    assert boats.read_bytes() == before


def test_a_record_beside_the_picture_gets_the_table(tmp_path, eyes):
    file, beside = tmp_path / "boats.png", tmp_path / "boats.png.json"
    file.write_bytes(picture())
    beside.write_bytes(provenance.write_beside(BOATS))

    assert main(["show", str(file), "--check", "--yes"]) == 1
    assert file.read_bytes() == picture()
    assert provenance.read_beside(beside.read_bytes()).check.mending == "three boats, not two boats"


def test_a_check_is_told_and_nothing_written_through_a_link(tmp_path, boats, eyes, capsys):
    before = boats.read_bytes()
    (tmp_path / "project").mkdir()
    link = tmp_path / "project" / "link.png"
    link.symlink_to(boats)

    assert main(["show", str(link), "--check", "--yes"]) == 1
    told = capsys.readouterr().out
    assert "          missing   three boats (seen: two boats)\n" in told
    assert "link.png is a link: what it leads to stays as it was. The check is not kept.\n" in told
    assert (boats.read_bytes(), link.is_symlink()) == (before, True)


def test_a_picture_of_another_folder_gets_the_table(tmp_path, boats, eyes, monkeypatch):
    """The way to it leads out of the project that one stands in."""
    (tmp_path / "project" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")

    assert main(["show", "../boats.png", "--check", "--yes"]) == 1
    assert provenance.read(boats.read_bytes()).check is not None


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("plain.png", ["--check", "--yes"], "does not say what it should show: give the words"),
        ("boats.png", ["--words", "a fox"], "--words goes with --check"),
        ("cut.png", ["--check", "--yes", "--words", "a fox"], "is no whole picture"),
        ("boats.png", ["--check", "--yes", "--words", "…"], "Nothing in these words"),
    ],
)
def test_what_cannot_be_checked_is_said(boats, eyes, capsys, name, options, said):
    (boats.parent / "plain.png").write_bytes(picture())
    (boats.parent / "cut.png").write_bytes(picture()[:60])

    assert main(["show", str(boats.parent / name), *options]) == 2
    assert said in capsys.readouterr().err
    assert eyes.asked == []
