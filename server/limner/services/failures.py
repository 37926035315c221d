"""What a service's refusal means, as one of our own errors in our own words.

A service's text is shown, redacted, as the reason of a rejected or failed request and of one that
is not allowed, and as the categories of a moderated one. What a service says of a key that it does
not accept (401) is never shown: it echoes parts of it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from limner.errors import (
    KeyRefused,
    ModelUnknown,
    OutcomeUnknown,
    QuotaUsedUp,
    RateLimited,
    Refused,
    RequestRejected,
    ServiceError,
    ServiceUnavailable,
)
from limner.patterns import lazy_regex
from limner.services.answers.complaints import (
    Complaint,
    complaint,
    most_tokens_said,
    redacted,
    retry_after,
)
from limner.services.service import Service

QUOTA_CODES = frozenset(
    {
        "insufficient_quota",
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded",
        "billing_hard_limit_reached",
        "billing_not_active",
    }
)
"""Codes of a 429 that no waiting cures."""

MODERATION_CODES = frozenset(
    {"moderation_blocked", "content_policy_violation", "content_filter", "safety_violation"}
)

STATUS_OF_CODES = {
    "rate_limit_exceeded": 429,
    "rate_limit_error": 429,
    "too_many_requests": 429,
    "overloaded_error": 503,
    "authentication_error": 401,
    "invalid_api_key": 401,
    "insufficient_credits": 402,
    "invalid_request_error": 400,
    "context_length_exceeded": 400,
} | dict.fromkeys(QUOTA_CODES, 429)
"""What a code means that comes without a status, in an answer that says it succeeded."""

CONTEXT_FULL = lazy_regex(
    r"context[ _](?:length|size|window)|exceed_context|prompt is too long|too many tokens",
    re.IGNORECASE,
)
"""How services say that words do not fit into a model, where no shorter answer would help."""

REQUEST_FIELDS = (
    "response_format",
    "max_completion_tokens",
    "max_tokens",
    "stream_options",
    "output_format",
    "output_compression",
    "negative_prompt",
    "partial_images",
    "temperature",
    "stream",
    "system",
)
"""Fields and roles recognised in the sentence of a service that gives no ``param``."""


def failure(
    service: Service, status: int, headers: Mapping[str, str], body: bytes, *, paid: bool
) -> ServiceError:
    """Return the error for an answer with *status* of 300 or more, or 0 where none was given."""
    host, model = service.endpoint.authority, service.model
    said = complaint(body)
    if 300 <= status < 400:
        return ServiceUnavailable(
            f"{host} redirects to another address, which Limner does not follow: "
            f"correct {service.setting}."
        )
    if {said.code, said.kind} & MODERATION_CODES or said.kind == "image_generation_user_error":
        return refusal(service, said, headers)
    if status == 401:
        return KeyRefused(f"{host} does not accept the key: {_new_key(service)}.")
    if status == 403:
        reason = redacted(said.text, service.key)
        refused = KeyRefused(
            f"{host} does not allow this key to use “{model}”"
            + (f" ({reason})" if reason else "")
            + ": check the rights and the verification of its account, or use another key."
        )
        refused.reason = reason
        return refused
    if status == 402 or (status == 429 and {said.code, said.kind} & QUOTA_CODES):
        return QuotaUsedUp(
            f"The account behind the key has nothing left to spend at {host}: "
            "top it up, or use another key."
        )
    if status == 429:
        return rate_limited(service, retry_after(headers))
    if status == 404 or said.code in ("model_not_found", "model_not_available"):
        return ModelUnknown(
            f"{host} does not know the model “{model}” or has no {service.kind} service at this "
            f"address: check {service.kind}.model and {service.setting}."
        )
    if status == 451:
        return Refused(f"{host} declines the request for legal reasons.")
    if status >= 500 or status in (0, 408, 409, 425):
        return _failed(service, status, said, paid=paid)
    return rejected(service, status, said)


def rate_limited(service: Service, wait: float | None) -> RateLimited:
    """Return the error for a request before its time, with the seconds that are to be waited."""
    when = f"in {wait:.0f} s" if wait and wait >= 1 else "in a moment"
    host = service.endpoint.authority
    return RateLimited(f"{host} is receiving too many requests from you: try again {when}.", wait)


def refusal(service: Service, said: Complaint, headers: Mapping[str, str]) -> Refused:
    """Return the error for a moderated request, with stage, categories and request id."""
    reasons = re.search(r"safety_violations=\[([a-z0-9_,/ -]{1,120})\]", said.text)
    request_id = re.fullmatch(r"[A-Za-z0-9_-]{1,64}", headers.get("x-request-id", ""))
    return Refused(
        f"{service.endpoint.authority} declined the description"
        + (f" ({reasons.group(1).strip()})" if reasons else "")
        + ": change its words"
        + (f" (request {request_id.group()})." if request_id else ".")
    )


def rejected(service: Service, status: int, said: Complaint) -> ServiceError:
    """Return the error for a request with a field or value that the service does not take.

    Words that do not fit into the model are none: no other request would bring them in.
    """
    named = re.fullmatch(r"[A-Za-z0-9_.\[\]-]{1,60}", said.param)
    in_text = next((name for name in REQUEST_FIELDS if name in said.text.lower()), None)
    name = named.group() if named else in_text
    reason = redacted(said.text, service.key)
    host, most_tokens = service.endpoint.authority, most_tokens_said(said.text)
    is_full = said.code == "context_length_exceeded" or CONTEXT_FULL.search(said.text)
    if service.kind == "chat" and is_full and not name and not most_tokens:
        return ServiceUnavailable(
            f"The words do not fit into “{service.model}” at {host}"
            + (f" ({reason})" if reason else "")
            + ": give it a larger context there, or choose another chat.model."
        )
    return RequestRejected(
        (f"{host} does not take the field “{name}”" if name else f"{host} rejects the request")
        + (f" ({reason})" if reason else f" (status {status})")
        + f": check the {service.kind} settings.",
        field=name,
        most_tokens=most_tokens,
    )


def failure_in_answer(service: Service, content: Mapping[str, Any]) -> ServiceError:
    """Return the error that an answer holds whose status says that all is well."""
    body = json.dumps(content).encode()
    said = complaint(body)
    inner = content.get("error")
    named = inner.get("code") if isinstance(inner, dict) else content.get("code")
    if isinstance(named, str) and named.isdecimal():
        named = int(named)
    status = named if isinstance(named, int) and 400 <= named < 600 else None
    known = next((STATUS_OF_CODES[w] for w in (said.code, said.kind) if w in STATUS_OF_CODES), 0)
    return failure(service, status or known, {}, body, paid=False)


def lost(service: Service, what: str, *, paid: bool) -> ServiceError:
    """Return the error for an answer that did not arrive; a paid one may have been billed."""
    if paid and service.is_free:
        return OutcomeUnknown(
            f"{what}. It may have made the picture all the same: look there before you try again."
        )
    if paid:
        return OutcomeUnknown(
            f"{what}. The picture may have been made and billed: look at your usage there before "
            "you try again."
        )
    return ServiceUnavailable(f"{what}: try again later.")


def _failed(service: Service, status: int, said: Complaint, *, paid: bool) -> ServiceError:
    """Return the error for an answer that says the service failed, and perhaps why."""
    reason = redacted(said.text, service.key)
    what = f"{service.endpoint.authority} failed while answering"
    if reason and not paid:
        error: ServiceError = ServiceUnavailable(
            f"{what} ({reason}): put that right there, or try again later."
        )
    else:
        given = reason or (f"status {status}" if status else "without a reason")
        error = lost(service, f"{what} ({given})", paid=paid)
    error.reason = reason
    return error


def _new_key(service: Service) -> str:
    variable = f"LIMNER_{service.kind.upper()}_KEY"
    return f"set a valid one in your editor, with “limner key set” or as {variable}"
