"""Draws the missing pictures that a person has agreed to."""

from collections.abc import Sequence

from limner.actions import batch
from limner.actions.batch import DrawingResult, MissingPicture
from limner.cli.console import Asking, say
from limner.cli.missing.batch_progress import BatchProgress
from limner.cli.missing.relinking import link_drawn
from limner.errors import LimnerError
from limner.services.backends import ConfiguredBackends


async def draw(
    found: Sequence[MissingPicture],
    backends: ConfiguredBackends,
    asking: Asking,
    progress: BatchProgress,
    failed: int,
) -> int:
    """Draw what was agreed to, show how it goes on, and sum up with what has *failed* already."""
    total = len(found) + failed

    async def on_result(result: DrawingResult) -> None:
        nonlocal failed
        try:
            link_drawn(result)
        except LimnerError as error:
            result = DrawingResult(result.missing, result.picture, result.engine, error)
        failed += result.error is not None
        progress.show(result, len(found))

    try:
        await batch.draw_all(found, backends, asking.consent, on_result)
    finally:
        progress.end()
        progress.sum_up()
    say(summary(total - failed, failed))
    return 1 if failed else 0


def summary(drawn: int, failed: int) -> str:
    """Say how many pictures were drawn, and how many could not be."""
    rest = f", {failed} could not be" if failed else ""
    return f"{drawn} of {drawn + failed} missing pictures drawn{rest}."
