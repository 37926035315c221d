"""The files below folders by name, listed again only where a folder has changed since.

A folder's time of change says whether anything was added to it, renamed or taken away. One that
changed while it was listed, or a moment before, could change once more without another time: it is
listed again the next time. So a second look costs a question for each folder, not for each file.
"""

import os
import threading
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MOST_FILES = 100_000
"""Files of a folder among which a name is looked for."""

MOST_TREES = 4
"""Folders that are remembered, those that were asked for last."""

SETTLED_NS = 2_000_000_000
"""Nanoseconds after which a folder's time of change counts: FAT knows every second second only."""

PACKAGES = frozenset({"node_modules", "site-packages", "__pycache__", "bower_components"})
"""Folders of other people's work, in which no picture of an author is looked for."""

SEARCHED_HIDDEN = frozenset({".gitbook"})
"""Hidden folders in which a program keeps an author's pictures."""

Index = Mapping[str, list[str]]
"""The paths of files by their `folded` names."""


class FolderTrees:
    """Remembers what stands below folders; it may be asked from several threads."""

    def __init__(self) -> None:
        self._trees: dict[Path, _Tree] = {}
        self._turn = threading.Lock()

    def index(self, folder: Path) -> Index:
        """Return the files below *folder*; packages and most hidden folders are left out."""
        with self._turn:
            tree = self._trees.pop(folder, None)
            tree = _looked_at(folder, tree)
            self._trees[folder] = tree
            while len(self._trees) > MOST_TREES:
                del self._trees[next(iter(self._trees))]
            return tree.index


def folded(name: str) -> str:
    """Return *name* as names are compared where neither case nor Unicode form counts."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


@dataclass(frozen=True)
class _Listing:
    """What a folder held: its *stamp* says whether it still does."""

    stamp: tuple[int, int] | None
    folders: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def content(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.folders, self.names


@dataclass(frozen=True)
class _Tree:
    listings: dict[str, _Listing]
    index: dict[str, list[str]]


def _looked_at(folder: Path, known: _Tree | None) -> _Tree:
    """Return the tree as it is now, with the index that is *known* where no name has changed."""
    before = known.listings if known else {}
    listings: dict[str, _Listing] = {}
    waiting, seen, is_new = [str(folder)], 0, known is None
    while waiting and seen <= MOST_FILES:
        place = waiting.pop()
        listing = before.get(place)
        if listing is None or listing.stamp is None or listing.stamp != _stamp(place):
            held, listing = listing, _listed(place)
            is_new = is_new or held is None or held.content != listing.content
        listings[place] = listing
        seen += len(listing.names)
        waiting += (f"{place}/{name}" for name in reversed(listing.folders))
    if known is not None and not is_new:
        return _Tree(listings, known.index)
    index: dict[str, list[str]] = {}
    for place, listing in listings.items():
        for name in listing.names:
            index.setdefault(folded(name), []).append(f"{place}/{name}")
    return _Tree(listings, index)


def _listed(place: str) -> _Listing:
    stamp = _stamp(place)
    if stamp is not None and time.time_ns() - stamp[0] < SETTLED_NS:
        stamp = None
    folders, names = [], []
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if not _is_folder(entry):
                    names.append(entry.name)
                elif (
                    (not entry.name.startswith(".") or entry.name in SEARCHED_HIDDEN)
                    and entry.name not in PACKAGES
                    and not entry.is_symlink()
                ):
                    folders.append(entry.name)
    except OSError:
        return _Listing(None, (), ())
    return _Listing(stamp, tuple(sorted(folders)), tuple(sorted(names)))


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _stamp(place: str) -> tuple[int, int] | None:
    """Return when a folder changed last, and which one it is; ``None`` where there is none."""
    try:
        found = os.stat(place)  # noqa: PTH116 (a string, and fast)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
