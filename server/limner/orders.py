"""Fills what missing pictures order: one, or many at once, each at the place its link says."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from limner import missing, workflow
from limner.document import Document
from limner.errors import (
    InputError,
    KeyRefused,
    LimitReached,
    LimnerError,
    ModelUnknown,
    QuotaUsedUp,
)
from limner.image.jobs.drawing_job import Payment, linked
from limner.image.jobs.session import Session
from limner.image.pricing import dollars
from limner.markup.common.words import PROMPT_WORDS, count
from limner.markup.interface import ImageLink, Intent
from limner.missing import Finding
from limner.painting import Painter, fitted, following, request_of
from limner.project import destinations
from limner.project.roots import Project
from limner.prompt.expansion import Engine, Expansion
from limner.settings.declaration import Settings
from limner.workflow import Consent, Picture, Studio

AT_ONCE = 3
"""Pictures that are drawn at the same time."""

_HOPELESS = (KeyRefused, QuotaUsedUp, ModelUnknown, LimitReached)
"""What fails for every picture alike: after one of these nothing more is sent."""


@dataclass(frozen=True)
class Order:
    """A picture that a link asks for.

    Attributes:
        project: of the document the link stands in.
        settings: those that hold for that document.
        link: the link.
        words: what the picture should show.
        path: the file it asks for; ``None`` when the link names none.
        prompt: what stands as its prompt below the link; ``""`` when the words are expanded.
    """

    project: Project
    settings: Settings
    link: ImageLink
    words: str
    path: Path | None
    prompt: str = ""


@dataclass(frozen=True)
class Filled:
    """What became of an order.

    Attributes:
        order: what was asked for.
        picture: the picture; ``None`` when there is none.
        engine: who wrote its prompt, ``None`` when the words were one.
        error: why there is no picture.
        payment: what it was paid with, ``None`` for a placeholder.
    """

    order: Order
    picture: Picture | None = None
    engine: Engine | None = None
    error: LimnerError | None = None
    payment: Payment | None = None


@dataclass(frozen=True)
class Bill:
    """What many pictures will be, before anything is sent.

    Attributes:
        pictures: how many.
        sizes: each size that is asked for.
        painter: who will draw them.
        sent: how many pictures of the project go along with each, at most.
        price: micro-dollars for all, ``None`` when it cannot be said.
    """

    pictures: int
    sizes: tuple[str, ...]
    painter: Painter
    sent: int
    price: int | None

    @property
    def sentence(self) -> str:
        """Say it to a person: how many, which size, who draws, and for how much."""
        many = f"{self.pictures} missing picture{'' if self.pictures == 1 else 's'}"
        size = f"size {', '.join(self.sizes)}"
        payment = self.painter.payment
        if payment is None:
            return f"{many}, {size}, as placeholders (no image service is set up), free of charge"
        cost = "at a price that is not known" if self.price is None else dollars(self.price)
        cost = "free of charge" if self.price == 0 else f"for about {cost}" if self.price else cost
        along = f", which gets {self.sent} of your pictures with each" if self.sent else ""
        return f"{many}, {size}, with {payment.model} at {payment.host}{along}, {cost}"


def orders_of(
    findings: Iterable[Finding], document: Document, project: Project, settings: Settings
) -> tuple[Order, ...]:
    """Return what the missing pictures among *findings* of *document* order."""
    return tuple(
        Order(
            project,
            settings,
            finding.link,
            missing.words_of(finding),
            finding.path,
            missing.prompt_below(document, finding.link),
        )
        for finding in findings
        if finding.code == "missing-image"
    )


def distinct(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Return *orders* with each file once: a second link to it is filled by the same picture."""
    held: dict[object, Order] = {}
    for number, order in enumerate(orders):
        held.setdefault(order.path or number, order)
    return tuple(held.values())


async def bill(orders: Sequence[Order], studio: Studio, consent: Consent) -> Bill:
    """Say what *orders*, at least one, will cost; nothing is sent.

    Raises:
        LimnerError: the service cannot be used as it is set up.
    """
    painter = await studio.painter(orders[0].settings, consent)
    payment = painter.payment
    prices = [_price(order, payment) for order in orders if payment is not None]
    known = [price for price in prices if price is not None]
    sizes = tuple(sorted({order.settings.image_size for order in orders}))
    followed = max(len(order.settings.image_references) for order in orders)
    sent = min(followed, payment.limits.inputs) if payment else 0
    price = sum(known) if len(known) == len(prices) else None
    return Bill(len(orders), sizes, painter, sent, price)


def _price(order: Order, payment: Payment) -> int | None:
    expansion = Expansion(order.words, None, "", "")
    # Among many pictures nobody chooses: one of each is drawn.
    request = replace(request_of(expansion, order.settings, order.path), candidates=1)
    request = following(request, (b"",) * len(order.settings.image_references), payment.limits)
    return payment.estimate(fitted(request, order.words, payment)[0])


async def fill(
    order: Order,
    studio: Studio,
    consent: Consent,
    session: Session,
    report: Callable[[str], None] = lambda message: None,
) -> Filled:
    """Draw one picture where its link says.

    Raises:
        LimnerError: it has no description, its place is not to be written to, or it could not be
            drawn.
    """
    if order.path is not None:
        missing.place_of(order.project, order.path)
    if not order.words and not order.prompt:
        raise InputError(
            f"Nothing says what {order.link.target} shows: give it an alternative text first."
        )
    engine: Engine | None = None
    if order.prompt:
        names = workflow.as_written(Intent(order.words, order.link.span))
        expansion = replace(names, prompt=order.prompt)
    elif count(order.words) >= PROMPT_WORDS:
        expansion = workflow.as_written(Intent(order.words, order.link.span))
    else:
        expanded = await workflow.expand(order.words, order.settings, studio, consent)
        expansion, engine = expanded.items[0], expanded.engine
    painter = await studio.painter(order.settings, consent)
    picture = await workflow.draw(
        order.words, expansion, order.project, order.settings, painter, session, report, order.path
    )
    return Filled(order, picture, engine, payment=painter.payment)


async def fill_all(
    orders: Sequence[Order],
    studio: Studio,
    consent: Consent,
    on_filled: Callable[[Filled], Awaitable[None]],
) -> None:
    """Draw many pictures, a few at once; one that fails does not hold up the rest.

    The person has agreed to all of them: nothing is asked.

    Args:
        orders: what is drawn.
        studio: who expands and draws.
        consent: asks whether a host may be used.
        on_filled: told what became of each as it ends, one after the other.
    """
    session = Session(ask=None, quiet=True, agreed=True)
    gate, turn = asyncio.Semaphore(AT_ONCE), asyncio.Lock()
    hopeless: list[LimnerError] = []

    async def one(order: Order) -> None:
        async with gate:
            try:
                if hopeless:
                    raise hopeless[0]
                filled = await fill(order, studio, consent, session)
            except LimnerError as error:
                if isinstance(error, _HOPELESS):
                    hopeless.append(error)
                filled = Filled(order, error=error)
        async with turn:
            await on_filled(filled)

    async with asyncio.TaskGroup() as group:
        for order in orders:
            group.create_task(one(order))


def paid_in_full(filled: Filled) -> None:
    """Write down that a document shows the picture of *filled*, if there is one.

    Raises:
        SaveError: the journal cannot be written.
    """
    if filled.picture is not None:
        linked(filled.payment, filled.picture.placed)


def target_of(filled: Filled) -> str | None:
    """Return what the link must say now; ``None`` when it is right as it stands."""
    order, picture = filled.order, filled.picture
    if picture is None:
        return None
    placed = picture.placed.picture
    if picture.placed.address:
        return picture.placed.address
    if order.path is None:
        return destinations.target(order.project, order.settings, placed)
    if placed == order.path or order.path.exists():
        return None
    # The service sent another format: only the file's name differs.
    return destinations.renamed(
        order.project, order.settings, order.link.target, order.path, placed
    )
