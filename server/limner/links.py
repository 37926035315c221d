"""Where a document's pictures go, and how the document names them."""

import os
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
