"""The editor's own language models, asked through ``limner/chat``."""

import asyncio

import pytest

from limner import files
from limner.services.configured_backends import ConfiguredBackends
from tests.support.own_client import OwnClient

EXPAND = 0
PROMPT = (
    "A red fox stands in fresh snow at dusk, seen from the side, its fur bright against the blue "
    "shadows, breath in the cold air, soft light from the west, a quiet winter photograph."
)
REPLY = f"PROMPT: {PROMPT}\nTITLE: Red fox in snow\nALT: A red fox in snow."
OWN = {"notices": True, "chat": True}
WORDS = "red fox in snow"


@pytest.fixture(autouse=True)
def state(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr(files, "configuration_folder", lambda: tmp_path / "config")
    for name, value in (("CHAT_PROVIDER", "editor"), ("CHAT_MODEL", "mini/echo")):
        monkeypatch.setenv(f"LIMNER_{name}", value)
    return tmp_path / "state"


async def expanded(*replies, announced=OWN, answers=("Send to vscode.lm",), settings=None):
    editor = OwnClient(ConfiguredBackends({}), announced=announced, settings=settings)
    editor.replies, editor.answers = list(replies), list(answers)
    await editor.start()
    buffer = editor.open(f"A {WORDS}.\n")
    await editor.run((await editor.actions(buffer, 2, 2 + len(WORDS)))[EXPAND])
    return editor, buffer


async def test_the_prompt_comes_from_the_editors_model_after_one_agreement(state):
    editor, buffer = await expanded(([REPLY[:20], REPLY[20:]], {"text": REPLY, "whole": True}))
    await editor.settle()
    (asked,) = editor.asked
    messages = asked["params"]["messages"]

    assert PROMPT[1:] in buffer.text
    assert asked["method"] == "limner/chat"
    assert asked["params"]["model"] == "mini/echo"
    assert [message["role"] for message in messages][:1] == ["system"]
    assert WORDS in messages[-1]["text"]
    assert [question for question, _ in editor.questions] == [
        "Limner would send the words you choose to vscode.lm. Do you agree to that host?"
    ]
    assert (state / "agreed-hosts").read_text() == "vscode.lm\n"


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"failure": "forbidden", "reason": ""}, "does not let Limner use “mini/echo”"),
        ({"failure": "failed", "reason": "no electricity"}, "did not answer (no electricity)"),
        ({"failure": "nonsense"}, "did not answer"),
        ({"failure": ["refused"]}, "did not answer"),
        ([], "did not answer"),
        ({"text": "", "whole": True}, "gave no prompt"),
    ],
)
async def test_what_fails_falls_back_and_says_so(result, said):
    editor, buffer = await expanded(*[([], result)] * 2)
    await editor.settle()

    assert len(buffer.text) > 150
    assert any(said in message and "offline" in message for message in editor.messages)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"failure": "unknown-model"}, "has no model “mini/echo”"),
        ({"failure": "blocked", "reason": "quota is used up"}, "quota is used up"),
    ],
)
async def test_a_model_that_is_not_there_is_asked_about(result, said):
    editor, buffer = await expanded(([], result))
    await editor.settle()

    assert said in editor.questions[-1][0]
    assert editor.questions[-1][1] == ["Expand offline"]
    assert buffer.text == f"A {WORDS}.\n"


async def test_without_the_agreement_nothing_is_sent():
    editor, buffer = await expanded(answers=("Stay offline",))
    await editor.settle()

    assert editor.asked == []
    assert len(buffer.text) > 150


async def test_cancelling_stops_the_model():
    editor, buffer = await expanded((["PROMPT: A red"], None))
    while not editor.asked:
        await asyncio.sleep(0)
    await asyncio.sleep(0.05)
    editor.cancel_progress()
    await editor.settle()

    assert editor.cancelled == [editor.asked[0]["id"]]
    assert buffer.text == f"A {WORDS}.\n"


async def test_a_yes_to_the_editors_models_is_asked_for_once():
    for questions in (1, 0):
        editor, _ = await expanded(([], {"text": REPLY, "whole": True}))
        await editor.settle()

        assert len(editor.questions) == questions
        assert len(editor.asked) == 1


@pytest.mark.parametrize("announced", [{"notices": True}, {}])
async def test_a_client_without_models_is_never_asked(announced):
    editor, buffer = await expanded(announced=announced)
    await editor.settle()

    assert editor.asked == []
    assert "in the editor only" in "".join(editor.messages)
    assert len(buffer.text) > 150


async def test_no_message_of_a_client_chooses_the_editors_models(monkeypatch):
    monkeypatch.delenv("LIMNER_CHAT_PROVIDER")
    settings = {"chat": {"provider": "editor", "model": "mini/echo"}}
    editor, buffer = await expanded(settings=settings)
    await editor.settle()

    assert editor.asked == []
    assert any("chat.provider" in message for message in editor.messages)
    assert len(buffer.text) > 150
