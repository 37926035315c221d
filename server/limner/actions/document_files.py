"""Documents as files: read one, find those of a folder, and what is missing in each."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from limner import files
from limner.actions import findings
from limner.actions.findings import Code, Finding
from limner.document import DATA, Document, Replacement
from limner.errors import InputError, LimnerError, SaveError
from limner.files.reading import LARGEST_TEXT
from limner.markup import for_language, language_of
from limner.project.markdown_dialect import dialect_of
from limner.project.roots import PROJECT_FILE, Project, project_of
from limner.settings.declaration import Settings

Look = tuple[Document, Project, Settings, tuple[Finding, ...]]
"""A document, and what is missing in it."""


def look_into(
    path: Path,
    settings_of: Callable[[Project], Settings],
    codes_of: Callable[[Settings], tuple[Code, ...]] = findings.wanted,
    unreadable: Callable[[str], None] = lambda sentence: None,
) -> Iterator[Look]:
    """Yield each document at *path* in which something is missing.

    Args:
        path: a document, or a folder of documents.
        settings_of: the settings that hold in a project.
        codes_of: what is looked for under these settings.
        unreadable: told of each file of a folder that is no text.

    Raises:
        InputError: there is nothing at *path*, or it is one file that is no text.
    """
    if not path.exists():
        raise InputError(f"There is no file or folder {path}.")
    known: dict[tuple[Path, str], Settings] = {}
    for file in _documents(path) if path.is_dir() else [path]:
        try:
            document = read_document(file)
        except InputError as error:
            if not path.is_dir():
                raise
            unreadable(str(error))
            continue
        if not findings.may_hold_images(document):
            continue
        project = _project(file, path, document.text)
        # A document that says nothing for itself shares what its project says.
        stated = (project.root, project.text if "limner" in project.text.lower() else "")
        held = known.get(stated) or settings_of(project)
        known[stated] = held
        found = findings.look(document, findings.locator(project, held), codes_of(held))
        if found:
            yield document, project, held, found


def read_document(path: Path) -> Document:
    """Read a text file as a document in the markup that its project uses.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    text = read_text(path)
    language = dialect_of(project_of(path, text=text), language_of(path))
    if language in DATA:
        raise InputError(f"Limner writes nothing into {path}: a link there would break the file.")
    return Document(text, language, path.absolute())


def read_text(path: Path) -> str:
    """Read a text file, its line endings as they are.

    Raises:
        InputError: there is none, it cannot be read, or it is no text.
    """
    try:
        data = files.read_regular(path, LARGEST_TEXT)
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.") from error
    if b"\0" in data:
        raise InputError(f"{path} is a binary file: Limner works on text documents.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text: convert it first.") from error


def write_document(document: Document, edit: Replacement, copy: Path | None, picture: Path) -> None:
    """Write *document* with *edit*, or a *copy* of it; one that changed meanwhile is left alone.

    Raises:
        SaveError: it could not be written; where the *picture* is, is said.
    """
    data, file = edit.apply(document.text).encode("utf-8"), document.path or Path()
    if copy is None and read_text(file) != document.text:
        raise SaveError(
            f"{file} has changed meanwhile and is left alone; the picture is {picture}."
        )
    try:
        if copy is not None:
            files.create_text(copy.absolute(), data)
        else:
            files.replace_text(file, data)
    except LimnerError as error:
        raise type(error)(f"The picture is saved as {picture}. {error}") from error


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
            if for_language(language_of(Path(name))).searched:
                yield Path(parent) / name


_PACKAGES = frozenset({"node_modules", "site-packages", "__pycache__"})
