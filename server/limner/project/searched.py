"""Which files of a folder are searched: the author's documents, not what others or a build made."""

import os
from collections.abc import Iterator
from pathlib import Path

from limner.markup.registry import for_language, language_of
from limner.project.folder_trees import PACKAGES
from limner.project.generators.sites import outputs_in
from limner.project.ignored import is_ignored
from limner.project.project_files import ProjectFiles

_NEVER = PACKAGES | {"venv", "_site", "_vendor", "output", "outputs"}
_BUILT = {
    "build": {"package.json", "Makefile", "makefile", "make.bat", "CMakeLists.txt", "setup.py",
              "pyproject.toml", "build.gradle", "build.gradle.kts", "meson.build", "conf.py"},
    "target": {"Cargo.toml", "pom.xml", "build.sbt"},
    "vendor": {"go.mod", "composer.json", "Gemfile", "package.json", "Cargo.toml"},
    "dist": {"package.json", "setup.py", "pyproject.toml"},
}  # fmt: skip
"""Folders that tools fill, and the files beside them by which these tools are known."""
_BUILT_AT_ROOT = frozenset({"build", "target", "vendor"})


def documents_below(folder: Path, root: Path, files: ProjectFiles) -> Iterator[Path]:
    """Yield the documents below *folder* in order; programs and hidden folders are none.

    Left out are packages, what Git ignores, and what a generator or another tool has made.
    """
    for place, folders, names in os.walk(folder):
        parent, held = Path(place).absolute(), {*folders, *names}
        outputs = outputs_in(parent, files)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _NEVER
            and not _is_built(parent, name, held, root)
            and parent / name not in outputs
            and "pyvenv.cfg" not in files.names(parent / name)
            and not is_ignored(parent / name, root, files, is_folder=True)
        )
        for name in sorted(names):
            if (
                is_searched(Path(name))
                and not _is_rendered(Path(name), held)
                and not is_ignored(parent / name, root, files)
            ):
                yield Path(place) / name


def is_searched(file: Path) -> bool:
    """Whether *file* is a document by its name, which a search through its folder reads."""
    return file.suffix.lower() == ".ipynb" or for_language(language_of(file)).searched


def _is_rendered(file: Path, beside: set[str]) -> bool:
    """Whether *file* is what knitr, Quarto or Org made of a document beside it, kept in Git."""
    sources = _RENDERED.get(file.suffix.lower(), ())
    return any(file.stem + ending in beside for ending in sources)


_RENDERED = {
    ".tex": (".Rmd", ".qmd", ".Rnw", ".org"),
    ".html": (".Rmd", ".qmd", ".org"),
    ".md": (".Rmd", ".qmd"),
}


def _is_built(parent: Path, name: str, beside: set[str], root: Path) -> bool:
    if name not in _BUILT:
        return False
    return not _BUILT[name].isdisjoint(beside) or (parent == root and name in _BUILT_AT_ROOT)
