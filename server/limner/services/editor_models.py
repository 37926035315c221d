"""The editor's own language models, asked through the editor: no key, and no network of ours.

Only a client that answers ``limner/chat`` has them, and only a person's own settings name them
(``chat.provider``): no folder and no message can.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from limner.errors import (
    ModelUnknown,
    QuotaUsedUp,
    Refused,
    RequestRejected,
    ServiceError,
    ServiceUnavailable,
)
from limner.prompt.chat.chat_model import ChatReply, ChatRequest, Message, OnText
from limner.services.answers.complaints import redacted
from limner.services.standing import EDITOR_HOST

Failure = Literal["", "forbidden", "blocked", "refused", "unknown-model", "blind", "failed"]
"""Why an editor's model did not answer; ``""`` when it did."""


@dataclass(frozen=True)
class EditorAnswer:
    """What came of one question to an editor's model.

    Attributes:
        text: the reply, whole or as far as it came.
        whole: it has its end.
        failure: why there is none.
        reason: the same in the editor's words.
    """

    text: str = ""
    whole: bool = False
    failure: Failure = ""
    reason: str = ""


AskEditor = Callable[
    [str, tuple[Message, ...], OnText, Callable[[str], bool]], Awaitable[EditorAnswer]
]
"""Asks the model of that name; the text so far is told, and once it is enough no more is waited
for."""


@dataclass(frozen=True)
class EditorChat:
    """One of the editor's own language models.

    Attributes:
        name: as the editor calls it: ``copilot/gpt-5``.
        ask: how the editor is asked; ``None`` where there is none, as in a terminal.
    """

    name: str
    ask: AskEditor | None

    @property
    def host(self) -> str:
        """What stands for the host in messages and agreements."""
        return EDITOR_HOST

    async def reply(self, request: ChatRequest, on_text: OnText = lambda _: None) -> ChatReply:
        """Ask for one reply, as plain text: editors pass on no reply format.

        Raises:
            RequestRejected: a reply format was asked for, or the model cannot see a picture.
            ServiceError: see `limner.prompt.chat.chat_model.ChatModel`.
        """
        if self.ask is None:
            raise ServiceUnavailable(
                "chat.provider names the models of your editor, which can be asked in the editor "
                "only."
            )
        if request.reply_format in ("json_schema", "json_object"):
            raise RequestRejected(
                "The models of an editor take no reply format.", field="response_format"
            )
        answer = await self.ask(self.name, request.messages, on_text, request.is_enough)
        if answer.failure:
            raise _error(self.name, answer)
        return ChatReply(answer.text, answer.whole)


def _error(model: str, answer: EditorAnswer) -> ServiceError:
    said = redacted(answer.reason, None)
    reason = f" ({said})" if said else ""
    match answer.failure:
        case "forbidden":
            return ServiceUnavailable(
                f"Your editor does not let Limner use “{model}”{reason}: nothing was sent."
            )
        case "blocked":
            return QuotaUsedUp(f"“{model}” is not to be used at present{reason}.")
        case "refused":
            return Refused(f"“{model}” declined the description{reason}. Change its words.")
        case "unknown-model":
            return ModelUnknown(
                f"Your editor has no model “{model}”{reason}: choose one of its own as chat.model."
            )
        case "blind":
            return RequestRejected(f"“{model}” cannot look at pictures.", field="image")
        case _:
            return ServiceUnavailable(f"“{model}” of your editor did not answer{reason}.")
