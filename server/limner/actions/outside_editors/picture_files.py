"""A picture of the project by its file: how it was made, what it shows, a small copy of it."""

import asyncio
import json
from pathlib import Path

from limner import files
from limner.actions import alt_text, linked_picture
from limner.actions.linked_picture import LinkedPicture
from limner.document import Document, Span
from limner.errors import InputError, SaveError, ServiceError
from limner.image.finishing import PROGRAM, SECONDS
from limner.image.formats import provenance
from limner.image.formats.validation import decoded
from limner.image.sandbox import isolation
from limner.markup.interface import ImageLink
from limner.project.roots import Project
from limner.prompt.chat.chat_model import ChatModel

THUMBNAIL = 512
"""Most pixels of the longer side of a thumbnail: what models that look at pictures need."""


def read_picture(path: Path, project: Project) -> LinkedPicture:
    """Read a picture of *project* that no link leads to.

    Raises:
        InputError: there is none, or it lies outside.
    """
    data = linked_picture.read_picture(path, project)
    link = ImageLink(Span(0, 0), path.name)
    return LinkedPicture(link, path, data, provenance.read_file(path, data))


def bytes_of(path: Path) -> bytes:
    """Return the file of a picture that Limner has saved; ``b""`` when it is not there any more."""
    try:
        return files.read_regular(path, linked_picture.MOST_BYTES)
    except OSError:
        return b""


async def described(
    picture: LinkedPicture, model: ChatModel | None, longest: int
) -> tuple[str, str]:
    """Return alternative text for *picture*, and what the author should know.

    Args:
        picture: the picture.
        model: may look at it; ``None`` takes the words it was drawn from, or its name.
        longest: most characters of the text.

    Raises:
        InputError: nothing says what it shows.
        ServiceError: the model declined, or its key or quota do not work.
    """
    text, note = "", ""
    if model is not None:
        text, note = await alt_text.from_sight(model, picture, longest)
    if not text:
        text = await asyncio.to_thread(
            alt_text.from_words, Document(""), picture.link, picture.path, longest
        )
    if not text:
        raise InputError("Nothing here says what this picture shows: please write it yourself.")
    return text, note


async def thumbnail(data: bytes) -> bytes | None:
    """Return a small JPEG of an encoded picture; ``None`` when that cannot be made."""
    try:
        whole = await decoded(data)
        scale = min(1.0, THUMBNAIL / max(whole.width, whole.height))
        asked = {
            "width": max(1, round(whole.width * scale)),
            "height": max(1, round(whole.height * scale)),
            "format": "jpeg",
            "quality": 80,
        }
        head = json.dumps(asked).encode() + b"\n"
        return await isolation.run(PROGRAM, head + whole.data, SECONDS) or None
    except (ServiceError, SaveError, OSError):
        return None
