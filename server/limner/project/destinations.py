"""Where a document's pictures go, and what the document calls them.

The person's and the project's settings come first, then the convention of the site generator,
vault or markup the document belongs to, and without any the picture stands beside the document.
"""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from limner.errors import InputError
from limner.patterns import lazy_regex
from limner.project import variables
from limner.project.convention import Convention, beside, folders_up, normal
from limner.project.generators.sites import site_convention
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project
from limner.project.stated_conventions import book_convention, obsidian, own_convention
from limner.settings.declaration import Settings


def convention_of(project: Project) -> Convention:
    """Return the convention that holds for a document when no setting says otherwise."""
    return project.files.once(("convention", project), lambda: _convention(project))


def folder(project: Project, settings: Settings, now: datetime | None = None) -> str:
    """Return the folder for pictures, relative to the project's root, with ``/``.

    ``image.destination`` is relative to the document; beginning with ``/``, to the project.

    Raises:
        InputError: it leads out of the project, or has a variable that does not exist.
    """
    asked = _destination(project, settings, now or datetime.now(UTC))
    if not asked:
        wanted = convention_of(project).folder
    else:
        base = project.root if asked.startswith("/") else project.document.parent
        wanted = normal(base / asked.lstrip("/"))
    if not wanted.is_relative_to(project.root):
        raise InputError(
            f"image.destination “{asked}” leads out of the project {project.root}: "
            "choose a folder inside it."
        )
    inside = wanted.relative_to(project.root).as_posix()
    return "" if inside == "." else inside


def target(project: Project, settings: Settings, picture: Path) -> str:
    """Return what a link to *picture* says, with ``/``, not yet escaped for any markup.

    Raises:
        InputError: ``image.link`` has a variable that does not exist.
    """
    asked = variables.chosen(settings.image_link, project)
    if asked:
        named = asked if FILE_NAME in asked else f"{asked.rstrip('/')}/{FILE_NAME}"
        known = variables.of_document(project) | {"fileName": picture.name}
        return variables.filled(named, "image.link", known).replace("/./", "/")
    convention = convention_of(project)
    if convention.shortest and _only(convention, picture, project.files):
        return picture.name
    served = convention.absolute[0]
    if convention.prefix and picture.is_relative_to(served):
        return convention.prefix + picture.relative_to(served).as_posix()
    left_out = (folder for folder in convention.dropped if picture.is_relative_to(folder))
    base = next(left_out, convention.relative[0])
    return os.path.relpath(picture, base).replace(os.sep, "/")


def renamed(project: Project, settings: Settings, link: str, old: Path, new: Path) -> str:
    """Return what *link*, which means *old*, must say to mean *new* beside it: as before but for
    the name, also in front of a query or fragment.

    Raises:
        InputError: ``image.link`` has a variable that does not exist.
    """
    for head in dict.fromkeys((link, _BEHIND.sub("", link))):
        if head.endswith(old.name):
            return head.removesuffix(old.name) + new.name + link[len(head) :]
    return target(project, settings, new)


FILE_NAME = "${fileName}"

_BEHIND = lazy_regex(r"[?#].*", re.DOTALL)


def _convention(project: Project) -> Convention:
    found = (
        own_convention(project)
        or obsidian(project, only_wiki_links=True)
        or site_convention(project)
        # A vault with Markdown's own links may be the view of a site; alone it is a vault.
        or obsidian(project)
        or book_convention(project)
        or beside(project)
    )
    if _is_fragment(project):
        found = replace(found, also=(*found.also, *folders_up(project)))
    return found.within(project)


def _is_fragment(project: Project) -> bool:
    """Whether the document is a piece of HTML, which pages in any folder above may take in."""
    is_html = project.document.suffix.lower() in (".html", ".htm")
    return is_html and not _WHOLE_PAGE.search(project.text)


_WHOLE_PAGE = lazy_regex(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def _only(convention: Convention, picture: Path, files: ProjectFiles) -> bool:
    """Whether no other file of the vault has the picture's name."""
    if convention.anywhere is None:
        return True
    return not [each for each in files.named(picture.name, convention.anywhere) if each != picture]


def _destination(project: Project, settings: Settings, now: datetime) -> str:
    asked = variables.chosen(settings.image_destination, project).replace("\\", "/")
    asked = asked.removesuffix(FILE_NAME)
    known = variables.of_document(project) | variables.of_time(now)
    return variables.filled(asked, "image.destination", known)
