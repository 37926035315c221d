"""The commands ``limner.expand``, ``limner.insertPrompt`` and ``limner.vary``."""

from collections.abc import Sequence

from limner.actions import expanding, written_prompts
from limner.errors import InputError
from limner.lsp import from_proto
from limner.lsp.configuration import settings_for
from limner.lsp.features.command_job import CommandJob, run
from limner.lsp.server import LimnerServer
from limner.markup.interface import Placement

VARIATIONS = 3
"""Variations that are written where nobody says how many."""

MOST_VARIATIONS = 9


def expand(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Turn the words into an image prompt, where the settings say."""
    _start(ls, arguments, "Expanding", None, 1)


def insert_prompt(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Write an image prompt below the words, which stay."""
    _start(ls, arguments, "Expanding", "below", 1)


def vary(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Write numbered variations of the prompt below the words: three, or the option's number.

    Raises:
        InputError: that number is not from 1 to 9.
    """
    asked = from_proto.target(ls.documents, arguments).options.get("variations", VARIATIONS)
    if not isinstance(asked, int) or not 1 <= asked <= MOST_VARIATIONS:
        raise InputError(f"Ask for 1 to {MOST_VARIATIONS} variations.")
    _start(ls, arguments, "Varying", "below", asked)


def shorten(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Cut a prompt to what its image generator takes, where it stands."""

    async def work(job: CommandJob) -> None:
        settings = await settings_for(ls, job.target.document)
        await job.land_prompts([expanding.shorten(job.intent.subject, settings)], "replace")

    run(ls, from_proto.target(ls.documents, arguments), "Shortening", work)


def _start(
    ls: LimnerServer,
    arguments: Sequence[object],
    verb: str,
    placement: Placement | None,
    variations: int,
) -> None:
    async def work(job: CommandJob) -> None:
        settings = await settings_for(ls, job.target.document)
        expanded = await job.expand(settings, variations)
        if expanded is None:
            return
        prompts = written_prompts.prompts_of(expanded)
        await job.land_prompts(prompts, placement or settings.expand_placement)

    run(ls, from_proto.target(ls.documents, arguments), verb, work)
