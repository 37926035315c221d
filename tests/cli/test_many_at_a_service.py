"""``--missing`` with an image service: what limits allow is said before, like failures once."""

import asyncio

import pytest

from limner import files
from limner.cli import main
from limner.cli.missing import agreement
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from tests.support import fake_service as f


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("most", "code", "sent"), [(2, 1, 2), (0, 2, 0), (9, 0, 4)])
async def test_a_limit_is_said_before_and_what_it_allows_is_drawn(
    most, code, sent, folder, monkeypatch, capsys
):
    """What is left is no failure: it is said once, and the same command goes on."""
    (folder / "a.md").write_text("".join(f"![a fox {n}](fox-{n}.png)\n\n" for n in range(4)))
    arguments = ["illustrate", ".", "--missing", "--yes"]
    async with f.serving(f.reply(f.body_of(f.picture("red")))) as images:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{images.port}/v1")
        monkeypatch.setenv("LIMNER_ENGINE", "offline")
        monkeypatch.setenv("LIMNER_LIMITS_SESSION", str(most))
        assert await asyncio.to_thread(main, arguments) == code
    said = capsys.readouterr()

    limited = f"your limit of {most} pictures in a session allows {most}" in said.err
    assert limited == (most < 4)
    assert len(images.requests) == sent == len(list(folder.glob("*.png")))
    assert "failed" not in said.out
    assert ("Left for later" in said.err) == (most == 2)


async def test_failures_that_are_alike_are_said_once_with_a_count(folder, monkeypatch, capsys):
    (folder / "a.md").write_text("".join(f"![a fox {n}](fox-{n}.png)\n\n" for n in range(9)))
    arguments = ["illustrate", ".", "--missing", "--yes"]
    body = b'{"error": {"message": "Incorrect API key", "code": "invalid_api_key"}}'
    async with f.serving(f.reply(body, 401)) as images:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{images.port}/v1")
        monkeypatch.setenv("LIMNER_ENGINE", "offline")
        assert await asyncio.to_thread(main, arguments) == 1
        said = capsys.readouterr()
        assert await asyncio.to_thread(main, [*arguments, "--format", "json"]) == 1
        rows = capsys.readouterr().out

    failed = [line for line in said.out.split("\n") if line.startswith("failed")]
    assert len(failed) == 2
    assert failed[1].startswith("failed   8 more pictures alike: ")
    assert "0 of 9 missing pictures drawn, 9 could not be." in said.err
    assert rows.count("\n") == 9


@pytest.mark.parametrize(("answers", "sent", "code"), [((True, True), 3, 0), ((True, False), 2, 1)])
async def test_what_may_have_been_paid_for_is_asked_about(
    answers, sent, code, folder, monkeypatch, capsys
):
    """An earlier run asked for one of three, and its answer never came."""
    (folder / "a.md").write_text("".join(f"![a fox {n}](fox-{n}.png)\n\n" for n in range(3)))
    asked = []

    def confirm(question):
        asked.append(question)
        return answers[len(asked) - 1]

    monkeypatch.setattr(agreement, "interactive", lambda: True)
    monkeypatch.setattr(agreement, "confirm", confirm)
    async with f.serving(f.reply(f.body_of(f.picture("red")))) as images:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{images.port}/v1")
        monkeypatch.setenv("LIMNER_IMAGE_MODEL", "gpt-image-2.6-flare")
        monkeypatch.setenv("LIMNER_IMAGE_KEY", "sk-of-a-gateway")
        monkeypatch.setenv("LIMNER_ENGINE", "offline")
        journal = open_journal(files.state_folder())
        intent = {"name": "fox-1.png", "root": str(folder), "folder": "", "words": "a fox 1"}
        job = journal.reserve(intent, "twin", 85_000, Caps(99, 10**9, 10**9), again=True)
        journal.sent(job)
        journal.ended(job, "unknown", "Cancelled after it was sent.")
        assert await asyncio.to_thread(main, ["illustrate", ".", "--missing"]) == code

    first, second = asked
    assert first.startswith("3 missing pictures, size auto, with gpt-image-2.6-flare")
    assert second == (
        "1 picture was asked for by an earlier run and may have been paid for (about $0.085), "
        "though nothing arrived. Draw it once more?"
    )
    assert len(images.requests) == sent == len(list(folder.glob("*.png")))
    assert ("Left alone, as you said: 1." in capsys.readouterr().err) == (sent == 2)
