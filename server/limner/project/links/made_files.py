"""Which files a build makes."""

from pathlib import Path

from limner.patterns import lazy_regex
from limner.project.ignored import is_ignored, is_tracked
from limner.project.roots import Project


def is_made(path: Path, project: Project, made: tuple[Path, ...]) -> bool:
    """Whether a build makes the file at *path*: it stands in its folders, or Git leaves it out.

    What is in Git all the same, whatever ``.gitignore`` says, is an author's.
    """
    if any(path.is_relative_to(folder) for folder in made):
        return True
    left_out = _CHUNKS_FIGURES.search(path.parent.as_posix()) or is_ignored(
        path, project.root, project.files
    )
    return bool(left_out) and not is_tracked(path, project.root, project.files)


_CHUNKS_FIGURES = lazy_regex(r"_files/figure-[\w-]+$")
"""Where knitr and Quarto put the figures of a document's chunks, for one form of output."""
