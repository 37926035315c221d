"""Which pictures a build takes from those that a program's tests have made of its screens."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterator
from itertools import takewhile
from pathlib import Path

from limner.image.file_names import PICTURES
from limner.project.project_files import ProjectFiles

TEST_FOLDERS = frozenset({
    "test", "tests", "e2e", "spec", "cypress", "playwright", "snapshots", "__snapshots__",
    "screenshots", "__screenshots__",
})  # fmt: skip
"""Folders of a program's tests, and of what they have seen."""

FEW_TAKEN = 3
"""Pictures of a folder that make it one which a build fills."""
SHORTEST_NAME = 4
"""Letters of a name that are no chance."""


def taken_by_tests(
    paths: Collection[Path], shown: Container[Path], root: Path, files: ProjectFiles
) -> frozenset[Path]:
    """Return those of *paths* that stand among a program's tests with the same words behind each.

    ``menu.png`` is taken from ``menu-linux.png`` where ``file.png`` and ``edit.png`` beside it are
    from ``file-linux.png`` and ``edit-linux.png``, which no document shows (*shown*).
    """
    found: dict[tuple[Path, str], set[Path]] = defaultdict(set)
    names = files.once(("screenshots", root), lambda: _names(root, files)) if paths else []
    for path in paths:
        for held in _beginning_with(path.stem, names):
            name = Path(held).stem
            if (
                held.endswith(path.suffix)
                and Path(held) not in shown
                and len(name) > len(path.stem)
            ):
                found[path.parent, name.removeprefix(path.stem)].add(path)
    return frozenset(path for taken in found.values() if len(taken) >= FEW_TAKEN for path in taken)


def _names(root: Path, files: ProjectFiles) -> list[tuple[str, str]]:
    """Return the names of the pictures among tests, in order, each with its path."""
    return sorted(
        (path.name, str(path))
        for path in files.below(root)
        if path.suffix[1:].lower() in PICTURES
        and any(
            part in TEST_FOLDERS or part.endswith("-snapshots")
            for part in path.parent.relative_to(root).parts
        )
    )


def _beginning_with(stem: str, names: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the paths of pictures whose names go on from *stem* with another word."""
    if len(stem) < SHORTEST_NAME:
        return
    start = bisect_left(names, (stem, ""))
    for name, path in takewhile(lambda each: each[0].startswith(stem), names[start:]):
        if name[len(stem) :][:1] in ("-", "_", ".", " "):
            yield path
