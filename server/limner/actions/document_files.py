"""Documents as files: read and write one, and find a line in it."""

from collections.abc import Sequence
from pathlib import Path

from limner import files
from limner.actions import notebook_cells
from limner.actions.notebook_cells import NotebookCell
from limner.document import DATA, LINE_END, Document, Replacement, Span, split_lines
from limner.errors import InputError, LimnerError, SaveError
from limner.files.reading import LARGEST_TEXT
from limner.markup import language_of
from limner.project.markdown_dialect import dialect_of
from limner.project.roots import Project, project_of


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
    documents = documents_of(path, text, project_of(path, text=text))
    if not documents:
        raise InputError(f"{path} has no cells to write into: a link there would break the file.")
    return documents


def documents_of(path: Path, text: str, project: Project) -> tuple[Document, ...]:
    """Return the documents that *text* holds, read from *path*: a notebook's cells, else itself."""
    if not notebook_cells.is_notebook(path):
        return (_document(path, text, project),)
    markdown = dialect_of(project, "markdown")
    return tuple(cell.document for cell in notebook_cells.cells_of(text, path, markdown))


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
