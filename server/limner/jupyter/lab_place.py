"""Where the author's words stand on a page of JupyterLab, in its units and in ours."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from limner.document import Document, Replacement, Span
from limner.errors import InputError
from limner.markup import language_of

LONGEST = 5_000_000

LONGEST_PATH = 4096


@dataclass(frozen=True)
class LabPlace:
    """The words of a request.

    Attributes:
        document: the cell or the file, as the page holds it.
        span: the words.
    """

    document: Document
    span: Span


def path_of(body: Mapping[str, Any]) -> str:
    """Read the path of a request's document, as Jupyter's contents manager knows it.

    Raises:
        InputError: it names none below Jupyter's own folder.
    """
    path = body.get("path")
    path = path.strip("/") if isinstance(path, str) else ""
    # A backslash separates folders on Windows, where the contents manager may be.
    leads_out = ".." in path.replace("\\", "/").split("/")
    if not path or len(path) > LONGEST_PATH or leads_out or not _names_a_file(path):
        raise InputError("The request names no document in Jupyter's own folder.")
    return path


def cells_of(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Read the cells that a request is about.

    Raises:
        InputError: it is no list of them.
    """
    cells = body.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise InputError("The request names no cells.")
    return cells


def place_of(body: dict[str, Any], language: str) -> LabPlace:
    """Read the place from a request's *body*, whose offsets count UTF-16 units, as pages do.

    Raises:
        InputError: it holds none.
    """
    text, start, end = body.get("text"), body.get("start", 0), body.get("end", 0)
    whole = isinstance(start, int) and isinstance(end, int)
    if not isinstance(text, str) or len(text) > LONGEST or not whole:
        raise InputError("The request names no place in a text.")
    offsets = sorted((offset_of(text, start), offset_of(text, end)))
    return LabPlace(Document(text, language), Span(*offsets))


def offset_of(text: str, units: int) -> int:
    """Return the offset of *text* at which so many UTF-16 units stand before."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    part = encoded[: 2 * max(0, min(units, len(encoded) // 2))]
    return len(part.decode("utf-16-le", "ignore"))


def units_of(text: str, offset: int) -> int:
    """Return how many UTF-16 units stand before *offset* of *text*."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def edit_row(text: str, edit: Replacement) -> dict[str, Any]:
    """Return *edit* of *text* as a page makes it."""
    return {
        "start": units_of(text, edit.span.start),
        "end": units_of(text, edit.span.end),
        "text": edit.text,
    }


def beside(path: str, target: str) -> str:
    """Return the path of the file that a link of the document at *path* means; ``""`` for none."""
    if not _names_a_file(target):
        return ""
    if urlsplit(target).scheme or target.startswith(("/", "#")) or "\\" in target:
        return ""
    place = os.path.normpath(PurePosixPath(path).parent / target).replace(os.sep, "/")
    return "" if place.startswith("..") or place == "." else place


def _names_a_file(path: str) -> bool:
    """Say whether a file can be at *path*, which needs to be text without NUL."""
    return "\0" not in path and path.encode("utf-8", "ignore").decode() == path


def document_of(body: Mapping[str, Any], path: str) -> str:
    """Return the language of what a request is about: of a cell by its kind, of a file by name."""
    kind = body.get("kind")
    if kind == "file":
        return language_of(Path(path))
    return {"markdown": "markdown", "code": "ipython"}.get(str(kind), "markdown")
