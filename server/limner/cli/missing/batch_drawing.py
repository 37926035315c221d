"""Draws the missing pictures that a person has agreed to, until all are drawn or Ctrl-C."""

import argparse
import asyncio
from collections.abc import Sequence

from limner.actions.batches import batch
from limner.actions.batches.batch import DrawingResult, MissingPicture
from limner.actions.batches.batch_estimate import Estimate
from limner.actions.outside_editors.relinking import show_drawn
from limner.cli.console import Asking, say
from limner.cli.missing.agreement import agree
from limner.cli.missing.batch_progress import BatchProgress
from limner.errors import LimnerError
from limner.files.whole import to_its_end
from limner.image.jobs.image_backend import Billing
from limner.image.journal.rows import JournalEntry
from limner.services.configured_backends import ConfiguredBackends


def draw_agreed(
    found: Sequence[MissingPicture],
    backends: ConfiguredBackends,
    progress: BatchProgress,
    options: argparse.Namespace,
) -> int:
    """Draw *found* after one question; return the exit code. Without any, only sum up."""
    if not found:
        progress.sum_up()
        return 1
    asking = Asking(options.yes)
    agreed = agree(found, backends, asking, options)
    if agreed.pictures:
        asyncio.run(draw(agreed.pictures, agreed.estimate, backends, asking, progress))
    for sentence in agreed.later:
        say(sentence)
    return 1 if progress.failed or agreed.later else 0


async def draw(
    found: Sequence[MissingPicture],
    estimate: Estimate,
    backends: ConfiguredBackends,
    asking: Asking,
    progress: BatchProgress,
) -> None:
    """Draw *found* and show how it goes on; sum up at the end, and at Ctrl-C.

    A first Ctrl-C begins no further picture and waits for those that are being paid for, a second
    one gives them up. What costs nothing is given up at once.
    """
    name, stop = batch.new_name(), asyncio.Event()
    billing = estimate.backend.billing
    paid = billing if billing is not None and not billing.free else None

    async def on_result(result: DrawingResult) -> None:
        try:
            await to_its_end(lambda: show_drawn(result))
        except LimnerError as error:
            result = DrawingResult(result.missing, result.picture, result.engine, error)
        progress.show(result)

    progress.begin(len(found))
    drawing = asyncio.ensure_future(
        batch.draw_all(
            found, backends, asking.consent, on_result, stop, progress.wait, name, check=True
        )
    )
    try:
        await asyncio.shield(drawing)
    except asyncio.CancelledError:
        progress.end()
        try:
            if paid is None:
                drawing.cancel()
            else:
                stop.set()
                say(
                    "Ending after the pictures that are being paid for. Ctrl-C again gives them up."
                )
            await asyncio.gather(drawing, return_exceptions=True)
        finally:
            # A second Ctrl-C may have come anywhere above.
            drawing.cancel()
            await asyncio.gather(drawing, return_exceptions=True)
            progress.interrupted(await asyncio.to_thread(_unanswered, paid, name) if paid else ())
        raise
    progress.sum_up()


def _unanswered(billing: Billing, name: str) -> tuple[JournalEntry, ...]:
    """Return what was sent for this batch and not answered."""
    return tuple(
        entry
        for entry in billing.journal.history(MOST_AT_ONCE)
        if entry.state == "unknown" and entry.details.get("batch") == name
    )


MOST_AT_ONCE = 200
"""Rows of the journal among which those stand that were being drawn at the end."""
