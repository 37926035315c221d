"""The rules of a paid picture hold whatever happens, in whatever order.

People say yes and no, cancel, change pictures, close documents and open them again; services fail
in every way; processes end at any step and start again, two at a time, over one journal.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from limner.errors import ConsentNeeded
from limner.image.jobs import paid_drawing, recovery
from limner.image.jobs.approval import DRAW, DRAW_AGAIN, REUSE, approve
from limner.image.jobs.drawing_job import Placed
from limner.image.jobs.session import Session
from limner.image.journal import entries as journals
from limner.image.journal.entries import open_journal
from limner.services.answers import images_response
from tests.support.drawing import (
    ENDS,
    TABLE,
    FakeImageModel,
    billing,
    drawing_job,
)
from tests.support.drawing_steps import at
from tests.support.pictures import picture
from tests.support.quick_journal import MEMORY, without_decoding, without_syncing

WORDS = st.sampled_from(["a boat", "two boats", "🌅"])
SERVERS = st.integers(0, 1)
POINTS = st.integers(1, 9)
OUTCOMES = st.just("picture") | st.sampled_from(sorted(ENDS))
"""Most of what can go wrong, goes wrong on the way of a picture that came."""


class Crash(BaseException):
    """The process ends here, as far as Limner can tell."""


class PaidJobs(RuleBasedStateMachine):
    """Two servers over one journal, and the true bill of the service."""

    runner = asyncio.Runner()

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.project = self.folder / "project"
        self.project.mkdir()
        base = open_journal(self.folder / "state")
        self.servers = [replace(base, owner=f"{n}:0") for n in range(2)]
        self.living = {"0:0", "1:0"}
        self.born = 2
        self.consents = self.accepted = self.bill = self.linked = 0
        self.patch = pytest.MonkeyPatch()
        without_decoding(self.patch)
        without_syncing(self.patch)
        self.patch.setattr(journals, "alive", lambda owner: owner in self.living)

    def teardown(self):
        self.patch.undo()
        shutil.rmtree(self.folder)

    @rule(server=SERVERS, outcome=OUTCOMES, words=WORDS,
          crash=st.none() | POINTS, edit=st.booleans())  # fmt: skip
    def yes(self, server, outcome, words, crash, edit):
        """Draw, or change a picture; the service does what it does, the process may end."""
        self._draw(server, outcome, words, edit, crash=crash)

    @rule(server=SERVERS, outcome=OUTCOMES, words=WORDS,
          point=POINTS)  # fmt: skip
    def cancel(self, server, outcome, words, point):
        """Take it back while it is under way, before or behind any step."""
        self._draw(server, outcome, words, False, cancel=point)

    @rule(server=SERVERS, words=WORDS)
    def no(self, server, words):
        """Say no to the question: nothing is sent, nothing is spent."""
        before = self._jobs()
        with pytest.raises(ConsentNeeded):
            self.runner.run(self._approved(server, words, None))
        assert self._jobs() == before

    @rule(server=SERVERS, words=WORDS, answer=st.sampled_from([DRAW_AGAIN, REUSE]))
    def same_again(self, server, words, answer):
        """Ask for the same words: the picture that is there costs nothing."""
        approved = self.runner.run(self._approved(server, words, answer))
        if isinstance(approved, Placed):
            assert approved.cost == 0
            assert approved.picture.is_file()

    @rule(server=SERVERS)
    def restart(self, server):
        """End a process, start another, and let it finish what it finds."""
        self._restart(server)

    @rule(server=SERVERS, data=st.data())
    def link(self, server, data):
        """The document shows a picture."""
        if waiting := recovery.waiting_pictures(self.servers[server]):
            one = data.draw(st.sampled_from(waiting))
            one.journal.done(one.job)
            self.linked += 1

    @rule(server=SERVERS)
    def close_and_open(self, server):
        """Whatever no document shows is offered when its document is opened again."""
        placed = [job for job in self._jobs() if job.state == "placed"]
        assert len(recovery.waiting_pictures(self.servers[server])) == len(placed)

    @invariant()
    def a_yes_is_one_request_at_most(self):
        assert self.accepted <= self.consents

    @invariant()
    def the_ledger_is_the_bill_or_more_where_nobody_knows(self):
        unknown = sum(job.price for job in self._jobs() if job.state == "unknown")
        assert self.bill <= self.servers[0].spent(0) <= self.bill + unknown

    @invariant()
    def what_arrived_is_kept(self):
        done = 0
        for job in self._jobs():
            done += job.state == "done"
            if job.state in ("placed", "done"):
                assert job.pictures
                assert all(_plain(path) == picture() for path in job.pictures)
            elif job.state in ("received", "checked"):
                assert self.servers[0].answer(job.id)
        assert done == self.linked

    @invariant()
    def nothing_is_half_written(self):
        names = [path.name for path in self.project.iterdir()]
        assert all(name.endswith(".png") or name.startswith(".~") for name in names)

    def _jobs(self):
        return self.servers[0].history(1000)

    async def _approved(self, server, words, answer):
        async def ask(question, answers):
            return answer if answer in answers or answer is None else DRAW

        paid = billing(self.servers[server], again=False)
        return await approve(drawing_job(self.project, words), paid, 0.0, Session(ask))

    def _draw(self, server, outcome, words, edit, crash=None, cancel=None):
        self.consents += 1
        model = FakeImageModel(outcome)
        asked = drawing_job(self.project, words)
        if edit:
            asked = replace(asked, request=replace(asked.request, inputs=(picture(),)))
        expected = ENDS[outcome][1] or Crash
        crashed = False

        async def run():
            task = asyncio.create_task(
                paid_drawing.carry_out(model, asked, billing(self.servers[server]))
            )
            loop = asyncio.get_running_loop()
            ending = (lambda: loop.call_soon_threadsafe(task.cancel)) if cancel else _crash
            with at(cancel or crash, ending, dead=crash is not None):
                await task

        try:
            self.runner.run(run())
        except Crash:
            crashed = True
        except (expected, asyncio.CancelledError):
            pass  # As it should be; or the cancel came first.
        self.accepted += model.accepted
        self.bill += model.accepted * billing(self.servers[server]).estimate(asked.request)
        if crashed:
            self._restart(server)

    def _restart(self, server):
        self.living.discard(self.servers[server].owner)
        owner = f"{self.born}:0"
        self.born += 1
        self.living.add(owner)
        self.servers[server] = replace(self.servers[server], owner=owner)
        before = self.accepted
        self.runner.run(recovery.recover(self.servers[server], TABLE, images_response.read))
        assert self.accepted == before
        assert self._open_jobs() <= self.living - {owner}

    def _open_jobs(self):
        """Return the processes that have a picture on its way."""
        with closing(sqlite3.connect(self.folder / "state" / "journal.sqlite")) as database:
            rows = database.execute(
                "SELECT DISTINCT owner FROM jobs WHERE state IN "
                "('reserved', 'sent', 'received', 'checked')"
            )
            return {owner for (owner,) in rows}


def _crash():
    raise Crash


def _plain(path):
    """Return a picture without the notes that were put into it."""
    data = path.read_bytes()
    for mark in (b"iTXtLimner", b"iTXtXML:com.adobe.xmp"):
        start = data.index(mark) - 4
        data = data[:start] + data[start + 12 + int.from_bytes(data[start : start + 4], "big") :]
    return data


EVERYDAY = settings(
    max_examples=60,  # The long checks try 20,000.
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestPaidJobs = PaidJobs.TestCase
TestPaidJobs.settings = EVERYDAY


@pytest.mark.nightly
def test_paid_jobs_at_length():
    long = settings(EVERYDAY, max_examples=20_000, stateful_step_count=12)
    run_state_machine_as_test(PaidJobs, settings=long)
