"""Where a document's pictures go, and how the document names them."""

import os
import re
from pathlib import Path

from limner.errors import InputError
from limner.project import Project
from limner.settings import Settings


def folder(project: Project, settings: Settings) -> str:
    """Return the folder for pictures, relative to the project's root, with ``/``.

    ``image.destination`` is relative to the document; beginning with ``/``, to the project.

    Raises:
        InputError: it leads out of the project.
    """
    asked = settings.image_destination.replace("\\", "/")
    base = project.root if asked.startswith("/") else project.document.parent
    wanted = os.path.normpath(base / asked.lstrip("/"))
    inside = os.path.relpath(wanted, project.root).replace(os.sep, "/")
    if inside == ".." or inside.startswith("../"):
        raise InputError(
            f"image.destination “{asked}” leads out of the project {project.root}: "
            "choose a folder inside it."
        )
    return "" if inside == "." else inside


def target(project: Project, settings: Settings, picture: Path) -> str:
    """Return what a link to *picture* says, with ``/``, not yet escaped for any markup."""
    if settings.image_link:
        return settings.image_link.replace("${fileName}", picture.name)
    relative = os.path.relpath(picture, project.document.parent)
    return relative.replace(os.sep, "/")


def resolve(project: Project, settings: Settings, target: str) -> Path | None:
    """Return the file that a link's *target* means, whether it is there or not.

    It is relative to the document; a leading ``/`` is the project's own folder. *target* is
    decoded already, as in `limner.markup.interface.ImageLink`; query and fragment are taken off,
    but where a file of the whole name exists.

    Returns:
        ``None`` for an address, a template and anything else that names no file of a project.
    """
    if not target or _ELSEWHERE.search(target):
        return None
    base = project.root if target.startswith("/") else project.document.parent
    whole = Path(os.path.normpath(base / target.lstrip("/")))
    bare = re.split(r"[?#]", target, maxsplit=1)[0]
    if bare == target or os.path.exists(whole):  # noqa: PTH110 (it never raises)
        return whole
    return Path(os.path.normpath(base / bare.lstrip("/")))


_ELSEWHERE = re.compile(r"^[A-Za-z][\w+.-]*:|^//|^~|^[?#]|[{}<>$*`|\\\0-\x1f]|%[%}=({]")
"""A scheme, another host, a home folder, a bare fragment; and what a template engine fills in."""
