"""The variables of ``image.destination`` and ``image.link``, named as Visual Studio Code does.

Paths are meant inside the project: a variable that names a folder gives it from the project's own
folder on, with a leading ``/``.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from limner.errors import InputError
from limner.project import Project
from limner.settings import Table

_VARIABLE = re.compile(r"\$\{([^}]*)\}")


def chosen(table: Table, project: Project) -> str:
    """Return the text whose glob fits the document first; ``""`` when none does.

    A glob without ``/`` fits the file's name in any folder, one with ``/`` its path in the project.
    """
    path = project.document.relative_to(project.root).as_posix()
    return next((text for glob, text in table if fits(path, glob)), "")


def fits(path: str, glob: str) -> bool:
    """Whether *glob* (``*``, ``**``, ``?``, ``{a,b}``) fits the whole *path* with ``/``."""
    if "/" not in glob:
        glob = f"**/{glob}"
    pattern = "".join(_GLOB.get(mark, re.escape(mark)) for mark in _MARKS.split(glob.lstrip("/")))
    try:
        return re.fullmatch(pattern, path) is not None
    except re.error:
        return False


_MARKS = re.compile(r"(\*\*/|/\*\*$|\*\*|\*|\?|[{},])")
_GLOB = {
    "**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]",
    "{": "(?:", "}": ")", ",": "|",
}  # fmt: skip


def filled(text: str, key: str, values: Mapping[str, str]) -> str:
    """Return *text* with its variables filled in from *values*.

    Raises:
        InputError: it names a variable that the setting *key* does not know.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            known = ", ".join(f"${{{name}}}" for name in values)
            raise InputError(f"{key} knows no variable {found[0]}: use {known}.")
        return values[found[1]]

    return _VARIABLE.sub(value, text)


def of_document(project: Project) -> dict[str, str]:
    """Return the variables that name the document and its folders."""
    document = project.document
    inside = document.relative_to(project.root)
    folder = inside.parent.as_posix()
    return {
        "documentBaseName": document.stem,
        "documentFileName": document.name,
        "documentExtName": document.suffix[1:],
        "documentDirName": f"/{folder}",
        "documentRelativeDirName": folder,
        "documentWorkspaceFolder": "/.",
    }


def of_time(now: datetime) -> dict[str, str]:
    """Return the variables that name a moment, in UTC; no file system refuses their characters."""
    moment = now.astimezone(UTC)
    return {
        "isoDate": f"{moment:%Y-%m-%d}",
        "isoTime": f"{moment:%Y%m%dT%H%M%SZ}",
        "unixTime": str(int(moment.timestamp() * 1000)),
        "year": f"{moment:%Y}",
        "month": f"{moment:%m}",
        "day": f"{moment:%d}",
    }
