"""Ctrl-C among many pictures: none is paid for twice, all is said, and a rerun goes on at once."""

import asyncio
import json
import os
import signal
from contextlib import asynccontextmanager

import pytest

from limner import files
from limner.cli import main
from limner.image.journal.entries import open_journal
from tests.support.forked import ForkedProcess
from tests.support.image_service import ImageService

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")

PICTURES = 5


@pytest.fixture
def folder(tmp_path, monkeypatch):
    text = "".join(f"![a fox of size {n}](fox-{n}.png)\n\n" for n in range(PICTURES))
    (tmp_path / "a.md").write_text(text)
    monkeypatch.setenv("LIMNER_ENGINE", "offline")
    monkeypatch.setenv("LIMNER_IMAGE_MODEL", "gpt-image-2.6-flare")
    return tmp_path


@asynccontextmanager
async def limner(folder, service, *options, paid=True):
    """Run ``limner illustrate . --missing`` with *service*; what needs a key costs something."""
    key = {"LIMNER_IMAGE_KEY": "sk-of-a-gateway"} if paid else {}
    address = {"LIMNER_IMAGE_BASE_URL": service.url}
    process = ForkedProcess(
        ("illustrate", ".", "--missing", *options), {**os.environ, **address, **key}, folder=folder
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def rerun(folder, monkeypatch, capsys):
    """Run the same command once more, in this process: nothing interrupts it."""

    async def run(service, paid=True):
        monkeypatch.chdir(folder)
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", service.url)
        if paid:
            monkeypatch.setenv("LIMNER_IMAGE_KEY", "sk-of-a-gateway")
        code = await asyncio.to_thread(main, ["illustrate", ".", "--missing", "--yes"])
        return code, capsys.readouterr().err

    return run


async def said_of_ctrl_c(process):
    """Return what it says until it has told what a second Ctrl-C does."""
    said = b""
    while not said.endswith(b"Ctrl-C again gives them up.\n"):
        line = await asyncio.to_thread(process.stderr.readline)
        assert line, said
        said += line
    return said


async def ended(process):
    out, err = await asyncio.to_thread(process.communicate, timeout=60)
    assert b"Traceback" not in err
    return process.returncode, out.decode(), err.decode()


def drawn(folder):
    return len(list(folder.glob("*.png")))


def states():
    return sorted(job.state for job in open_journal(files.state_folder()).history())


# Between the first and the last there is nothing else to see: among the long checks only.
@pytest.mark.parametrize("before", [0, pytest.param(2, marks=pytest.mark.nightly), PICTURES - 2])
async def test_each_picture_is_paid_for_once(before, folder, rerun):
    """Whenever Ctrl-C comes, what is being drawn still arrives, and nothing else is begun."""
    async with ImageService(answered=before) as service:
        async with limner(folder, service, "--yes", "--jobs", "2") as process:
            await service.asked(before + 2)
            process.send_signal(signal.SIGINT)
            said = await said_of_ctrl_c(process)
            service.released.set()
            code, _, rest = await ended(process)
        assert code == 130
        assert len(service.prompts) == drawn(folder) == before + 2
        assert b"Ending after the pictures that are being paid for." in said
        assert f"Interrupted: {before + 2} of 5 missing pictures drawn, for about $" in rest
        left = PICTURES - before - 2
        assert f"{left} left: the same command goes on." in rest
        assert "billed" not in rest

        code, rest = await rerun(service)
    assert code == 0
    assert ("No picture is missing." in rest) == (left == 0)
    assert len(service.prompts) == len(set(service.prompts)) == drawn(folder) == PICTURES
    assert states() == ["done"] * PICTURES


async def test_a_second_ctrl_c_gives_them_up_and_they_are_not_paid_for_again(folder, rerun):
    async with ImageService(answered=2) as service:
        async with limner(folder, service, "--yes", "--jobs", "2") as process:
            await service.asked(4)
            process.send_signal(signal.SIGINT)
            await said_of_ctrl_c(process)
            process.send_signal(signal.SIGINT)
            code, _, rest = await ended(process)
        assert code == 130
        assert states() == ["done"] * 2 + ["unknown"] * 2
        assert "Interrupted: 2 of 5 missing pictures drawn" in rest
        assert "2 were asked for, not answered, and may be billed, about $" in rest
        assert "1 left: the same command goes on." in rest

        service.released.set()
        code, rest = await rerun(service)
    assert code == 1
    assert "1 missing picture, size auto" in rest
    assert "2 pictures were asked for by an earlier run a moment ago" in rest
    assert len(service.prompts) == len(set(service.prompts)) == PICTURES
    assert drawn(folder) == PICTURES - 2


async def test_what_costs_nothing_ends_at_once_and_is_drawn_at_once(folder, rerun):
    async with ImageService(answered=1) as service:
        async with limner(folder, service, "--yes", paid=False) as process:
            await service.asked(4)
            process.send_signal(signal.SIGINT)
            code, _, rest = await ended(process)
        assert code == 130
        assert "Interrupted: 1 of 5 missing pictures drawn. 4 left: the same command" in rest

        service.released.set()
        code, rest = await rerun(service, paid=False)
    assert code == 0
    assert "4 of 4 missing pictures drawn." in rest
    assert drawn(folder) == PICTURES


async def test_json_has_a_row_for_each_that_was_drawn(folder):
    options = "--yes", "--jobs", "1", "--format", "json"
    async with (
        ImageService(answered=2) as service,
        limner(folder, service, *options) as process,
    ):
        await service.asked(3)
        process.send_signal(signal.SIGINT)
        await said_of_ctrl_c(process)
        service.released.set()
        code, out, _ = await ended(process)
    rows = [json.loads(line) for line in out.split("\n")[:-1]]

    assert code == 130
    assert [row["picture"] for row in rows] == ["fox-0.png", "fox-1.png", "fox-2.png"]
    assert all(row["error"] is None for row in rows)
