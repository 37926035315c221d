"""A request's fields as a service takes them: only those that differ from its own defaults."""

import base64
from typing import Any, Literal

from limner.errors import InputError
from limner.image.formats.containers import recognise
from limner.image.models import Limits
from limner.image.request import PictureRequest
from limner.prompt.chat.chat_model import Message

OPTIONAL = (
    "response_format",
    "output_format",
    "output_compression",
    "background",
    "negative_prompt",
    "partial_images",
    "stream",
)
"""Fields that a picture can do without; a service that refuses one by name is asked without it."""

QUIET = ("response_format", "partial_images", "stream")
"""Of these nothing is said: they change how a picture arrives, not what it is."""

ResponseFormat = Literal["auto", "b64_json", "url", "none"]


def picture_fields(
    model: str, request: PictureRequest, limits: Limits, response_format: ResponseFormat = "auto"
) -> dict[str, Any]:
    """Return the fields that ask *model* for the pictures of *request*, which is fitted to it.

    Args:
        model: the model's name.
        request: what is asked for.
        limits: what the model takes.
        response_format: how pictures are asked for; ``auto`` asks for bytes where that is a field.

    Raises:
        InputError: a picture to work from is neither PNG nor JPEG nor WebP.
    """
    fields: dict[str, Any] = {"model": model, "prompt": request.prompt}
    further: dict[str, Any] = {}
    if request.size != "auto":
        fields["size"] = request.size
    if request.quality != "auto":
        fields["quality"] = request.quality
    if request.candidates != 1:
        fields["n"] = request.candidates
    if request.background != "auto":
        fields["background"] = request.background
    # A model that nothing is known of is asked for a format only when it is not the usual one.
    if limits.formats or (limits.formats is None and request.format != "png"):
        fields["output_format"] = request.format
        if request.compression is not None:
            fields["output_compression"] = request.compression
    if response_format == "auto" and limits.response_format:
        fields["response_format"] = "b64_json"
    elif response_format in ("b64_json", "url"):
        fields["response_format"] = response_format
    if request.negative:
        further["negative_prompt"] = request.negative
    if request.partial:
        further |= {"stream": True, "partial_images": request.partial}
    if request.inputs:
        files = [_file(number, data) for number, data in enumerate(request.inputs, 1)]
        # Many servers know the plain field only, which a list would not be sent as.
        fields["image"] = files[0] if len(files) == 1 else files
    # Fields that the SDK would act upon, or does not know, go past it.
    return fields | {"extra_body": further} if further else fields


def without(fields: dict[str, Any], refused: str | None) -> dict[str, Any] | None:
    """Return *fields* without the one a service *refused*; ``None`` when that one is needed."""
    further = fields.get("extra_body", {})
    if refused not in OPTIONAL or (refused not in fields and refused not in further):
        return None
    gone = {"stream", "partial_images"} if refused in ("stream", "partial_images") else {refused}
    if refused == "output_format":
        gone.add("output_compression")
    left = {name: value for name, value in fields.items() if name not in {*gone, "extra_body"}}
    rest = {name: value for name, value in further.items() if name not in gone}
    return left | {"extra_body": rest} if rest else left


def message_fields(message: Message) -> dict[str, Any]:
    """Return one turn of a conversation; a picture goes along as a ``data:`` URL.

    Raises:
        InputError: the picture is neither PNG nor JPEG nor WebP.
    """
    if message.picture is None:
        return {"role": message.role, "content": message.content}
    url = f"data:{_kind(message.picture)};base64,{base64.b64encode(message.picture).decode()}"
    parts = [
        {"type": "text", "text": message.content},
        {"type": "image_url", "image_url": {"url": url}},
    ]
    return {"role": message.role, "content": parts}


def _file(number: int, data: bytes) -> tuple[str, bytes, str]:
    kind = _kind(data)
    return f"picture-{number}.{kind.removeprefix('image/')}", data, kind


def _kind(data: bytes) -> str:
    kind = recognise(data)
    if kind is None:
        raise InputError("A picture to work from must be a PNG, JPEG or WebP file.")
    return f"image/{kind}"
