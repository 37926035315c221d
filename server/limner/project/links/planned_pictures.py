"""Where a picture that is not there yet is to be drawn, of the files that its link may mean."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from limner.image.file_names import READABLE, is_picture
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project


def planned_picture(
    paths: list[Path], others: Callable[[], list[Path]], home: Path | None, project: Project
) -> Path:
    """Return the file that is to be drawn: where pictures go, else in a folder that is there."""
    likely = _drawable(paths)

    def in_a_folder(path: Path) -> bool:
        return path.is_relative_to(project.root) and project.files.is_folder(path.parent)

    at_home = (path for path in likely if path.parent == home)
    found = next(at_home, None) or next(filter(in_a_folder, likely), None)
    return found or next(filter(in_a_folder, _drawable(others())), likely[0])


def _drawable(paths: list[Path]) -> list[Path]:
    """Return the pictures among *paths*, of these the ones that can be drawn and read, if any."""
    pictures = [path for path in paths if is_picture(path)] or paths
    return [path for path in pictures if path.suffix[1:].lower() in READABLE] or pictures


def among_its_like(path: Path, vault: Path, files: ProjectFiles) -> Path | None:
    """Return *path* in the folder where a vault has pictures of names that begin as its does."""
    begins, dash, _ = path.name.partition("-")
    counted = Counter(
        each.parent for each in files.below(vault)
        if dash and each.name.startswith(begins + dash) and each.suffix == path.suffix
    )  # fmt: skip
    folder, many = counted.most_common(1)[0] if counted else (path.parent, 0)
    return folder / path.name if many >= FEW_ALIKE else None


FEW_ALIKE = 3
"""Pictures of a kind that make a folder theirs."""
