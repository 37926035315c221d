"""Backends that are fakes: expanders that take their time, and pictures that cost nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from limner.image.jobs.image_backend import ImageBackend
from limner.image.jobs.inspection import Viewer
from limner.image.models import UNKNOWN
from limner.image.sketch.renderer import Sketch
from limner.prompt.expansion import Expanded, Expander, Expansion, ExpansionRequest
from limner.services.backends import Consent
from limner.services.standing import Standing
from limner.settings.declaration import Settings


class FakeExpander:
    """Answers every description in a recognisable way, after as many reports of words as told.

    One that is held answers once its `go` is set, so that a test says when, not the loop's speed.
    """

    def __init__(
        self, reports: int = 0, error: Exception | None = None, *, held: bool = False
    ) -> None:
        self.reports = reports
        self.go = asyncio.Event()
        if not held:
            self.go.set()
        self.errors = [error] if error else []
        self.requests: list[ExpansionRequest] = []
        self.cancelled = 0

    async def asked(self, times: int = 1) -> None:
        """Wait until so many requests have come."""
        while len(self.requests) < times:
            await asyncio.sleep(0)

    async def expand(
        self, request: ExpansionRequest, on_words: Callable[[str], None] = lambda words: None
    ) -> Expanded:
        self.requests.append(request)
        try:
            for words in range(self.reports):
                on_words("word " * words)
                await asyncio.sleep(0)
            await self.go.wait()
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


class Prices:
    """A tariff of so many micro-dollars a picture; a picture that goes along costs 8,000."""

    model, limits = "fake", replace(UNKNOWN, inputs=16)

    def __init__(self, cost: int) -> None:
        self.cost = cost

    def estimate(self, request) -> int:
        return self.cost * request.candidates + 8_000 * len(request.inputs)


class FakeBackends:
    """Hands out one expander and one image model."""

    def __init__(
        self, expander: Expander | None = None, images: ImageBackend | None = None, eyes=None
    ) -> None:
        self.fake = expander or FakeExpander()
        self.images = images
        self.eyes = eyes
        self.cost: int | None = None
        self.editor = None
        self.settings: list[Settings] = []

    async def expander(self, settings: Settings, consent: Consent) -> Expander:
        self.settings.append(settings)
        return self.fake

    async def image_backend(self, settings: Settings, consent: Consent) -> ImageBackend:
        self.settings.append(settings)
        viewer = None if settings.image_check == "never" else await self.viewer(settings, consent)
        return replace(self.images or ImageBackend(Sketch(), None), viewer=viewer)

    def tariff(self, settings: Settings):
        return Prices(self.cost) if self.cost else None

    async def vision_model(self, settings: Settings, consent: Consent):
        self.settings.append(settings)
        return self.eyes

    async def viewer(self, settings: Settings, consent: Consent):
        return Viewer(self.eyes) if self.eyes else None

    async def waiting(self):
        return ()

    def standing(self, settings: Settings):
        return (Standing("chat", "fake at fake.example", "fake", "fake.example"),)

    def prepare(self) -> None:
        self.prepared = True
