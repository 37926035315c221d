"""Documents of folders: those that are there, and what is missing in each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from limner.actions import findings
from limner.actions.across_documents.customs import Noted
from limner.actions.across_documents.explaining import DocumentFindings, explained
from limner.actions.document_files import documents_of, read_text
from limner.actions.findings import Code, Finding, Locate
from limner.document import Document
from limner.errors import InputError
from limner.project.ignored import excludes
from limner.project.links.linked_files import Located
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project, marked_root, project_of
from limner.project.searched import documents_below, is_searched
from limner.settings.declaration import Settings


@dataclass(frozen=True)
class Search:
    """What was found in many documents.

    Attributes:
        documents: each document in which something is missing.
        made: the pictures that are linked and that a build makes.
    """

    documents: tuple[DocumentFindings, ...]
    made: tuple[Path, ...]


def search_documents(
    paths: Iterable[Path],
    settings_of: Callable[[Project], Settings],
    codes_of: Callable[[Settings], tuple[Code, ...]] = findings.wanted,
    unreadable: Callable[[str], None] = lambda sentence: None,
    *,
    listed: bool = False,
    within: tuple[Path, ...] = (),
) -> Search:
    """Look for what is missing in documents.

    Args:
        paths: documents, and folders of documents.
        settings_of: the settings that hold in a project.
        codes_of: what is looked for under these settings.
        unreadable: told of each file of a folder that is no text.
        listed: *paths* is a list that something else has made, such as of changed files: what is
            no document, or not there any more, is passed over.
        within: folders of a client, above which no project may begin; none lets it begin anywhere.

    Raises:
        InputError: there is nothing at a path, or it is one file that is no text.
    """
    seen = ProjectFiles()
    incomplete: list[tuple[DocumentFindings, set[Path]]] = []
    shown: set[Path] = set()
    made: dict[Path, None] = {}
    noted: dict[Path, list[Noted]] = {}
    for documents, project, held in _read_each(
        paths, seen, settings_of, unreadable, listed=listed, within=within
    ):
        documents = [one for one in documents if findings.may_hold_images(one)]
        if not documents:
            continue
        here: set[Path] = set()
        locate = _noting(findings.locator(project, held), here, made)
        codes = codes_of(held)
        for document in documents:
            found = findings.findings_in(document, locate, {*codes, *findings.NOTED})
            noted.setdefault(project.root, []).extend((document.language, each) for each in found)
            asked = tuple(each for each in found if _is_asked(each, codes))
            if asked:
                incomplete.append(((document, project, held, asked), here))
        shown |= here
    left, written = explained(incomplete, shown, noted, seen)
    made |= dict.fromkeys(sorted(written))
    return Search(tuple(left), tuple(made))


def documents_in(
    paths: Iterable[Path],
    settings_of: Callable[[Project], Settings],
    unreadable: Callable[[str], None] = lambda sentence: None,
) -> Iterator[tuple[Document, Project, Settings]]:
    """Yield the documents at *paths*, folders among them, with the settings that hold there.

    Args:
        paths: documents, and folders of documents.
        settings_of: the settings that hold in a project.
        unreadable: told of each file of a folder that is no text.

    Raises:
        InputError: there is nothing at a path, or it is one file that is no text.
    """
    for documents, project, settings in _read_each(paths, ProjectFiles(), settings_of, unreadable):
        for document in documents:
            yield document, project, settings


def _is_asked(finding: Finding, codes: tuple[Code, ...]) -> bool:
    """Whether *finding* is what is looked for, or may turn out to be when all are known."""
    return finding.code in codes or (
        finding.code in ("elsewhere", "unsure") and "missing-image" in codes
    )


def _read_each(
    paths: Iterable[Path],
    seen: ProjectFiles,
    settings_of: Callable[[Project], Settings],
    unreadable: Callable[[str], None],
    *,
    listed: bool = False,
    within: tuple[Path, ...] = (),
) -> Iterator[tuple[list[Document], Project, Settings]]:
    """Yield what each file holds, its project and its settings."""
    known = dict[tuple[Path, str], Settings]()
    for named, file in _each(paths, seen, listed=listed):
        if listed and not is_searched(file):
            continue
        try:
            text = read_text(file)
        except InputError as error:
            if file == named and not listed:
                raise
            unreadable(str(error))
            continue
        project = _project(file, named, text, seen, within)
        documents = documents_of(file, text, project)
        if not documents:
            continue
        # A document that says nothing for itself shares what its project says.
        stated = (project.root, project.text if "limner" in project.text.lower() else "")
        held = known.get(stated) or settings_of(project)
        known[stated] = held
        chosen = file == named and not listed
        if not chosen and excludes(held.missing_exclude, project.document, project.root, seen):
            continue
        yield list(documents), project, held


def _noting(locate: Locate, shown: set[Path], made: dict[Path, None]) -> Locate:
    """Return *locate*; what links lead to is added to *shown* and *made*."""

    def noting(target: str) -> Located:
        found = locate(target)
        if found.path is not None and found.there:
            shown.add(found.path)
        elif found.path is not None and found.made:
            made[found.path] = None
        return found

    return noting


def _project(
    file: Path, named: Path, text: str, seen: ProjectFiles, within: tuple[Path, ...]
) -> Project:
    """Return the project of *file*: where nothing marks one *within*, the folder that was named."""
    marked = marked_root(file.absolute(), text, seen)
    if within and marked is not None and not any(map(marked.is_relative_to, within)):
        return project_of(file, within, text, seen)
    folders = [named.absolute()] if marked is None and named != file else []
    return project_of(file, folders, text, seen)


def _each(
    paths: Iterable[Path], seen: ProjectFiles, *, listed: bool
) -> Iterator[tuple[Path, Path]]:
    """Yield each document with the path of *paths* by which it was named, each once."""
    passed: set[Path] = set()
    for named in paths:
        if not named.exists():
            if listed:
                continue
            raise InputError(f"There is no file or folder {named}.")
        root = marked_root(named.absolute() / "_", "", seen) or named.absolute()
        found = documents_below(named, root, seen) if named.is_dir() else [named]
        for file in found:
            if file not in passed:
                passed.add(file)
                yield named, file
