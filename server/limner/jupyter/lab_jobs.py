"""The jobs of JupyterLab's pages: each goes on when its page is reloaded, and is offered again.

A job is a list of events that grows. A page follows it, answers its questions, and says in the end
that it has taken the result; until then every page of the same person is told of it.
"""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from limner.errors import InputError, LimnerError

Event = dict[str, Any]

KEPT_SECONDS = 86_400.0
"""How long a result waits for a page."""

MOST_KEPT = 50

ENDS = ("result", "error", "cancelled")


@dataclass
class LabJob:
    """One job, whoever follows it.

    Attributes:
        id: its name.
        command: what was asked for.
        path: the document's path, as Jupyter's contents manager knows it.
        cell: the cell it is about, ``""`` in a file.
        words: the author's own, which pages show.
        events: what has happened.
        taken: a page has used the result.
        details: what only the server needs to use it.
    """

    command: str
    path: str
    cell: str
    words: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    events: list[Event] = field(default_factory=list)
    taken: bool = False
    details: dict[str, Any] = field(default_factory=dict)
    started: float = field(default_factory=time.time)
    task: "asyncio.Task[None] | None" = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _answer: "asyncio.Future[int | None] | None" = None
    _answers: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return bool(self.events) and any(name in self.events[-1] for name in ENDS)

    @property
    def summary(self) -> Event:
        """What a page that was loaded anew is told."""
        last = self.events[-1] if self.events else {}
        return {
            "job": self.id, "command": self.command, "path": self.path, "cell": self.cell,
            "words": self.words, "ended": self.ended, "done": "result" in last,
        }  # fmt: skip

    def tell(self, **event: Any) -> None:
        """Add an event, which all who follow hear."""
        self.events.append(event)
        self._changed.set()
        self._changed = asyncio.Event()

    async def ask(self, question: str, answers: tuple[str, ...], **more: Any) -> int | None:
        """Ask the person; return which answer it is, ``None`` for none of them."""
        self._answer = asyncio.get_running_loop().create_future()
        self._answers = len(answers)
        self.tell(question=question, answers=list(answers), **more)
        try:
            return await self._answer
        finally:
            self._answer = None
            self.tell(answered=True)

    def answer(self, number: object) -> bool:
        """Pass on which answer a page gives, ``None`` for none; ``False`` when nothing is asked.

        Raises:
            InputError: it is none of the answers. The question stays.
        """
        if self._answer is None or self._answer.done():
            return False
        if number is None:
            self._answer.set_result(None)
        # In Python ``False`` is an ``int``, and the first answer is a yes.
        elif type(number) is int and 0 <= number < self._answers:
            self._answer.set_result(number)
        else:
            raise InputError(f"An answer is a number from 0 to {self._answers - 1}, or null.")
        return True

    async def follow(self) -> AsyncIterator[Event]:
        """Yield what has happened and what happens, to the end."""
        seen = 0
        while True:
            changed = self._changed
            while seen < len(self.events):
                event = self.events[seen]
                seen += 1
                # A page that comes later is not asked what was answered before.
                asked = "question" in event and seen < len(self.events)
                if not asked and "answered" not in event:
                    yield event
            if self.ended:
                return
            await changed.wait()


class LabJobs:
    """The jobs of one Jupyter server."""

    def __init__(self) -> None:
        self._jobs: dict[str, LabJob] = {}

    def start(self, job: LabJob, work: Callable[[LabJob], Awaitable[Event]]) -> LabJob:
        """Begin *work* for *job*; what it returns is the result."""
        self._forget()
        self._jobs[job.id] = job
        job.task = asyncio.ensure_future(_run(job, work))
        return job

    def get(self, name: str) -> LabJob | None:
        """Return a job by its name."""
        return self._jobs.get(name)

    def waiting(self) -> list[LabJob]:
        """Return the jobs that run, and those whose result nobody has taken; newest last."""
        return [
            job for job in self._jobs.values()
            if not job.taken and (not job.ended or "result" in job.events[-1])
        ]  # fmt: skip

    def _forget(self) -> None:
        before = time.time() - KEPT_SECONDS
        ended = [job for job in self._jobs.values() if job.ended]
        gone = [job for job in ended if job.taken or job.started < before]
        gone += ended[: max(0, len(ended) - MOST_KEPT)]
        for job in gone:
            self._jobs.pop(job.id, None)


async def _run(job: LabJob, work: Callable[[LabJob], Awaitable[Event]]) -> None:
    try:
        result = await work(job)
    except LimnerError as error:
        job.tell(error=str(error), code=error.code)
    except asyncio.CancelledError:
        job.tell(cancelled=True)
    except Exception:
        job.tell(error="Limner failed at this: Jupyter's log says where.", code="unavailable")
        raise
    else:
        job.tell(result=result)
