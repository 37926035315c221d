"""A plugin says what is asked; everything that protects the person stays Limner's own."""

import pytest

from limner.errors import InputError, KeyRefused, OutcomeUnknown, ServiceUnavailable
from limner.image.request import ImagesResponse, PictureRequest
from limner.services.answers import images_response
from limner.services.backend_plugin import BackendPlugin, Call, PluginImages, applied
from limner.settings.declaration import Settings
from tests.support import fake_service as f
from tests.support.installed_plugins import install
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


UNSENT = [
    (None, "asks by a NoneType in place of a Call"),
    (Call(5, {}), "asks for “5”, which is no path"),
    (Call("/draw\nhost: x", {}), "which is no path"),
    (Call("/draw\0", {}), "which is no path"),
    (Call("/draw", {"words": object()}), "would send what is no JSON (TypeError"),
    (Call("/draw", {"steps": float("nan")}), "would send what is no JSON (ValueError"),
    (Call("/draw", {"words": "\ud800"}), "would send what is no JSON (UnicodeEncodeError"),
    (Call("/draw", 5), "would send what is no JSON (TypeError"),
    (Call("/draw", {}, (5,)), "has notes that are no tuple of sentences"),
    (Call("/draw", {}, "Blue."), "has notes that are no tuple of sentences"),
]


@pytest.mark.parametrize(("asked", "said"), UNSENT)
async def test_what_cannot_be_sent_is_told_before_anything_is(asked, said):
    steps = Steps()
    async with f.serving(f.reply(f.body_of())) as fake:
        with pytest.raises(InputError, match="The plugin “mine”") as told:
            await drawn(fake, plugin(call=lambda *_: asked), steps)

    assert said in str(told.value)
    assert (fake.requests, steps.moves) == ([], [])


def leaving(raw: bytes) -> ImagesResponse:
    raise SystemExit(2)


def refusing(raw: bytes) -> ImagesResponse:
    raise InputError("It is blue.")


NO_PICTURES = "as what holds no pictures in bytes"
UNREAD = {
    "nothing": (lambda raw: None, NO_PICTURES),
    "a text": (lambda raw: ImagesResponse("fox"), NO_PICTURES),
    "texts": (lambda raw: ImagesResponse(("fox",)), NO_PICTURES),
    "no faults": (lambda raw: ImagesResponse((b"x",), faults=None), NO_PICTURES),
    "exit": (leaving, "(SystemExit: 2): update it"),
    "refusal": (refusing, "(InputError: It is blue.): update it"),
}


@pytest.mark.parametrize(("read", "said"), UNREAD.values(), ids=UNREAD)
async def test_an_answer_that_cannot_be_read_is_kept(read, said):
    steps = Steps()
    async with f.serving(f.reply(f.body_of())) as fake:
        with pytest.raises(ServiceUnavailable, match="The plugin “mine”") as told:
            await drawn(fake, plugin(read=read), steps)

    assert said in str(told.value)
    assert steps.moves == ["sent", f.body_of()]


@pytest.mark.parametrize("usage", [5, None, (5,), (("a", "b", "c"),), (("tokens", "many"),)])
async def test_a_count_that_is_none_costs_no_picture(usage):
    async with f.serving(f.reply(f.body_of())) as fake:
        used = plugin(read=lambda raw: ImagesResponse((picture(),), usage=usage))
        done = await drawn(fake, used)

    assert (done.pictures, done.usage) == ((picture(),), ())


@pytest.mark.parametrize(("base_url", "said"), [(5, "no text"), ("", "set image.baseUrl")])
def test_an_address_that_is_none_is_told(base_url, said, tmp_path, monkeypatch):
    code = f"""
from limner.services.backend_plugin import BackendPlugin

PLUGIN = BackendPlugin(interface=1, base_url={base_url!r}, call=print)
"""
    name = f"lost{len(said)}"
    install(tmp_path, name, code, kind="backend")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(InputError, match=said):
        applied(Settings(plugins_backend=name))


@pytest.mark.parametrize(("answer", "used", "error", "said"), FAULTS)
async def test_what_goes_wrong_is_told_as_of_any_service(answer, used, error, said):
    async with f.serving(answer) as fake:
        with pytest.raises(error) as told:
            await drawn(fake, used)

    assert said in str(told.value)


def test_settings_without_a_plugin_stay_as_they_are():
    assert applied(Settings()) == (Settings(), None)
