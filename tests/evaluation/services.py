"""The chat expander over a real socket: the scripted model, and every failure."""

import asyncio
import json
from unittest.mock import patch

from limner.errors import LimnerError
from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.expansion import Expander, ExpansionRequest
from limner.prompt.offline.offline_expander import OfflineExpander
from limner.services import transport
from limner.services.openai.chat_completions import OpenAIChat
from tests.evaluation.measures import Bars, Row, collect, kept_rows
from tests.evaluation.scripted import ScriptedChat
from tests.support import fake_service as f

SOURCE = "three red boats under a bridge"
LATER = "Expanded offline instead."


def _error(code: str = "", message: str = "") -> dict:
    return {"error": {"code": code, "message": message, "type": None, "param": None}}


REFUSAL = {"choices": [{"index": 0, "delta": {"refusal": "I cannot help with that."}}]}
FAILURES: tuple[tuple[str, f.Answer, str, str], ...] = (
    ("refusal", f.stream(REFUSAL, *f.words("")), "Refused", "talker declined the description: “I"),
    ("content filter", f.stream(*f.words("he", finish="content_filter")), "Refused",
     "(content filter). Change its words"),
    ("moderated", f.reply(_error("content_policy_violation"), 400), "Refused", "change its words"),
    ("401", f.reply(_error(message="Incorrect key sk-test-key"), 401), "KeyRefused",
     "does not accept the key: set a valid one"),
    ("429 for a while", f.reply({}, 429, retry_after="900"), "RateLimited",
     "too many requests from you: try again in 900 s"),
    ("429 for good", f.reply(_error("insufficient_quota"), 429), "QuotaUsedUp",
     "nothing left to spend"),
    ("404", f.reply(_error("model_not_found"), 404), "ModelUnknown", "does not know the model"),
    ("400", f.reply(_error(message="too long"), 400), "offline", "rejects the request"),
    ("500", f.reply(b"", 500), "offline", "failed while answering (status 500)"),
    ("time-out", f.stall, "offline", "did not answer within"),
    ("dropped connection", f.drop, "offline", ": try again later."),
    ("cut stream", f.stream(*f.words('{"status": "ok", "it', finish=None), end=False), "offline",
     "no prompt that can be read"),
    ("HTML", f.reply(b"<html><body>Hello</body></html>", 200, "text/html"), "offline", ""),
    ("wrong JSON", f.stream(*f.words('{"items": [{"prompt": ')), "offline",
     "no prompt that can be read"),
    ("no HTTP", f.garbage, "offline", ""),
    ("empty", f.stream(*f.words("")), "offline", "no prompt that can be read"),
)  # fmt: skip
"""A failure, how the service answers, who ends it, and words that the message holds."""


def impatient():
    """Return a context in which another try waits for a moment only."""
    return patch.multiple(transport, _moment=lambda: 0.01, LEAST_WAIT_SECONDS=0.01)


async def outcome(answer: f.Answer) -> tuple[str, str]:
    """Return what ends an expansion by a service that answers so: an error, or ``offline``."""
    # What answers has all the time that a busy machine takes.
    seconds = 0.6 if answer is f.stall else 30.0
    async with f.serving(answer) as fake:
        chat = OpenAIChat(fake.service("chat", "talker", seconds))
        try:
            expanded = await ChatExpander(chat, OfflineExpander(), seconds=60.0).expand(
                ExpansionRequest(SOURCE)
            )
        except LimnerError as error:
            return type(error).__name__, str(error)
        return expanded.engine, expanded.notes[0] if expanded.notes else ""


async def failure_row() -> Row:
    """Each failure ends in its documented message; offline only for transport."""
    with impatient():
        ended = await asyncio.gather(*(outcome(answer) for _, answer, _, _ in FAILURES))
    wrong = tuple(
        f"{name}: {who}: {message}"
        for (name, _, ends, words), (who, message) in zip(FAILURES, ended, strict=True)
        if (who, message.endswith(LATER)) != (ends, ends == "offline") or words not in message
    )
    value = f"{len(FAILURES) - len(wrong)} of {len(FAILURES)} as documented"
    return Row("refusals, failures, unreadable replies", value, "all", not wrong, wrong)


def scripted_answer(model: ScriptedChat) -> f.Answer:
    """Return an answer that says over HTTP what *model* says to the request's messages."""

    async def answer(fake: f.FakeService, writer: asyncio.StreamWriter) -> None:
        text = model.say([turn["content"] for turn in fake.requests[-1].json["messages"]])
        size = max(1, len(text) // 5)
        parts = [text[start : start + size] for start in range(0, len(text), size)]
        await f.stream(*f.words(*parts))(fake, writer)

    return answer


async def over_http_row(sources: list[str], bars: Bars) -> Row:
    """Measure what is kept when the same model answers over a socket."""
    async with f.serving(scripted_answer(ScriptedChat())) as fake:
        chat = OpenAIChat(fake.service("chat", "scripted", 20.0))
        expander: Expander = ChatExpander(chat, OfflineExpander())
        rows = kept_rows(await collect(expander, sources), bars)
    short = tuple(f"{row.name}: {row.value}" for row in rows if not row.holds)
    asked = json.dumps(len(fake.requests))
    value = f"{len(sources)} prompts in {asked} requests"
    return Row("everything kept over real HTTP", value, "all", not short, short)
