"""Jobs that a reload or a crash of the editor ends are written down, to be offered again.

A job that waits for an answer is lost with its editor, and so is its question. While a job runs, a
file of the state folder says how to start it; the file goes with the job, unless the client leaves.
What was paid for is no concern of this: the journal keeps that.
"""

import asyncio
import json
import os
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limner import files
from limner.errors import SaveError
from limner.image.journal.database import alive, owner_of
from limner.lsp.server import LimnerServer

KEPT_SECONDS = 7 * 86_400.0
"""How long a job that nobody starts again stays on the list."""

TITLES = {"limner.drawMissing": "Drawing missing pictures"}
"""What jobs are called that look for their words only after they have begun."""

LARGEST_RECORD = 1 << 18


@dataclass(frozen=True)
class UnfinishedJob:
    """A job whose editor has left.

    Attributes:
        key: its name among the unfinished jobs.
        title: what it did, as its progress said.
        command: the server's command.
        argument: that command's argument.
        since: when it was started, as Unix time.
    """

    key: str
    title: str
    command: str
    argument: Mapping[str, Any]
    since: float


async def remember(
    ls: LimnerServer, job: "asyncio.Task[None]", command: str, arguments: Sequence[object]
) -> None:
    """Keep *job* on the list while it runs, and for good when the client leaves before its end."""
    running = (one for document in ls.documents for one in document.busy.values())
    title = next((one.title for one in running if one.task is job), TITLES.get(command, ""))
    if not (title and arguments):
        return
    record = {
        "title": title,
        "command": command,
        "argument": arguments[0],
        "since": time.time(),
    }
    path = _folder() / f"{uuid.uuid4().hex}.json"
    with suppress(SaveError):
        await asyncio.to_thread(_write, path, record)
    await asyncio.wait({job})
    if not ls.stopping:
        await asyncio.to_thread(files.remove, path)


def of_others() -> tuple[tuple[UnfinishedJob, ...], bool]:
    """Return the jobs whose editor has left, newest first, and whether other editors have some.

    What is too old is forgotten.
    """
    own, ended, running = owner_of(os.getpid()), [], False
    for owner, job in _kept():
        if owner != own and alive(owner):
            running = True
        elif owner != own:
            ended.append(job)
    return tuple(sorted(ended, key=lambda job: -job.since)), running


def forget(key: str) -> None:
    """Take a job off the list."""
    if key.isalnum():
        files.remove(_folder() / f"{key}.json")


def _kept() -> Iterator[tuple[str, UnfinishedJob]]:
    """Yield every job that is written down, behind the process that has it."""
    with suppress(OSError):
        for path in list(_folder().iterdir()):
            record = _read(path)
            if record is None or time.time() - record["since"] > KEPT_SECONDS:
                files.remove(path)
            else:
                job = UnfinishedJob(
                    path.stem,
                    record["title"],
                    record["command"],
                    record["argument"],
                    record["since"],
                )
                yield record["owner"], job


def _read(path: Path) -> dict[str, Any] | None:
    """Return what a file says, ``None`` when it is none of ours."""
    try:
        record = json.loads(files.read_regular(path, LARGEST_RECORD))
        texts = (record["owner"], record["title"], record["command"])
        whole = isinstance(record["argument"], dict) and isinstance(record["since"], float)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record if whole and all(isinstance(text, str) for text in texts) else None


def _write(path: Path, record: dict[str, object]) -> None:
    owned = record | {"owner": owner_of(os.getpid())}
    files.write_private(path, json.dumps(owned).encode())


def _folder() -> Path:
    return files.state_folder() / "unfinished"
