"""The disk is full behind a picture that was paid for: the message says where the picture is."""

import asyncio

import pytest

from limner import files
from limner.cli import main
from limner.errors import SaveError
from limner.image.journal import entries
from limner.image.journal.entries import open_journal
from tests.support import fake_service as f

FULL = SaveError("Cannot write it (the disk is full): free some space and try again.")


def full(*_, **__):
    raise FULL


@pytest.mark.parametrize("door", ["--select", "--missing", "--output"])
async def test_a_document_that_cannot_be_written(tmp_path, monkeypatch, capsys, door):
    note = tmp_path / "note.md"
    note.write_text("A red fox. ![a fox]()\n")
    words = ["--missing"] if door == "--missing" else ["--select", "red fox"]
    if door == "--output":
        words += ["--output", str(tmp_path / "copy.md")]
    monkeypatch.setattr(files, "replace_text", full)
    monkeypatch.setattr(files, "create_text", full)
    monkeypatch.setenv("LIMNER_ENGINE", "offline")
    async with f.serving(f.reply(f.body_of())) as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{service.port}/v1")
        code = await asyncio.to_thread(main, ["illustrate", str(note), *words, "--yes"])
    (picture,) = tmp_path.glob("*.png")
    told = capsys.readouterr()

    assert code == 1
    assert "The picture is saved as " in told.out + told.err
    assert picture.name in told.out + told.err
    assert [job.state for job in open_journal(files.state_folder()).history()] == ["placed"]


async def test_a_spool_that_cannot_be_written(tmp_path, monkeypatch, capsys):
    note = tmp_path / "note.md"
    note.write_text("A red fox.\n")
    monkeypatch.setattr(entries.files, "write_private", full)
    monkeypatch.setenv("LIMNER_ENGINE", "offline")
    async with f.serving(f.reply(f.body_of())) as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{service.port}/v1")
        code = await asyncio.to_thread(
            main, ["illustrate", str(note), "--select", "red fox", "--yes"]
        )

    assert code == 0
    assert f"saved as {tmp_path / 'red-fox.png'}, but" in capsys.readouterr().err
