"""Processes that are killed at any moment: the next one sends nothing and loses nothing."""

import asyncio
import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from limner.image.formats.containers import recognise, whole
from limner.image.jobs import recovery
from limner.image.journal.entries import open_journal
from limner.services.answers import images_response
from tests.support import drawing_process
from tests.support.drawing import PRICE, TABLE
from tests.support.quick_journal import MEMORY, without_decoding


def killed(folder: Path, seconds: float) -> None:
    """Let a process draw one picture after the other, and kill it after so long."""
    server = subprocess.Popen(
        drawing_process.command("on", folder), cwd=drawing_process.ROOT, stdout=subprocess.PIPE
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
            asyncio.run(recovery.recover(journal, TABLE, images_response.read))
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
