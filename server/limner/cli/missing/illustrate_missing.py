"""``limner illustrate … --missing``: draws what image links ask for, or only reports it.

With ``--dry-run`` it says what would be asked for; see `limner.cli.missing.rehearse_missing`.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from limner.actions import findings
from limner.actions.batches import batch, batch_plan
from limner.actions.document_files import read_text
from limner.actions.document_search import search_documents
from limner.cli.console import say
from limner.cli.earlier import settle_earlier
from limner.cli.inputs import lines_of, settings, shown_path
from limner.cli.missing.batch_drawing import draw_agreed
from limner.cli.missing.batch_progress import BatchProgress
from limner.cli.missing.check_missing import check
from limner.cli.missing.paid_earlier import linked_earlier
from limner.cli.missing.rehearse_missing import rehearse
from limner.image import file_names
from limner.image.jobs.recovery import Waiting
from limner.services.configured_backends import ConfiguredBackends


def run(options: argparse.Namespace) -> int:
    """Report or draw what is missing in the documents that the command line names."""
    backends = ConfiguredBackends(os.environ)
    earlier: tuple[Waiting, ...] = ()
    if not options.check and not options.dry_run:
        # First: what an earlier run paid for may be missing no more.
        earlier = asyncio.run(settle_earlier(backends, options.paths))
    search = search_documents(
        paths_of(options),
        lambda project: settings(project, options),
        findings.wanted if options.check else lambda held: findings.IMAGES_ONLY,
        say,
        listed=options.files_from is not None or (options.check and len(options.paths) > 1),
    )
    _say_made(search.made)
    if options.check:
        return check(search, options)
    paid = {one.picture for one in earlier}
    found = batch.distinct(
        missing
        for document, project, held, seen in search.documents
        for missing in batch.missing_pictures_of(seen, document, project, held, paid)
    )
    found = tuple(missing for missing in found if not linked_earlier(missing, earlier))
    if not found:
        say("No picture is missing.")
        return 0
    found, unfit = batch_plan.drawable(found)
    progress = BatchProgress(options)
    for result in unfit:
        can = file_names.can_be_drawn(result.missing.path)
        (progress.refuse if can else progress.leave)(result)
    if not found and not progress.failed:
        say("No picture is missing that Limner can draw.")
        return 0
    if options.dry_run:
        return max(asyncio.run(rehearse(found, backends, options)), 1 if progress.failed else 0)
    return draw_agreed(found, backends, progress, options)


def paths_of(options: argparse.Namespace) -> list[Path]:
    """Return what is looked into: what the command line names, and what a list of files does."""
    if options.files_from is None:
        return list(options.paths)
    listed = sys.stdin.read() if str(options.files_from) == "-" else read_text(options.files_from)
    return [*options.paths, *map(Path, lines_of(listed.replace("\0", "\n")))]


def _say_made(made: Sequence[Path]) -> None:
    if made:
        many = (
            "1 link leads to a picture" if len(made) == 1 else f"{len(made)} links lead to pictures"
        )
        say(f"{many} that a build makes, such as {shown_path(made[0])}: not looked for.")
