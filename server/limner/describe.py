"""Says what a picture shows: from words that are there already, or by a model that looks at it."""

from pathlib import Path

from limner import missing, workflow
from limner.document import Document, Span
from limner.errors import RequestRejected, ServiceUnavailable
from limner.existing import Existing
from limner.image.formats import provenance
from limner.markup.interface import ImageLink, Place
from limner.prompt import looking, naming
from limner.prompt.chat.chat_model import ChatModel

FARTHEST_HEADING = 40
"""Lines above a picture among which its heading is looked for."""


def from_words(document: Document, link: ImageLink, path: Path | None, longest: int) -> str:
    """Return alternative text of at most *longest* characters; nothing is sent.

    It is the caption, else the words Limner drew the file at *path* from, else the words of its
    name, else the heading above it; ``""`` when nothing says anything.
    """
    words = (
        (link.caption or "").strip()
        or _drawn_from(path)
        or (missing.name_words(path) if path else "")
        or _heading_above(document, link.span)
    )
    return naming.alt(words, longest) if words else ""


async def from_sight(model: ChatModel, picture: Existing, longest: int) -> tuple[str, str]:
    """Let *model* look at *picture*; return the alternative text, and what the author should know.

    The text is ``""`` when the model cannot look at pictures, or does not answer.

    Raises:
        ServiceError: the model declined, or its key or quota do not work.
    """
    try:
        return await looking.describe(model, picture.data, picture.words, longest), ""
    except RequestRejected:
        why = f"{model.name} at {model.host} does not look at pictures."
    except ServiceUnavailable as error:
        why = str(error)
    return "", f"{why} The words that are here were used instead."


def _drawn_from(path: Path | None) -> str:
    try:
        record = provenance.read_file(path) if path else None
    except OSError:
        return ""
    return record.words if record else ""


def _heading_above(document: Document, span: Span) -> str:
    start = document.line_start(span.start)
    for _ in range(FARTHEST_HEADING):
        if start == 0:
            break
        start = document.line_start(start - 1)
        intent = workflow.read(document, Span(start, document.line_stop(start)))
        if intent is not None and intent.place is Place.HEADING:
            return intent.subject
    return ""
