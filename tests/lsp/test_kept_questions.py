"""Questions of a client that keeps them: none is answered by time, none is lost with the editor."""

import asyncio
import json
from pathlib import Path

import pytest

from limner import files
from limner.errors import KeyRefused
from limner.image.journal import database
from limner.lsp import client_window
from limner.lsp.own_client import unfinished_jobs
from tests.support.fake_backends import FakeBackends, FakeExpander
from tests.support.own_client import OwnClient

KEEPS = {"notices": True, "questions": True, "status": True}
EXPAND = 0


@pytest.fixture(autouse=True)
def state(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr(client_window, "QUESTION_SECONDS", 0.01)
    monkeypatch.setattr(client_window, "REPORT_SECONDS", 0.0)
    return tmp_path / "state"


async def asking(announced=KEEPS):
    """An editor whose job waits for an answer."""
    editor = OwnClient(
        FakeBackends(FakeExpander(error=KeyRefused("The key is not accepted."))),
        announced=announced,
    )
    editor.open_questions = True
    await editor.start()
    buffer = editor.open("A red fox.\n")
    await editor.run((await editor.actions(buffer, 2, 9))[EXPAND])
    while not editor.waiting:
        await asyncio.sleep(0)
    return editor, buffer


def records(folder: Path) -> list[Path]:
    return list(folder.glob("unfinished/*.json"))


async def written(folder: Path) -> list[Path]:
    while not records(folder):
        await asyncio.sleep(0.01)
    return records(folder)


async def test_a_kept_question_is_waited_for_and_the_progress_says_so():
    editor, buffer = await asking()
    await asyncio.sleep(0.1)

    assert editor.server.jobs
    assert editor.progress[-1]["value"] == {
        "kind": "report",
        "message": "waits for your answer: The key is not accepted.",
    }

    editor.answer_now("Expand offline")
    await editor.settle()

    assert "a painting of red fox" in buffer.text


async def test_other_clients_questions_mean_no_after_a_while():
    editor, buffer = await asking({"notices": True})
    await editor.settle()

    assert buffer.text == "A red fox.\n"
    assert editor.cancelled == []


async def test_a_question_nobody_waits_for_any_more_is_taken_back():
    editor, _ = await asking()
    (question,) = editor.waiting
    editor.cancel_progress()
    await editor.settle()

    assert editor.cancelled == [question]


async def test_a_job_the_editor_leaves_is_offered_again(state, monkeypatch):
    editor, buffer = await asking()
    await written(state)

    assert (await editor.request("limner/status", {}))["unfinished"] == []

    await editor.request("shutdown", None)
    monkeypatch.setattr(unfinished_jobs, "owner_of", lambda process: "7:0")
    later = OwnClient(FakeBackends(), announced=KEEPS)
    await later.start()
    # The window was reloaded, and its old server has not ended yet.
    early = await later.request("limner/status", {})
    assert (early["unfinished"], early["elsewhere"]) == ([], True)

    monkeypatch.setattr(unfinished_jobs, "alive", lambda owner: False)
    now = await later.request("limner/status", {})
    (job,) = now["unfinished"]
    assert now["elsewhere"] is False

    assert job["title"] == "Expanding “red fox”"
    assert job["command"] == "limner.expand"
    assert job["argument"]["uri"] == buffer.uri
    assert job["argument"]["text"] == "red fox"
    assert job["note"] == ""

    await later.request("limner/forgetJob", {"key": job["key"]})

    assert (await later.request("limner/status", {}))["unfinished"] == []


async def test_a_job_that_ends_is_on_no_list(state):
    editor, _ = await asking()
    (file,) = await written(state)
    editor.answer_now("Expand offline")
    await editor.settle()
    while file.exists():
        await asyncio.sleep(0.01)

    assert editor.told("changed")


async def test_odd_files_among_the_unfinished_jobs_are_removed(state, monkeypatch):
    folder = state / "unfinished"
    for name, content in (
        ("one.json", b"\xff"),
        ("two.json", b"[]"),
        ("old.json", json.dumps({
            "owner": database.owner_of(1), "title": "", "command": "", "argument": {}, "since": 1.0,
        }).encode()),
    ):  # fmt: skip
        files.write_private(folder / name, content)

    assert unfinished_jobs.of_others() == ((), False)
    assert list(folder.iterdir()) == []
