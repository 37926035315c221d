"""``limner history``: every row of the journal, and the pictures that were not chosen."""

import json

import pytest

from limner import files
from limner.cli import main
from limner.image.formats import provenance
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import ImagesResponse
from limner.services.answers import images_response
from tests.support.pictures import picture

CAPS = Caps(1000, 10**12, 10**12)


@pytest.fixture
def journal():
    return open_journal(files.state_folder())


def asked(journal, **intent) -> int:
    return journal.reserve({"words": "a red fox"} | intent, "twin", 50_000, CAPS, again=True)


def test_pictures_that_were_not_chosen_are_written_out(journal, tmp_path, monkeypatch, capsys):
    job = asked(journal, candidates=2)
    journal.received(job, images_response.write(ImagesResponse((picture(), picture("navy")))))
    journal.ended(job, "declined", "Not chosen.")
    monkeypatch.chdir(tmp_path)

    assert main(["history", "--save", str(job)]) == 0
    assert [path.name for path in sorted(tmp_path.glob("*.png"))] == [
        "a-red-fox-1.png", "a-red-fox.png",
    ]  # fmt: skip
    assert (tmp_path / "a-red-fox.png").read_bytes() == picture()
    assert capsys.readouterr().out.splitlines()[0] == str(tmp_path / "a-red-fox.png")


def test_one_damaged_picture_does_not_cost_the_others(journal, tmp_path, monkeypatch, capsys):
    job = asked(journal, candidates=2)
    journal.received(
        job,
        images_response.write(ImagesResponse((picture()[:-20], picture("navy")))),
    )
    monkeypatch.chdir(tmp_path)

    assert main(["history"]) == 0
    assert f"limner history --save {job}" in capsys.readouterr().out
    assert main(["history", "--save", str(job)]) == 0
    assert (tmp_path / "a-red-fox.png").read_bytes() == picture("navy")


def test_an_answer_that_holds_addresses_only_is_said_to(journal, tmp_path, monkeypatch, capsys):
    job = asked(journal)
    journal.received(job, b'{"data": [{"url": "https://images.example/1.png"}]}')
    monkeypatch.chdir(tmp_path)

    assert main(["history", "--save", str(job)]) == 1
    assert "No picture came back" in capsys.readouterr().err


def test_a_number_without_pictures_is_refused(journal, tmp_path, monkeypatch, capsys):
    job = asked(journal)
    monkeypatch.chdir(tmp_path)

    assert main(["history", "--save", str(job)]) == 2
    assert capsys.readouterr().err.startswith(
        f"limner: The history keeps no pictures of number {job}"
    )
    assert list(tmp_path.glob("*.png")) == []


def test_the_cost_of_everything_that_is_kept_is_summed(journal, capsys):
    for _ in range(60):
        journal.sent(asked(journal))

    assert main(["history", "--cost", "--format", "json"]) == 0
    (day,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (day["pictures"], day["cost"]) == (60, 3.0)


def test_one_picture_is_not_several(journal, capsys):
    journal.sent(asked(journal))

    assert main(["history", "--cost"]) == 0
    assert "  1 picture   $" in capsys.readouterr().out


def test_rows_are_listed_by_number(journal, capsys):
    first, second = asked(journal), asked(journal)
    journal.ended(second, "declined", "Not chosen.")

    assert main(["history"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{second}  ")
    assert "not chosen, kept" in lines[0]
    assert any(line.startswith(f"{first}  ") for line in lines)


def test_show_prints_what_a_picture_was_changed_by(tmp_path, capsys):
    record = provenance.Provenance("a fox", "A fox in snow.", edits=("make it night", "add stars"))
    (tmp_path / "fox.png").write_bytes(provenance.embed(picture(), record))

    assert main(["show", str(tmp_path / "fox.png")]) == 0
    assert "then      make it night\nthen      add stars\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("state", "price", "said"),
    [
        ("unknown", 50_000, "unknown: it may have been charged  ($0.05)"),
        ("unknown", 0, "no answer came  ($0.00)"),
        ("unknown", None, "unknown: it may have been charged  (price unknown)"),
        ("unusable", 0, "no usable picture came  ($0.00)"),
        ("refused", 0, "not drawn  ($0.00)"),
        ("declined", 0, "not chosen, kept  ($0.00)"),
    ],
)
def test_what_costs_nothing_was_not_charged(journal, capsys, state, price, said):
    job = journal.reserve({"words": "a red fox"}, "twin", price, CAPS, again=True)
    journal.ended(job, state, "")

    assert main(["history"]) == 0
    assert said in capsys.readouterr().out


def test_pictures_that_were_drawn_together_are_one_line(journal, capsys):
    alone = asked(journal)
    together = [asked(journal, batch="b1", words=f"fox {n}") for n in range(4)]
    for job in together[:3]:
        journal.sent(job)
        journal.done(job)
    journal.ended(together[3], "unknown", "Cancelled after it was sent.")

    assert main(["history"]) == 0
    lines = capsys.readouterr().out.split("\n")
    first, last = together[0], together[3]
    assert lines[0].startswith(f"{first}–{last}  ")
    assert lines[0].endswith("  4 missing pictures  ($0.20)")
    assert lines[1] == "  3 in the document; 1 unknown: it may have been charged"
    assert lines[2] == f"  “limner history --batch {first}” lists them"
    assert lines[3].startswith(f"{alone}  ")

    assert main(["history", "--batch", str(last)]) == 0
    listed = capsys.readouterr().out
    assert [line for line in listed.split("\n") if line.startswith("  fox")] == [
        f"  fox {n}" for n in (3, 2, 1, 0)
    ]
    assert main(["history", "--batch", str(alone), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["batch"] is None
    assert main(["history", "--most", "1"]) == 0
    assert capsys.readouterr().out.count("\n") == 3
    assert main(["history", "--batch", "99"]) == 2
    assert "no row of number 99" in capsys.readouterr().err


@pytest.mark.parametrize("most", ["0", "-1", "²", "many", "9" * 23])
@pytest.mark.parametrize("more", [[], ["--cost"]])
def test_rows_are_counted_in_whole_numbers(most, more, capsys):
    with pytest.raises(SystemExit):
        main(["history", "--most", most, *more])
    assert "argument --most: must be a whole number from 1 to 1000000" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-1", "9" * 23])
@pytest.mark.parametrize("option", ["--save", "--batch"])
def test_a_number_that_no_row_has_is_told(option, number, capsys):
    assert main(["history", f"{option}={number}"]) == 2
    assert f"of number {number}: see “limner history”." in capsys.readouterr().err
