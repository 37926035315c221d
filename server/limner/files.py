"""The one module that writes files: whole or not at all, and never over another file.

Pictures go into folders of the project, reached from its root step by step without following a
link. State goes into the person's own state folder, readable by nobody else. Everything is
written beside its final name first, synced, and then given that name.
"""

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from limner.errors import InputError, SaveError

TEMPORARY = ".~"
"""How the names of unfinished files begin; the rest is random and ends in ``.limner``."""

STALE_SECONDS = 3600.0
"""Unfinished files of this age were left by a crash and are removed."""

NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What exFAT and some network drives answer: there the name is held, then moved over."""

BY_DESCRIPTOR = os.open in os.supports_dir_fd and os.link in os.supports_dir_fd
"""Whether folders can be walked by descriptor (Linux, macOS), or by comparing paths (Windows)."""


def state_folder() -> Path:
    """Return the folder for journal, spool and agreed hosts; it is not made yet."""
    import platformdirs

    return Path(platformdirs.user_state_dir("limner", appauthor=False))


def configuration_folder() -> Path:
    """Return the folder of the user's ``config.toml``."""
    import platformdirs

    return Path(platformdirs.user_config_dir("limner", appauthor=False))


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


def write_picture(root: Path, folder: str, slug: str, extension: str, data: bytes) -> Path:
    """Write a picture under *root*/*folder* and return its path, which is new.

    Args:
        root: the project's folder; nothing is written outside it.
        folder: the place inside, with ``/``; missing folders are made.
        slug: the name without its ending; ``-1``, ``-2`` … is added when it is taken.
        extension: the ending without its dot.
        data: the whole file.

    Raises:
        InputError: *folder* is not a place inside the project.
        SaveError: the disk is full, the folder is read-only or a link, …
    """
    path = picture_folder(folder)
    write = _write_by_descriptor if BY_DESCRIPTOR else _write_by_path
    with _sentences(f"the picture in {root / path}"):
        return root / path / write(root, path, slug, extension, data)


def write_private(path: Path, data: bytes) -> None:
    """Write *data* to *path* in the state folder, replacing it; only the person can read it.

    Raises:
        SaveError: it could not be written.
    """
    with _sentences(f"{path}"):
        private_folder(path.parent)
        _replace(path, data, 0o600)


def private_folder(path: Path) -> None:
    """Make *path* and its parents where they are missing, closed to others (mode 0700).

    Raises:
        SaveError: it could not be made.
    """
    with _sentences(f"{path}"):
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
    aside = path.with_name(f"{path.name}.damaged-{secrets.token_hex(4)}")
    with _sentences(f"{path}"):
        path.rename(aside)
    return aside


def replace_text(path: Path, data: bytes) -> None:
    """Replace a document with *data* at once, keeping its permissions.

    Raises:
        SaveError: it could not be written; the document is as it was.
    """
    with _sentences(f"{path}"):
        target = path.resolve(strict=True)
        _replace(target, data, stat.S_IMODE(target.stat().st_mode))


def create_text(path: Path, data: bytes) -> None:
    """Write a new file.

    Raises:
        InputError: there is a file of this name.
        SaveError: it could not be written.
    """
    with _sentences(f"{path}"):
        temporary = path.with_name(_temporary_name())
        try:
            _write_new(temporary, data, 0o666)
            _give_name(temporary, path)
        except FileExistsError:
            raise InputError(f"{path} exists already: choose another name.") from None
        finally:
            remove(temporary)


# Pictures, by descriptor


def _write_by_descriptor(
    root: Path, folder: PurePosixPath, slug: str, extension: str, data: bytes
) -> str:
    """Write the picture and return its name; no link below *root* is ever followed."""
    directory = _open_folder(root, folder)
    temporary = _temporary_name()
    try:
        _sweep(directory)
        _write_new(temporary, data, 0o666, directory)
        for name in _names(slug, extension):
            with suppress(FileExistsError):
                _link(temporary, name, directory)
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


# Pictures, by path


def _write_by_path(
    root: Path, folder: PurePosixPath, slug: str, extension: str, data: bytes
) -> str:
    """Do the same where folders have no descriptors: compare where the path really leads."""
    home = root.resolve(strict=True)
    directory = home
    for part in folder.parts:
        directory = directory / part
        with suppress(FileExistsError):
            directory.mkdir()
        _same_place(directory)
    temporary = directory / _temporary_name()
    try:
        _write_new(temporary, data, 0o666)
        _same_place(directory)
        for name in _names(slug, extension):
            with suppress(FileExistsError):
                _give_name(temporary, directory / name)
                return name
        raise FileExistsError(errno.EEXIST, "too many pictures of this name")
    finally:
        remove(temporary)


def _same_place(directory: Path) -> None:
    if directory.resolve(strict=True) != directory:
        raise OSError(errno.ELOOP, "a link")


def _give_name(temporary: Path, path: Path) -> None:
    """Rename without overwriting; on Windows a scanner may hold the file for a moment."""
    if os.name != "nt":
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in NO_HARD_LINKS:
                raise
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            os.rename(temporary, path)  # noqa: PTH104
        return
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8, 1.0):
        try:
            temporary.rename(path)  # On Windows this fails when the name is taken.
        except PermissionError as error:
            if getattr(error, "winerror", None) not in (5, 32, 33):
                raise
            time.sleep(pause)
        else:
            return
    temporary.rename(path)


# Shared


def _names(slug: str, extension: str) -> Iterator[str]:
    yield f"{slug}.{extension}"
    for number in range(1, 10_000):
        yield f"{slug}-{number}.{extension}"


def _temporary_name() -> str:
    return f"{TEMPORARY}{secrets.token_hex(8)}.limner"


def _replace(path: Path, data: bytes, mode: int) -> None:
    temporary = path.with_name(_temporary_name())
    try:
        _write_new(temporary, data, mode)
        os.chmod(temporary, mode)  # noqa: PTH101 (as below; the umask may have narrowed it)
        os.replace(temporary, path)  # noqa: PTH105 (one namespace for every call that can fail)
        _sync_folder(path.parent)
    finally:
        remove(temporary)


def _write_new(path: Path | str, data: bytes, mode: int, directory: int | None = None) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, mode, dir_fd=directory)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)


def _sync_folder(path: Path) -> None:
    if BY_DESCRIPTOR:
        directory = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


@contextmanager
def _sentences(what: str) -> Iterator[None]:
    """Turn an ``OSError`` into a sentence with its next step."""
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
