"""What is known of the cast in a document, looked at after a pause: code actions cannot wait."""

import asyncio
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from limner.actions.appearances import name_reading
from limner.actions.appearances.cast_appearances import changed_looks, record_of, shown_pictures
from limner.actions.linked_picture import reference_path
from limner.document import Document
from limner.files import in_time
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.lsp.configuration import DocumentContext, context_for
from limner.lsp.documents.document_state import KnownCast
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.server import LimnerServer
from limner.lsp.watched_files import ask_to_watch
from limner.project.roots import Project
from limner.settings.trust import Source

WATCHED = "**/*.toml"
"""``limner.toml``, and the file that it may name for its cast."""

MOST_RECORDS = 2_000
"""Pictures of which it is remembered what they say."""


class CastNotes:
    """Looks at the cast of documents; what a picture's file says is read once for each version."""

    def __init__(self, ls: LimnerServer) -> None:
        self._ls = ls
        self._noted: dict[str, int] = {}
        self._records: dict[Path, tuple[object, Provenance | None]] = {}
        self._watching = False

    async def refresh(self, document: OpenDocument) -> None:
        """Find out who is in the cast of *document*, and what its pictures say of them.

        That is done when it was opened or files have changed, which saving says: a pause costs
        nothing. A problem is not told here: an author may be in the middle of a name.
        """
        generation = self._ls.watch.generation
        if self._noted.get(document.uri) == generation:
            return
        if not self._noted:
            await asyncio.to_thread(name_reading.prepare)
        context = await context_for(self._ls, document, quiet=True)
        known = KnownCast(context.whole_cast)
        if known.members and context.project is not None:
            seen = partial(self._seen, document.snapshot(), context, context.project)
            known = await in_time(seen, known)
        document.cast = known
        self._noted[document.uri] = generation
        if Source.PROJECT in context.resolved.origins.values():
            await self._watch_settings()

    def left(self, uri: str) -> None:
        """Forget a document that is closed."""
        self._noted.pop(uri, None)

    def _seen(self, document: Document, context: DocumentContext, project: Project) -> KnownCast:
        members = context.whole_cast
        pictures = {
            member.name: dict.fromkeys(_references(member.references, project))
            for member in members
        }
        changed = {}
        for shown in shown_pictures(document, project, context.settings, self._record):
            if names := changed_looks(shown.record, context.settings.cast):
                changed[shown.link.target] = names
            for name, _ in shown.record.looks:
                if name in pictures and name not in names:
                    pictures[name][shown.path] = None
        return KnownCast(members, {name: tuple(each) for name, each in pictures.items()}, changed)

    def _record(self, picture: Path) -> Provenance | None:
        beside = picture.with_name(picture.name + provenance.SIDECAR)
        version = [_version(path) for path in (picture, beside)]
        known = self._records.get(picture)
        if known is None or known[0] != version:
            if len(self._records) >= MOST_RECORDS:
                self._records.clear()
            known = self._records[picture] = (version, record_of(picture))
        return known[1]

    async def _watch_settings(self) -> None:
        """Ask the client, once a project states settings, to tell when their files change."""
        if self._watching or not self._ls.protocol.features.watches_files:
            return
        self._watching = True
        await ask_to_watch(self._ls, "settings", WATCHED)


def _references(names: Iterable[str], project: Project) -> Iterable[Path]:
    """Yield the pictures among *names* that are files of the project."""
    root = project.root.resolve()
    for name in names:
        path = reference_path(project, name)
        try:
            if path.resolve().is_relative_to(root) and path.is_file():
                yield path
        except (OSError, RuntimeError):
            continue


def _version(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
