"""The Expansion record, and the port that both expanders implement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from limner.prompt.looks.binding import Look
from limner.prompt.purposes import Purpose

Engine = Literal["offline", "chat"]


@dataclass(frozen=True)
class Added:
    """What an expansion added, by dimension; ``None`` where it added nothing."""

    setting: str | None = None
    light: str | None = None
    composition: str | None = None
    palette: str | None = None
    medium: str | None = None
    mood: str | None = None


@dataclass(frozen=True)
class Expansion:
    """One image prompt, and what the picture will be called.

    Attributes:
        prompt: the text for the image generator, in the dialect's own form.
        negative: the generator's separate negative field, ``None`` where it has none.
        title: at most 60 characters, from the author's words.
        alt: one sentence of at most 125 characters about the source, not yet escaped.
        added: what was added to the author's words.
        looks: of those of the cast whom it shows.
    """

    prompt: str
    negative: str | None
    title: str
    alt: str
    added: Added = Added()
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True)
class ExpansionRequest:
    """What to expand, and how.

    Attributes:
        source: the author's words as read from the document (one line, no markup).
        dialect: id of a row in ``dialects.toml``.
        variations: how many different prompts; 1 is the plain expansion.
        style: the author's standing style ("watercolour"), ``""`` for none.
        context: bounded surrounding text, only to disambiguate; ``""`` for none.
        language: the language of the prompt, as ISO 639 names it, or ``source`` for that of the
            words.
        document_language: ISO 639-1 code of the language that the document states; it decides
            where the words leave their language open; ``""`` for none.
        looks: of those of the cast whom the picture shows, said word for word.
        purpose: what the picture is for; ``None`` where nothing says it.
    """

    source: str
    dialect: str = "generic"
    variations: int = 1
    style: str = ""
    context: str = ""
    language: str = "source"
    document_language: str = ""
    looks: tuple[Look, ...] = ()
    purpose: Purpose | None = None


@dataclass(frozen=True)
class Expanded:
    """The answer to an ``ExpansionRequest``.

    Attributes:
        items: as many expansions as variations were asked for; fewer when a chat model had no
            more that differ, and a note says so.
        engine: which expander wrote them.
        model: the chat model's name, ``None`` offline.
        repairs: what verification found and mended, one sentence each.
        notes: what the author should know ("the chat service timed out; expanded offline").
        in_place_of: the chat model that could not be used, where another expander took over.
    """

    items: tuple[Expansion, ...]
    engine: Engine
    model: str | None = None
    repairs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    in_place_of: str | None = None


class Expander(Protocol):
    """Turns a short description into image prompts."""

    async def expand(
        self, request: ExpansionRequest, on_words: Callable[[str], None] = ...
    ) -> Expanded:
        """Expand *request*; call *on_words* with the prompt text as far as it has arrived.

        Raises:
            InputError: the source holds nothing that can be depicted.
            ServiceError: the model declined or could not be used.
        """
        ...
