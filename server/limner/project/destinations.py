"""Where a document's pictures go, what the document calls them, and where its links lead.

The person's and the project's settings come first, then the convention of the site generator,
vault or markup the document belongs to, and without any the picture stands beside the document.
"""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from limner.errors import InputError
from limner.project import variables
from limner.project.convention import Convention, beside, normal
from limner.project.roots import Project
from limner.project.sites import site_convention
from limner.project.stated_conventions import obsidian, own_convention
from limner.settings.declaration import Settings

MOST_FILES = 50_000
"""Files of a vault among which a bare name is looked for."""


def convention_of(project: Project) -> Convention:
    """Return the convention that holds for a document when no setting says otherwise."""
    found = (
        own_convention(project)
        or obsidian(project, only_wiki_links=True)
        or site_convention(project)
        # A vault with Markdown's own links may be the view of a site; alone it is a vault.
        or obsidian(project)
        or beside(project)
    )
    return found.within(project)


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
    if convention.shortest and _only(convention, picture):
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


def resolve(project: Project, settings: Settings, target: str) -> Path | None:
    """Return the file that a link's *target* means, whether it is there or not.

    For many links of one document, `resolver` looks at its project once. *target* is decoded
    already, as in `limner.markup.interface.ImageLink`; query and fragment are taken off, but where
    a file of the whole name exists.

    Returns:
        ``None`` for an address, a template and anything else that names no file of a project.
    """
    return resolver(project, settings)(target)


def resolver(project: Project, settings: Settings) -> Callable[[str], Path | None]:
    """Return a function from what links of this document say to the files they mean."""
    convention = convention_of(project)
    asked = variables.chosen(settings.image_link, project)
    named = _Named(convention.anywhere)
    try:
        home = project.root / folder(project, settings)
    except InputError:
        home = convention.folder

    def find(target: str) -> Path | None:
        if not target.strip() or _ELSEWHERE.search(target):
            return None
        found = [
            *_by_setting(project, settings, asked, target),
            *_by_convention(convention, target),
        ]
        if convention.anywhere and "/" not in target:
            found.append(home / target)
        paths = [normal(path) for path in found]
        existing = next((path for path in paths if _exists(path)), None)
        # A file that is not there yet is meant where pictures go, if the link can mean that.
        planned = (path for path in paths if path.parent == home)
        return existing or named.find(target) or next(planned, paths[0])

    return find


FILE_NAME = "${fileName}"

_ELSEWHERE = re.compile(r"^[A-Za-z][\w+.-]*:|^//|^~|^[?#]|[{}<>$*`|\\\0-\x1f]|%[%}=({]")
"""A scheme, another host, a home folder, a bare fragment; and what a template engine fills in."""
_BEHIND = re.compile(r"[?#].*", re.DOTALL)


class _Named:
    """The files below a folder by their bare names, read when first asked for."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._paths: dict[str, list[Path]] | None = None

    def find(self, name: str) -> Path | None:
        """Return the first file of that bare name."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> list[Path]:
        """Return the files of that bare name; folders whose name begins with a dot are skipped."""
        if self._folder is None or "/" in name:
            return []
        if self._paths is None:
            self._paths, seen = {}, 0
            for place, folders, files in os.walk(self._folder):
                folders[:] = sorted(each for each in folders if not each.startswith("."))
                for file in files:
                    self._paths.setdefault(file, []).append(Path(place, file))
                seen += len(files)
                if seen > MOST_FILES:
                    break
        return self._paths.get(name, [])


def _only(convention: Convention, picture: Path) -> bool:
    """Whether no other file of the vault has the picture's name."""
    return not [each for each in _Named(convention.anywhere).all(picture.name) if each != picture]


def _destination(project: Project, settings: Settings, now: datetime) -> str:
    asked = variables.chosen(settings.image_destination, project).replace("\\", "/")
    asked = asked.removesuffix(FILE_NAME)
    known = variables.of_document(project) | variables.of_time(now)
    return variables.filled(asked, "image.destination", known)


def _by_setting(project: Project, settings: Settings, asked: str, target: str) -> list[Path]:
    """Return the file that a link written as ``image.link`` says would mean."""
    if not asked or _is_timed(variables.chosen(settings.image_destination, project)):
        return []
    named = asked if FILE_NAME in asked else f"{asked.rstrip('/')}/{FILE_NAME}"
    try:
        marked = variables.of_document(project) | {"fileName": "\0"}
        written = variables.filled(named, "image.link", marked).replace("/./", "/")
        place = folder(project, settings)
    except InputError:
        return []
    found = re.fullmatch(re.escape(written).replace(re.escape("\0"), "(.+)", 1), target)
    return [project.root / place / found[1]] if found else []


def _is_timed(destination: str) -> bool:
    return any(f"${{{name}}}" in destination for name in variables.of_time(datetime.now(UTC)))


def _by_convention(convention: Convention, target: str) -> list[Path]:
    """Return the files a link may mean, the likeliest first."""
    found = [
        start / path
        for written in dict.fromkeys((_BEHIND.sub("", target), target))
        for path, starts in _starts(convention, written)
        for start in starts
    ]
    if convention.endings and not Path(target).suffix:
        return [path.with_name(path.name + end) for end in convention.endings for path in found]
    return found


def _starts(convention: Convention, written: str) -> list[tuple[str, tuple[Path, ...]]]:
    """Return what of a link is looked for, and in which folders."""
    if not written.startswith("/"):
        return [(written, convention.relative)]
    shorter = written.removeprefix(convention.prefix)
    return [(path.lstrip("/"), convention.absolute) for path in dict.fromkeys((shorter, written))]


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 (it never raises)
