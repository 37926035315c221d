"""What is asked of an image model, what comes back, and the port that image models implement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

Renderer = Literal["placeholder", "images"]

FileFormat = Literal["png", "webp", "jpeg", "avif"]
"""Formats of pictures. AVIF is written where a person wishes it, and never read."""

Background = Literal["auto", "opaque", "transparent"]


@dataclass(frozen=True)
class PictureRequest:
    """One picture to make.

    Attributes:
        prompt: the full prompt, in the generator's dialect.
        negative: what the generator should avoid, where it has a field for it.
        size: ``"auto"`` or ``WIDTHxHEIGHT`` in pixels.
        quality: ``"auto"`` or one of the model's own levels.
        format: file format to ask for; the file's ending follows the received bytes.
        candidates: how many pictures one request should bring.
        title: what the picture shows, in a few of the author's words.
        compression: 0 to 100 for WebP and JPEG, as services count it; ``None`` leaves it to them.
        background: what is behind the subject, where the model can choose.
        inputs: encoded pictures to work from: the one to change first, then references.
        partial: how many unfinished pictures to send along, which say how far it has come.
        words: the author's own words, which a sketch shows.
        changes: what a sketch is changed by, one instruction after the other.
        composition: which of its compositions a sketch begins with, counted from 0.
    """

    prompt: str
    negative: str | None = None
    size: str = "auto"
    quality: str = "auto"
    format: FileFormat = "png"
    candidates: int = 1
    title: str = ""
    compression: int | None = None
    background: Background = "auto"
    inputs: tuple[bytes, ...] = ()
    partial: int = 0
    words: str = ""
    changes: tuple[str, ...] = ()
    composition: int = 0


@dataclass(frozen=True)
class Drawn:
    """Pictures as received, not yet checked, and how they were made.

    Attributes:
        pictures: the encoded files, exactly as the service sent them.
        renderer: ``"placeholder"`` for a sketch, its name since the first version.
        model: the image model's name, ``None`` for a sketch.
        usage: tokens as the service counted them, by its own names.
        notes: what the author should know.
        unread: how many more there were that could not be read or fetched.
    """

    pictures: tuple[bytes, ...]
    renderer: Renderer
    model: str | None = None
    usage: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    unread: int = 0


@dataclass(frozen=True)
class ImagesResponse:
    """What an images service sent.

    Attributes:
        pictures: encoded files, not yet checked.
        links: addresses of pictures that are to be fetched.
        usage: tokens as the service counted them, by its own names.
        faults: a sentence for each entry that holds neither.
    """

    pictures: tuple[bytes, ...]
    links: tuple[str, ...] = ()
    usage: tuple[tuple[str, int], ...] = ()
    faults: tuple[str, ...] = ()


ReadAnswer = Callable[[bytes], ImagesResponse]
"""Reads the raw answer of an images service; ``ServiceUnavailable`` when there is nothing in it."""


class PaidStep(Protocol):
    """Where an image model reports each step of one paid request, before and after it happens."""

    def sent(self) -> None:
        """Record, on disk, that the first byte is about to leave. Raises ``SaveError``."""
        ...

    def not_taken(self) -> None:
        """Record that the service did not carry out what was sent: so far it costs nothing."""
        ...

    def received(self, answer: bytes) -> None:
        """Put the raw answer on disk before anything looks into it. Raises ``SaveError``."""
        ...

    def interrupted(self, part: bytes) -> None:
        """Put on disk what arrived of an answer that broke off. Raises ``SaveError``."""
        ...


class ImageModel(Protocol):
    """Draws pictures from a prompt."""

    async def generate(
        self,
        request: PictureRequest,
        step: PaidStep,
        on_progress: Callable[[str], None] = ...,
    ) -> Drawn:
        """Make the pictures by one request, sent again only where it was certainly not carried out.

        Raises:
            ServiceError: refused, unavailable, unknown outcome, or an unusable answer.
            SaveError: the answer could not be kept.
        """
        ...
