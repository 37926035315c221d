"""What an image service answers when it fails; the error and the job's state that follow."""

import gzip

from limner.errors import (
    KeyRefused,
    ModelUnknown,
    OutcomeUnknown,
    QuotaUsedUp,
    RateLimited,
    Refused,
    RequestRejected,
    ServiceUnavailable,
)
from tests.support import fake_service as f
from tests.support.pictures import picture


def openai_error(code=None, kind=None, message="", param=None):
    """An error's body, as OpenAI writes it."""
    return {"error": {"code": code, "type": kind, "message": message, "param": param}}


GOOD = f.body_of(usage={"input_tokens": 40, "output_tokens": 200})
ROUGH, BETTER, DONE = picture("navy"), picture("blue"), picture("teal")
USAGE = {"input_tokens": 40, "output_tokens": 200}
WHOLE = f.event({"type": "image_generation.completed", "b64_json": f.encoded(DONE), "usage": USAGE})
BOMB = gzip.compress(b" " * (80 << 20), 9)

FAULTS = {
    "dropped": (f.drop, OutcomeUnknown, "unknown"),
    "no HTTP": (f.garbage, OutcomeUnknown, "unknown"),
    "500": (f.reply(b"oops", 500), OutcomeUnknown, "unknown"),
    "502 in HTML": (f.reply(b"<h1>Bad Gateway", 502, "text/html"), OutcomeUnknown, "unknown"),
    "503 with a wait": (f.reply({}, 503, retry_after="1"), OutcomeUnknown, "unknown"),
    "408": (f.reply({}, 408), OutcomeUnknown, "unknown"),
    "429 for 600 seconds": (f.reply({}, 429, retry_after="600"), RateLimited, "refused"),
    "429 quota": (f.reply(openai_error("insufficient_quota"), 429), QuotaUsedUp, "refused"),
    "402": (f.reply({}, 402), QuotaUsedUp, "refused"),
    "401": (f.reply(openai_error(message="bad key sk-te…key"), 401), KeyRefused, "refused"),
    "403": (f.reply(openai_error(message="verify first"), 403), KeyRefused, "refused"),
    "404 model": (f.reply(openai_error("model_not_found"), 404), ModelUnknown, "refused"),
    "404 path": (f.reply(b"not found", 404, "text/plain"), ModelUnknown, "refused"),
    "400 size": (
        f.reply(openai_error(param="size", message="no such size"), 400),
        RequestRejected, "refused"),
    "422 detail": (
        f.reply({"detail": [{"loc": ["body", "n"], "msg": "too big"}]}, 422),
        RequestRejected, "refused"),
    "400 moderated": (
        f.reply(openai_error("moderation_blocked", "image_generation_user_error",
                      "Your request was rejected. safety_violations=[violence]"), 400,
                x_request_id="req_7"),
        Refused, "refused"),
    "451": (f.reply({}, 451), Refused, "refused"),
    "redirect": (f.reply(b"", 302, location="http://127.0.0.1:9/"), ServiceUnavailable, "refused"),
    "redirect that keeps the request": (
        f.reply(b"", 307, location="http://127.0.0.1:9/"), ServiceUnavailable, "refused"),
    "HTML with 200": (
        f.reply(b"<html>Welcome to the hotel", 200, "text/html"), ServiceUnavailable, "unusable"),
    "HTML as JSON": (f.reply(b" <!doctype html>"), ServiceUnavailable, "unusable"),
    "cut JSON": (f.reply(GOOD[:-20]), ServiceUnavailable, "unusable"),
    "not JSON": (f.reply(b"\xff\xfe\x00"), ServiceUnavailable, "unusable"),
    "null": (f.reply(b"null"), ServiceUnavailable, "unusable"),
    "a list": (f.reply(b"[]"), ServiceUnavailable, "unusable"),
    "no data": (f.reply({"created": 1}), ServiceUnavailable, "unusable"),
    "data empty": (f.reply({"data": []}), ServiceUnavailable, "unusable"),
    "data a number": (f.reply({"data": 3}), ServiceUnavailable, "unusable"),
    "data of numbers": (f.reply({"data": [3]}), ServiceUnavailable, "unusable"),
    "b64 a number": (f.reply({"data": [{"b64_json": 12}]}), ServiceUnavailable, "unusable"),
    "b64 with blanks": (f.reply({"data": [{"b64_json": "aGk= aGk="}]}), ServiceUnavailable,
                        "unusable"),
    "far too many": (f.reply({"data": [{}] * 99}), ServiceUnavailable, "unusable"),
    "deep nesting": (f.reply(b"[" * 100_000), ServiceUnavailable, "unusable"),
    "a file path": (f.reply({"data": [{"url": "/tmp/out.png"}]}), ServiceUnavailable, "unusable"),
    "a far address": (
        f.reply({"data": [{"url": "https://cdn.test/a.png"}]}), ServiceUnavailable, "unusable"),
    "an address inside this machine": (
        f.reply({"data": [{"url": "http://127.0.0.1:1/a.png"}]}), ServiceUnavailable, "unusable"),
    "SVG": (f.reply({"data": [{"url": "data:image/svg+xml;base64,PHN2Zy8+"}]}),
            ServiceUnavailable, "unusable"),
    "half a picture": (f.reply(f.body_of(picture()[:60])), ServiceUnavailable, "unusable"),
    "packed without being asked, endless": (
        f.reply(BOMB, content_encoding="gzip"), OutcomeUnknown, "unknown"),
    "endless": (f.endless, OutcomeUnknown, "unknown"),
}  # fmt: skip
"""Instead of a picture in one answer."""

MODERATED = {"type": "error", "error": {"code": "moderation_blocked", "message": "no"}}
STREAM_FAULTS = {
    "ends before the first": (f.passing(DONE, finished=False), OutcomeUnknown, "unknown"),
    "ends after two": (f.passing(ROUGH, BETTER, finished=False), OutcomeUnknown, "unknown"),
    "nothing at all": (f.reply(b"", kind="text/event-stream"), OutcomeUnknown, "unknown"),
    "[DONE] alone": (
        f.reply(b"data: [DONE]\n\n", kind="text/event-stream"), OutcomeUnknown, "unknown"),
    "an error event": (
        f.passing(ROUGH, finished=False, after=({"error": {"message": "boom"}},)),
        OutcomeUnknown, "unknown"),
    "moderated at once": (
        f.passing(finished=False, after=(MODERATED,), billed=False), Refused, "refused"),
    "moderated half-way": (
        f.passing(ROUGH, finished=False, after=(MODERATED,)), OutcomeUnknown, "unknown"),
    "finished without a picture": (
        f.passing(ROUGH, finished=False, after=({"type": "image_generation.completed"},)),
        ServiceUnavailable, "unusable"),
    "a picture that is none": (f.passing(ROUGH, b"<svg/>"), ServiceUnavailable, "unusable"),
    "half a picture": (f.passing(ROUGH, DONE[:50]), ServiceUnavailable, "unusable"),
    "JSON that is broken": (
        f.reply(b'data: {"b64_json": oops\n\n', kind="text/event-stream"),
        ServiceUnavailable, "unusable"),
    "no UTF-8": (
        f.reply(b'data: {"b64_json": "\xff\xfe"}\n\n', kind="text/event-stream"),
        ServiceUnavailable, "unusable"),
    "packed, endless": (
        f.reply(gzip.compress(b": " + b" " * (80 << 20), 9), kind="text/event-stream",
                content_encoding="gzip"), OutcomeUnknown, "unknown"),
    "dropped": (f.drop, OutcomeUnknown, "unknown"),
}  # fmt: skip
"""Instead of a picture in passes."""
