"""``limner draw``: a picture without a document, its link, its exact size, and what it costs."""

import asyncio
import io
import json
import sys

import pytest
from PIL import Image

from limner import files
from limner.cli import main
from limner.image.journal.entries import open_journal
from tests.support import fake_service as f
from tests.support.pictures import picture

BOAT = ["draw", "one", "small", "boat", "with", "a", "red", "sail"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def at_a_service(monkeypatch, *commands, data=None):
    """Run commands with an image service that costs nothing and asks for a key; its requests."""
    async with f.serving(f.reply(f.body_of(data or picture("red", (96, 64))))) as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{service.port}/v1")
        monkeypatch.setenv("LIMNER_ENGINE", "offline")
        codes = [await asyncio.to_thread(main, command) for command in commands]
    return codes, service.requests


def test_words_become_a_file_beside_nothing(folder, capsys):
    assert main(BOAT) == 0
    printed = capsys.readouterr()

    assert (folder / "one-small-boat-with-a-red-sail.png").read_bytes().startswith(b"\x89PNG")
    assert printed.out.startswith(
        "picture   one-small-boat-with-a-red-sail.png\n"
        "alt       One small boat with a red sail.\nprompt    "
    )
    assert "this picture is a sketch" in printed.err


LINKS = [
    ("markdown", "![One small boat with a red sail.](boat.png)"),
    ("md", "![One small boat with a red sail.](boat.png)"),
    ("html", '<img src="boat.png" alt="One small boat with a red sail.">'),
    ("rst", ".. image:: boat.png\n   :alt: One small boat with a red sail."),
    ("typst", '#image("boat.png", alt: "One small boat with a red sail.")'),
    ("org", "#+ATTR_HTML: :alt One small boat with a red sail.\n[[file:boat.png]]"),
]


@pytest.mark.parametrize(("language", "link"), LINKS)
def test_the_link_is_printed_as_a_document_would_write_it(language, link, capsys):
    assert main([*BOAT, "--output", "boat.png", "--markup", language, "--format", "json"]) == 0
    row = json.loads(capsys.readouterr().out)

    assert row["link"] == link
    assert (row["file"], row["picture"], row["error"]) == (None, "boat.png", None)
    assert list(row) == [
        "file", "source", "picture", "link", "alt", "engine", "renderer", "model", "prompt",
        "cost", "error", "code",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"), [("c.png", "PNG"), ("c.jpg", "JPEG"), ("c.webp", "WEBP"), ("c.avif", "AVIF")]
)
def test_the_file_has_exactly_the_size_and_format_that_are_asked_for(folder, name, kind, capsys):
    assert main([*BOAT, "--exact", "1200x630", "--output", name]) == 0
    with Image.open(folder / name) as made:
        assert (made.size, made.format) == ((1200, 630), kind)
    capsys.readouterr()

    assert main(["show", name, "--format", "json"]) == 0
    assert ["exact", "1200x630"] in json.loads(capsys.readouterr().out)["parameters"]


async def test_a_drawn_picture_is_cut_and_its_original_is_kept(folder, monkeypatch, capsys):
    drawn = picture("red", (96, 64))
    command = [*BOAT, "--exact", "60x60", "--output", "icon.webp", "--yes"]
    codes, requests = await at_a_service(monkeypatch, command, data=drawn)

    assert (codes, len(requests)) == ([0], 1)
    with Image.open(folder / "icon.webp") as made:
        assert (made.size, made.format) == ((60, 60), "WEBP")
    assert "Drawn at 96x64, cut and scaled to 60x60." in capsys.readouterr().err
    journal = open_journal(files.state_folder())
    (job,) = journal.history()
    assert job.state == "done"
    assert await asyncio.to_thread(main, ["history", "--save", str(job.id)]) == 0
    assert drawn in [path.read_bytes() for path in folder.glob("*.png")]


async def test_the_same_words_cost_once_and_again_costs_again(folder, monkeypatch, capsys):
    codes, requests = await at_a_service(
        monkeypatch,
        [*BOAT, "--yes"],
        [*BOAT, "--yes"],
        [*BOAT, "--yes", "--again"],
    )

    assert (codes, len(requests)) == ([0, 0, 0], 2)
    assert sorted(path.name for path in folder.iterdir()) == [
        "one-small-boat-with-a-red-sail-1.png",
        "one-small-boat-with-a-red-sail.png",
    ]
    assert "used again, free of charge" in capsys.readouterr().err


async def left(monkeypatch, *command):
    """Leave what a run that was killed with its picture in place leaves behind."""
    await at_a_service(monkeypatch, [*command, "--yes"])
    journal = open_journal(files.state_folder())
    (job,) = journal.history()
    journal.placed(job.id, *job.pictures)
    assert [job.state for job in journal.history()] == ["placed"]


USED = "An earlier run has paid for this picture"
OTHER = "which is not what is asked for now: it stays at one-small-boat-with-a-red-sail.png"


@pytest.mark.parametrize(
    ("before", "now"), [([], []), (["--exact", "60x60"], ["--exact", "60x60"])]
)
async def test_what_an_ended_run_paid_for_is_used_and_linked(
    folder, monkeypatch, capsys, before, now
):
    await left(monkeypatch, *BOAT, *before)
    capsys.readouterr()
    command = [*BOAT, *now, "--markup", "html", "--format", "json", "--yes"]
    codes, requests = await at_a_service(monkeypatch, command)
    told = capsys.readouterr()
    row = json.loads(told.out)

    assert (codes, len(requests)) == ([0], 0)
    assert row["link"] == (
        '<img src="one-small-boat-with-a-red-sail.png" alt="One small boat with a red sail.">'
    )
    assert (row["picture"], row["cost"]) == ("one-small-boat-with-a-red-sail.png", 0.0)
    assert USED in told.err
    assert [job.state for job in open_journal(files.state_folder()).history()] == ["done"]


@pytest.mark.parametrize(
    ("now", "name", "size"),
    [
        (["--output", "boat.png"], "boat.png", (96, 64)),
        (["--exact", "60x60"], "one-small-boat-with-a-red-sail-1.png", (60, 60)),
    ],
)
async def test_what_an_ended_run_paid_for_is_not_used_for_what_it_is_not(
    folder, monkeypatch, capsys, now, name, size
):
    await left(monkeypatch, *BOAT)
    codes, requests = await at_a_service(monkeypatch, [*BOAT, *now, "--yes"])
    told = capsys.readouterr().err

    assert (codes, len(requests)) == ([0], 1)
    with Image.open(folder / name) as made:
        assert made.size == size
    assert OTHER in told
    assert USED not in told


async def test_one_picture_that_is_paid_for_is_used_for_one_of_equal_lines(
    folder, monkeypatch, capsys
):
    await left(monkeypatch, "draw", "a red fox")
    (folder / "list.txt").write_text("a red fox\na red fox\n")
    await at_a_service(monkeypatch, ["draw", "--from", "list.txt", "--yes"])
    assert capsys.readouterr().err.count(USED) == 1


@pytest.mark.parametrize(
    "command", [BOAT, ["illustrate", "a.md", "--select", "a red fox", "--engine", "offline"]]
)
async def test_a_price_above_the_threshold_takes_a_yes_where_nobody_can_be_asked(
    command, folder, monkeypatch, capsys
):
    (folder / "a.md").write_text("We saw a red fox.\n")
    monkeypatch.setenv("LIMNER_LIMITS_ASK", "0.01")
    monkeypatch.setenv("LIMNER_IMAGE_KEY", "sk-test-key")
    codes, requests = await at_a_service(monkeypatch, command)
    said = capsys.readouterr().err

    assert (codes, requests) == ([2], [])
    assert "(limits.ask is $0.01), and nobody can be asked: nothing was drawn. Add --yes" in said
    # The first run has taken the key out of the environment.
    monkeypatch.setenv("LIMNER_IMAGE_KEY", "sk-test-key")
    codes, requests = await at_a_service(monkeypatch, [*command, "--yes"])
    assert (codes, len(requests)) == ([0], 1)


def test_that_one_of_several_candidates_is_drawn_is_said(folder, capsys):
    assert main([*BOAT, "--candidates", "10", "--format", "json"]) == 0
    assert "Of 10 candidates one is drawn" in capsys.readouterr().err
    assert len(list(folder.iterdir())) == 1


def test_a_sketch_drawn_again_is_another_composition(folder):
    assert main(BOAT) == 0
    assert main([*BOAT, "--again"]) == 0
    first, second = (
        Image.open(folder / f"one-small-boat-with-a-red-sail{n}.png").tobytes() for n in ("", "-1")
    )

    assert first != second


def test_a_file_is_drawn_line_by_line(folder, capsys):
    (folder / "list.txt").write_text("a red fox\n\na grey owl\n")

    assert main(["draw", "--from", "list.txt", "--format", "json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    assert [(row["source"], row["picture"]) for row in rows] == [
        ("a red fox", "a-red-fox.png"),
        ("a grey owl", "a-grey-owl.png"),
    ]


async def test_several_that_cost_need_a_yes(folder, monkeypatch, capsys):
    (folder / "list.txt").write_text("a red fox\na grey owl\n")
    monkeypatch.setenv("LIMNER_IMAGE_KEY", "a-key")
    command = ["draw", "--from", "list.txt"]
    codes, requests = await at_a_service(monkeypatch, command, [*command, "--yes"])

    assert (codes, len(requests)) == ([2, 0], 2)
    assert "2 pictures with gpt-image-2.6-flare, for about $" in capsys.readouterr().err


def test_a_host_that_nobody_agreed_to_is_sent_nothing(monkeypatch, capsys):
    monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", "https://pictures.test/v1")
    monkeypatch.setenv("LIMNER_IMAGE_KEY", "a-key")

    assert main([*BOAT, "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["renderer"] == "placeholder"
    assert "Nothing is sent to pictures.test" in printed.err


REFUSED = [
    (["draw", "…"], "There is no description"),
    (["draw", "a fox", "--exact", "big"], "“image.exact” must be WIDTHxHEIGHT"),
    *(
        (
            ["draw", "a fox", "--exact", size],
            "pixels, each from 1 to 9999, such as 1200x630. Nothing",
        )
        for size in ("0x10", "12", "99999x9")
    ),
    (
        ["draw", "a fox", "--candidates", "0"],
        "“image.candidates” must be a whole number of at least 1. Nothing",
    ),
    (["draw", "a fox", "--dialect", "dalle"], "generic (did you mean openai?). Nothing was done."),
    (["expand", "a fox", "--dialect", "mid"], "“dialect” must be one of openai, gemini"),
    (["draw", "a fox", "--markup", "klingon"], "Limner writes no links in “klingon”"),
    (["draw", "a fox", "--markup", "json"], "Limner writes no links in “json”"),
    (["draw", "a fox", "--output", "fox.gif"], "fox.gif cannot be drawn"),
    (["draw", "a fox", "--output", ""], "--output takes the name of a picture's file"),
    (["draw", "a fox", "--output", "x"], "x cannot be drawn: choose a name that ends in .png"),
    (["draw", "a fox", "--output", "no/x.png"], "There is no folder no: make it, or choose"),
    (["draw", "a fox", "--output", "old.png"], "old.png exists already"),
    (["draw", "a fox", "--output", ".hidden/fox.png"], "hidden"),
    (["draw", "--from", "two.txt", "--output", "fox.png"], "--output goes with one description"),
    (["draw"], "There is no description"),
]


@pytest.mark.parametrize(("command", "sentence"), REFUSED)
def test_wrong_use_is_one_sentence_and_changes_nothing(
    folder, monkeypatch, capsys, command, sentence
):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    (folder / "two.txt").write_text("a fox\nan owl\n")
    (folder / "old.png").write_bytes(picture())
    before = sorted(folder.iterdir())

    assert main(command) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert sorted(folder.iterdir()) == before
