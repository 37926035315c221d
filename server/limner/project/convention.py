"""A convention: where one project keeps its pictures, and what its documents call them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from limner import files
from limner.project.roots import Project

LONGEST_CONFIGURATION = 1 << 16
"""Bytes that are read of a generator's configuration."""


@dataclass(frozen=True)
class Convention:
    """Where pictures go, and how links are read and written.

    Attributes:
        name: whose convention it is, for people; ``""`` for none in particular.
        folder: where new pictures go.
        relative: the folders that a relative link may begin in, the usual one first.
        absolute: the folders that a link beginning with ``/`` may begin in, the usual one first.
        prefix: what a written link begins with when it is absolute; ``""`` for relative links.
        dropped: folders that are searched, so that written links leave them out.
        endings: the endings a link may leave out, the usual one first.
        anywhere: the folder below which a bare file name is enough; ``None`` for none.
        shortest: bare file names are also written, where they are enough.
    """

    name: str
    folder: Path
    relative: tuple[Path, ...]
    absolute: tuple[Path, ...]
    prefix: str = ""
    dropped: tuple[Path, ...] = ()
    endings: tuple[str, ...] = ()
    anywhere: Path | None = None
    shortest: bool = False

    def within(self, project: Project) -> "Convention":
        """Return this convention; pictures go beside the document if they could not go there."""
        inside = _inside(self.folder, project.root)
        hidden = inside is None or any(part.startswith(".") for part in inside.parts)
        return replace(self, folder=project.document.parent) if hidden else self


def beside(project: Project, name: str = "") -> Convention:
    """Return the convention of no generator: pictures stand beside the document."""
    folder = project.document.parent
    return Convention(name, folder, relative=(folder,), absolute=(project.root,))


def folders_up(project: Project) -> Iterator[Path]:
    """Yield the document's folder and those above it, up to the project's own."""
    for folder in project.document.parents:
        yield folder
        if folder == project.root:
            return


def read(file: Path) -> str:
    """Return the beginning of a configuration file; ``""`` when there is none."""
    try:
        return files.read_beginning(file, LONGEST_CONFIGURATION).decode("utf-8", "replace")
    except OSError:
        return ""


def first_folder(base: Path, *names: str) -> Path:
    """Return the first of *names* that is a folder in *base*; the first name when none is."""
    found = (base / name for name in names if (base / name).is_dir())
    return next(found, base / names[0])


def normal(path: Path | str) -> Path:
    """Return *path* without ``.`` and ``..``; links in the file system are not followed."""
    return Path(os.path.normpath(path))


def _inside(folder: Path, root: Path) -> Path | None:
    folder = normal(folder)
    return folder.relative_to(root) if folder.is_relative_to(root) else None
