"""LimnerServer: starts, tracks and cancels jobs. It knows no feature."""

import asyncio
import contextvars
import logging
import traceback
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError

from limner._version import __version__
from limner.errors import LimnerError
from limner.image.jobs.session import Session
from limner.lsp.client_window import ClientWindow
from limner.lsp.documents.open_documents import OpenDocument, OpenDocuments
from limner.lsp.documents.watch import Watch
from limner.lsp.job_notes import Note, joined, notes_of_job
from limner.lsp.landing.pending_edits import PendingEdits
from limner.lsp.protocol.mended_protocol import LimnerProtocol, structuring
from limner.project.folder_trees import FolderTrees

if TYPE_CHECKING:
    from limner.image.jobs.recovery import Waiting
    from limner.services.backends import Backends

log = logging.getLogger(__name__)


class LimnerServer(ClientWindow):
    """A language server that owns background jobs.

    Attributes:
        backends: brings the models that a job's settings ask for.
        pending: finished results that could not land yet.
        jobs: what runs in the background.
        watch: looks at documents after a pause in typing.
        trees: what stands below folders, for the looks at them.
        session: what the person has said about paying for pictures.
        earlier: pictures of earlier sessions that no document shows.
        looking_back: held while what earlier processes left is finished.
        ended_jobs: jobs of other windows that are known to have ended with them.
        stopping: the client leaves, which ends jobs that nobody has cancelled.
    """

    def __init__(self, backends: "Backends", **options: Any) -> None:
        super().__init__(
            "limner",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            notebook_document_sync=types.NotebookDocumentSyncOptions(
                notebook_selector=[types.NotebookDocumentFilterWithNotebook(notebook="*")]
            ),
            protocol_cls=LimnerProtocol,
            **{"converter_factory": structuring, **options},
        )
        self.backends = backends
        self.pending = PendingEdits()
        self.watch = Watch(self.documents)
        self.trees = FolderTrees()
        self.watch.failed.add(self.report_bug)
        self.documents.opened.add(self._opened)
        self.documents.closed.add(self.watch.closed)
        self.jobs: set[asyncio.Task[None]] = set()
        self._looking_after: set[asyncio.Task[None]] = set()
        self._job_of_request: dict[int | str, asyncio.Task[None]] = {}
        self.session = Session(self._ask, show=self.show_file, seen=self._seen)
        self.earlier: tuple[Waiting, ...] = ()
        self.looking_back = asyncio.Lock()
        self.ended_jobs: set[str] = set()
        self.stopping = False
        self.protocol.cancelled.add(self._cancel_request)

    @property
    def documents(self) -> OpenDocuments:
        """The open documents."""
        return self.protocol.documents

    def _opened(self, document: OpenDocument) -> None:
        self.pending.reopened(document)
        self.watch.opened(document)

    # Jobs

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run *work* in the background; cancelling the request that started it cancels it.

        What goes wrong in it is told the person: a ``LimnerError`` as its sentence, all else as a
        bug, of which the log says more.
        """
        request, notes = self.protocol.msg_id, list[Note]()
        context = contextvars.copy_context()
        context.run(notes_of_job.set, notes)
        job = asyncio.get_running_loop().create_task(work, context=context)
        self.jobs.add(job)
        if request is not None:
            self._job_of_request[request] = job

        self.tell_of_change()

        def ended(job: asyncio.Task[None]) -> None:
            self.jobs.discard(job)
            self.tell_of_change()
            error = None if job.cancelled() else job.exception()
            if isinstance(error, LimnerError):
                self.tell(str(error), types.MessageType.Error)
            if not self.stopping and (told := joined(notes, self.told)):
                self.tell(*told)
            if request is not None:
                self._job_of_request.pop(request, None)
            if error is not None and not isinstance(error, LimnerError):
                self.report_bug(error)
                self.tell("Limner has run into a bug; its log says more.", types.MessageType.Error)

        job.add_done_callback(ended)
        return job

    def tell_of_change(self) -> None:
        """Let a client that shows how things stand ask again."""
        if self.announced("status"):
            self.protocol.notify("limner/changed", {})

    def look_after(self, work: Coroutine[Any, Any, None]) -> None:
        """Run *work*, which is no job of the person's and ends by itself."""
        task = asyncio.get_running_loop().create_task(work)
        self._looking_after.add(task)
        task.add_done_callback(self._looking_after.discard)

    async def stop(self) -> None:
        """Cancel every job and wait until all have put their things away."""
        self.stopping = True
        self.watch.stop()
        for job in self.jobs:
            job.cancel()
        if self.jobs:
            await asyncio.wait(self.jobs, timeout=1)

    def _cancel_request(self, request: int | str) -> None:
        job = self._job_of_request.get(request)
        if job is not None:
            job.cancel()

    async def _ask(self, question: str, answers: tuple[str, ...]) -> str | None:
        answer = await self.choose(question, *answers)
        if not self.can_ask:
            self.session.ask = None
        return answer

    def _seen(self, picture: Path) -> None:
        self.leave_telling("seen", {"uri": picture.as_uri()})

    # Bugs

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log a failure inside a handler; pygls would pop up its text at the person."""
        if isinstance(error, JsonRpcInternalError):
            return  # It was logged where it arose.
        if isinstance(error, JsonRpcException):
            log.warning("Refused a request: %s", type(error).__name__)
        elif error.__traceback__ is not None:
            self.report_bug(error)

    def report_bug(self, error: BaseException) -> None:
        """Log where *error* arose: its own text may hold the author's words and stays out."""
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s in\n%s", type(error).__name__, places)
