"""Who draws, what that may cost, and where it is written down."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from limner.image import pricing
from limner.image.jobs.inspection import Viewer
from limner.image.journal.budget import Caps
from limner.image.journal.entries import Journal
from limner.image.models import UNKNOWN, Limits
from limner.image.request import ImageModel, PictureRequest


@dataclass(frozen=True, kw_only=True)
class Tariff:
    """What pictures of an image model cost, and what the model takes.

    Attributes:
        model: the image model's name.
        prices: the price table (see `limner.image.pricing.read_table`).
        limits: what the model takes.
        free: the service runs on this machine, wants no key and costs nothing.
    """

    model: str
    prices: pricing.PriceTable
    limits: Limits = UNKNOWN
    free: bool = False

    def estimate(self, request: PictureRequest) -> int | None:
        """Return the estimated micro-dollars of *request*; ``None`` when they are not known."""
        if self.free:
            return 0
        return pricing.estimate(
            self.prices,
            self.model,
            request.size,
            request.quality,
            request.candidates,
            request.partial,
            len(request.inputs),
            request.prompt + (request.negative or ""),
        )


@dataclass(frozen=True, kw_only=True)
class Billing(Tariff):
    """How pictures of an image service are billed: their tariff, the person's limits and journal.

    Attributes:
        journal: the person's journal.
        caps: the person's limits.
        host: the service's host.
        again: the person said yes to drawing the same once more within ten minutes.
    """

    journal: Journal
    caps: Caps
    host: str
    again: bool = False


class Uploader(Protocol):
    """Puts pictures where everyone can see them."""

    @property
    def host(self) -> str:
        """The host that is asked, as messages name it."""
        ...

    async def upload(self, picture: Path) -> str:
        """Upload one picture and return its public address.

        Raises:
            ServiceError: it was not uploaded.
        """
        ...


@dataclass(frozen=True)
class ImageBackend:
    """Who draws, and how that is billed; a sketch costs nothing.

    Attributes:
        model: who draws.
        billing: how its pictures are billed, ``None`` for a sketch.
        uploader: who puts pictures where everyone can see them, if anyone does.
        viewer: who checks pictures against their words, if anyone does.
    """

    model: ImageModel
    billing: Billing | None
    uploader: Uploader | None = None
    viewer: Viewer | None = None
