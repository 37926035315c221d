"""The variables of ``image.destination`` and ``image.link``, named as Visual Studio Code does.

Paths are meant inside the project: a variable that names a folder gives it from the project's own
folder on, with a leading ``/``.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from fnmatch import fnmatchcase

from limner.errors import InputError
from limner.patterns import lazy_regex
from limner.project.roots import Project
from limner.settings.declaration import TextTable

_VARIABLE = lazy_regex(r"\$\{([^}]*)\}")


def chosen(table: TextTable, project: Project) -> str:
    """Return the text whose glob fits the document first; ``""`` when none does.

    A glob without ``/`` fits the file's name in any folder, one with ``/`` its path in the project.
    """
    path = project.document.relative_to(project.root).as_posix()
    return next((text for glob, text in table if fits(path, glob)), "")


def fits(path: str, glob: str) -> bool:
    """Whether *glob* (``*``, ``**``, ``?``, ``[ab]``, ``{a,b}``) fits *path*, with ``/``."""
    names = path.split("/")
    if "/" not in glob:
        names = names[-1:]
    return any(_fit(names, each.lstrip("/").split("/")) for each in _alternatives(glob))


def _fit(names: list[str], patterns: list[str]) -> bool:
    """Whether the patterns fit the names one by one, ``**`` any number of them."""
    reached = {0}
    for pattern in patterns:
        if pattern == "**":
            reached = set(range(min(reached, default=len(names)), len(names) + 1))
        else:
            reached = {
                at + 1 for at in reached if at < len(names) and fnmatchcase(names[at], pattern)
            }
        if not reached:
            return False
    return len(names) in reached


def _alternatives(glob: str) -> list[str]:
    """Return what *glob* means without its braces; more than a few are taken as they stand."""
    found = _BRACES.search(glob)
    if found is None or glob.count("{") > MOST_BRACES:
        return [glob]
    head, tail = glob[: found.start()], glob[found.end() :]
    return [whole for each in found[1].split(",") for whole in _alternatives(f"{head}{each}{tail}")]


MOST_BRACES = 4

_BRACES = lazy_regex(r"\{([^{}]*)\}")


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
