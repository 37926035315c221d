"""What the client's window shows a person and asks them: messages, questions, files, progress."""

import asyncio
import contextlib
import contextvars
import time
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from limner.lsp.job_notes import Note, notes_of_job
from limner.lsp.protocol.mended_protocol import LimnerProtocol, ask

OwnOption = Literal["candidates", "chat", "notes", "notices", "questions", "status"]
"""What a client made for Limner says among its initialization options that it does itself."""

OWN_OPTIONS: frozenset[str] = frozenset(get_args(OwnOption))

ANSWER_SECONDS = 5.0
"""How long the client may take to answer a request that shows nothing to the person."""

QUESTION_SECONDS = 300.0
"""How long a person may take to answer a question; later means no.

A client that keeps questions is waited for as long as the job is not cancelled.
"""

LONGEST_WAIT = 120
"""Characters of a question that the progress of the job shows while it waits."""

REPORT_SECONDS = 0.05
"""Progress is not reported more often than this: nobody reads faster."""

LONGEST_BACKLOG = 100
"""Messages a client may leave unread before progress is no longer reported to it."""

_show_wait: contextvars.ContextVar[Callable[[str], None]] = contextvars.ContextVar("show_wait")
"""Shows in the progress of the job that runs what it waits for."""


class ClientWindow(LanguageServer):
    """A language server that tells the person something, shows it or asks.

    Attributes:
        can_ask: false once the client has said that it knows no questions.
        told: what this session has told once, and does not tell again.
    """

    protocol: LimnerProtocol

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.can_ask = True
        self.told: set[str] = set()
        self._declined: set[str] = set()

    def tell(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show one sentence to the person."""
        self.window_show_message(types.ShowMessageParams(type=kind, message=_plain(message)))

    def tell_once(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show one sentence, unless this session has shown it already."""
        if message not in self.told:
            self.told.add(message)
            self.tell(message, kind)

    def note(
        self,
        message: str,
        kind: types.MessageType = types.MessageType.Info,
        *,
        once: bool = False,
        hint: str = "",
    ) -> None:
        """Tell what is worth knowing of a job, and waits for nothing.

        Clients with the initialization option ``notes`` show it at once and whole. For others it
        waits until the job is done, and is one message with the job's other notes: Neovim and Vim
        hold up everything, also the edit, for two messages, and for one that has not enough room.
        There a *hint*, a short form of *message*, stands for it, and gives way to other notes.
        """
        notes = notes_of_job.get(None)
        if self.announced("notes") or notes is None:
            (self.tell_once if once else self.tell)(message, kind)
        elif not (once and message in self.told):
            if once:
                self.told.add(message)
            if hint:
                self.window_log_message(types.LogMessageParams(type=kind, message=_plain(message)))
            notes.append(Note(hint or message, kind, bool(hint)))

    def leave_telling(self, what: str, facts: Mapping[str, str]) -> bool:
        """Leave it to the client to tell *what*, with its own buttons; say whether it does.

        Clients ask for it with the initialization option ``notices``. What they get is the
        notification ``limner/<what>``: ``embedded`` when something was done without a service,
        ``keyWanted`` when the person wants to give a key, ``kept`` (uri, key, message, text) for
        a finished result that waits to be inserted, ``attach`` (uri, file) for a picture that a
        notebook's cell shows as an attachment, ``seen`` (uri) when a picture that was shown to
        choose by may be closed.
        """
        if self.takes_notices:
            self.protocol.notify(f"limner/{what}", dict(facts))
        return self.takes_notices

    @property
    def takes_notices(self) -> bool:
        """Whether the client has asked to tell some things itself."""
        return self.announced("notices")

    @property
    def keeps_questions(self) -> bool:
        """Whether the client shows a question again until it is answered, and takes it back."""
        return self.announced("questions")

    def announced(self, option: OwnOption) -> bool:
        """Say whether the client has said ``true`` to an initialization option of our own."""
        options = self.protocol.options
        return isinstance(options, Mapping) and options.get(option) is True

    async def choose(
        self, question: str, *answers: str, kind: types.MessageType = types.MessageType.Info
    ) -> str | None:
        """Ask the person; ``None`` when they do not answer or the client cannot ask."""
        if not self.can_ask:
            return None
        identifier = str(uuid.uuid4())
        request = self.protocol.send_request_async(
            types.WINDOW_SHOW_MESSAGE_REQUEST,
            types.ShowMessageRequestParams(
                type=kind,
                message=_plain(question),
                actions=[types.MessageActionItem(title=answer) for answer in answers],
            ),
            msg_id=identifier,
        )
        _show_wait.get(_nowhere)(f"waits for your answer: {question}")
        try:
            chosen = await ask(request, None if self.keeps_questions else QUESTION_SECONDS)
        except asyncio.CancelledError:
            self.take_back(identifier)
            raise
        error = request.exception() if request.done() else None
        if getattr(error, "code", None) == types.ErrorCodes.MethodNotFound:
            # Any other error is no answer, and so a no: a window may be closing.
            self.can_ask = False
        title = getattr(chosen, "title", None)
        return title if title in answers else None

    def take_back(self, identifier: str) -> None:
        """Tell a client that keeps questions that nobody waits for this answer any more."""
        if self.keeps_questions:
            self.protocol.notify(types.CANCEL_REQUEST, types.CancelParams(id=identifier))

    async def show_file(self, picture: Path) -> bool:
        """Show a picture's file outside the editor; editors take it for text else."""
        if not self.protocol.features.show_document:
            return False
        params = types.ShowDocumentParams(uri=picture.as_uri(), external=True)
        shown = await ask(self.window_show_document_async(params), ANSWER_SECONDS)
        return bool(shown and shown.success)

    async def consent(self, host: str) -> bool:
        """Ask whether text may be sent to *host*; without a yes nothing is sent in this session."""
        if host not in self._declined:
            answer = await self.choose(
                f"Limner would send the words you choose to {host}. Do you agree to that host?",
                f"Send to {host}",
                "Stay offline",
            )
            if answer == f"Send to {host}":
                return True
            self._declined.add(host)
        return False

    @contextlib.asynccontextmanager
    async def show_progress(self, title: str) -> AsyncIterator[Callable[[str], None]]:
        """Show cancellable progress around a job; yields a function that reports a message.

        Cancelling the progress cancels the job. A client that does not answer costs only a wait.
        """
        token = str(uuid.uuid4())
        shown = self.protocol.features.work_done_progress and await self._create_progress(token)
        if not shown:
            yield lambda message: None
            return
        job = asyncio.current_task()
        progress = self.work_done_progress
        progress.begin(token, types.WorkDoneProgressBegin(title=title, cancellable=True))
        progress.tokens[token].add_done_callback(lambda _: job.cancel() if job else None)

        shown_at = 0.0

        def show(message: str) -> None:
            progress.report(token, types.WorkDoneProgressReport(message=_plain(message)))

        def report(message: str) -> None:
            nonlocal shown_at
            outbox, now = self.protocol.outbox, time.monotonic()
            unread = outbox is not None and outbox.backlog > LONGEST_BACKLOG
            if now - shown_at >= REPORT_SECONDS and not unread:
                shown_at = now
                show(message)

        _show_wait.set(lambda question: show(_shortened(question)))
        try:
            yield report
        finally:
            _show_wait.set(_nowhere)
            progress.tokens.pop(token, None)  # pygls never removes tokens.
            progress.end(token, types.WorkDoneProgressEnd())

    async def _create_progress(self, token: str) -> bool:
        created = asyncio.ensure_future(
            self.window_work_done_progress_create_async(
                types.WorkDoneProgressCreateParams(token=token)
            )
        )
        await ask(created, ANSWER_SECONDS)
        return created.done() and not created.cancelled() and created.exception() is None


def _nowhere(message: str) -> None:
    """Show nothing: no progress is shown."""


def _shortened(message: str) -> str:
    return message if len(message) <= LONGEST_WAIT else f"{message[: LONGEST_WAIT - 1]}…"


def _plain(message: str) -> str:
    """Keep what clients would render as links or markup out of a message from any source."""
    flat = "".join(character if character.isprintable() else " " for character in message)
    return flat.replace("](", "] (")
