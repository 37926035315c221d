"""What an earlier run left: finished and told, free of charge, before a command does its work."""

import asyncio
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from limner import files, markup
from limner.actions import findings
from limner.actions.document_files import read_document
from limner.actions.effective_settings import effective_settings
from limner.cli.console import say
from limner.errors import LimnerError
from limner.image.jobs.recovery import Waiting
from limner.image.journal.entries import Journal, open_journal
from limner.project.roots import project_of
from limner.services.configured_backends import ConfiguredBackends

UNFINISHED = ("reserved", "sent", "received", "checked")

RECENT = 200
"""How many jobs back an earlier run is looked for."""


async def settle_earlier(
    backends: ConfiguredBackends, documents: Iterable[Path] = ()
) -> tuple[Waiting, ...]:
    """Finish what earlier runs left with an answer, and say in one sentence what they left.

    Nothing is sent. Pictures that their document shows by now are written down as shown.

    Args:
        backends: whose journal it is.
        documents: what this command is about: pictures that wait for it are told again.

    Returns:
        What waits to be linked.
    """
    folder = files.state_folder()
    if not folder.is_dir():
        return ()
    try:
        journal = await asyncio.to_thread(open_journal, folder)
        before = {job.id for job in journal.history(RECENT) if job.state in UNFINISHED}
        found = await backends.waiting()
        waiting = [one for one in found if not await asyncio.to_thread(_shown, one)]
        _tell(journal, before, waiting, {path.absolute() for path in documents})
    except LimnerError as error:
        say(str(error))
        return ()
    return tuple(waiting)


def _tell(
    journal: Journal, before: set[int], waiting: Sequence[Waiting], documents: set[Path]
) -> None:
    now = {job.id: job.state for job in journal.history(RECENT) if job.id in before}
    ready = sum(
        now.get(one.job) == "placed"
        or any(one.document == path or path in one.document.parents for path in documents)
        for one in waiting
    )
    lost = sum(state in ("unknown", "unusable") for state in now.values())
    told = []
    if ready:
        told.append(f"{_many(ready)} paid for earlier {_are(ready)} drawn and not linked yet")
    if lost:
        told.append(f"{_many(lost)} of an earlier run may have been paid for and cannot be used")
    if told:
        say(f"{'; '.join(told)}: see “limner history”.")


def _many(count: int) -> str:
    return "1 picture" if count == 1 else f"{count} pictures"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _shown(waiting: Waiting) -> bool:
    """Say whether the document shows the picture by now, and then write it down."""
    try:
        document = read_document(waiting.document)
        project = project_of(waiting.document, text=document.text)
        locate = findings.locator(project, effective_settings(project, {}, os.environ).settings)
        links = markup.for_language(document.language).links(document)
    except LimnerError:
        return False
    shown = any(_same(locate(link.target).path, waiting.picture) for link in links)
    if shown:
        waiting.journal.done(waiting.job)
    return shown


def _same(path: Path | None, picture: Path) -> bool:
    return path is not None and os.path.normpath(path) == os.path.normpath(picture)
