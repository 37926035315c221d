"""``limner illustrate … --missing --check-pictures``: all linked pictures, after one question."""

import json
import re
from dataclasses import replace

import pytest

from limner.cli import main
from limner.cli.missing import check_pictures
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.image.jobs.inspection import Viewer
from limner.image.pricing import ChatPrices
from tests.support.pictures import picture
from tests.support.scripted_eyes import ScriptedEyes

BOATS = Provenance("three red boats", "Three red boats.", model="painter")
FOX = Provenance("a fox", "A fox.", model=None)
HOSTILE = Provenance("a <script>alert(1)</script> fox", "A fox.", model="painter")

NOTES = {
    "a.md": "![Boats](img/boats.png)\n\n![](img/boats.png)\n\n![Photo](img/photo.png)\n",
    "b.md": "![A fox](img/fox.png)\n\n![gone](img/gone.png)\n",
}


class Backends:
    """Has one model that looks, whose host is agreed to."""

    viewer_of = None

    def __init__(self, environ):
        pass

    async def viewer(self, settings, consent):
        return self.viewer_of


@pytest.fixture
def eyes(monkeypatch):
    eyes = ScriptedEyes({"exactly three": "no two boats"})
    Backends.viewer_of = Viewer(eyes, ChatPrices(2.0, 8.0))
    monkeypatch.setattr(check_pictures, "ConfiguredBackends", Backends)
    return eyes


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "img").mkdir()
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text)
    for name, record in (("boats", BOATS), ("fox", FOX), ("photo", None)):
        data = provenance.embed(picture(), record) if record else picture()
        (tmp_path / "img" / f"{name}.png").write_bytes(data)
    return tmp_path


ASKED = ["illustrate", ".", "--missing", "--check-pictures"]


def test_each_linked_picture_is_checked_once_and_said(book, eyes, capsys):
    assert main([*ASKED, "--yes"]) == 1
    out, err = capsys.readouterr()

    assert sorted(out.strip().split("\n")) == [
        "a.md: img/boats.png: 2 of 3 kept; missing: three boats (two boats)",
        "b.md: img/fox.png: 1 of 1 kept",
    ]
    assert len(eyes.asked) == 2
    assert "1 picture without a record of what was drawn: left out." in err
    assert re.search(
        r"2 pictures, each sent to eyes at eyes\.test to be checked against its words, for about "
        r"\$0\.01\d\.",
        err,
    )
    record = provenance.read((book / "img" / "boats.png").read_bytes())
    assert record.check.mending == "three boats, not two boats"


def test_nothing_is_sent_without_the_one_yes(book, eyes, capsys):
    assert main(ASKED) == 2
    assert "Nothing was sent: add --yes" in capsys.readouterr().err
    assert eyes.asked == []


def test_a_project_that_keeps_to_this_machine_is_left_out(book, eyes, capsys):
    (book / "limner.toml").write_text('engine = "offline"\n')

    assert main([*ASKED, "--yes"]) == 0
    assert "2 pictures of projects with engine = offline: left out." in capsys.readouterr().err
    assert eyes.asked == []


def test_programs_get_an_object_for_each(book, eyes, capsys):
    assert main([*ASKED, "--yes", "--format", "json"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.strip().split("\n")]
    (boats,) = (row for row in rows if row["picture"] == "img/boats.png")

    assert list(boats) == ["file", "link", "picture", "words", "check", "error"]
    assert boats["check"]["rows"][1] == {
        "kind": "count", "words": "three boats", "verdict": "missing", "seen": "two boats",
    }  # fmt: skip


def test_the_page_shows_what_lacks_something_first_and_runs_nothing(book, eyes, capsys):
    (book / "img" / "fox.png").write_bytes(provenance.embed(picture(), HOSTILE))

    assert main([*ASKED, "--yes", "--report", "report.html"]) == 1
    page = (book / "report.html").read_text()
    assert page.count("<section>") == page.count("data:image/jpeg;base64,") == 2
    assert page.index("img/boats.png") < page.index("img/fox.png")
    assert '<tr class="missing"><th>missing</th><td>three boats</td><td>two boats</td></tr>' in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page


def test_a_page_is_never_written_over_a_file(book, eyes, capsys):
    assert main([*ASKED, "--yes", "--report", "a.md"]) == 2
    assert (book / "a.md").read_text() == NOTES["a.md"]
    assert eyes.asked == []


def test_a_picture_that_cannot_be_read_any_more_costs_no_other(book, eyes, capsys):
    cut = provenance.embed(picture(), replace(FOX, words="a fox"))[:-20]
    (book / "img" / "fox.png").write_bytes(cut)

    assert main([*ASKED, "--yes"]) == 1
    out = capsys.readouterr().out
    assert "a.md: img/boats.png: 2 of 3 kept" in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["illustrate", ".", "--missing", "--report", "r.html"], "goes with --check-pictures"),
        ([*ASKED, "--check"], "alone"),
        (["illustrate", "a.md", "--line", "1", "--check-pictures"], "go with --missing"),
    ],
)
def test_options_that_do_not_go_together_are_named(book, eyes, capsys, options, said):
    assert main(options) == 2
    assert said in capsys.readouterr().err
