"""The use cases, as short functions: both front doors call these and nothing deeper."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from limner import markup
from limner.document import Document, Replacement, Span
from limner.image.request import ImageModel
from limner.markup.interface import Intent, Placement
from limner.prompt.expansion import Expanded, Expander, ExpansionRequest
from limner.settings import Settings

Consent = Callable[[str], Awaitable[bool]]
"""Asks the person whether text may be sent to a host, which it names."""


class Studio(Protocol):
    """Brings the models that settings ask for; the embedded ones where none is set up."""

    async def expander(self, settings: Settings, consent: Consent) -> Expander:
        """Return who expands descriptions."""
        ...

    async def image_model(self, settings: Settings, consent: Consent) -> ImageModel:
        """Return who draws pictures."""
        ...


async def expand(
    source: str,
    settings: Settings,
    studio: Studio,
    consent: Consent,
    variations: int = 1,
    on_words: Callable[[str], None] = lambda words: None,
) -> Expanded:
    """Turn *source* into image prompts.

    Raises:
        LimnerError: nothing to depict, or the service declined or could not be used.
    """
    expander = await studio.expander(settings, consent)
    request = ExpansionRequest(source, settings.dialect, variations, settings.style)
    return await expander.expand(request, on_words)


def read(document: Document, span: Span) -> Intent | None:
    """Say what the words at *span* ask for; ``None`` when there are none."""
    return markup.for_language(document.language).read(document, span)


def place(document: Document, span: Span) -> Intent:
    """Say where something for *span* goes, also when no words stand there any more."""
    line = Span(document.line_start(span.start), document.line_stop(span.end))
    return read(document, span) or read(document, line) or Intent("", span)


def write_prompts(
    document: Document, intent: Intent, expanded: Expanded, where: Placement
) -> Replacement:
    """Write the prompts of *expanded* for the words of *intent*."""
    prompts = [
        item.prompt if item.negative is None else f"{item.prompt}\nNegative prompt: {item.negative}"
        for item in expanded.items
    ]
    return markup.for_language(document.language).prompt(document, intent, prompts, where)
