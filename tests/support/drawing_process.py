"""Processes that draw, to be ended or to draw beside one another.

``python -m tests.support.drawing_process steps FOLDER POINT…`` draws once for each point, each time
in a process that ends at that point, and prints the exit codes; ``fifty FOLDER MARK`` draws fifty
pictures for the same words; ``on FOLDER`` draws one after the other until it is killed.
"""

import asyncio
import os
import sys
from itertools import count
from pathlib import Path

import pytest

from limner.image.jobs import paid_drawing
from limner.image.journal import entries
from tests.support.drawing import FakeImageModel, billing, drawing_job
from tests.support.pictures import picture
from tests.support.quick_journal import without_decoding

ROOT = Path(__file__).parents[2]


def command(*arguments: object) -> list[str]:
    """Return the command line of such a process; it is started in `ROOT`."""
    return [sys.executable, "-m", "tests.support.drawing_process", *map(str, arguments)]


def steps(folder: str, *points: str) -> None:
    """Draw once for each of *points*, in a process that ends before or after that step."""
    for number, point in enumerate(map(int, points)):
        if os.fork() == 0:
            _end_at(Path(folder) / str(number), point)
        print(os.waitstatus_to_exitcode(os.wait()[1]))


def _end_at(folder: Path, point: int) -> None:
    left = point

    def step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(137)

    def ending(function):
        def call(*arguments, **options):
            step()
            result = function(*arguments, **options)
            step()
            return result

        return call

    (folder / "project").mkdir(parents=True)
    here = entries.open_journal(folder / "state")
    for name in ("reserve", "sent", "received", "checked", "placed"):
        setattr(entries.Journal, name, ending(getattr(entries.Journal, name)))
    paid_drawing.files.write_picture = ending(paid_drawing.files.write_picture)
    entries.files.write_private = ending(entries.files.write_private)
    job = drawing_job(folder / "project")
    asyncio.run(paid_drawing.carry_out(FakeImageModel(), job, billing(here)))
    os._exit(0)


def fifty(folder: str, mark: str) -> None:
    """Draw fifty pictures for the same words, each in a colour of its own."""
    here = entries.open_journal(Path(folder) / "state")

    async def draw() -> None:
        for number in range(50):
            model = FakeImageModel(data=picture((int(mark), number, 0)))
            job = drawing_job(Path(folder) / "project")
            placed = await paid_drawing.carry_out(model, job, billing(here))
            here.done(placed.job)

    asyncio.run(draw())


def on(folder: str) -> None:
    """Draw for ever; each request is one letter more in the file ``bill``."""
    here = entries.open_journal(Path(folder) / "state")

    class Billed(FakeImageModel):
        async def generate(self, request, step, on_progress=lambda _: None):
            class Step:
                def sent(self):
                    step.sent()
                    with (Path(folder) / "bill").open("a") as bill:
                        bill.write("1")

                def received(self, answer):
                    step.received(answer)

            return await super().generate(request, Step(), on_progress)

    async def draw() -> None:
        print("ready", flush=True)
        for number in count():
            job = drawing_job(Path(folder) / "project", f"boat {number} of {os.getpid()}")
            placed = await paid_drawing.carry_out(Billed(), job, billing(here))
            here.done(placed.job)

    asyncio.run(draw())


if __name__ == "__main__":
    without_decoding(pytest.MonkeyPatch())
    {"steps": steps, "fifty": fifty, "on": on}[sys.argv[1]](*sys.argv[2:])
