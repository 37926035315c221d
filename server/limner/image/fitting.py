"""Fits a request to its model: nothing wrong is sent, and what is changed is said."""

from dataclasses import replace

from limner.errors import InputError
from limner.image.models import Limits
from limner.image.request import FileFormat, PictureRequest
from limner.image.sizes import nearest, parse

LEVELS = ("low", "medium", "high", "xhigh", "max")
"""Qualities by the names of most models, lowest first."""

MOST_PARTIAL = 3
"""Unfinished pictures of one request; services that send them along know no more."""

ALL_FORMATS: tuple[FileFormat, ...] = ("png", "webp", "jpeg")


def fit(
    request: PictureRequest, limits: Limits, model: str
) -> tuple[PictureRequest, tuple[str, ...]]:
    """Return *request* as *model* takes it, and one sentence for each thing that is different.

    Fitting twice changes nothing more.

    Raises:
        InputError: the model cannot change a picture, or the prompt is too long for it.
    """
    if request.inputs and not limits.inputs:
        raise InputError(
            f"{model} draws new pictures only: choose another image.model to change this one."
        )
    if len(request.prompt) > limits.characters:
        raise InputError(
            f"The prompt has {len(request.prompt):,} characters, more than the "
            f"{limits.characters:,} "
            f"that {model} takes: shorten it."
        )
    notes: list[str] = []
    size = _size(request, limits, model, notes)
    quality = _quality(request, limits, model, notes)
    background = request.background
    file_format = _format(request, limits, model, notes)
    if background != "auto" and background not in _backgrounds(limits, file_format):
        if background == "transparent":
            where = "JPEG" if file_format == "jpeg" else model
            notes.append(f"{where} has no transparent background: drawn opaque.")
        background = "auto"
    compression = request.compression
    if file_format == "png" or not limits.compression:
        # Nothing is lost: a picture that is not compressed is only larger.
        compression = None
    candidates = min(request.candidates, limits.candidates)
    if candidates < request.candidates:
        most = "one picture" if candidates == 1 else f"at most {candidates} pictures"
        notes.append(f"{model} draws {most} at once.")
    if request.negative and not limits.negative:
        notes.append(f"{model} has no negative prompt: it was left out.")
    if len(request.inputs) > limits.inputs:
        notes.append(f"{model} works from {limits.inputs} of the pictures: the rest is left out.")
    fitted = replace(
        request,
        size=size,
        quality=quality,
        format=file_format,
        background=background,
        compression=compression,
        candidates=candidates,
        negative=request.negative if limits.negative else None,
        inputs=request.inputs[: limits.inputs],
        partial=min(request.partial, limits.partial, MOST_PARTIAL) if candidates == 1 else 0,
    )
    return fitted, tuple(notes)


def _size(request: PictureRequest, limits: Limits, model: str, notes: list[str]) -> str:
    if request.size == "auto":
        return "auto"
    asked = parse(request.size)
    if asked is None:
        notes.append(f"“{request.size}” is no size (WIDTHxHEIGHT): the model chose one.")
        return "auto"
    size = nearest(asked, limits)
    if size == "auto":
        notes.append(f"{model} chooses its size itself.")
    elif size != request.size:
        notes.append(f"{model} has no size {request.size}: drawn at {size}.")
    return size


def _quality(request: PictureRequest, limits: Limits, model: str, notes: list[str]) -> str:
    asked, levels = request.quality, limits.qualities
    if asked == "auto" or levels is None or asked in levels:
        return asked
    if not levels:
        notes.append(f"{model} has no qualities to choose from.")
        return "auto"
    rank = LEVELS.index(asked) if asked in LEVELS else 0
    lower = [level for level in LEVELS[:rank] if level in levels]
    chosen = lower[-1] if lower else levels[0]
    notes.append(f"{model} has no quality {asked}: drawn at {chosen}.")
    return chosen


def _format(request: PictureRequest, limits: Limits, model: str, notes: list[str]) -> FileFormat:
    asked, formats = request.format, limits.formats
    if asked == "avif":
        # No service draws it: what comes is encoded anew, so it should come without loss.
        asked = "png"
    if not formats or asked in formats:
        # Without such a field the service chooses, and the file's ending follows its bytes.
        return asked
    chosen: FileFormat = next((name for name in ALL_FORMATS if name in formats), asked)
    notes.append(f"{model} makes no {asked.upper()} files: asked for {chosen.upper()}.")
    return chosen


def _backgrounds(limits: Limits, file_format: str) -> tuple[str, ...]:
    known = ("opaque", "transparent") if limits.backgrounds is None else limits.backgrounds
    return tuple(name for name in known if (name, file_format) != ("transparent", "jpeg"))
