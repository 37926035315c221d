"""Reading files that anyone may have put there, a cloned repository or a service.

Regular files only, and never more than is asked for: a link to a device, a pipe or the server's own
standard input is refused before a byte of it is read.
"""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_Result = TypeVar("_Result")

DISK_SECONDS = 5.0
"""How long a look at the disk may take before an editor goes on without it."""

LARGEST_TEXT = 64 << 20
"""Bytes of a document that is read; what an editor may send in one message has the same limit."""


def read_regular(path: Path, most: int) -> bytes:
    """Return the content of a regular file of at most *most* bytes.

    Raises:
        OSError: it cannot be read, is no regular file (``EINVAL``), or is larger (``EFBIG``).
    """
    data = read_beginning(path, most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, "File too large", str(path))
    return data


def read_beginning(path: Path, most: int) -> bytes:
    """Return the first *most* bytes of a regular file.

    Raises:
        OSError: it cannot be read, or is no regular file (``EINVAL``).
    """
    # Looked at before it is opened, for systems on which opening a pipe cannot be told not to wait,
    # and again by its descriptor, for it may have been exchanged in between.
    _require_regular(path.stat().st_mode, path)
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        _require_regular(os.fstat(file.fileno()).st_mode, path)
        return file.read(most)


def read_text(path: Path, most: int = LARGEST_TEXT) -> str:
    """Return the content of a regular UTF-8 file of at most *most* bytes.

    Raises:
        OSError: see `read_regular`.
        UnicodeDecodeError: it is no UTF-8 text.
    """
    return read_regular(path, most).decode("utf-8")


async def in_time(call: Callable[[], _Result], otherwise: _Result) -> _Result:
    """Run *call*, which looks at the disk, in a thread; return *otherwise* when that takes long.

    A folder on a network that does not answer must not stop an editor.
    """
    import asyncio  # See `limner.files.whole.to_its_end`.

    try:
        async with asyncio.timeout(DISK_SECONDS):
            return await asyncio.to_thread(call)
    except TimeoutError:
        return otherwise


def _require_regular(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, "Is a directory", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
