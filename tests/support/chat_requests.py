"""One question to a chat service, and its answer."""

from limner.prompt.chat.chat_model import ChatRequest, Message
from limner.services.openai.chat_completions import OpenAIChat
from tests.support import fake_service as f

SCHEMA = ("thing", {"type": "object"})


def ask(reply_format="raw", **more):
    messages = (Message("system", "be brief"), Message("user", "hello"))
    return ChatRequest(messages, reply_format, SCHEMA, **more)


async def reply(answer, *more, reply_format="raw", seconds=5.0, heard=None, **asked):
    async with f.serving(answer, *more) as fake:
        chat = OpenAIChat(fake.service("chat", "talker", seconds))
        said = await chat.reply(
            ask(reply_format, **asked), heard.append if heard is not None else lambda _: None
        )
        return said, fake
