"""What came for each paid job, and what it was asked for: files that outlive the journal.

A job has a name of its own, random but for the journal's number at its end, so that no answer is
ever taken for that of another job. Its files are

    3f9a1c2e5b7d-12.answer   the raw answer
    3f9a1c2e5b7d-12.job      one JSON object a line: the job as it was sent, then what changed

A journal that is lost is made again from them; see `limner.image.journal.database`.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limner import files
from limner.errors import SaveError
from limner.patterns import lazy_regex

FOLDER = "spool"

ANSWER, RECORD = ".answer", ".job"

NAME = lazy_regex(r"(?:[0-9a-f]{12}-)?(?P<number>[0-9]{1,15})")
"""A name; those of Limner's first journals were the number alone."""

MOST_RECORD = 1 << 20


@dataclass(frozen=True)
class SpooledJob:
    """One job as its files tell of it.

    Attributes:
        name: what its files are called.
        number: the journal's number that it had.
        columns: what the journal's row held, by the row's columns.
    """

    name: str
    number: int
    columns: dict[str, Any]


def new_name(number: int, identity: str = "") -> str:
    """Return a name for the job with that *number*, random unless its *identity* is given."""
    return f"{identity or secrets.token_hex(6)}-{number}"


def answer_of(folder: Path, name: str) -> Path:
    """Return the file of a job's raw answer in the state folder."""
    return folder / FOLDER / f"{name}{ANSWER}"


def record(folder: Path, name: str, columns: dict[str, Any]) -> None:
    """Add what is new about a job to its record.

    The journal's row is what counts: a record that cannot be written now costs nothing yet.
    """
    line = b"\n" + json.dumps(columns).encode()
    with suppress(SaveError):
        files.append_private(folder / FOLDER / f"{name}{RECORD}", line)


def forget(folder: Path, name: str) -> None:
    """Remove a job's files."""
    for ending in (ANSWER, RECORD):
        files.remove(folder / FOLDER / f"{name}{ending}")


def spooled_jobs(folder: Path) -> Iterator[SpooledJob]:
    """Yield each job that there are files of."""
    try:
        paths = sorted((folder / FOLDER).iterdir())
    except OSError:
        return
    names = {path.stem: path for path in paths if path.suffix in (ANSWER, RECORD)}
    for name, path in names.items():
        found = NAME.fullmatch(name)
        if found is not None:
            yield SpooledJob(name, int(found["number"]), _columns(path.with_suffix(RECORD), path))


def _columns(path: Path, any_file: Path) -> dict[str, Any]:
    """Read a record; a line that a crash has cut off is passed over."""
    columns: dict[str, Any] = {}
    with suppress(OSError):
        columns["created"] = any_file.stat().st_mtime
        for line in files.read_regular(path, MOST_RECORD).split(b"\n"):
            with suppress(ValueError):
                found = json.loads(line)
                columns |= found if isinstance(found, dict) else {}
    return columns
