"""The files of JupyterLab's pictures: drawn in a folder of Limner's own, saved by Jupyter."""

import asyncio
import hashlib
import time
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Protocol

from limner import files
from limner.document import Document
from limner.errors import LimnerError, SaveError
from limner.project.roots import HEAD, Project

STAGED_SECONDS = 86_400.0
"""How long a picture stays where it was drawn, beside the copy that Jupyter saved."""

SAVED = ".saved"
"""Ends the name of an empty file beside a picture of which Jupyter has saved a copy."""


class Contents(Protocol):
    """Jupyter's contents manager, as far as Limner needs it."""

    def folder(self, path: str) -> Path | None:
        """Return the folder of *path* on this machine's disk, if it is there."""
        ...

    async def exists(self, path: str) -> bool:
        """Say whether there is a file."""
        ...

    async def read(self, path: str) -> bytes:
        """Read a file; raises ``InputError``."""
        ...

    async def check_place(self, path: str) -> None:
        """Make sure that a new file may be saved there; raises ``SaveError``."""
        ...

    async def save(self, path: str, data: bytes) -> str:
        """Save a new file, and return its path, which has a number where the name was taken."""
        ...


def staging(path: str, document: Document) -> Project:
    """Return a private folder of Limner's own, in which the pictures for one document are drawn."""
    name = hashlib.sha256(path.encode("utf-8", "replace")).hexdigest()[:16]
    root = files.state_folder() / "jupyter" / name
    files.private_folder(root)
    _sweep(root)
    return Project(root, root / PurePosixPath(path).name, document.text[:HEAD])


async def save(contents: Contents, drawn: Path, data: bytes, path: str) -> str:
    """Have Jupyter save *data*, the picture *drawn*, at *path*; return where it has.

    The name keeps the ending that the picture has.

    Raises:
        SaveError: it was not saved, and is kept where it was drawn.
    """
    if PurePosixPath(path).suffix.lower() != drawn.suffix.lower():
        path = str(PurePosixPath(path).with_suffix(drawn.suffix))
    try:
        saved = await contents.save(path, data)
    except LimnerError as error:
        raise SaveError(f"{error} The picture is kept in {drawn}.") from error
    with suppress(SaveError):
        await asyncio.to_thread(files.write_private, drawn.with_name(f"{drawn.name}{SAVED}"), b"")
    return saved


def _sweep(root: Path) -> None:
    """Remove pictures a day after Jupyter has saved copies; one without a copy is the only one."""
    with suppress(OSError):
        for mark in root.glob(f"*{SAVED}"):
            picture = mark.with_suffix("")
            if not picture.exists() or time.time() - mark.stat().st_mtime > STAGED_SECONDS:
                files.remove(picture)
                files.remove(mark)
