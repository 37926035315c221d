"""A fake image model, and what is needed to draw with it: a job, and what pays for it."""

import asyncio

from limner.errors import OutcomeUnknown, Refused, ServiceUnavailable
from limner.image import pricing
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.request import Drawn, ImagesResponse, PictureRequest
from limner.services.answers import images_response
from tests.support.pictures import picture

TABLE = pricing.read_table()
MODEL = "gpt-image-2.6-flare"
CAPS = Caps(1000, 10**12, 10**12)
PRICE = 1756 * 30 + len("a boat, painted") // 3 * 5
"""What one picture of `drawing_job` costs, in micro-dollars."""

ENDS = {
    "picture": ("placed", None),
    "not there": ("refused", ServiceUnavailable),
    "refused": ("refused", Refused),
    "lost": ("unknown", OutcomeUnknown),
    "cancelled": ("unknown", asyncio.CancelledError),
    "bug": ("unknown", ZeroDivisionError),
    "unreadable": ("unusable", ServiceUnavailable),
}
"""What `FakeImageModel` can do: the job's state, and the error, that follow."""


class FakeImageModel:
    """An image model whose service does what a test says, and counts what it bills."""

    def __init__(self, outcome="picture", data=None):
        self.outcome = outcome
        self.data = data or picture()
        self.accepted = 0

    async def generate(self, request, step, on_progress=lambda _: None):
        if self.outcome == "not there":
            step.sent()
            raise ServiceUnavailable("Nothing answers.")
        step.sent()
        await asyncio.sleep(0)
        if self.outcome == "refused":
            raise Refused("Declined.")
        self.accepted += 1
        if self.outcome == "lost":
            raise OutcomeUnknown("The connection broke.")
        if self.outcome == "cancelled":
            raise asyncio.CancelledError
        if self.outcome == "bug":
            raise ZeroDivisionError
        raw = (
            b"{"
            if self.outcome == "unreadable"
            else images_response.write(ImagesResponse((self.data,)))
        )
        step.received(raw)
        received = images_response.read(raw)
        return Drawn(received.pictures, "images", MODEL)


def drawing_job(project, words="a boat"):
    return DrawingJob(PictureRequest(f"{words}, painted", size="1024x1024"), words, project)


def billing(journal, caps=CAPS, again=True, **more):
    return Billing(
        journal=journal, caps=caps, host="api.test", model=MODEL, prices=TABLE, again=again, **more
    )
