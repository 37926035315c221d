"""A real chat server: streaming, JSON schema, a wrong key, too many words, a cancel.

Started by ``tests/tools/llama_server.sh``; its model is random, so only form is looked at.
"""

import asyncio
import json
from itertools import pairwise

import pytest

from limner.errors import KeyRefused, ServiceUnavailable
from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.chat.chat_model import ChatRequest, Message
from limner.prompt.chat.instructions import SCHEMA
from limner.prompt.checks.verification import violations
from limner.prompt.dialects import get as dialect
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.ledger.extraction import read
from limner.services.hosts import endpoint
from limner.services.openai.chat_completions import OpenAIChat
from limner.services.service import Service
from tests.support import tools

URL = tools.server("llama")
pytestmark = tools.server_marks("llama", "llama_server.sh")


def chat(key="local-key", seconds=30.0):
    return OpenAIChat(Service("chat", endpoint(URL), "tiny-chat", seconds, key))


def ask(words="harbour at dawn", reply_format="raw", schema=SCHEMA):
    return ChatRequest((Message("user", words),), reply_format, schema)


async def test_it_streams():
    heard = []
    reply = await chat().reply(ask(), heard.append)

    assert len(heard) > 1
    assert heard[-1] == reply.text
    assert all(later.startswith(earlier) for earlier, later in pairwise(heard))


SMALL = {
    "type": "object",
    "properties": {"prompt": {"type": "string", "maxLength": 60}, "wide": {"type": "boolean"}},
    "required": ["prompt", "wide"],
    "additionalProperties": False,
}


async def test_it_keeps_to_a_schema():
    reply = await chat().reply(ask(reply_format="json_schema", schema=("small", SMALL)))
    content = json.loads(reply.text)

    assert set(content) == {"prompt", "wide"}
    assert isinstance(content["prompt"], str)


async def test_it_takes_our_schema_and_a_cancel():
    """The grammar of the whole schema is built; a random model fills it for a long time."""
    heard, begun = [], asyncio.Event()

    def listen(text):
        heard.append(text)
        begun.set()

    task = asyncio.create_task(chat().reply(ask(reply_format="json_schema"), listen))
    await asyncio.wait_for(begun.wait(), 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert heard[0].startswith("{")
    assert (await chat().reply(ask(reply_format="json_schema", schema=("small", SMALL)))).text


async def test_a_wrong_key_is_refused():
    with pytest.raises(KeyRefused) as caught:
        await chat(key="wrong-key-entirely").reply(ask())

    assert "wrong-key" not in str(caught.value)


async def test_too_many_words_are_said_to_be_too_many():
    with pytest.raises(ServiceUnavailable, match="words do not fit into “tiny-chat”"):
        await chat().reply(ask("harbour sea " * 20_000))


@pytest.mark.parametrize("source", ["three red boats at dawn", "a quiet street without people"])
async def test_even_nonsense_keeps_the_authors_words(source):
    """A model that says nothing sensible cannot lose what the author said."""
    nonsense = {("127.0.0.1:" + URL.split(":")[2].split("/")[0], "tiny-chat"): "tagged"}
    expanded = await ChatExpander(chat(), reply_formats=nonsense).expand(ExpansionRequest(source))

    assert (expanded.engine, expanded.model) == ("chat", "tiny-chat")
    assert violations(read(source), expanded.items[0], dialect("generic")) == ()
