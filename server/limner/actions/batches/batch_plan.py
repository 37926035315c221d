"""What drawing missing pictures would come to: nothing is sent, written down or asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from limner.actions.batches import batch
from limner.actions.batches.batch import DrawingResult, MissingPicture
from limner.actions.drawing_check import check_place
from limner.actions.requests import fit_request, request_of, unread_references
from limner.errors import LimnerError
from limner.image.jobs.image_backend import Tariff
from limner.services.backends import Backends


@dataclass(frozen=True)
class PlannedPicture:
    """What would be asked for one missing picture.

    Attributes:
        missing: the picture.
        prompt: as the embedded expander writes it; a chat model would write its own.
        size: WIDTHxHEIGHT, or ``auto``.
        price: estimated micro-dollars, ``None`` when they are not known.
        tariff: of the model that would draw; ``None`` for a sketch.
        notes: what is different from what the settings ask for.
    """

    missing: MissingPicture
    prompt: str
    size: str
    price: int | None
    tariff: Tariff | None
    notes: tuple[str, ...] = ()


def drawable(
    pictures: Iterable[MissingPicture],
) -> tuple[tuple[MissingPicture, ...], tuple[DrawingResult, ...]]:
    """Return which of *pictures* can be drawn, and why the others certainly cannot."""
    can: list[MissingPicture] = []
    cannot: list[DrawingResult] = []
    for missing in pictures:
        try:
            check_place(missing.project, missing.settings, missing.path)
            batch.check_words(missing)
        except LimnerError as error:
            cannot.append(DrawingResult(missing, error=error))
        else:
            can.append(missing)
    return tuple(can), tuple(cannot)


async def plan(missing: MissingPicture, backends: Backends) -> PlannedPicture:
    """Say what would be asked for *missing*; only the embedded expander looks at its words.

    Raises:
        InputError: the model cannot do what is asked, or a setting is wrong.
    """
    settings = replace(missing.settings, engine="offline")
    expansion, _, said = await batch.expansion_of(missing, settings, backends, _nobody)
    # Among many pictures nobody chooses: one of each is drawn.
    asked = replace(request_of(expansion, settings, missing.path), candidates=1)
    tariff = backends.tariff(settings)
    references = unread_references(settings, expansion.looks)
    fitted = fit_request(
        asked,
        tariff,
        missing.words,
        references,
        settings.dialect,
        settings.image_exact,
        missing.path.name if missing.path else "",
    )
    request = fitted.request
    notes = (*said, *fitted.notes)
    return PlannedPicture(missing, request.prompt, request.size, fitted.price, tariff, notes)


async def _nobody(host: str) -> bool:
    """Agree to no host."""
    return False
