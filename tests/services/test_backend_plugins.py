"""A plugin says what is asked; everything that protects the person stays Limner's own."""

import pytest

from limner.errors import InputError, KeyRefused, OutcomeUnknown, ServiceUnavailable
from limner.image.request import ImagesResponse, PictureRequest
from limner.services.answers import images_response
from limner.services.backend_plugin import BackendPlugin, Call, PluginImages, applied
from limner.settings.declaration import Settings
from tests.support import fake_service as f
from tests.support.pictures import picture

ASK = PictureRequest("a fox", candidates=2)


def call(request: PictureRequest, model: str) -> Call:
    return Call("/draw", {"words": request.prompt, "with": model}, ("Only in blue.",))


def plugin(**changes) -> BackendPlugin:
    given = {"interface": 1, "base_url": "http://127.0.0.1:7000", "call": call} | changes
    return BackendPlugin(**given)


class Steps:
    def __init__(self):
        self.moves = []

    def sent(self):
        self.moves.append("sent")

    def not_taken(self):
        self.moves.append("not taken")

    def received(self, answer):
        self.moves.append(answer)

    def interrupted(self, part):
        self.moves.append("interrupted")


async def drawn(fake, used, steps=None, model="painter"):
    images = PluginImages(fake.service(model=model), used, "mine")
    return await images.generate(ASK, steps or Steps())


async def test_it_is_asked_what_the_plugin_says_and_its_answer_is_kept_first():
    steps = Steps()
    answer = f.body_of(picture("navy"), picture("teal"))
    async with f.serving(f.reply(answer)) as fake:
        done = await drawn(fake, plugin(), steps)
    (request,) = fake.requests
    sent, raw = steps.moves

    assert request.line == "POST /v1/draw HTTP/1.1"
    assert request.json == {"words": "a fox", "with": "painter"}
    assert (done.renderer, done.model, done.notes) == ("images", "painter", ("Only in blue.",))
    assert done.pictures == (picture("navy"), picture("teal"))
    assert sent == "sent"
    assert images_response.read(raw).pictures == done.pictures


async def test_a_form_of_its_own_is_kept_as_limner_reads_it_later():
    """A session that recovers the picture may not have the plugin."""
    steps = Steps()

    def read(raw: bytes) -> ImagesResponse:
        return ImagesResponse((picture("teal"),)) if b"teal" in raw else ImagesResponse(())

    async with f.serving(f.reply({"colour": "teal"})) as fake:
        done = await drawn(fake, plugin(read=read), steps)

    assert done.pictures == (picture("teal"),)
    assert images_response.read(steps.moves[-1]).pictures == done.pictures


async def test_a_model_that_nobody_chose_is_the_generators_own():
    async with f.serving(f.reply(f.body_of())) as fake:
        await drawn(fake, plugin(), model="mine")

    assert fake.requests[0].json["with"] == ""


def broken(raw: bytes) -> ImagesResponse:
    raise AttributeError("pictures")


def lost(request: PictureRequest, model: str) -> Call:
    raise ZeroDivisionError("no side")


def choosy(request: PictureRequest, model: str) -> Call:
    raise InputError("It draws in blue only.")


FAULTS = [
    (f.reply(f.body_of()), plugin(read=broken), ServiceUnavailable, "cannot read the answer of"),
    (f.reply({"images": []}), plugin(), ServiceUnavailable, ""),
    (
        f.reply({"no": 1}), plugin(read=lambda raw: ImagesResponse(())), ServiceUnavailable,
        "sent no picture: its own log says why",
    ),
    (f.reply({"error": "no"}, 401), plugin(), KeyRefused, "does not accept the key"),
    (f.reply({"error": "no"}, 500), plugin(), OutcomeUnknown, "may have been made and billed"),
    (f.reply(f.body_of()), plugin(call=lost), InputError, "cannot say what to ask for"),
    (f.reply(f.body_of()), plugin(call=choosy), InputError, "It draws in blue only."),
    (
        f.reply(f.body_of()), plugin(call=lambda *_: Call("@127.0.0.1:1/draw", {})), InputError,
        "which is no path below image.baseUrl",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "used", "error", "said"), FAULTS)
async def test_what_goes_wrong_is_told_as_of_any_service(answer, used, error, said):
    async with f.serving(answer) as fake:
        with pytest.raises(error) as told:
            await drawn(fake, used)

    assert said in str(told.value)


def test_settings_without_a_plugin_stay_as_they_are():
    assert applied(Settings()) == (Settings(), None)
