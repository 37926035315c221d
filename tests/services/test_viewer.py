"""Who checks pictures against their words: agreed to like any host, asked by the transport."""

import json
from dataclasses import replace

import pytest

from limner import files
from limner.image.pricing import ChatPrices
from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check.picture_questions import questions
from limner.prompt.picture_check.vision import inspect_picture
from limner.services.configured_backends import ConfiguredBackends
from limner.services.openai.chat_completions import OpenAIChat
from limner.settings.declaration import DEFAULTS
from tests.support import fake_service as f
from tests.support.pictures import picture

ANSWERS = {
    "answers": [
        {"number": 1, "answer": "yes", "seen": ""},
        {"number": 2, "answer": "no", "seen": ""},
        {"number": 3, "answer": "no", "seen": "two boats"},
        {"number": 4, "answer": "yes", "seen": ""},
    ]
}


async def test_the_picture_and_the_questions_go_in_one_request():
    asked = questions(read("three boats"))
    async with f.serving(f.stream(*f.words(json.dumps(ANSWERS)))) as fake:
        check = await inspect_picture(OpenAIChat(fake.service("chat")), picture(), (24, 16), asked)

    (request,) = fake.requests
    words, image = request.json["messages"][1]["content"]
    assert check.summary == "1 of 2 kept; missing: three boats (two boats)"
    assert list(json.loads(words["text"])["questions"]) == ["1", "2", "3", "4"]
    assert image["image_url"]["url"] == f"data:image/png;base64,{f.encoded(picture())}"
    assert request.json["response_format"]["json_schema"]["strict"] is True


async def test_a_form_that_the_service_refuses_costs_one_more_request_and_no_more():
    told = {"message": "response_format is not supported", "param": "response_format"}
    refused = f.reply({"error": told}, 400)
    answer = f.stream(*f.words("1. yes\n2. no\n3. yes\n4. yes\n"))
    async with f.serving(refused, refused, answer) as fake:
        asked = questions(read("three boats"))
        check = await inspect_picture(OpenAIChat(fake.service("chat")), picture(), (24, 16), asked)

    assert [request.json.get("response_format", {}).get("type") for request in fake.requests] == [
        "json_schema", "json_object", None,
    ]  # fmt: skip
    assert check.summary == "2 of 2 kept"


LOCAL, REMOTE = "http://127.0.0.1:9/v1", "https://eyes.example/v1"


@pytest.mark.parametrize(
    ("base_url", "environ", "answer", "asked", "free"),
    [
        (LOCAL, {}, False, [], True),
        # A gateway on this machine that wants a key may lead to a service that costs.
        (LOCAL, {"LIMNER_CHAT_KEY": "k"}, False, [], False),
        (REMOTE, {}, True, ["eyes.example"], False),
        (REMOTE, {}, False, ["eyes.example"], None),
        ("", {}, True, [], None),
    ],
)
async def test_who_looks_and_whether_that_costs(base_url, environ, answer, asked, free):
    hosts = []

    async def consent(host):
        hosts.append(host)
        return answer

    settings = replace(DEFAULTS, chat_base_url=base_url, chat_model="eyes")
    viewer = await ConfiguredBackends(environ).viewer(settings, consent)

    assert hosts == asked
    assert (viewer.free if viewer else None) == free


async def test_nobody_looks_where_all_stays_on_this_machine():
    settings = replace(DEFAULTS, chat_base_url=LOCAL, engine="offline")

    assert await ConfiguredBackends({}).viewer(settings, _yes) is None


async def test_the_persons_own_prices_hold():
    files.configuration_folder().mkdir(parents=True, exist_ok=True)
    own = files.configuration_folder() / "prices.toml"
    own.write_text('[chat."eyes"]\ninput = 2.0\noutput = 8.0\n')
    settings = replace(DEFAULTS, chat_base_url=REMOTE, chat_model="eyes")
    viewer = await ConfiguredBackends({}).viewer(settings, _yes)

    assert viewer is not None
    assert viewer.prices == ChatPrices(2.0, 8.0)
    assert 7_000 < viewer.estimate(questions(read("three boats"))) < 10_000


@pytest.mark.parametrize(("when", "looks"), [("never", False), ("ask", True), ("always", True)])
async def test_who_draws_brings_who_looks_where_the_setting_wants_it(when, looks):
    settings = replace(DEFAULTS, chat_base_url=LOCAL, image_check=when)
    backend = await ConfiguredBackends({}).image_backend(settings, _yes)

    assert (backend.viewer is not None) == looks


async def _yes(host):
    return True
