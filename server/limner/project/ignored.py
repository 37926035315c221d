"""What Git leaves out of a project, by the rules of its ``.gitignore`` files and its index."""

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from limner.files import read_regular
from limner.project.project_files import ProjectFiles

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".gitignore"

LARGEST_INDEX = 1 << 26
"""Bytes of a repository's index that are looked through: about half a million files."""


def is_ignored(path: Path, root: Path, files: ProjectFiles, *, is_folder: bool = False) -> bool:
    """Whether a ``.gitignore`` of the repository that holds *root* leaves *path* out."""
    top = _repository(root, files)
    if not path.is_relative_to(top) or path == top:
        return False
    return _folder_ignored(path.parent, top, files) or _matches(path, top, files, is_folder)


def is_tracked(path: Path, root: Path, files: ProjectFiles) -> bool:
    """Whether the repository that holds *root* has *path* in its index, there or not.

    An index whose paths are compressed (version 4) is not understood: nothing is tracked there.
    """
    top = _repository(root, files)
    if not path.is_relative_to(top):
        return False
    name = os.fsencode(path.relative_to(top).as_posix())
    # An entry ends with its flags, of which the lower twelve bits are the length of the name.
    length = min(len(name), 0xFFF).to_bytes(2, "big")
    return length + name + b"\0" in files.once(("index", top), lambda: _index(top, files))


def excludes(globs: tuple[str, ...], path: Path, root: Path, files: ProjectFiles) -> bool:
    """Whether *path* is among what *globs*, written as in a ``.gitignore`` at *root*, leave out."""
    if not globs or not path.is_relative_to(root):
        return False
    spec = files.once(("globs", globs), lambda: _spec(globs))
    return spec.match_file(path.relative_to(root).as_posix())


def _repository(root: Path, files: ProjectFiles) -> Path:
    holding = (each for each in (root, *root.parents) if ".git" in files.names(each))
    return files.once(("repository", root), lambda: next(holding, root))


def _index(top: Path, files: ProjectFiles) -> bytes:
    """Return what the index of a repository, a worktree or a submodule holds; nothing if unread."""
    git = top / ".git"
    elsewhere = files.text(git).removeprefix("gitdir:").strip()  # A worktree's .git is a file.
    try:
        return read_regular(top / (elsewhere or git) / "index", LARGEST_INDEX)
    except (OSError, ValueError):
        return b""


def _folder_ignored(folder: Path, top: Path, files: ProjectFiles) -> bool:
    if folder == top:
        return False
    return files.once(
        ("ignored", folder),
        lambda: _folder_ignored(folder.parent, top, files) or _matches(folder, top, files, True),
    )


def _matches(path: Path, top: Path, files: ProjectFiles, is_folder: bool) -> bool:
    """Say what the nearest rule says that fits *path*; its folders are not ignored."""
    key = ("rules above", path.parent, top)
    for folder, spec in files.once(key, lambda: _rules_above(path, top, files)):
        inside = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
        found = spec.check_file(inside).include
        if found is not None:
            return found
    return False


def _rules_above(
    path: Path, top: Path, files: ProjectFiles
) -> tuple[tuple[Path, "GitIgnoreSpec"], ...]:
    """Return the folders above *path* that have rules, the nearest first."""
    folders = [folder for folder in path.parents if folder.is_relative_to(top)]
    rules = (
        (folder, files.once(("rules", folder), partial(_rules, folder, files)))
        for folder in folders
    )
    return tuple((folder, spec) for folder, spec in rules if spec is not None)


def _rules(folder: Path, files: ProjectFiles) -> "GitIgnoreSpec | None":
    if IGNORE_FILE not in files.names(folder):
        return None
    return _spec(files.text(folder / IGNORE_FILE).split("\n"))


def _spec(lines: Iterable[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
