"""What a window has left that was closed in the middle: said truly, and never paid twice."""

import json
import time
from dataclasses import replace

import pytest

from limner import files
from limner.image.jobs.drawing_job import journal_details
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import ImagesResponse
from limner.lsp.own_client import unfinished_jobs
from limner.services.answers import images_response
from limner.services.configured_backends import ConfiguredBackends
from tests.support.drawing import billing, drawing_job
from tests.support.fake_backends import FakeBackends
from tests.support.own_client import OwnClient
from tests.support.pictures import picture

CAPS = Caps(1000, 10**12, 10**12)
KEEPS = {"notices": True, "questions": True, "status": True}
GONE = "1:0"
"""A process that has ended."""

NOTHING = "No picture had been asked for."
BILLED = "A picture had been asked for and had not come: it may be billed."
KEPT = "What had come of it is kept."


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "note.md"
    file.write_text("We saw a boat.\n")
    return file


@pytest.fixture
def leave(note):
    """Leaves a job of a window that is gone, with a picture in each of the journal's *states*."""
    base = open_journal(files.state_folder())
    journal = replace(base, owner=GONE)

    def left(command: str, *states: str):
        since = time.time() - 1
        argument = {"uri": note.as_uri(), "range": {}, "text": "a  boat"}
        record = {"title": "Drawing", "command": command, "argument": argument, "since": since}
        file = files.state_folder() / "unfinished" / "one.json"
        files.write_private(file, json.dumps(record | {"owner": GONE}).encode())
        for state in states:
            asked = replace(drawing_job(note.parent, "a boat"), document=str(note))
            intent = journal_details(asked, billing(journal))
            job = journal.reserve(intent, "twin", 50_000, CAPS, again=True)
            _bring(journal, job, state)
        return file

    return left


def _bring(journal, job, state):
    """Bring a job of the journal into *state*."""
    if state == "sent":
        journal.sent(job)
    elif state == "received":
        journal.received(job, images_response.write(ImagesResponse((picture(),))))
    else:
        journal.ended(job, state, "")


@pytest.mark.parametrize(
    ("command", "states", "note_of_it"),
    [
        ("limner.draw", [], NOTHING),
        ("limner.draw", ["refused"], NOTHING),
        ("limner.draw", ["sent"], BILLED),
        ("limner.draw", ["unknown"], BILLED),
        ("limner.drawMissing", ["done", "unknown"], BILLED),
        ("limner.drawMissing", ["done", "refused"], KEPT),
        ("limner.drawAgain", ["declined"], KEPT),
        ("limner.expand", ["sent"], ""),
    ],
)
async def test_a_job_that_ended_says_what_became_of_its_money(leave, command, states, note_of_it):
    leave(command, *states)
    editor = OwnClient(FakeBackends(), announced=KEEPS)
    await editor.start()
    (job,) = (await editor.request("limner/status", {}))["unfinished"]

    assert job["note"] == note_of_it


@pytest.mark.parametrize("early", [True, False])
async def test_a_picture_that_came_is_offered_instead_of_its_job_and_costs_nothing(
    leave, note, early
):
    """Its window's process ends before the next one looks, or later, as it is with a reload."""
    file = leave("limner.draw", "received") if early else None
    editor = OwnClient(ConfiguredBackends({}), announced=KEEPS)
    await editor.start()
    if file is None:
        await editor.settle()
        file = leave("limner.draw", "received")
    buffer = editor.open("We saw a boat.\n", note.as_uri())
    status = await editor.request("limner/status", {})
    await editor.settle()
    again = await editor.request("limner/status", {})

    assert (status["unfinished"], file.exists()) == ([], False)
    assert [one["picture"] for one in status["earlier"]] == ["a-boat.png"]
    assert again["earlier"] == status["earlier"]
    assert len(again["pending"]) == 1
    assert editor.messages == []  # The client tells of it.

    (insert,) = [
        action
        for action in await editor.actions(buffer, 7, 13)
        if action["command"]["command"] == "limner.insertFinished"
    ]
    await editor.run(insert)
    await editor.settle()

    assert "](a-boat.png)" in buffer.text
    assert [job.state for job in open_journal(files.state_folder()).history()] == ["done"]
    assert (await editor.request("limner/status", {}))["earlier"] == []


async def test_jobs_of_another_window_are_left_to_it(leave, monkeypatch):
    leave("limner.draw")
    monkeypatch.setattr(unfinished_jobs, "alive", lambda owner: owner == GONE)
    editor = OwnClient(FakeBackends(), announced=KEEPS)
    await editor.start()
    status = await editor.request("limner/status", {})

    assert (status["unfinished"], status["elsewhere"]) == ([], True)
