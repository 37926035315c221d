"""``--missing --dry-run`` says what would be asked for; what cannot be drawn is told first."""

import asyncio
import json

import pytest

from limner import files
from limner.cli import console, main
from limner.cli.missing import agreement
from tests.support import fake_service as f
from tests.support.folders import plant, tree

MODEL = "gpt-image-2.6-flare"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def rehearsed(monkeypatch, *options, key="sk-of-a-gateway"):
    """Rehearse with services that count what they are asked; return the code and their requests."""
    async with f.serving(f.drop) as images, f.serving(f.drop) as chat:
        monkeypatch.setenv("LIMNER_CHAT_BASE_URL", f"http://127.0.0.1:{chat.port}/v1")
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{images.port}/v1")
        monkeypatch.setenv("LIMNER_IMAGE_MODEL", MODEL)
        if key:
            monkeypatch.setenv("LIMNER_IMAGE_KEY", key)
        arguments = ["illustrate", ".", "--missing", "--dry-run", *options]
        code = await asyncio.to_thread(main, arguments)
    return code, len(images.requests) + len(chat.requests)


async def test_each_prompt_size_and_price_is_said_and_nothing_sent(folder, monkeypatch, capsys):
    plant(
        folder,
        [
            "limner.toml | [image]⏎size = '1024x1024'",
            "a.md | ![a red fox](fox.png)⏎⏎![a wide sea](sea.png)",
            "b.md | ![a red fox](fox.png)",
        ],
    )
    before = tree(folder)

    assert await rehearsed(monkeypatch) == (0, 0)
    printed = capsys.readouterr()
    lines = [line.split(maxsplit=1) for line in printed.out.split("\n") if line]
    assert [line[0] for line in lines] == 2 * [
        "picture", "document", "words", "prompt", "size", "price"
    ]  # fmt: skip
    told = [line[1] for line in lines[:6]]
    assert told[:3] == ["fox.png", "a.md", "a red fox"]
    assert "red fox" in told[3]
    assert told[4] == "1024x1024"
    assert told[5].startswith("about $0.")
    assert f"2 pictures would be drawn with {MODEL}, about $0." in printed.err
    assert "Nothing was sent." in printed.err
    assert tree(folder) == before
    assert not files.state_folder().exists()


async def test_each_row_has_its_size_and_price(folder, monkeypatch, capsys):
    (folder / "a.md").write_text("![a red fox](fox.png)\n\n![an owl](owl.svg)\n")

    assert await rehearsed(monkeypatch, "--format", "json") == (0, 0)
    owl, fox = map(json.loads, capsys.readouterr().out.split("\n")[:-1])
    assert (owl["code"], owl["picture"], owl["link"]) == ("bad-input", None, "owl.svg")
    assert (fox["engine"], fox["model"], fox["picture"]) == ("offline", MODEL, "fox.png")
    assert "red fox" in fox["prompt"]
    assert 0 < fox["cost"] < 1
    assert fox["size"]


async def test_a_service_on_this_machine_is_free(folder, monkeypatch, capsys):
    (folder / "a.md").write_text("![a red fox](fox.png)\n")

    assert await rehearsed(monkeypatch, key="") == (0, 0)
    assert "1 picture would be drawn" in (said := capsys.readouterr()).err
    assert "price     free of charge" in said.out


def test_a_prompt_below_a_link_is_the_one_that_would_be_sent(folder, capsys):
    plant(folder, ["a.md | ![a red fox](fox.png)"])
    assert main(["illustrate", ".", "--missing", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert "1 picture would be drawn as sketches" in said.err
    assert "A chat model" in said.err

    marked = "![a red fox](fox.png)\n\n```limner-prompt\nA fox in ink.\n```\n"
    (folder / "a.md").write_text(marked)
    assert main(["illustrate", ".", "--missing", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert "prompt    A fox in ink." in said.out
    assert "A chat model" not in said.err


CANNOT = [
    ("![an owl](owl.svg)", "left     ", "owl.svg cannot be drawn"),
    ("![an owl](owl.gif)", "left     ", "owl.gif cannot be drawn"),
    ("![an owl](../owl.png)", "failed   ", "lies outside the project"),
    ("![](IMG_4.png)", "failed   ", "Nothing says what"),
]


@pytest.mark.parametrize(("link", "fate", "reason"), CANNOT)
def test_what_cannot_be_drawn_is_told_before_the_question(
    link, fate, reason, folder, monkeypatch, capsys
):
    (folder / "limner.toml").write_text('[image]\nsize = "64x64"\n')
    (folder / "a.md").write_text(f"![a red fox](fox.png)\n\n{link}\n")
    asked = []

    def confirm(question):
        asked.append((question, capsys.readouterr().out))
        return True

    monkeypatch.setattr(agreement, "interactive", lambda: True)
    monkeypatch.setattr(console, "interactive", lambda: True)
    monkeypatch.setattr(agreement, "confirm", confirm)
    is_left = fate == "left     "
    assert main(["illustrate", ".", "--missing"]) == (0 if is_left else 1)

    ((question, before),) = asked
    assert question.startswith("1 missing picture, size 64x64")
    assert before.startswith(fate)
    assert reason in before
    summary = "1 of 1 missing pictures drawn." if is_left else "1 of 2 missing pictures drawn, 1 c"
    assert summary in capsys.readouterr().err
    assert (folder / "fox.png").is_file()


def test_nothing_is_asked_where_nothing_can_be_drawn(folder, capsys):
    (folder / "a.md").write_text("![an owl](../owl.png)\n")

    assert main(["illustrate", ".", "--missing"]) == 1
    assert "0 of 1 missing pictures drawn, 1 could not be." in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--dry-run"], ["--yes"]])
def test_a_kind_that_limner_does_not_draw_is_left_and_no_failure(options, folder, capsys):
    (folder / "a.md").write_text("![an owl](owl.svg)\n")

    assert main(["illustrate", ".", "--missing", *options]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("left     owl.svg: owl.svg cannot be drawn: Limner draws png")
    assert printed.err == "limner: No picture is missing that Limner can draw.\n"
