"""A studio of fakes: expanders that take their time, and pictures that cost nothing."""

import asyncio
from collections.abc import Callable

from limner.image.placeholder.renderer import Placeholder
from limner.painting import Painter
from limner.prompt.expansion import Expanded, Expander, Expansion, ExpansionRequest
from limner.settings.declaration import Settings
from limner.workflow import Consent


class FakeExpander:
    """Answers every description in a recognisable way, after as many turns of the loop as told."""

    def __init__(self, turns: int = 0, error: Exception | None = None) -> None:
        self.turns = turns
        self.errors = [error] if error else []
        self.requests: list[ExpansionRequest] = []
        self.cancelled = 0

    async def expand(
        self, request: ExpansionRequest, on_words: Callable[[str], None] = lambda words: None
    ) -> Expanded:
        self.requests.append(request)
        try:
            for turn in range(self.turns):
                on_words("word " * turn)
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.errors:
            raise self.errors.pop()
        items = tuple(
            Expansion(f"A painting of {request.source}, number {number}", None, request.source, "")
            for number in range(1, request.variations + 1)
        )
        return Expanded(items, "chat", "fake")


class FakeStudio:
    """Hands out one expander and one image model."""

    def __init__(
        self, expander: Expander | None = None, images: Painter | None = None, eyes=None
    ) -> None:
        self.fake = expander or FakeExpander()
        self.images = images
        self.eyes = eyes
        self.cost: int | None = None
        self.settings: list[Settings] = []

    async def expander(self, settings: Settings, consent: Consent) -> Expander:
        self.settings.append(settings)
        return self.fake

    async def painter(self, settings: Settings, consent: Consent) -> Painter:
        self.settings.append(settings)
        return self.images or Painter(Placeholder(), None)

    def price(self, settings: Settings, *, edit: bool = False) -> int | None:
        return self.cost and self.cost * settings.image_candidates + 8_000 * edit

    async def viewer(self, settings: Settings, consent: Consent):
        self.settings.append(settings)
        return self.eyes

    async def waiting(self):
        return ()

    def prepare(self) -> None:
        self.prepared = True
