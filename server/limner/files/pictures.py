"""Writing a picture into a folder of the project, and nowhere else.

The folder is reached from the project's root name by name, without following a link: by
descriptor where the platform has them, else by comparing where the path really leads.
"""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from limner.errors import InputError, SaveError
from limner.files.whole import (
    BY_DESCRIPTOR,
    NO_HARD_LINKS,
    TEMPORARY,
    create_text,
    give_name,
    remove,
    replace,
    sentences,
    temporary_name,
    write_new,
    write_protected,
)

STALE_SECONDS = 3600.0
"""Unfinished files of this age were left by a crash and are removed."""


def picture_folder(folder: str) -> PurePosixPath:
    """Read *folder*, a place inside the project with ``/`` between names; ``""`` is its root.

    Raises:
        InputError: it leads out of the project, is absolute, or has a name that begins with a dot.
    """
    path = PurePosixPath(folder)
    for name in path.parts:
        if name == "/" or name == ".." or "\\" in name or ":" in name:
            raise InputError(
                f"Pictures stay inside the project: “{folder}” leads out of it. "
                "Choose a folder in the project as image.destination."
            )
        if name.startswith((".", "~", "$")) or name.endswith((".", " ")):
            raise InputError(
                f"Pictures are not put into “{name}”: choose a folder whose name begins with a "
                "letter or digit as image.destination."
            )
        if not name.isprintable():
            raise InputError("The folder for pictures has a name that cannot be shown.")
    return path


def check_writable(root: Path, folder: str) -> None:
    """Find out, without writing anything, whether `write_picture` could write there now.

    Raises:
        InputError: *folder* is not a place inside the project.
        SaveError: a folder on the way is a link or a file, or must not be written.
    """
    path = picture_folder(folder)
    with sentences(f"a picture in {root / path}"):
        place = root
        for name in path.parts:
            if not os.path.lexists(place / name):
                break
            place /= name
            mode = place.lstat().st_mode
            if not stat.S_ISDIR(mode):
                raise OSError(errno.ELOOP if stat.S_ISLNK(mode) else errno.ENOTDIR, "no folder")
        if not os.access(place, os.W_OK | os.X_OK):
            raise OSError(errno.EACCES, "no permission")


SIDECAR = ".json"
"""What a picture's name ends in beside its own ending, for the file that says how it was made."""


def write_picture(
    root: Path, folder: str, slug: str, extension: str, data: bytes, beside: bytes | None = None
) -> Path:
    """Write a picture under *root*/*folder* and return its path, which is new.

    Args:
        root: the project's folder; nothing is written outside it.
        folder: the place inside, with ``/``; missing folders are made.
        slug: the name without its ending; ``-1``, ``-2`` … is added when it is taken.
        extension: the ending without its dot.
        data: the whole file.
        beside: a file that says how it was made; failing to write it does not cost the picture.

    Raises:
        InputError: *folder* is not a place inside the project.
        SaveError: the disk is full, the folder is read-only or a link, …
    """
    path = picture_folder(folder)
    write = _write_by_descriptor if BY_DESCRIPTOR else _write_by_path
    with sentences(f"the picture in {root / path}"):
        return root / path / write(root, path, slug, extension, data, beside)


def new_picture(
    root: Path, folder: str, slug: str, extension: str, *, beside: bool = False
) -> Path:
    """Return the path that `write_picture` would choose now, without writing anything.

    Args:
        root: the project's folder.
        folder: the place inside, with ``/`` between names.
        slug: the name without its ending.
        extension: the ending without its dot.
        beside: whether a file that says how the picture was made has to find room, too.

    Raises:
        InputError: *folder* is not a place inside the project.
    """
    place = root / picture_folder(folder)
    for name in _names(slug, extension):
        taken = [name, *([f"{name}{SIDECAR}"] if beside else [])]
        if not any(os.path.lexists(place / one) for one in taken):
            return place / name
    return place / f"{slug}.{extension}"


def replace_picture(root: Path, path: Path, data: bytes) -> None:
    """Replace a picture whose record changes, or the file beside it, keeping its permissions.

    Args:
        root: the project's folder; nothing is written outside it.
        path: a file that is there.
        data: the whole new file.

    Raises:
        SaveError: it is a link, lies outside, is protected against writing, or could not be
            written; it is as it was.
    """
    with sentences(f"{path}"):
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise SaveError(f"{path.name} is a link: what it leads to stays as it was.")
        if not path.resolve().is_relative_to(root.resolve()):
            raise SaveError(f"{path.name} lies outside the project {root}: it stays as it was.")
        if write_protected(path):
            raise SaveError(f"{path.name} is write-protected: it stays as it was.")
        replace(path, data, stat.S_IMODE(mode))


def delete(path: Path) -> None:
    """Delete a file of the project that Limner wrote.

    Raises:
        SaveError: it cannot be deleted.
    """
    with sentences(f"the removal of {path}"):
        path.unlink(missing_ok=True)


def _write_by_descriptor(
    root: Path,
    folder: PurePosixPath,
    slug: str,
    extension: str,
    data: bytes,
    beside: bytes | None,
) -> str:
    """Write the picture and return its name; no link below *root* is ever followed."""
    directory = _open_folder(root, folder)
    temporary = temporary_name()
    try:
        _sweep(directory)
        write_new(temporary, data, 0o666, directory)
        for name in _names(slug, extension):
            if beside is not None and _is_there(f"{name}{SIDECAR}", directory):
                continue
            with suppress(FileExistsError):
                _link(temporary, name, directory)
                if beside is not None:
                    _write_beside(f"{name}{SIDECAR}", beside, directory)
                # The picture has its name: a folder that cannot be synced is no failure.
                with suppress(OSError):
                    os.fsync(directory)
                return name
        raise FileExistsError(errno.EEXIST, "too many pictures of this name")
    finally:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=directory)
        os.close(directory)


def _open_folder(root: Path, folder: PurePosixPath) -> int:
    directory = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    for name in folder.parts:
        try:
            with suppress(FileExistsError):
                os.mkdir(name, dir_fd=directory)
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
            inner = os.open(name, flags, dir_fd=directory)
        finally:
            os.close(directory)
        directory = inner
    return directory


def _is_there(name: str, directory: int) -> bool:
    with suppress(FileNotFoundError):
        os.stat(name, dir_fd=directory, follow_symlinks=False)
        return True
    return False


def _write_beside(name: str, data: bytes, directory: int) -> None:
    """Write a file whole or not at all; it is left out where that fails."""
    temporary = temporary_name()
    try:
        with suppress(OSError):
            write_new(temporary, data, 0o666, directory)
            _link(temporary, name, directory)
    finally:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=directory)


def _link(temporary: str, name: str, directory: int) -> None:
    """Give the finished file its name; fails when the name is taken."""
    try:
        os.link(temporary, name, src_dir_fd=directory, dst_dir_fd=directory, follow_symlinks=False)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666, dir_fd=directory))
        os.rename(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)


def _sweep(directory: int) -> None:
    """Remove what a crash left behind in this folder."""
    with suppress(OSError):
        for name in os.listdir(directory):
            if name.startswith(TEMPORARY) and name.endswith(".limner"):
                age = time.time() - os.stat(name, dir_fd=directory, follow_symlinks=False).st_mtime
                if age > STALE_SECONDS:
                    os.unlink(name, dir_fd=directory)


def _write_by_path(
    root: Path,
    folder: PurePosixPath,
    slug: str,
    extension: str,
    data: bytes,
    beside: bytes | None,
) -> str:
    """Do the same where folders have no descriptors: compare where the path really leads."""
    home = root.resolve(strict=True)
    directory = home
    for part in folder.parts:
        directory = directory / part
        with suppress(FileExistsError):
            directory.mkdir()
        _same_place(directory)
    temporary = directory / temporary_name()
    try:
        write_new(temporary, data, 0o666)
        _same_place(directory)
        for name in _names(slug, extension):
            sidecar = directory / f"{name}{SIDECAR}"
            if beside is not None and os.path.lexists(sidecar):
                continue
            with suppress(FileExistsError):
                give_name(temporary, directory / name)
                if beside is not None:
                    with suppress(SaveError, InputError):
                        create_text(sidecar, beside)
                return name
        raise FileExistsError(errno.EEXIST, "too many pictures of this name")
    finally:
        remove(temporary)


def _same_place(directory: Path) -> None:
    if directory.resolve(strict=True) != directory:
        raise OSError(errno.ELOOP, "a link")


def _names(slug: str, extension: str) -> Iterator[str]:
    yield f"{slug}.{extension}"
    for number in range(1, 10_000):
        yield f"{slug}-{number}.{extension}"
