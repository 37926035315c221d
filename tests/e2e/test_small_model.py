"""A real model far too small to write well: ladder, limits, early end, deadline and notes hold.

Started by ``tests/tools/llama_server.sh start-small``.
"""

import pytest

from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.chat.replies import holds_any
from limner.prompt.checks.length import most_words
from limner.prompt.checks.verification import violations
from limner.prompt.dialects import count
from limner.prompt.dialects import get as dialect
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.ledger.extraction import read
from limner.prompt.offline.offline_expander import OfflineExpander
from limner.services.hosts import endpoint
from limner.services.openai.chat_completions import OpenAIChat
from limner.services.service import Service
from tests.support import tools

URL = tools.server("small")
pytestmark = tools.server_marks("small", "llama_server.sh")

DESCRIPTIONS = [
    "a beach sunset",
    'three red boats under a bridge, "LA MER" on a sail, without people',
    "logo for a bicycle repair shop",
    "burnout",
    "She closed the door softly and left the letter on the table.",
    "bar chart comparing rainfall in Oslo and Bergen",
]


class Overheard(OpenAIChat):
    """Remembers what has arrived."""

    heard = ""

    async def reply(self, request, on_text=lambda _: None):
        self.heard = ""

        def hear(text):
            self.heard = text
            on_text(text)

        return await super().reply(request, hear)


def model(seconds):
    service = Service("chat", endpoint(URL), "smollm2-135m-instruct", seconds, "local-key")
    return Overheard(service)


@pytest.mark.parametrize("source", DESCRIPTIONS)
async def test_a_model_that_rambles_ends_in_a_prompt(source):
    # A busy machine writes less than one word a second.
    chat = model(300.0)
    expanded = await ChatExpander(chat, OfflineExpander(), 300.0).expand(ExpansionRequest(source))
    (one,) = expanded.items
    generic = dialect("generic")

    assert one.prompt
    if expanded.engine == "offline":
        assert expanded.notes[0].endswith("Expanded offline instead.")
        assert "within" not in expanded.notes[0]
    else:
        assert violations(read(source), one, generic) == ()
        assert count(one.prompt, generic) <= most_words(len(source.split()), generic)


@pytest.mark.parametrize("seconds", [0.3, 2.0, 5.0])
async def test_a_deadline_wastes_no_whole_item(seconds):
    chat = model(seconds)
    request = ExpansionRequest("a quiet street at night")
    expanded = await ChatExpander(chat, OfflineExpander(), seconds).expand(request)

    assert expanded.items[0].prompt
    if expanded.engine == "offline" and "within" in expanded.notes[0]:
        assert not holds_any(chat.heard)
