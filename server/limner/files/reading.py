"""Reading a file that anyone may have put there."""

import errno
import os
import stat
from pathlib import Path


def read_regular(path: Path, most: int) -> bytes:
    """Return the content of a file of at most *most* bytes; a pipe or device is never waited for.

    Raises:
        OSError: it cannot be read, is no regular file, or is larger (``EFBIG``).
    """
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "no regular file")
        data = file.read(most + 1)
        if len(data) > most:
            raise OSError(errno.EFBIG, "too large")
        return data
