"""The command ``limner.checkPicture``, and what checks have found of the pictures of a document."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from limner import markup
from limner.actions import checking
from limner.document import Document
from limner.image.file_names import READABLE
from limner.image.formats import provenance
from limner.image.jobs.placing import said_of
from limner.lsp import from_proto
from limner.lsp.configuration import context_for
from limner.lsp.documents.document_state import FoundMissing
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.features.command_job import CommandJob, run
from limner.lsp.features.redraw import link_intent, picture_of_job
from limner.lsp.server import LimnerServer
from limner.project.links import linked_files
from limner.project.roots import Project
from limner.settings.declaration import Settings

MOST_LINKS = 200
"""Links of a document whose pictures' records are read; a document of more is a catalogue."""

MOST_BYTES = 20_000_000
"""The largest picture whose record is read without being asked for."""


def check_picture(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Check the picture whose link is at the place against the words it was drawn from."""
    target = from_proto.target(ls.documents, arguments)
    run(ls, target, "Checking", _check_picture, link_intent(target))


async def note_missing(ls: LimnerServer, document: OpenDocument) -> None:
    """Find out what checks have found missing in the pictures that a document links.

    A picture that has not changed since is not read again.
    """
    context = await context_for(ls, document)
    if context.project is not None and document.path is not None:
        snapshot, known = document.snapshot(), document.missing
        document.missing = await asyncio.to_thread(
            _missing, snapshot, context.project, context.settings, known
        )


async def _check_picture(job: CommandJob) -> None:
    ls, found = job.ls, await picture_of_job(job)
    conditions = await checking.conditions_of(
        found.settings, ls.backends, ls.consent, ls.session, job.report
    )
    old = found.picture
    root = found.project.root
    check = await checking.check_and_keep(
        conditions, root, old.path, old.data, old.record, old.words
    )
    ls.tell(f"{old.path.name}: {said_of(check)}")
    ls.watch.files_changed()


def _missing(
    document: Document, project: Project, settings: Settings, known: dict[str, FoundMissing]
) -> dict[str, FoundMissing]:
    """Return what is missing by the target of its link; what is in *known* is read once."""
    found: dict[str, FoundMissing] = {}
    for link in markup.for_language(document.language).links(document)[:MOST_LINKS]:
        path = linked_files.resolve(project, settings, link.target)
        if path is None or path.suffix[1:].lower() not in READABLE:
            continue
        try:
            status = path.stat()
        except OSError:
            continue
        stamp = (status.st_mtime_ns, status.st_size)
        held = known.get(link.target)
        if held is None or held.stamp != stamp:
            held = FoundMissing(stamp, _mending(path) if status.st_size <= MOST_BYTES else "")
        found[link.target] = held
    return found


def _mending(path: Path) -> str:
    try:
        record = provenance.read_file(path)
    except OSError:
        return ""
    return record.check.mending if record and record.check else ""
