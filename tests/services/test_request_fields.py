"""Which fields go to which model, and what happens when a service does not take one."""

from dataclasses import replace

import pytest

from limner.errors import RequestRejected
from limner.image.models import UNKNOWN, Limits, limits, read_table
from limner.image.request import PictureRequest
from limner.services.openai.image_generations import OpenAIImages
from limner.services.request_fields import OPTIONAL, picture_fields, without
from tests.support import fake_service as f

ASK = PictureRequest("a fox")
GPT = limits(read_table(), "gpt-image-2.6-flare")
EVERYTHING = replace(
    ASK, negative="people", size="640x480", quality="high", format="webp", candidates=2,
    compression=60, background="transparent",
)  # fmt: skip

ROWS = [
    (UNKNOWN, ASK, "auto", {"response_format": "b64_json"}),
    (UNKNOWN, ASK, "url", {"response_format": "url"}),
    (UNKNOWN, ASK, "none", {}),
    (GPT, ASK, "auto", {"output_format": "png"}),
    (GPT, ASK, "b64_json", {"output_format": "png", "response_format": "b64_json"}),
    (Limits(formats=(), response_format=False), replace(ASK, format="webp"), "auto", {}),
    (UNKNOWN, EVERYTHING, "none", {
        "size": "640x480", "quality": "high", "n": 2, "background": "transparent",
        "output_format": "webp", "output_compression": 60,
        "extra_body": {"negative_prompt": "people"}}),
    (GPT, replace(ASK, partial=2), "auto", {
        "output_format": "png", "extra_body": {"stream": True, "partial_images": 2}}),
]  # fmt: skip


@pytest.mark.parametrize(("takes", "request_", "form", "fields"), ROWS, ids=range(len(ROWS)))
def test_only_what_differs_from_the_usual_is_sent(takes, request_, form, fields):
    sent = picture_fields("painter", request_, takes, form)

    assert sent == {"model": "painter", "prompt": "a fox", **fields}


@pytest.mark.parametrize("refused", [None, "", "size", "prompt", "model", "n", "quality", "stream"])
def test_a_field_that_is_needed_is_never_left_out(refused):
    """Without its size or quality a picture would be another one, at another price."""
    assert without(picture_fields("painter", EVERYTHING, UNKNOWN), refused) is None


@pytest.mark.parametrize("refused", OPTIONAL)
def test_the_refused_field_and_what_belongs_to_it_are_left_out(refused):
    asked = replace(EVERYTHING, partial=2)
    fields = picture_fields("painter", asked, UNKNOWN)
    left = without(fields, refused)

    assert refused not in {**left, **left.get("extra_body", {})}
    assert without(left, refused) is None
    assert left["prompt"] == "a fox"


class Steps:
    def __init__(self):
        self.moves = []

    def sent(self):
        self.moves.append("sent")

    def received(self, answer):
        self.moves.append("received")


async def test_a_service_that_takes_little_gets_little_and_it_is_said():
    """Each refusal is free; the last request is the one that draws."""
    names = ("background", "output_format", "negative_prompt", "response_format")
    refusals = [
        f.reply({"error": {"message": "no such field", "param": name}}, 400) for name in names
    ]
    steps = Steps()
    async with f.serving(*refusals, f.reply(f.body_of())) as fake:
        drawn = await OpenAIImages(fake.service()).generate(EVERYTHING, steps)
        host = fake.service().endpoint.authority

    assert fake.billed == 1
    assert set(fake.requests[-1].json) == {"model", "prompt", "size", "quality", "n"}
    assert drawn.notes == tuple(
        f"{host} does not take “{name}”: it was left out." for name in names[:3]
    )
    assert steps.moves == ["sent"] * 5 + ["received"]


async def test_a_service_that_refuses_the_same_field_for_ever_is_not_asked_for_ever():
    no = f.reply({"error": {"message": "no such field", "param": "response_format"}}, 400)
    async with f.serving(no) as fake:
        with pytest.raises(RequestRejected, match="response_format"):
            await OpenAIImages(fake.service()).generate(ASK, Steps())

    assert len(fake.requests) == 2
