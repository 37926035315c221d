"""Documents as files: read one, find those of a folder, and what is missing in each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from limner import files
from limner.actions import findings, notebook_cells
from limner.actions.customs import Noted
from limner.actions.explaining import Look, explained
from limner.actions.findings import Code, Finding, Locate
from limner.actions.notebook_cells import NotebookCell
from limner.document import DATA, LINE_END, Document, Replacement, Span, split_lines
from limner.errors import InputError, LimnerError, SaveError
from limner.files.reading import LARGEST_TEXT
from limner.markup import language_of
from limner.project.ignored import excludes
from limner.project.links.linked_files import Located
from limner.project.markdown_dialect import dialect_of
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project, marked_root, project_of
from limner.project.searched import documents_below, is_searched
from limner.settings.declaration import Settings


@dataclass(frozen=True)
class Search:
    """What was found in many documents.

    Attributes:
        looks: each document in which something is missing.
        made: the pictures that are linked and that a build makes.
    """

    looks: tuple[Look, ...]
    made: tuple[Path, ...]


def look_into(
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
    looks: list[tuple[Look, set[Path]]] = []
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
            found = findings.look(document, locate, {*codes, *findings.NOTED})
            noted.setdefault(project.root, []).extend((document.language, each) for each in found)
            asked = tuple(each for each in found if _is_asked(each, codes))
            if asked:
                looks.append(((document, project, held, asked), here))
        shown |= here
    left, written = explained(looks, shown, noted, seen)
    made |= dict.fromkeys(sorted(written))
    return Search(tuple(left), tuple(made))


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
        documents = _documents_in(file, text, project)
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


def read_document(path: Path, folders: tuple[Path, ...] = ()) -> Document:
    """Read a text file as a document in the markup that its project uses.

    Args:
        path: the file.
        folders: those of a client that has projects of its own.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    text = read_text(path)
    return _document(path, text, project_of(path, folders, text))


def read_documents(path: Path) -> tuple[Document, ...]:
    """Read the documents that a file holds: a notebook's cells, else itself.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    text = read_text(path)
    documents = _documents_in(path, text, project_of(path, text=text))
    if not documents:
        raise InputError(f"{path} has no cells to write into: a link there would break the file.")
    return documents


def line_in_file(document: Document, offset: int) -> tuple[int, int]:
    """Return the line and the column, both from 1, that *offset* of *document* has in its file."""
    text, cell = document.text, _cell(document)
    if cell is not None:
        text = read_text(cell.document.path or Path())
        offset = notebook_cells.place_in_file(cell, offset)
    ends = [end.end() for end in LINE_END.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1


def line_of_file(documents: Sequence[Document], number: int) -> tuple[Document, Span]:
    """Return line *number* of a file, from 1, and which of its *documents* holds it.

    Raises:
        InputError: there is no such line, or it stands in none of them.
    """
    path = documents[0].path if documents else None
    is_cell = notebook_cells.is_notebook(path)
    text = read_text(path) if path and is_cell else documents[0].text if documents else ""
    lines, name = split_lines(text), path.name if path else "The document"
    if len(lines) > 1 and not lines[-1]:
        lines = lines[:-1]  # What is behind the last line end is no line.
    if not 1 <= number <= len(lines):
        raise InputError(f"{name} has no line {number}: it has {len(lines)}.")
    start = sum(map(len, lines[: number - 1]))
    if not is_cell:
        return documents[0], Span(start, documents[0].line_stop(start))
    for document in documents:
        cell = _cell(document)
        at = notebook_cells.offset_at(cell, start, start + len(lines[number - 1])) if cell else None
        if at is not None:
            return document, Span(at, document.line_stop(at))
    raise InputError(f"Line {number} of {name} stands in no cell: give a line of a cell's source.")


def _documents_in(path: Path, text: str, project: Project) -> tuple[Document, ...]:
    if not notebook_cells.is_notebook(path):
        return (_document(path, text, project),)
    markdown = dialect_of(project, "markdown")
    return tuple(cell.document for cell in notebook_cells.cells_of(text, path, markdown))


def _cell(document: Document) -> NotebookCell | None:
    """Return the cell of a notebook's file that *document* is, as the file is now."""
    path = document.path
    if path is None or not notebook_cells.is_notebook(path):
        return None
    cells = notebook_cells.cells_of(read_text(path), path, document.language)
    return next((cell for cell in cells if cell.document.uri == document.uri), None)


def _document(path: Path, text: str, project: Project) -> Document:
    language = dialect_of(project, language_of(path))
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
    file, whole, now = document.path or Path(), edit.apply(document.text), document.text
    if notebook_cells.is_notebook(file):
        cell = _cell(document)
        now = cell.document.text if cell else ""
        whole = notebook_cells.write(read_text(file), cell, edit) if cell else ""
    elif copy is None:
        now = read_text(file)
    if now != document.text:
        raise SaveError(
            f"{file} has changed meanwhile and is left alone; the picture is {picture}."
        )
    data = whole.encode("utf-8")
    try:
        if copy is not None:
            files.create_text(copy.absolute(), data)
        else:
            files.replace_text(file, data)
    except LimnerError as error:
        raise type(error)(f"The picture is saved as {picture}. {error}") from error


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
