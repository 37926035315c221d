"""Processes that are killed at any moment: the next one sends nothing and loses nothing."""

import asyncio
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from limner.image.formats.containers import recognise, whole
from limner.image.jobs import recovery
from limner.image.journal.entries import open_journal
from tests.image.quick import MEMORY, without_decoding
from tests.image.test_journal import PRICE, TABLE

SERVER = """
import asyncio, os, pytest, sys
from itertools import count
from pathlib import Path
from limner.image.jobs import paid_drawing
from limner.image.journal import entries
from tests.image.quick import without_decoding
from tests.image.test_journal import Painter, drawing_job, payment

class Billed(Painter):
    async def generate(self, request, step, on_progress=lambda _: None):
        class Step:
            def sent(self):
                step.sent()
                with (folder / "bill").open("a") as bill:
                    bill.write("1")

            def received(self, answer):
                step.received(answer)

        return await super().generate(request, Step(), on_progress)

async def main():
    without_decoding(pytest.MonkeyPatch())
    here = entries.open_journal(folder / "state")
    print("ready", flush=True)
    for number in count():
        words = f"boat {number} of {os.getpid()}"
        asked = drawing_job(folder / "project", words)
        placed = await paid_drawing.carry_out(Billed(), asked, payment(here))
        here.done(placed.job)

folder = Path(sys.argv[1])
asyncio.run(main())
"""


def killed(folder: Path, seconds: float) -> None:
    """Let a process draw one picture after the other, and kill it after so long."""
    root = Path(__file__).parents[2]
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(folder)], cwd=root, stdout=subprocess.PIPE
    )
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    server.kill()
    server.wait()
    server.stdout.close()


def run(monkeypatch, kills: int) -> None:
    without_decoding(monkeypatch)
    folder, dice = Path(tempfile.mkdtemp(dir=MEMORY)), random.Random(7)
    (folder / "project").mkdir()
    bill = folder / "bill"
    bill.touch()
    try:
        for _ in range(kills):
            killed(folder, dice.random() / 10)
            billed = bill.stat().st_size
            journal = open_journal(folder / "state")
            asyncio.run(recovery.recover(journal, TABLE))
            jobs = journal.history(100_000)
            spent = [job for job in jobs if job.state != "refused"]

            assert {job.state for job in jobs} <= {"done", "placed", "refused", "unknown"}
            # The bill is written behind the journal's own note: one may be missing from it.
            assert billed * PRICE <= journal.spent(0) == sum(job.price for job in spent)
            for job in jobs[:20]:
                if job.state in ("done", "placed"):
                    data = job.pictures[0].read_bytes()
                    assert whole(data, recognise(data)) == data
            assert bill.stat().st_size == billed
    finally:
        shutil.rmtree(folder)


def test_a_few_kills(monkeypatch):
    run(monkeypatch, 3)


@pytest.mark.nightly
def test_a_thousand_kills(monkeypatch):
    run(monkeypatch, 1000)
