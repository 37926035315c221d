"""Drawn pictures that nothing in their project shows or names.

In doubt a picture is used: a file that has its name anywhere counts, whatever it says and however
it is encoded. Git's own folder and installed packages are not searched.
"""

import errno
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from limner import files, markup
from limner.actions import findings
from limner.actions.document_files import read_documents, read_text
from limner.errors import InputError, LimnerError
from limner.image.file_names import PICTURES
from limner.image.formats import provenance
from limner.image.journal.entries import Journal
from limner.image.journal.rows import JournalEntry
from limner.project.folder_trees import PACKAGES, folded
from limner.project.roots import Project, project_of
from limner.project.searched import is_searched
from limner.settings.declaration import Settings

MOST_FILES = 100_000
"""Files of a project that are looked through; in a larger one nothing is called unused."""


@dataclass(frozen=True)
class UnusedPicture:
    """A picture that Limner drew, and that nothing in its project shows or names.

    Attributes:
        picture: its path.
        job: its row in the journal.
        bytes: how large it is.
    """

    picture: Path
    job: JournalEntry
    bytes: int


def unused_pictures(
    jobs: Iterable[JournalEntry],
    settings_of: Callable[[Project], Settings],
    unsure: Callable[[str], None],
) -> tuple[UnusedPicture, ...]:
    """Return the pictures of *jobs* that are still there, and that nothing shows.

    Args:
        jobs: rows of the journal.
        settings_of: the settings that hold in a project, which say where links lead.
        unsure: told why it cannot be said of the pictures of a project.
    """
    projects: dict[Path, dict[Path, JournalEntry]] = {}
    for job in jobs:
        root = Path(str(job.details.get("root", "")))
        for picture in job.pictures if job.state in ("placed", "done") else ():
            if root.is_absolute() and _is_ours(picture, root):
                projects.setdefault(root, {}).setdefault(picture, job)
    found: list[UnusedPicture] = []
    for root, drawn in projects.items():
        documents = {Path(str(job.details.get("document", ""))) for job in drawn.values()}
        try:
            used = _used(drawn, root, documents, settings_of)
        except LimnerError as error:
            unsure(f"{error} So it cannot be said which pictures in {root} are unused.")
            continue
        found.extend(
            UnusedPicture(picture, job, picture.stat().st_size)
            for picture, job in drawn.items()
            if picture not in used
        )
    return tuple(found)


def delete(unused: UnusedPicture, journal: Journal) -> None:
    """Delete a picture, and the file beside it that says how it was made.

    Raises:
        SaveError: the file cannot be deleted, or the journal cannot be written.
    """
    files.delete(unused.picture)
    beside = _beside(unused.picture)
    if _is_record(beside):
        files.delete(beside)
    journal.ended(unused.job.id, unused.job.state, "Deleted, as no document showed it.")


def _is_ours(picture: Path, root: Path) -> bool:
    """Say whether the file is there, inside its project, and one that Limner drew."""
    try:
        inside = picture.resolve(strict=True).is_relative_to(root.resolve(strict=True))
        return inside and not picture.is_symlink() and provenance.read_file(picture) is not None
    except OSError:
        return False


def _beside(picture: Path) -> Path:
    return picture.with_name(picture.name + provenance.SIDECAR)


def _is_record(file: Path) -> bool:
    """Say whether a file says how a picture was made; an author's own may be called the same."""
    try:
        record = provenance.read_beside(files.read_regular(file, files.LARGEST_TEXT))
    except OSError:
        return False
    return record is not None and not file.is_symlink()


def _used(
    drawn: Collection[Path],
    root: Path,
    documents: Iterable[Path],
    settings_of: Callable[[Project], Settings],
) -> set[Path]:
    """Return those of *drawn* that a text of the project names, or a link of a document shows.

    Raises:
        InputError: a file or folder cannot be read, or there are too many files.
    """
    names = {picture: (folded(picture.name), quote(picture.name).lower()) for picture in drawn}
    beside = {file for picture in drawn if _is_record(file := _beside(picture))}
    texts = {*_texts(root), *(path for path in documents if path.is_file())} - beside
    used: set[Path] = set()
    for file in texts:
        if is_searched(file):
            readings: tuple[str, ...] = (read_text(file),)
        else:
            data = _content(file)
            readings = _readings(data)
            if len(readings) > 1 and b"\0" not in data:
                # A text in some older encoding, which may spell these names in its own letters.
                used |= {path for path in names if not path.name.isascii()}
        for text in map(folded, readings):
            used |= {path for path, spelt in names.items() if any(name in text for name in spelt)}
    # A link may name its picture in another way, as LaTeX does without its ending.
    for file in texts:
        if len(used) < len(names) and is_searched(file):
            used |= _shown(file, settings_of) & names.keys()
    return used


def _content(file: Path) -> bytes:
    """Return what a file holds; nothing where it is no regular one, such as a pipe.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    try:
        return files.read_regular(file, files.LARGEST_TEXT)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENOENT, errno.ELOOP):
            return b""
        raise InputError(f"Cannot read {file}: {error.strerror}.") from error


def _readings(data: bytes) -> tuple[str, ...]:
    """Return *data* as UTF-8, or, where it is none, in every way that its names may be written."""
    if b"\0" not in data:
        try:
            return (data.decode("utf-8"),)
        except UnicodeDecodeError:
            pass
    wide = (data.decode(encoding, "replace") for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
    return data.replace(b"\0", b"").decode("latin-1"), *wide


def _texts(root: Path) -> Iterator[Path]:
    """Yield the files of a project that may name a picture, also in hidden and built folders.

    Folders that links lead to are among them, each once.

    Raises:
        InputError: there are too many, or a folder cannot be read.
    """
    count, entered = 0, set[str]()
    for place, folders, names in os.walk(root, onerror=_refuse, followlinks=True):
        real = os.path.realpath(place)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = [name for name in folders if name != ".git" and name not in PACKAGES]
        count += len(names) + len(folders)
        if count > MOST_FILES:
            raise InputError(f"{root} has more than {MOST_FILES:,} files.")
        for name in names:
            if name.rpartition(".")[2].lower() not in PICTURES - {"svg"}:
                yield Path(place) / name


def _refuse(error: OSError) -> None:
    raise InputError(f"Cannot read {error.filename}: {error.strerror}.") from error


def _shown(file: Path, settings_of: Callable[[Project], Settings]) -> set[Path]:
    """Return the files that links of a document lead to."""
    try:
        documents = read_documents(file)
    except InputError:
        # Its text has been read: a notebook without cells.
        return set()
    project = project_of(file, text=read_text(file))
    locate = findings.locator(project, settings_of(project))
    return {
        Path(os.path.normpath(path))
        for document in documents
        for link in markup.for_language(document.language).links(document)
        if (path := locate(link.target).path) is not None
    }
