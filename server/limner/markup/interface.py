"""The small interface every markup implements, and the values that pass through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal, Protocol

from limner.document import Document, Replacement, Span

Placement = Literal["replace", "below"]


class Place(Enum):
    """The kind of place a selection stands in; it decides how an insertion is written."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    MATH = "math"
    COMMENT = "comment"
    FRONT_MATTER = "front matter"
    EXPRESSION = "template expression"


@dataclass(frozen=True)
class Intent:
    """What to depict, and where it stands.

    Attributes:
        subject: the author's words on one line, without list bullets, comment leaders and
            emphasis; quoted text, case and punctuation inside are untouched.
        span: where these words stand in the document.
        place: the kind of place.
        is_prompt: the words carry Limner's mark, or are 40 words or more: drawn as they are.
    """

    subject: str
    span: Span
    place: Place = Place.PARAGRAPH
    is_prompt: bool = False


@dataclass(frozen=True)
class ImageLink:
    """An image link that stands in a document.

    Attributes:
        span: the whole link construct.
        target: path or URL as it means, percent-decoded and unescaped.
        alt: the alternative text as a reader gets it; ``None`` when there is no place for one,
            ``""`` when it is empty.
        caption: the caption next to it, ``None`` without one.
    """

    span: Span
    target: str
    alt: str | None = None
    caption: str | None = None


@dataclass(frozen=True)
class Figure:
    """An image link to write.

    Attributes:
        target: relative path with ``/``, not yet escaped for the markup.
        alt: alternative text, one line, not yet escaped; ``""`` for a decorative picture.
        caption: caption text, ``None`` for a plain image.
        label: cross-reference label without its prefix (``beach-sunset``), ``None`` for none.
        template: what to write instead of the markup's own form (`limner.markup.common.template`).
        statement: a notebook's cell of code may show it by a statement.
    """

    target: str
    alt: str
    caption: str | None = None
    label: str | None = None
    template: str | None = None
    statement: bool = False

    @property
    def captioned(self) -> bool:
        """Whether it asks for more than a plain image."""
        return self.caption is not None or self.label is not None


class Markup(Protocol):
    """One markup language: read the place, find image links, write and escape an insertion."""

    def read(self, document: Document, span: Span) -> Intent | None:
        """Say what the selection is; ``None`` when it holds no words."""
        ...

    def links(self, document: Document) -> tuple[ImageLink, ...]:
        """Find the image links, in document order; none inside code, comments or math."""
        ...

    def normalise(self, alt: str) -> str:
        """Return *alt* as this markup can carry it; idempotent, documented per markup."""
        ...

    def image(
        self, document: Document, intent: Intent, figure: Figure, placement: Placement
    ) -> Replacement:
        """Write the image link: after the block that holds the words, or in their place.

        The document stays valid, keeps its own line ending, indentation and comment prefix,
        and nothing outside the returned span changes.
        """
        ...

    def prompt(
        self, document: Document, intent: Intent, prompts: Sequence[str], placement: Placement
    ) -> Replacement:
        """Write image prompts: in place of the words as text, or below them.

        Below, one prompt stands in a marked block (a ``limner-prompt`` fence or its comment
        form); several stand as a numbered list. Whatever the prompts hold, they add no link,
        image, raw markup or command to the document.
        """
        ...
