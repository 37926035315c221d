"""A request's fields as a service takes them: only those that differ from its own defaults."""

import base64
from typing import Any

from limner.errors import InputError
from limner.image.containers import recognise
from limner.image.request import PictureRequest
from limner.prompt.chat_model import Message


def picture_fields(model: str, request: PictureRequest) -> dict[str, Any]:
    """Return the fields that ask *model* for the pictures of *request*.

    Raises:
        InputError: a picture to work from is neither PNG nor JPEG nor WebP.
    """
    gpt = model.startswith(("gpt-image", "chatgpt-image"))
    fields: dict[str, Any] = {"model": model, "prompt": request.prompt}
    if request.size != "auto":
        fields["size"] = request.size
    if request.quality != "auto":
        fields["quality"] = request.quality
    if request.candidates != 1:
        fields["n"] = request.candidates
    if request.background != "auto":
        fields["background"] = request.background
    if gpt:
        # GPT image models always answer with bytes, and refuse response_format.
        fields["output_format"] = request.format
        if request.compression is not None and request.format != "png":
            fields["output_compression"] = request.compression
    else:
        fields["response_format"] = "b64_json"
        if request.negative:
            fields["extra_body"] = {"negative_prompt": request.negative}
    if request.inputs:
        files = [_file(number, data) for number, data in enumerate(request.inputs, 1)]
        # Many servers know the plain field only, which a list would not be sent as.
        fields["image"] = files[0] if len(files) == 1 else files
    return fields


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
