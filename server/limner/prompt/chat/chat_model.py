"""The port to a chat model: what is asked, what comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

OnText = Callable[[str], None]
"""Is given all text that has arrived so far."""

ReplyFormat = Literal["json_schema", "json_object", "tagged", "raw"]
"""How a reply is asked for, strictest first; the last two are plain text to the service."""


@dataclass(frozen=True)
class Message:
    """One turn of a conversation.

    Attributes:
        role: whose turn it is.
        content: the words.
        picture: an encoded picture that goes with them; only some models can look at one.
    """

    role: Literal["system", "user", "assistant"]
    content: str
    picture: bytes | None = None


@dataclass(frozen=True)
class ChatRequest:
    """One reply to ask for.

    Attributes:
        messages: the conversation so far.
        reply_format: how the service is told to form its reply.
        schema: name and JSON schema of the reply, used with the format ``json_schema``.
        most_tokens: room for the answer itself; a model that thinks is given more.
        temperature: how freely it writes; ``None`` leaves that to the model.
        is_enough: says of a growing reply whether it holds all that is wanted, which ends it.
    """

    messages: tuple[Message, ...]
    reply_format: ReplyFormat
    schema: tuple[str, Mapping[str, Any]]
    most_tokens: int = 400
    temperature: float | None = None
    is_enough: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True)
class ChatReply:
    """What a chat model answered.

    Attributes:
        text: the reply, whole or as far as it came.
        whole: the reply has its end: it was neither cut off nor ran out of tokens.
    """

    text: str
    whole: bool


class ChatModel(Protocol):
    """Writes the next turn of a conversation."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    @property
    def host(self) -> str:
        """The service's host, as messages name it."""
        ...

    async def reply(self, request: ChatRequest, on_text: OnText = ...) -> ChatReply:
        """Ask for one reply; call *on_text* with all text that has arrived so far.

        Raises:
            Refused: the model or the service's moderation declined.
            RequestRejected: the service does not take the reply format or another field.
            ServiceError: the service could not be used.
        """
        ...
