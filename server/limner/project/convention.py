"""A convention: where one project keeps its pictures, and what its documents call them."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from limner.markup.interface import NEVER
from limner.project.roots import Project


@dataclass(frozen=True)
class Convention:
    """Where pictures go, and how links are read and written.

    Attributes:
        name: whose convention it is, for people; ``""`` for none in particular.
        folder: where new pictures go.
        relative: the folders that a relative link may begin in, the usual one first.
        absolute: the folders that a link beginning with ``/`` may begin in, the usual one first.
        published: where the page stands on its site: links in HTML may begin there.
        also: folders in which a link is right too, though none is written to mean them.
        prefix: what a written link begins with when it is absolute; ``""`` for relative links.
        address: what links to served files may begin with, as the site stands below that address.
        dropped: folders that are searched, so that written links leave them out.
        aliases: what a link may begin with instead, and the folder each means.
        rooted: it is known what a link beginning with ``/`` means.
        endings: the endings a link may leave out, the usual one first.
        supplied: the names of pictures that the program brings along.
        made: the folders that a build fills.
        loose: the program may look where nothing here says, so that a name is enough to veto.
        anywhere: the folder below which a bare file name is enough, and above which no link leads;
            ``None`` for none.
        template: documents are made of this one, and only there its links lead anywhere.
        lowered: addresses are in lower case, whatever the names of files and folders are.
        shortest: bare file names are also written, where they are enough.
    """

    name: str
    folder: Path
    relative: tuple[Path, ...]
    absolute: tuple[Path, ...]
    published: tuple[Path, ...] = ()
    also: tuple[Path, ...] = ()
    prefix: str = ""
    address: str = ""
    dropped: tuple[Path, ...] = ()
    aliases: tuple[tuple[str, Path], ...] = ()
    rooted: bool = True
    endings: tuple[str, ...] = ()
    supplied: re.Pattern[str] = NEVER
    made: tuple[Path, ...] = ()
    loose: bool = False
    anywhere: Path | None = None
    template: bool = False
    lowered: bool = False
    shortest: bool = False

    def within(self, project: Project) -> "Convention":
        """Return this convention; pictures go beside the document if they could not go there."""
        inside = _inside(self.folder, project.root)
        hidden = inside is None or any(part.startswith(".") for part in inside.parts)
        return replace(self, folder=project.document.parent) if hidden else self


def beside(project: Project, name: str = "") -> Convention:
    """Return the convention of no generator: pictures stand beside the document."""
    folder = project.document.parent
    usual = (project.root / name for name in ("public", "static", "source", "docs", "assets"))
    return Convention(
        name,
        folder,
        relative=(folder,),
        absolute=tuple(dict.fromkeys((project.root, *folders_up(project), *usual))),
        also=(folder,),
        rooted=False,
    )


def folders_up(project: Project) -> Iterator[Path]:
    """Yield the document's folder and those above it, up to the project's own."""
    for folder in project.document.parents:
        yield folder
        if folder == project.root:
            return


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
