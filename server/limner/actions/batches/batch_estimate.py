"""What many missing pictures come to before anything is sent, and what limits allow of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from limner.actions.batches.batch import MissingPicture
from limner.actions.requests import fit_request, followed, request_of, unread_references
from limner.image.jobs.image_backend import ImageBackend, Tariff
from limner.image.jobs.inspection import Viewer
from limner.image.journal.budget import Allowance
from limner.image.pricing import dollars
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.looks.binding import Look, looks_shown
from limner.prompt.picture_check.picture_questions import questions
from limner.prompt.picture_check.question import Question
from limner.services.backends import Backends, Consent


@dataclass(frozen=True)
class Estimate:
    """What many pictures will be, before anything is sent.

    Attributes:
        pictures: how many.
        sizes: each size that is asked for.
        backend: who will draw them.
        sent: how many pictures of the project go along with each, at most.
        price: micro-dollars for all, ``None`` when it cannot be said.
        allowance: what the person's limits allow of them; ``None`` when it is all.
        redrawn: all of them are there, and are drawn anew.
        check_price: micro-dollars for checking all against their words, ``None`` when unknown.
    """

    pictures: int
    sizes: tuple[str, ...]
    backend: ImageBackend
    sent: int
    price: int | None
    allowance: Allowance | None = None
    redrawn: bool = False
    check_price: int | None = None

    @property
    def viewer(self) -> Viewer | None:
        """Who will check the pictures, if anyone does."""
        return self.backend.viewer

    @property
    def sentence(self) -> str:
        """Say it to a person: how many, which size, who draws, and for how much."""
        named = "picture" if self.redrawn else "missing picture"
        many = f"{self.pictures} {named}{'' if self.pictures == 1 else 's'}"
        size = f"size {', '.join(self.sizes)}"
        billing = self.backend.billing
        if billing is None:
            who = "as sketches (no image service is set up)"
            return f"{many}, {size}, {who}, free of charge{self.checked}"
        cost = "at a price that is not known" if self.price is None else dollars(self.price)
        cost = "free of charge" if self.price == 0 else f"for about {cost}" if self.price else cost
        cost += self.checked
        along = f", which gets {self.sent} of your pictures with each" if self.sent else ""
        held = self.allowance
        limit = f"; your limit of {held.limit} allows {held.pictures}" if held else ""
        return f"{many}, {size}, with {billing.model} at {billing.host}{along}, {cost}{limit}"

    @property
    def checked(self) -> str:
        """Say who looks at the pictures then; ``""`` where nobody does."""
        if self.viewer is None:
            return ""
        cost = "at a price that is not known" if self.check_price is None else (
            f"for about {dollars(self.check_price)}" if self.check_price else "free of charge"
        )  # fmt: skip
        return f", each then sent to {self.viewer.says_who} to be checked, {cost}"

    @property
    def opening(self) -> str:
        """The same as a sentence of its own."""
        return f"{self.sentence[0].upper()}{self.sentence[1:]}."


def none_allowed(estimate: Estimate, held: Allowance) -> str:
    """Say that the person's limits allow none of the pictures."""
    return f"{estimate.opening} Nothing was drawn: raise {held.setting} in your config.toml."


def left_for_later(estimate: Estimate, held: Allowance, what: str) -> str:
    """Say how many pictures a limit leaves, and that the same *what* goes on with them."""
    left = estimate.pictures - held.pictures
    return f"Left for later, by your limit of {held.limit}: {left}. The same {what} goes on."


async def estimate(
    pictures: Sequence[MissingPicture], backends: Backends, consent: Consent
) -> Estimate:
    """Say what *pictures*, at least one, will cost; nothing is sent.

    Raises:
        LimnerError: the service cannot be used as it is set up.
    """
    backend = await backends.image_backend(pictures[0].settings, consent)
    billing = backend.billing
    prices = [estimated_price(missing, billing) for missing in pictures if billing is not None]
    known = [price for price in prices if price is not None]
    sizes = tuple(
        sorted({each.settings.image_exact or each.settings.image_size for each in pictures})
    )
    along = max(len(followed(each.settings, _looks(each))) for each in pictures)
    sent = min(along, billing.limits.inputs) if billing else 0
    price = sum(known) if len(known) == len(prices) else None
    held = None
    if billing is not None:
        held = await asyncio.to_thread(billing.journal.allowance, prices, billing.caps)
    redrawn = all(missing.redrawn is not None for missing in pictures)
    looks = _check_prices(pictures, backend.viewer)
    known_looks = [look for look in looks if look is not None]
    check_price = sum(known_looks) if len(known_looks) == len(looks) else None
    return Estimate(len(pictures), sizes, backend, sent, price, held, redrawn, check_price)


def _check_prices(pictures: Sequence[MissingPicture], viewer: Viewer | None) -> list[int | None]:
    if viewer is None:
        return []
    return [viewer.estimate(_questions(missing)) for missing in pictures]


def _questions(missing: MissingPicture) -> tuple[Question, ...]:
    shown = tuple((look.name, look.whole) for look in _looks(missing))
    return questions(read(missing.words), shown)


def _looks(missing: MissingPicture) -> tuple[Look, ...]:
    return looks_shown(missing.words, missing.settings.cast, missing.before)


def estimated_price(missing: MissingPicture, tariff: Tariff) -> int | None:
    """Return what *missing* will cost, in micro-dollars; ``None`` when that is not known."""
    settings = missing.settings
    asked = request_of(Expansion(missing.words, None, "", ""), settings, missing.path)
    # Among many pictures nobody chooses: one of each is drawn.
    asked = replace(asked, candidates=1)
    references, exact = unread_references(settings, _looks(missing)), settings.image_exact
    name = missing.path.name if missing.path else ""
    return fit_request(asked, tariff, missing.words, references, exact=exact, file_name=name).price
