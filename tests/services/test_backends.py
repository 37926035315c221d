"""Who expands and draws: nothing is sent to a host before the person has agreed to it, once."""

from dataclasses import replace

import pytest

from limner import files
from limner.actions import requests
from limner.errors import ConsentNeeded, InputError
from limner.image.sketch.renderer import Sketch
from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.offline.offline_expander import OfflineExpander
from limner.services.configured_backends import ConfiguredBackends
from limner.services.openai.image_generations import OpenAIImages
from limner.settings.declaration import DEFAULTS

LOCAL = "http://127.0.0.1:9/v1"
REMOTE = "https://chat.example/v1"


class Person:
    """Answers every question the same way, and remembers what was asked."""

    def __init__(self, answer: bool) -> None:
        self.answer, self.asked = answer, []

    async def consent(self, host: str) -> bool:
        self.asked.append(host)
        return self.answer


@pytest.mark.parametrize(
    ("base_url", "environ", "hosts", "answer", "asked", "kind"),
    [
        ("", {}, (), True, [], OfflineExpander),
        (LOCAL, {}, (), False, [], ChatExpander),
        (REMOTE, {}, (), True, ["chat.example"], ChatExpander),
        (REMOTE, {}, (), False, ["chat.example"], OfflineExpander),
        (REMOTE, {}, ("chat.example",), False, [], ChatExpander),
        (REMOTE, {}, ("example",), False, ["chat.example"], OfflineExpander),
        ("", {"OPENAI_API_KEY": "sk-x"}, (), False, ["api.openai.com"], OfflineExpander),
        ("", {"OPENAI_API_KEY": "sk-x"}, (), True, ["api.openai.com"], ChatExpander),
        ("", {"LIMNER_CHAT_KEY": "k"}, ("api.openai.com",), False, [], ChatExpander),
        ("", {"LIMNER_IMAGE_KEY": "k"}, ("api.openai.com",), True, [], OfflineExpander),
    ],
)
async def test_who_expands(base_url, environ, hosts, answer, asked, kind):
    person, settings = (
        Person(answer),
        replace(DEFAULTS, chat_base_url=base_url, allowed_hosts=hosts),
    )
    backends = ConfiguredBackends(environ)

    assert type(await backends.expander(settings, person.consent)) is kind
    assert person.asked == asked
    assert environ == {}


async def test_a_yes_is_remembered_for_every_later_session():
    settings = replace(DEFAULTS, chat_base_url=REMOTE)
    await ConfiguredBackends({}).expander(settings, Person(True).consent)
    later = Person(False)

    assert type(await ConfiguredBackends({}).expander(settings, later.consent)) is ChatExpander
    assert later.asked == []


async def test_offline_asks_nobody():
    person = Person(True)
    settings = replace(DEFAULTS, chat_base_url=REMOTE, engine="offline")

    assert type(await ConfiguredBackends({}).expander(settings, person.consent)) is OfflineExpander
    assert person.asked == []


@pytest.mark.parametrize(
    ("base_url", "environ", "error", "sentence"),
    [
        ("", {}, InputError, "No chat model is set up: run “limner setup”, or expand offline."),
        (REMOTE, {}, ConsentNeeded, "The chat model at chat.example was not asked, because you "),
        ("", {"OPENAI_API_KEY": "sk-x"}, ConsentNeeded, "The chat model at api.openai.com was not"),
    ],
)
async def test_chat_alone_says_what_it_lacks(base_url, environ, error, sentence):
    settings = replace(DEFAULTS, engine="chat", chat_base_url=base_url)
    with pytest.raises(error) as raised:
        await ConfiguredBackends(dict(environ)).expander(settings, Person(False).consent)

    assert str(raised.value).startswith(sentence)


@pytest.mark.parametrize(
    ("base_url", "environ", "kind", "free"),
    [
        ("", {}, Sketch, None),
        (LOCAL, {}, OpenAIImages, True),
        (LOCAL, {"LIMNER_IMAGE_KEY": "of-a-gateway"}, OpenAIImages, False),
    ],
)
async def test_who_draws(base_url, environ, kind, free):
    settings = replace(DEFAULTS, image_base_url=base_url)
    backend = await ConfiguredBackends(dict(environ)).image_backend(settings, Person(False).consent)

    assert type(backend.model) is kind
    assert (backend.billing and backend.billing.free) is free
    assert not (backend.billing and backend.billing.again)


@pytest.mark.parametrize("base_url", ["chat.example", "ftp://x/", "https://u:p@x/", "http://x.y/"])
async def test_a_base_url_that_cannot_be_used_is_named(base_url):
    with pytest.raises(InputError, match=r"chat\.baseUrl"):
        await ConfiguredBackends({}).expander(
            replace(DEFAULTS, chat_base_url=base_url), Person(True).consent
        )


@pytest.mark.parametrize(
    ("environ", "settings", "price"),
    [
        ({}, {}, None),
        ({"LIMNER_IMAGE_KEY": "k"}, {}, 85_020),
        ({"LIMNER_IMAGE_KEY": "k"}, {"image_quality": "low", "image_size": "1024x1024"}, 5_880),
        ({"LIMNER_IMAGE_KEY": "k"}, {"image_model": "unheard-of"}, None),
        ({"LIMNER_IMAGE_KEY": "k"}, {"image_candidates": 4}, 4 * 1_756 * 45),
        ({"LIMNER_IMAGE_KEY": "k"}, {"image_references": ("a.png",)}, 85_020 + 1_756 * 8),
        ({"LIMNER_IMAGE_KEY": "k"}, {"image_base_url": LOCAL}, 85_020),
        ({}, {"image_base_url": LOCAL}, 0),
        ({}, {"key_command": "pass show images"}, 85_020),
    ],
)
def test_what_a_picture_will_cost_is_known_without_asking(environ, settings, price):
    asked = replace(DEFAULTS, **settings)

    assert requests.price(asked, ConfiguredBackends(environ).tariff(asked)) == price


async def test_before_the_first_picture_none_is_waiting_and_no_folder_is_made():
    assert await ConfiguredBackends({}).waiting() == ()
    assert not files.state_folder().exists()


def test_a_change_costs_what_its_picture_costs_to_be_looked_at():
    backends = ConfiguredBackends({"LIMNER_IMAGE_KEY": "k"})
    newer = replace(DEFAULTS, image_model="grok-imagine-image")

    assert requests.price(DEFAULTS, backends.tariff(DEFAULTS), edit=True) == 85_020 + 1_756 * 8
    with pytest.raises(InputError, match="draws new pictures only"):
        requests.price(newer, backends.tariff(newer), edit=True)


@pytest.mark.parametrize(
    ("url", "answer", "asked", "uploads"),
    [
        ("", True, [], False),
        ("http://127.0.0.1:36677", False, [], True),
        ("https://picgo.example", True, ["picgo.example"], True),
        ("https://picgo.example", False, ["picgo.example"], False),
    ],
)
async def test_who_uploads(url, answer, asked, uploads):
    settings = replace(DEFAULTS, image_base_url=LOCAL, upload_url=url)
    person = Person(answer)
    backend = await ConfiguredBackends({}).image_backend(settings, person.consent)

    assert (backend.uploader is not None) is uploads
    assert person.asked == asked


async def test_an_upload_address_that_cannot_be_used_is_named():
    settings = replace(DEFAULTS, image_base_url=LOCAL, upload_url="http://picgo.example")
    with pytest.raises(InputError, match=r"upload\.url"):
        await ConfiguredBackends({}).image_backend(settings, Person(True).consent)
