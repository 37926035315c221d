"""Every fault of a service, and a cancel at every step on the way: nobody pays twice or in vain."""

import asyncio
from contextlib import suppress

import pytest

from limner.errors import LimnerError, ServiceUnavailable
from limner.image import pricing
from limner.image.formats.containers import recognise, whole
from limner.image.formats.validation import DecodedPicture
from limner.image.jobs import paid_drawing
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import PictureRequest
from limner.services.answers import images_response
from limner.services.openai.image_generations import OpenAIImages
from tests.support import fake_service as f
from tests.support.drawing_steps import at
from tests.support.pictures import picture
from tests.support.quick_journal import without_syncing
from tests.support.service_faults import FAULTS, STREAM_FAULTS

MODEL = "gpt-image-2.6-flare"
TABLE, PROMPT = pricing.read_table(), "A beach."
PRICE = pricing.estimate(TABLE, MODEL, "1024x1024", "low", partial=2, text=PROMPT)

ANSWERS = {
    "a picture": f.reply(f.body_of()),
    "a picture in passes": f.passing(picture("navy"), picture()),
    "stalls": f.stall,
    "drips": f.drip,
    "half an answer, then a pause": f.paused(f.body_of()),
    "too many requests, then a picture": f.reply({}, 429, retry_after="0"),
    **{name: row[0] for name, row in FAULTS.items()},
    **{f"in passes: {name}": row[0] for name, row in STREAM_FAULTS.items()},
}

PICTURES = ("a picture", "a picture in passes", "too many requests, then a picture")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Nothing is synced and no decoder is started: what is shown here needs neither."""

    async def check(data):
        try:
            return DecodedPicture(whole(data, recognise(data) or "png"), "png", 24, 16)
        except ValueError:
            raise ServiceUnavailable("The picture is cut off.") from None

    monkeypatch.setattr(paid_drawing, "decoded", check)
    without_syncing(monkeypatch)


async def drawn(folder, reply, point):
    """Draw once, cancelled at the n-th step; return the service, the journal and what was left."""
    project = folder / "project"
    project.mkdir(parents=True)
    journal = open_journal(folder / "state")
    request = PictureRequest(PROMPT, size="1024x1024", quality="low", partial=2)
    drawing_job = DrawingJob(request, "a beach", project)
    billing = Billing(
        journal=journal,
        caps=Caps(9, 10**9, 10**9),
        host="host",
        model=MODEL,
        prices=pricing.read_table(),
    )
    loop = asyncio.get_running_loop()
    with at(point, lambda: loop.call_soon_threadsafe(task.cancel)) as step:

        async def arrived(fake, writer):
            step()
            await reply(fake, writer)
            step()

        async with f.serving(arrived, *([f.reply(f.body_of())] if _waits(reply) else [])) as fake:
            images = OpenAIImages(fake.service(model=MODEL, seconds=0.4))
            task = asyncio.create_task(paid_drawing.carry_out(images, drawing_job, billing))
            with suppress(LimnerError, asyncio.CancelledError):
                await task
    return fake, journal, list(project.iterdir()), step.left


def _waits(reply):
    return reply is ANSWERS["too many requests, then a picture"]


@pytest.mark.parametrize("name", ANSWERS)
async def test_a_cancel_at_any_step_of_any_fault(tmp_path, monkeypatch, name):
    """One yes is one request that could be billed; the journal knows what was; nothing is lost."""
    for point in range(1, 30):
        fake, journal, left, steps = await drawn(tmp_path / str(point), ANSWERS[name], point)
        jobs = journal.history()
        state = jobs[0].state if jobs else None

        assert len(jobs) <= 1
        assert len(fake.requests) <= 1 + _waits(ANSWERS[name])
        assert fake.billed <= 1
        assert journal.spent(0) in (0, PRICE)
        assert journal.spent(0) >= fake.billed * PRICE
        assert (state == "refused") <= (fake.billed == 0)
        if state == "placed":
            assert [path.suffix for path in left] == [".png"]
            assert recognise(left[0].read_bytes()) == "png"
        elif state in ("received", "checked"):
            # Whether it can be read or not: nothing that came is thrown away.
            assert journal.answer(jobs[0].id) is not None
            assert name not in PICTURES or images_response.read(journal.answer(jobs[0].id)).pictures
        else:
            assert left == []
            assert state in (None, "refused", "unknown", "unusable")
        if steps > 0:
            return
    pytest.fail("a picture takes more than thirty steps")
