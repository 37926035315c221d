"""Jupyter's contents manager, as Limner asks for it."""

import base64
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_server.utils import ensure_async
from tornado.web import HTTPError

from limner.errors import InputError, SaveError


class JupyterContents:
    """The files of a Jupyter server, wherever its contents manager keeps them.

    Args:
        manager: the server's contents manager.
    """

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    def folder(self, path: str) -> Path | None:
        """Return the folder of *path* on this machine's disk, if it is there."""
        root = getattr(self._manager, "root_dir", "")
        folder = (Path(root) / path).parent
        # A name may be too long for a disk; a path that names a drive leads out on Windows.
        with suppress(OSError):
            if root and folder.is_relative_to(root) and folder.is_dir():
                return folder
        return None

    async def exists(self, path: str) -> bool:
        """Say whether there is a file."""
        return bool(await ensure_async(self._manager.file_exists(path)))

    async def read(self, path: str) -> bytes:
        """Read a file.

        Raises:
            InputError: it cannot be read.
        """
        try:
            model = await ensure_async(
                self._manager.get(path, content=True, type="file", format="base64")
            )
        except HTTPError as error:
            raise InputError(f"{path} cannot be read: {error.log_message}.") from error
        return base64.b64decode(model["content"])

    async def check_place(self, path: str) -> None:
        """Make sure that a new file may be saved at *path*.

        Raises:
            SaveError: Jupyter hides it or keeps it out, or its folder takes no files.
        """
        manager, folder = self._manager, path.rpartition("/")[0]
        try:
            if not manager.allow_hidden and await ensure_async(manager.is_hidden(path)):
                raise SaveError(f"Jupyter cannot save {path}: hidden files are kept from it.")
            while folder and not await ensure_async(manager.dir_exists(folder)):
                if await ensure_async(manager.file_exists(folder)):
                    raise SaveError(f"Jupyter cannot save {path}: {folder} is a file.")
                folder = folder.rpartition("/")[0]
            model = await ensure_async(manager.get(folder, content=False, type="directory"))
        except (HTTPError, OSError, ValueError) as error:
            raise _unsaved(path, error) from error
        if not model.get("writable", True):
            raise SaveError(f"Jupyter cannot save {path}: its folder takes no files.")

    async def save(self, path: str, data: bytes) -> str:
        """Save a new file, and return its path; a number is added where the name is taken.

        Raises:
            SaveError: it cannot be saved.
        """
        folder, _, name = path.rpartition("/")
        manager = self._manager
        try:
            await self._folder(folder)
            free = await ensure_async(manager.increment_filename(name, folder, insert="-"))
            place = f"{folder}/{free}" if folder else free
            content = base64.b64encode(data).decode()
            model = {"type": "file", "format": "base64", "content": content}
            await ensure_async(manager.save(model, place))
        except (HTTPError, OSError) as error:
            raise _unsaved(path, error) from error
        return place

    async def _folder(self, folder: str) -> None:
        """Make a folder, and those above it, where they are missing."""
        if not folder or await ensure_async(self._manager.dir_exists(folder)):
            return
        await self._folder(folder.rpartition("/")[0])
        await ensure_async(self._manager.save({"type": "directory"}, folder))


def _unsaved(path: str, error: Exception) -> SaveError:
    why = getattr(error, "log_message", None) or getattr(error, "strerror", None) or str(error)
    return SaveError(f"Jupyter cannot save {path[:200]}: {why[:200]}.")
