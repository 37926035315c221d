"""Looks at an open document once its author pauses: off the request path, and never twice at once.

It knows no feature: what is looked for is set by who builds the server.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from limner.lsp.documents.open_documents import OpenDocument, OpenDocuments
from limner.lsp.event import Event

PAUSE_SECONDS = 0.3
"""How long an author must have paused."""


class Watch:
    """Watches all open documents.

    Attributes:
        seconds: how long a document rests before it is looked at.
        refresh: finds out again what is known of a document; it is called once more when the
            document has changed meanwhile.
        left: happens when a document was closed, with its URI.
        failed: happens when a refresh went wrong.
        generation: grows whenever files beside the documents may have changed.
    """

    def __init__(self, documents: OpenDocuments) -> None:
        self._documents = documents
        self._stirred: dict[str, float] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self.seconds = PAUSE_SECONDS
        self.refresh: Callable[[OpenDocument], Awaitable[None]] | None = None
        self.left: Event[str] = Event()
        self.failed: Event[BaseException] = Event()
        self.generation = 0

    def opened(self, document: OpenDocument) -> None:
        """Watch a document from now on."""
        uri = document.uri
        if uri not in self._stirred:
            document.changed.add(lambda: self.stir(uri))
        self.stir(uri)

    def closed(self, uri: str) -> None:
        """Watch a document no longer."""
        self._stirred.pop(uri, None)
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()
        self.left(uri)

    def stir(self, uri: str) -> None:
        """Look at a document when it has rested from now on."""
        if self.refresh is None:
            return
        self._stirred[uri] = time.monotonic()
        if uri not in self._tasks:
            task = self._tasks[uri] = asyncio.get_running_loop().create_task(self._rest(uri))
            task.add_done_callback(self._ended)

    def files_changed(self) -> None:
        """Look at all documents again, because files may have come or gone."""
        self.generation += 1
        for document in self._documents:
            self.stir(document.uri)

    def stop(self) -> None:
        """Look at nothing any more."""
        self.refresh = None
        for task in self._tasks.values():
            task.cancel()

    async def _rest(self, uri: str) -> None:
        try:
            while (stirred := self._stirred.get(uri)) is not None:
                pause = stirred + self.seconds - time.monotonic()
                document = self._documents.get(uri)
                if pause > 0:
                    await asyncio.sleep(pause)
                elif document is None or self.refresh is None:
                    return
                else:
                    await self.refresh(document)
                    if self._stirred.get(uri) == stirred:
                        return
        finally:
            if self._tasks.get(uri) is asyncio.current_task():
                del self._tasks[uri]

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.failed(error)
