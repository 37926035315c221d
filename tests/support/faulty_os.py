"""A module ``os`` whose calls to the file system fail."""

import errno
import os

CALLS = [
    "open",
    "mkdir",
    "write",
    "fsync",
    "link",
    "unlink",
    "close",
    "listdir",
    "stat",
    "chmod",
    "replace",
]
ERRORS = [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EMFILE]


class FaultyOS:
    """Stands in for the module ``os``: its n-th call fails, once or for ever after."""

    def __init__(self, n, code, forever):
        self.left, self.code, self.forever = n, code, forever

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*arguments, **options):
            self.left -= 1
            if self.left == 0 or (self.forever and self.left < 0):
                if name == "close":
                    real(*arguments, **options)
                raise OSError(self.code, os.strerror(self.code))
            return real(*arguments, **options)

        return call
