"""What a service counts lowers what is spent only where it can be true."""

import pytest

from limner.errors import LimitReached
from limner.image import pricing
from limner.image.jobs import paid_drawing
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.request import PictureRequest
from limner.services.openai.image_generations import OpenAIImages
from tests.support import fake_service as f

TABLE = pricing.read_table()
MODEL = "gpt-image-2.6-flare"
"""196 tokens at low quality, 1756 at high; $5, $8 and $30 for a million."""

ESTIMATE = 1756 * 30 + 4 * 5
"""Micro-dollars of a picture at high quality with a prompt of four tokens."""


def counted(drawn, read=40, **more):
    return {"input_tokens": read, "output_tokens": drawn, **more}


@pytest.mark.parametrize(
    ("usage", "asked", "cost"),
    [
        (counted(0), {}, None),
        (counted(0, 0), {}, None),
        (counted(200, 0), {}, None),
        ({"output_tokens": 200}, {}, None),
        (counted(1), {}, None),
        (counted(97), {}, None),
        (counted(98), {}, 98 * 30 + 40 * 5),
        (counted(97), {"quality": "low"}, None),
        (counted(98), {"quality": "low"}, 98 * 30 + 40 * 5),
        (counted(877), {"quality": "high"}, None),
        (counted(878), {"quality": "high"}, 878 * 30 + 40 * 5),
        (counted(391), {"quality": "low", "pictures": 4}, None),
        (counted(392), {"quality": "low", "pictures": 4}, 392 * 30 + 40 * 5),
        (counted(195), {"quality": "low", "size": "2048x1024"}, None),
        (counted(196), {"quality": "low", "size": "2048x1024"}, 196 * 30 + 40 * 5),
        (counted(98, 127), {"inputs": 2}, None),
        (counted(98, 128), {"inputs": 2}, 98 * 30 + 128 * 8),
        (counted(98, 200, **{"input_tokens.image_tokens": 150}), {"inputs": 1},
         98 * 30 + 50 * 5 + 150 * 8),
        (counted(98, 40, **{"input_tokens.image_tokens": 900}), {}, 98 * 30 + 900 * 8),
        (counted(90_000), {}, 90_000 * 30 + 40 * 5),
    ],
)  # fmt: skip
def test_a_count_is_believed_within_bounds(usage, asked, cost):
    assert pricing.cost(TABLE, MODEL, usage, **asked) == cost


@pytest.mark.parametrize(
    "usage",
    [None, {}, counted(0, 0), counted(1, 1), counted(0), {"output_tokens": None}, "many"],
    ids=str,
)
@pytest.mark.parametrize("limit", ["day", "month"])
async def test_a_limit_holds_whatever_the_service_counts(journal, project, usage, limit):
    """With room for two pictures, the third of five is refused and never asked for."""
    most = {"day": 10**9, "month": 10**9, limit: 2 * ESTIMATE + 5}
    billing = Billing(
        journal=journal, caps=Caps(99, **most), host="host", model=MODEL, prices=TABLE, again=True
    )
    request = PictureRequest("A quiet sea", size="1024x1024", quality="high")
    async with f.serving(f.reply(f.body_of(usage=usage))) as service:
        model = OpenAIImages(service.service(model=MODEL))
        for _ in range(2):
            await paid_drawing.carry_out(model, DrawingJob(request, "a sea", project), billing)
        for _ in range(3):
            with pytest.raises(LimitReached, match=f"limits.{limit}"):
                await paid_drawing.carry_out(model, DrawingJob(request, "a sea", project), billing)

    assert len(service.requests) == service.billed == 2
    assert journal.spent(0) == 2 * ESTIMATE
