"""What is on the disk around a document, looked at once: which files are there, and how they begin.

A look lives as long as the question it answers; whoever asks again later looks anew.
"""

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

from limner import files
from limner.project.folder_trees import FolderTrees, Index, folded

_Made = TypeVar("_Made")

LONGEST_READ = 1 << 18
"""Bytes that are read of a generator's configuration, or of a document that others belong to."""
TEXTS = frozenset({
    "adoc", "asc", "asciidoc", "astro", "css", "html", "htm", "ipynb", "js", "json", "jsx",
    "liquid", "markdown", "md", "mdx", "njk", "org", "py", "qmd", "rmd", "rst", "scss", "svelte",
    "tex", "toml", "ts", "tsx", "typ", "vue", "yaml", "yml",
})  # fmt: skip
"""Endings of files that may name a picture."""


class ProjectFiles:
    """A look at the disk that remembers what it has seen.

    Args:
        trees: what earlier looks have listed, where there were some.
    """

    def __init__(self, trees: FolderTrees | None = None) -> None:
        self._trees = trees or FolderTrees()
        self._names: dict[Path, frozenset[str]] = {}
        self._texts: dict[Path, str] = {}
        self._made: dict[object, Any] = {}
        self._below: dict[Path, Index] = {}

    def names(self, folder: Path) -> frozenset[str]:
        """Return the names of what is in *folder*; none where there is no such folder."""
        if folder not in self._names:
            try:
                self._names[folder] = frozenset(os.listdir(folder))  # noqa: PTH208 (names alone, and fast)
            except OSError:
                self._names[folder] = frozenset()
        return self._names[folder]

    def once(self, key: object, make: Callable[[], _Made]) -> _Made:
        """Return what *make* returned when it was asked for *key* first."""
        if key not in self._made:
            self._made[key] = make()
        made: _Made = self._made[key]
        return made

    def has(self, folder: Path, name: str) -> bool:
        """Whether *folder* holds *name*, which may be a path."""
        first, _, rest = name.partition("/")
        return first in self.names(folder) and (not rest or self.has(folder / first, rest))

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder at *path*."""
        return self.once(("folder", path), path.is_dir)

    def text(self, file: Path) -> str:
        """Return how a text file begins; ``""`` when there is none."""
        if file not in self._texts:
            try:
                data = files.read_beginning(file, LONGEST_READ)
                self._texts[file] = data.decode("utf-8", "replace")
            except (OSError, ValueError):
                self._texts[file] = ""
        return self._texts[file]

    def holds(self, path: Path) -> bool:
        """Whether there is a file, or a link to one that lies elsewhere, of this name.

        A dangling link is how git-annex leaves out a picture; the composed and the decomposed form
        of a letter are one name.
        """
        if os.path.lexists(path):
            return True
        if path.name.isascii():
            return False
        wanted = unicodedata.normalize("NFC", path.name)
        return any(unicodedata.normalize("NFC", name) == wanted for name in self.names(path.parent))

    def named(self, name: str, folder: Path) -> tuple[Path, ...]:
        """Return the files of a name below *folder*, whatever their letters' case and form."""
        return tuple(map(Path, self._index(folder).get(folded(name), ())))

    def below(self, folder: Path) -> Iterator[Path]:
        """Yield the files below *folder*."""
        for held in self._index(folder).values():
            yield from map(Path, held)

    def mentioned(self, paths: Collection[Path], folder: Path) -> frozenset[Path]:
        """Return those of *paths* that a text below *folder* names with the folder they are in.

        A text in that folder need not name it.
        """
        wanted = {path: f"{path.parent.name}/{path.name}" for path in paths}
        found: set[Path] = set()
        for file in self.below(folder) if wanted else ():
            if file.suffix[1:].lower() in TEXTS and len(found) < len(wanted):
                text = self.text(file)
                found |= {
                    path for path, name in wanted.items()
                    if name in text or (path.parent == file.parent and path.name in text)
                }  # fmt: skip
        return frozenset(found)

    def _index(self, folder: Path) -> Index:
        if folder not in self._below:
            self._below[folder] = self._trees.index(folder)
        return self._below[folder]
