"""A terminal that is closed, a polite kill and Ctrl-C: paid jobs are noted, files are whole."""

import asyncio
import os
import signal
import subprocess
import sys

import pytest

from limner import files
from limner.image.journal.entries import open_journal
from tests.support import fake_service as f
from tests.support.forked import ForkedProcess

SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}

if os.name == "nt":
    pytest.skip("Windows sends no signals", allow_module_level=True)


CODE = """
import signal, sys
from limner.cli import main
for one in {ignored}:
    signal.signal(one, signal.SIG_IGN)
sys.exit(main({command}))
"""


def started(tmp_path, service, *before, ignored=()):
    note = tmp_path / "note.md"
    note.write_text("A red fox.\n")
    environment = {
        **os.environ,
        "LIMNER_IMAGE_BASE_URL": f"http://127.0.0.1:{service.port}/v1",
        "LIMNER_ENGINE": "offline",
    }
    command = ["illustrate", str(note), "--select", "red fox", "--yes"]
    if not before:
        code = CODE.format(ignored=[int(one) for one in ignored], command=command)
        return ForkedProcess(code, environment)
    return subprocess.Popen(
        [*before, sys.executable, "-m", "limner", *command], env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


# Each signal, and one that comes twice; the long checks send either of the last two both ways.
@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("SIGINT", 1),
        ("SIGTERM", 1),
        ("SIGHUP", 2),
        pytest.param("SIGTERM", 2, marks=pytest.mark.nightly),
        pytest.param("SIGHUP", 1, marks=pytest.mark.nightly),
    ],
)
async def test_a_paid_job_is_noted_before_the_end(tmp_path, name, times):
    """One that was sent and not answered counts as spent, and the next run knows."""
    async with f.serving(f.stall) as service:
        process = started(tmp_path, service)
        await service.arrived.wait()
        for _ in range(times):
            process.send_signal(getattr(signal, name))
        out, err = await asyncio.to_thread(process.communicate, timeout=20)
    (job,) = open_journal(files.state_folder()).history()

    assert process.returncode == SIGNALS[name]
    assert b"Traceback" not in err
    assert out == b""
    assert (job.state, job.note) == ("unknown", "Cancelled after it was sent.")
    assert (tmp_path / "note.md").read_text() == "A red fox.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["note.md"]


@pytest.mark.parametrize("name", ["SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.nightly)])
async def test_what_arrived_by_halves_is_kept(tmp_path, name):
    async with f.serving(f.paused(f.body_of())) as service:
        process = started(tmp_path, service)
        await service.halfway.wait()
        await asyncio.sleep(2)  # Nothing outside shows that the first half was read.
        process.send_signal(getattr(signal, name))
        await asyncio.to_thread(process.communicate, timeout=20)
    journal = open_journal(files.state_folder())
    (job,) = journal.history()

    kept = journal.answer(job.id)

    assert job.state == "unknown"
    assert kept is not None
    assert f.body_of().startswith(kept)


@pytest.mark.parametrize("name", ["SIGHUP", pytest.param("SIGTERM", marks=pytest.mark.nightly)])
async def test_a_background_job_of_a_script_ends_as_well(tmp_path, name):
    """Its shell has it ignore Ctrl-C."""
    async with f.serving(f.stall) as service:
        process = started(tmp_path, service, ignored=[signal.SIGINT])
        await service.arrived.wait()
        process.send_signal(getattr(signal, name))
        _, err = await asyncio.to_thread(process.communicate, timeout=20)
    (job,) = open_journal(files.state_folder()).history()

    assert (process.returncode, b"Traceback" in err) == (SIGNALS[name], False)
    assert job.state == "unknown"


async def test_a_command_that_is_to_outlive_its_terminal_does(tmp_path):
    """``nohup`` ignores the signal, and so does Limner then."""
    hung_up = asyncio.Event()

    async def slow(fake, writer):
        await hung_up.wait()
        await f.reply(f.body_of())(fake, writer)

    async with f.serving(slow) as service:
        process = started(tmp_path, service, "nohup")
        await service.arrived.wait()
        process.send_signal(signal.SIGHUP)
        await asyncio.sleep(0.2)  # In which it would end.
        hung_up.set()
        await asyncio.to_thread(process.communicate, timeout=20)

    assert process.returncode == 0
    assert "](red-fox.png)" in (tmp_path / "note.md").read_text()
