"""Which file a URI names, on either kind of system."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from limner.patterns import lazy_regex

_DRIVE = lazy_regex(r"/[A-Za-z]:(?=/|$)")


def path_of(uri: str) -> Path | None:
    """Return the file a URI names; ``None`` for other schemes and for nameless buffers."""
    name = file_name_of(uri, windows=os.name == "nt")
    return Path(name) if name is not None else None


def file_name_of(uri: str, *, windows: bool) -> str | None:
    r"""Return the path that a ``file`` URI names, ``None`` when it names none.

    On Windows a drive (``file:///c%3A/a.md``) is ``c:\a.md``, whatever the case of its letter, and
    a host (``file://server/share/a.md``) that of a shared folder, ``\\server\share\a.md``.
    """
    try:
        parts = urlsplit(uri)
    except ValueError:  # Brackets that are no address, for one.
        return None
    path = unquote(parts.path)
    if parts.scheme != "file" or "\0" in path or path in ("", "/", "\\"):
        return None
    if parts.netloc not in ("", "localhost"):
        path = f"//{parts.netloc}{path}"
    if not windows:
        return path
    if _DRIVE.match(path):
        path = path[1].lower() + path[2:]
    return path.replace("/", "\\")
