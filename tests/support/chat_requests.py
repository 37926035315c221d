"""One question to a chat service, and its answer."""

from limner.prompt.chat.chat_model import ChatRequest, Message
from limner.services.openai.chat_completions import OpenAIChat
from tests.support import fake_service as f

SCHEMA = ("thing", {"type": "object"})


def ask(reply_format="raw"):
    return ChatRequest(
        (Message("system", "be brief"), Message("user", "hello")), reply_format, SCHEMA
    )


async def reply(answer, *more, reply_format="raw", seconds=5.0, heard=None):
    async with f.serving(answer, *more) as fake:
        chat = OpenAIChat(fake.service("chat", "talker", seconds))
        said = await chat.reply(
            ask(reply_format), heard.append if heard is not None else lambda _: None
        )
        return said, fake
