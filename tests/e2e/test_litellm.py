"""A real gateway in front of both model servers: words, pictures, changes, and what goes wrong.

Started by ``tests/tools/litellm.sh``, which wants the chat server and the image server running.
"""

import pytest
from PIL import Image

from limner.errors import KeyRefused, LimnerError, OutcomeUnknown
from limner.image import pricing
from limner.image.jobs import paid_drawing
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.models import limits, read_table
from limner.image.request import PictureRequest
from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.chat.chat_model import ChatRequest, Message
from limner.prompt.expansion import ExpansionRequest
from limner.services.hosts import endpoint
from limner.services.openai.chat_completions import OpenAIChat
from limner.services.openai.image_generations import OpenAIImages
from limner.services.service import Service
from tests.support import tools

URL = tools.server("litellm")
pytestmark = tools.server_marks("litellm", "litellm.sh")


def service(kind, model, key="sk-local-gateway"):
    return Service(kind, endpoint(URL), model, 120.0, key)


@pytest.fixture
def journal(tmp_path):
    return open_journal(tmp_path / "state")


@pytest.fixture
def draw(tmp_path, journal):
    (tmp_path / "project").mkdir()

    async def run(model="painter", key="sk-local-gateway", **asked):
        place = service("image", model, key)
        request = PictureRequest("a harbour at dawn", **{"size": "64x64", **asked})
        billing = Billing(
            journal=journal,
            caps=Caps(9, 0, 0),
            host=place.endpoint.authority,
            model=model,
            prices=pricing.read_table(),
            limits=limits(read_table(), model),
            free=True,
            again=True,
        )
        drawing_job = DrawingJob(request, "a harbour", tmp_path / "project")
        return await paid_drawing.carry_out(OpenAIImages(place), drawing_job, billing)

    return run


async def test_words_stream_through_it():
    heard = []
    asked = ChatRequest((Message("user", "harbour at dawn"),), "raw", ("none", {}))
    reply = await OpenAIChat(service("chat", "expander")).reply(asked, heard.append)

    assert reply.text
    assert heard[-1] == reply.text


async def test_a_description_is_expanded_through_it():
    chat = service("chat", "expander")
    tagged = {(chat.endpoint.authority, "expander"): "tagged"}
    request = ExpansionRequest("three red boats at dawn")
    expanded = await ChatExpander(OpenAIChat(chat), reply_formats=tagged).expand(request)

    assert (expanded.engine, expanded.model) == ("chat", "expander")


async def test_a_picture_is_drawn_through_it(draw, journal):
    placed = await draw()
    with Image.open(placed.picture) as image:
        assert (image.format, image.size) == ("PNG", (64, 64))

    assert placed.notes == ()
    assert [job.state for job in journal.history()] == ["placed"]


async def test_a_picture_is_changed_through_it(draw):
    before = await draw()
    after = await draw(inputs=(before.picture.read_bytes(),))

    assert before.picture.read_bytes() != after.picture.read_bytes()


async def test_a_stream_that_is_asked_for_in_vain_is_no_second_request(draw, journal, tmp_path):
    """It answers in one piece instead; nothing is asked twice."""
    own = tmp_path / "models.toml"
    own.write_text("[models.painter]\npartial = 2\nresponse_format = false\n")
    place = service("image", "painter")
    heard = []
    drawn = await OpenAIImages(place, read_table(own)).generate(
        PictureRequest("a harbour", size="64x64", partial=2), Steps(heard)
    )

    assert len(drawn.pictures) == 1
    assert heard == ["sent", "received"]


class Steps:
    def __init__(self, heard):
        self.heard = heard

    def sent(self):
        self.heard.append("sent")

    def received(self, answer):
        self.heard.append("received")


async def test_a_model_server_that_is_down_is_said_and_not_asked_twice(draw, journal):
    with pytest.raises(LimnerError) as caught:
        await draw("nobody")

    assert type(caught.value) is OutcomeUnknown
    assert [job.state for job in journal.history()] == ["unknown"]


async def test_an_unknown_model_and_a_wrong_key_are_said(draw, journal):
    with pytest.raises(LimnerError, match=r"painter-of-nothing|rejects|does not know"):
        await draw("painter-of-nothing")
    with pytest.raises((KeyRefused, LimnerError)):
        await draw(key="sk-wrong")

    assert {job.state for job in journal.history()} == {"refused"}
