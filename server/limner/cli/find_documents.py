"""Finds the documents of a folder, and what is missing in each."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from limner.actions import findings
from limner.actions.findings import Code, Finding
from limner.cli.console import read_document, say, settings
from limner.document import Document
from limner.errors import InputError
from limner.markup import language_of
from limner.project.roots import PROJECT_FILE, Project, project_of
from limner.settings.declaration import Settings

Look = tuple[Document, Project, Settings, tuple[Finding, ...]]
"""A document, and what is missing in it."""

IMAGES: tuple[Code, ...] = ("missing-image",)


def look_into(path: Path, options: argparse.Namespace) -> Iterator[Look]:
    """Yield each document at *path* with what is missing in it; a file that is no text is said."""
    if not path.exists():
        raise InputError(f"There is no file or folder {path}.")
    known: dict[tuple[Path, str], Settings] = {}
    for file in _documents(path) if path.is_dir() else [path]:
        try:
            document = read_document(file)
        except InputError as error:
            if not path.is_dir():
                raise
            say(str(error))
            continue
        if not findings.may_hold_images(document):
            continue
        project = _project(file, path, document.text)
        # A document that says nothing for itself shares what its project says.
        stated = (project.root, project.text if "limner" in project.text.lower() else "")
        held = known.get(stated) or settings(project, options)
        known[stated] = held
        codes = findings.wanted(held) if options.check else IMAGES
        found = findings.look(document, findings.locator(project, held), codes)
        if found:
            yield document, project, held, found


def _project(file: Path, named: Path, text: str) -> Project:
    """Return the project of *file*: where nothing marks one, the folder that was named."""
    project = project_of(file, text=text)
    marked = (project.root / PROJECT_FILE).is_file() or (project.root / ".git").exists()
    if marked or not named.is_dir():
        return project
    return project_of(file, [named.absolute()], text)


def _documents(folder: Path) -> Iterator[Path]:
    """Yield the documents below *folder* in order; programs, hidden folders and packages are not.

    A file of a program's language is looked at only when it is named itself.
    """
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _PACKAGES
            and not (Path(parent) / name / "pyvenv.cfg").exists()
        )  # fmt: skip
        for name in sorted(names):
            if language_of(Path(name)) in _DOCUMENTS:
                yield Path(parent) / name


_PACKAGES = frozenset({"node_modules", "site-packages", "__pycache__"})

_DOCUMENTS = frozenset(
    {"markdown", "mdx", "quarto", "rmd", "djot", "textile", "mediawiki", "dokuwiki", "html",
     "restructuredtext", "asciidoc", "latex", "org", "typst"}
)  # fmt: skip
