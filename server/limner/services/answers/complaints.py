"""What an error answer says, in any of the shapes and wordings that services use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from math import isfinite
from time import time
from typing import Any

from limner.patterns import lazy_regex
from limner.services.answers.json_values import parse

LENGTH_LIMITS = (
    re.compile(r"at most (\d{2,7}) (?:completion |output |new )?tokens", re.IGNORECASE),
    re.compile(
        r"max_(?:completion_|new_)?tokens\D{0,80}?(?:<=?|less than(?: or equal to)?|exceed|maximum"
        r"(?: allowed)?(?: value)?(?: is| of)?|range \[?1, ?)\D{0,20}?(\d{2,7})",
        re.IGNORECASE,
    ),
)
"""How services say the longest answer that a model gives."""

CONTEXT_LIMIT = lazy_regex(
    r"(?:maximum )?context (?:length|size|window)\D{0,40}?(\d{3,8}).*?(\d{1,8}) (?:tokens )?"
    r"(?:in the|from the|of) (?:messages|input|prompt)",
    re.IGNORECASE | re.DOTALL,
)

STEERING = lazy_regex("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]")
"""Sequences that steer a terminal, as one piece."""


@dataclass(frozen=True)
class Complaint:
    """What the body of an error answer says, by the names most services share."""

    code: str = ""
    kind: str = ""
    param: str = ""
    text: str = ""


def complaint(body: bytes) -> Complaint:
    """Read the body of an error answer in any of the shapes that services use."""
    try:
        content: Any = parse(body)
    except ValueError:
        return Complaint()
    if isinstance(content, list):
        content = content[0] if content else {}
    if not isinstance(content, dict):
        return Complaint()
    inner = content.get("error", content)
    if not isinstance(inner, dict):
        inner = {"message": inner}
    text = inner.get("message") or content.get("detail") or content.get("message") or ""
    if isinstance(text, list) and text and isinstance(text[0], dict):
        first = text[0]
        place = first.get("loc")
        param = place[-1] if isinstance(place, list) and place else ""
        return Complaint(param=_word(param), text=_text(first.get("msg")))
    return Complaint(
        code=_word(inner.get("code")),
        kind=_word(inner.get("type")),
        param=_word(inner.get("param")),
        text=_text(text),
    )


def redacted(text: str, key: str | None) -> str:
    """Return a service's sentence as it may be shown: short, plain, and without any key."""
    if key and any(key[at : at + 6] in text for at in range(max(1, len(key) - 5))):
        return ""
    text = re.sub(r"(?i)\b(sk|pk|key|bearer|token|api)[-_ ][\w*.-]{4,}", "…", text)
    text = re.sub(r"https?://\S+", "…", STEERING.sub("", text))
    shown = (letter if letter.isprintable() else " " for letter in text if letter not in "[]()<>`")
    text = "".join(shown)
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return how many seconds the service asks to wait; ``None`` for nothing and for nonsense.

    Takes ``retry-after-ms``, and ``retry-after`` as seconds or as an HTTP date.
    """
    milliseconds, seconds = headers.get("retry-after-ms"), headers.get("retry-after")
    try:
        if milliseconds is not None:
            wait = float(milliseconds) / 1000
        elif seconds is None:
            return None
        elif re.fullmatch(r"\s*[-+]?[\d.eE+infaINFA-]+\s*", seconds):
            wait = float(seconds)
        else:
            wait = parsedate_to_datetime(seconds).timestamp() - time()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, wait) if isfinite(wait) else None


def most_tokens_said(text: str) -> int | None:
    """Return how many tokens an answer may have, as a service's refusal says it."""
    if context := CONTEXT_LIMIT.search(text):
        room = int(context[1]) - int(context[2])
        return room if room > 0 else None
    limits = (found for pattern in LENGTH_LIMITS if (found := pattern.search(text)))
    return next((int(found[1]) for found in limits), None)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _text(value: object) -> str:
    return value[:2000] if isinstance(value, str) else ""
