"""What a server does not take of a request for words, learnt from its refusals.

Servers that call themselves compatible differ in what they refuse: the name of the length field,
streams, a temperature, a system message, an answer longer than they give. Each is left out or said
in another way once it is refused, and that is remembered for the server and the model.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from limner.errors import RequestRejected

LengthField = Literal["max_completion_tokens", "max_tokens", ""]

SHORTEST_ANSWER = 100
"""Tokens below which an answer holds no prompt."""


@dataclass(frozen=True)
class Concessions:
    """What is left out of a request, or said in another way.

    Attributes:
        length_field: how the limit is called; reasoning models take only the first name, many
            servers only the second; ``""`` for no limit.
        most_tokens: the longest answer that may be asked for; ``None`` for any.
        streams: whether the answer may come piece by piece.
        system: whether a message may have the role ``system``.
        temperature: whether a temperature may be asked for.
    """

    length_field: LengthField = "max_completion_tokens"
    most_tokens: int | None = None
    streams: bool = True
    system: bool = True
    temperature: bool = True


def fields_of(
    messages: list[dict[str, Any]], tokens: int, temperature: float | None, made: Concessions
) -> dict[str, Any]:
    """Return the fields of a request for words, as far as *made* leaves them."""
    fields: dict[str, Any] = {"messages": messages if made.system else _folded(messages)}
    if made.streams:
        fields["stream"] = True
    if temperature is not None and made.temperature:
        fields["temperature"] = temperature
    if made.length_field:
        fields[made.length_field] = min(tokens, made.most_tokens or tokens)
    return fields


def conceded(
    error: RequestRejected, fields: dict[str, Any], made: Concessions
) -> Concessions | None:
    """Return *made* with what *error* asks for; ``None`` when that is nothing known.

    A service that names no field is met half-way: temperature, system message, stream and length
    field go, one after the other.
    """
    tokens = fields.get(made.length_field, 0) if made.length_field else 0
    if error.most_tokens and SHORTEST_ANSWER <= error.most_tokens < tokens:
        return replace(made, most_tokens=error.most_tokens)
    named = (error.field or "").split(".")[-1].split("[")[0]
    if named in ("max_completion_tokens", "max_tokens"):
        return _shorter_or_renamed(named, tokens, made)
    if named in ("stream", "temperature"):
        return _without(named, fields, made)
    if named in ("system", "role") or (named == "messages" and "system" in str(error)):
        return _without("system", fields, made)
    if named:
        return None
    for name in ("temperature", "system", "stream"):
        if simpler := _without(name, fields, made):
            return simpler
    return replace(made, length_field=_next_name(made)) if made.length_field else None


def _shorter_or_renamed(named: str, tokens: int, made: Concessions) -> Concessions | None:
    if named != made.length_field and made.length_field:
        # The refusal speaks of the name that was not used, and may mean the value.
        return replace(made, length_field=_next_name(made))
    if made.length_field == "max_completion_tokens":
        return replace(made, length_field="max_tokens")
    if tokens // 2 >= SHORTEST_ANSWER:
        return replace(made, most_tokens=tokens // 2)
    return replace(made, length_field="") if made.length_field else None


def _next_name(made: Concessions) -> LengthField:
    return "max_tokens" if made.length_field == "max_completion_tokens" else ""


def _without(name: str, fields: dict[str, Any], made: Concessions) -> Concessions | None:
    if name == "stream" and "stream" in fields:
        return replace(made, streams=False)
    if name == "temperature" and "temperature" in fields:
        return replace(made, temperature=False)
    asked = any(message["role"] == "system" for message in fields["messages"])
    return replace(made, system=False) if name == "system" and asked else None


def _folded(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return *messages* with what the system says before the first words of the user."""
    said = [message["content"] for message in messages if message["role"] == "system"]
    rest = [message for message in messages if message["role"] != "system"]
    for place, message in enumerate(rest):
        if message["role"] == "user" and said:
            content = message["content"]
            if isinstance(content, str):
                content = "\n\n".join([*said, content])
            else:
                content = [{"type": "text", "text": "\n\n".join(said)}, *content]
            return [*rest[:place], {**message, "content": content}, *rest[place + 1 :]]
    return rest
