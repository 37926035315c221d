"""Writing a whole file or none, and saying in a sentence why it could not be written.

A file is written beside its final name first, synced, and then given that name.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from limner.errors import InputError, SaveError

_Result = TypeVar("_Result")

WINDOWS = os.name == "nt"

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between the tries to rename a file that somebody holds on Windows."""

HELD = (5, 32, 33)
"""What Windows says then: access denied, in use by another process, a part of it locked."""

TEMPORARY = ".~"
"""How the names of unfinished files begin; the rest is random and ends in ``.limner``."""

NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What exFAT and some network drives answer: there the name is held, then moved over."""

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH

_WRITING = os.O_WRONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
)
"""How a file is opened to be written, with those of the flags that this system has."""

BY_DESCRIPTOR = os.open in os.supports_dir_fd and os.link in os.supports_dir_fd
"""Whether folders can be walked by descriptor (Linux, macOS), or by comparing paths (Windows)."""


async def to_its_end(call: Callable[[], _Result]) -> _Result:
    """Run *call* in a thread; a cancel meanwhile counts when it has ended, some milliseconds later.

    Otherwise the thread could still write behind what the cancel writes, or a file would be there
    that no record knows of.
    """
    import asyncio  # It takes longer than all else that ``limner --version`` imports.

    running = asyncio.get_running_loop().run_in_executor(None, call)
    cancelled = None
    while not running.done():
        try:
            await asyncio.wait([running])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        running.exception()
        raise cancelled
    return running.result()


def write_private(path: Path, data: bytes) -> None:
    """Write *data* to *path* in the state folder, replacing it; only the person can read it.

    Raises:
        SaveError: it could not be written.
    """
    with sentences(f"{path}"):
        private_folder(path.parent)
        replace(path, data, 0o600)


def append_private(path: Path, data: bytes) -> None:
    """Add *data* to the end of *path* in the state folder; only the person can read it.

    Raises:
        SaveError: it could not be written.
    """
    with sentences(f"{path}"):
        private_folder(path.parent)
        file = os.open(path, os.O_CREAT | os.O_APPEND | _WRITING, 0o600)
        try:
            _write_all(file, data)
        finally:
            os.close(file)


def move_private(old: Path, new: Path) -> None:
    """Give a file of the state folder another name.

    Raises:
        SaveError: it could not be renamed.
    """
    with sentences(f"{new}"):
        old.replace(new)


def hold_private(path: Path) -> None:
    """Make sure that there is a file at *path* that only the person can read; it may be empty.

    Raises:
        SaveError: it could not be made.
    """
    with sentences(f"{path}"):
        private_folder(path.parent)
        with suppress(FileExistsError):
            write_new(path, b"", 0o600)


def private_folder(path: Path) -> None:
    """Make *path* and its parents where they are missing, closed to others (mode 0700).

    Raises:
        SaveError: it could not be made.
    """
    with sentences(f"{path}"):
        if not path.is_dir():
            private_folder(path.parent)
            with suppress(FileExistsError):
                path.mkdir(mode=0o700)


def remove(path: Path) -> None:
    """Remove a file of the state folder, if it is there; failing to is no matter."""
    with suppress(OSError):
        path.unlink()


def set_aside(path: Path) -> Path:
    """Give a damaged file of the state folder another name, and return that name.

    Raises:
        SaveError: it could not be renamed.
    """
    aside = path.with_name(f"{path.name}.damaged-{os.urandom(4).hex()}")
    with sentences(f"{path}"):
        path.rename(aside)
    return aside


def write_protected(path: Path) -> bool:
    """Say whether the person has taken away the right to write to *path*, or never had it.

    A file in a folder that can be written is replaced whatever its own permissions are.

    Raises:
        OSError: it is not there.
    """
    return not (path.stat().st_mode & WRITABLE and os.access(path, os.W_OK))


def replace_text(path: Path, data: bytes) -> None:
    """Replace a document at once, keeping its permissions; a link to it stays a link.

    Raises:
        SaveError: it could not be written; the document is as it was.
    """
    with sentences(f"{path}"):
        target = path.resolve(strict=True)
        replace(target, data, stat.S_IMODE(target.stat().st_mode))


def create_text(path: Path, data: bytes) -> None:
    """Write a new file.

    Raises:
        InputError: there is a file of this name.
        SaveError: it could not be written.
    """
    with sentences(f"{path}"):
        temporary = path.with_name(temporary_name())
        try:
            write_new(temporary, data, 0o666)
            give_name(temporary, path)
        except FileExistsError:
            raise InputError(f"{path} exists already: choose another name.") from None
        finally:
            remove(temporary)


def give_name(temporary: Path, path: Path) -> None:
    """Rename without overwriting; fails with ``FileExistsError`` when the name is taken."""
    if WINDOWS:
        patiently(lambda: temporary.rename(path))
        return
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        os.rename(temporary, path)  # noqa: PTH104


def patiently(call: Callable[[], object]) -> None:
    """Rename a file; on Windows a scanner or an editor may hold it for a moment."""
    for pause in PAUSES if WINDOWS else ():
        try:
            call()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD:
                raise
            time.sleep(pause)
        else:
            return
    call()


def discard(descriptor: int) -> None:
    """Let what is still written to *descriptor* go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def temporary_name() -> str:
    """Return a new name for an unfinished file."""
    return f"{TEMPORARY}{os.urandom(8).hex()}.limner"


def write_new(path: Path | str, data: bytes, mode: int, directory: int | None = None) -> None:
    """Write and sync a file that does not exist yet; *directory* is a folder's descriptor."""
    file = os.open(path, os.O_CREAT | os.O_EXCL | _WRITING, mode, dir_fd=directory)
    try:
        _write_all(file, data)
    finally:
        os.close(file)


def replace(path: Path, data: bytes, mode: int) -> None:
    """Give *path* a new file with that *mode* at once; a link of that name is replaced itself."""
    temporary = path.with_name(temporary_name())
    try:
        write_new(temporary, data, mode)
        os.chmod(temporary, mode)  # noqa: PTH101 (as below; the umask may have narrowed it)
        patiently(lambda: os.replace(temporary, path))  # noqa: PTH105 (one namespace for all calls)
        _sync_folder(path.parent)
    finally:
        remove(temporary)


def _write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)


def _sync_folder(path: Path) -> None:
    """Sync a folder's own entry; the file has its name already, so failing to is no failure."""
    if BY_DESCRIPTOR:
        with suppress(OSError):
            directory = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(directory)
            finally:
                os.close(directory)


@contextmanager
def sentences(what: str) -> Iterator[None]:
    """Turn an ``OSError`` in the block into a sentence with its next step.

    Raises:
        SaveError: *what* could not be written.
    """
    try:
        yield
    except OSError as error:
        next_step = NEXT_STEPS.get(error.errno or 0, "check the folder and try again")
        reason = REASONS.get(error.errno or 0) or os.strerror(error.errno or errno.EIO).lower()
        raise SaveError(f"Cannot write {what} ({reason}): {next_step}.") from error


REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "no permission",
    errno.EPERM: "no permission",
    errno.ELOOP: "a folder on the way is a link",
    errno.ENOTDIR: "a folder on the way is a link or a file",
    errno.ENOENT: "the folder does not exist",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EMFILE: "too many files are open",
}

NEXT_STEPS = {
    errno.ENOSPC: "free some space and try again",
    errno.EDQUOT: "free some space and try again",
    errno.EROFS: "choose a folder that can be written",
    errno.EACCES: "choose a folder that you may write to",
    errno.EPERM: "choose a folder that you may write to",
    errno.ELOOP: "choose a real folder as image.destination",
    errno.ENOTDIR: "choose a real folder as image.destination",
    errno.ENAMETOOLONG: "choose a folder with a shorter path",
}
