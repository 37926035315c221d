"""What the links of many documents together tell of a project's customs, where nothing states them.

Which folder a leading ``/`` means, which one a build gives AsciiDoc as its ``imagesdir``, and what
becomes of a path that a template or component of the project is given: the pictures that are there
tell it, of those that are not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from limner.actions.findings import Finding
from limner.project.destinations import convention_of
from limner.project.links.made_files import is_made
from limner.project.links.template_addresses import plain_address
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project

FEW_SERVED = 3
"""Pictures that make a folder the one which a leading ``/`` means."""
FEW_GIVEN = 2
"""Pictures that make what a template is given the path of a file."""

MOST_MISSING = 3
"""Pictures that may be missing from a served folder for each that is there."""

Noted = tuple[str, Finding]
"""The language of a document, and what it links."""


class Customs:
    """The customs of one project, as its links tell them.

    Args:
        noted: what documents link: what is there, what is missing, and what nobody knows.
    """

    def __init__(self, noted: Iterable[Noted], files: ProjectFiles) -> None:
        self._noted = tuple(noted)
        self._files = files
        self._counted: dict[tuple[str, Path], int] = {}

    def understood(self, noted: Noted, project: Project) -> Finding | None:
        """Return a finding as the project's customs explain it; ``None`` where nothing is missing.

        What is unsure, and no custom explains, is not missing for certain.
        """
        finding = noted[1]
        if finding.code not in ("unsure", "missing-image", "elsewhere") or finding.path is None:
            return finding
        if finding.custom and finding.custom not in self._taken_as_links:
            return None
        kind, asked = _asked(noted)
        if finding.code != "unsure" and kind == "/" and self._confirms(project):
            return finding
        if asked and any(self._files.holds(each / asked) for each in self._served.get(kind, ())):
            return None
        is_sure = finding.code != "unsure"
        # That AsciiDoc's links begin beside it, a folder tells by the pictures shown from there.
        tells = kind == "/" or finding.path.parent in self._shown_from
        is_settled = is_sure and finding.settled and tells
        served = None
        if asked and not is_settled:
            served = next(self._folders_of(kind, asked), None)
        if served is not None:
            return _placed(finding, served / asked, project)
        if is_sure:
            return finding
        # A template that takes paths as links do gets one that begins where links do.
        return _missing(finding) if finding.custom else None

    def _confirms(self, project: Project) -> bool:
        """Whether pictures are there, where the document's generator says that ``/`` begins."""
        return any(each in self._served.get("/", ()) for each in convention_of(project).absolute)

    def _folders_of(self, kind: str, asked: str) -> Iterator[Path]:
        """Yield the served folders in which a picture that is missing can be meant.

        Where most would be missing, another custom is at work.
        """
        return (
            folder
            for folder, there in self._served.get(kind, {}).items()
            if self._files.is_folder((folder / asked).parent)
            and self._missing_in(kind, folder) <= MOST_MISSING * there
        )

    def _missing_in(self, kind: str, folder: Path) -> int:
        """Return how many pictures are missing if links of a *kind* begin in *folder*."""
        if (kind, folder) not in self._counted:
            asked = {_asked(each) for each in self._noted if each[1].code != "there"}
            paths = (folder / each for its_kind, each in asked if its_kind == kind and each)
            self._counted[kind, folder] = sum(
                self._files.is_folder(path.parent) and not self._files.holds(path) for path in paths
            )
        return self._counted[kind, folder]

    @cached_property
    def _served(self) -> dict[str, dict[Path, int]]:
        """The folders in which links of a kind begin; how many pictures say so, most first."""
        telling = defaultdict[tuple[str, Path], set[str]](set)
        for each in self._noted:
            kind, asked = _asked(each)
            is_there = each[1].code == "there" and kind == "/"
            path = each[1].path if is_there else each[1].elsewhere
            parts = Path(asked).parts
            if asked and path is not None and path.parts[-len(parts) :] == parts:
                telling[kind, Path(*path.parts[: -len(parts)])].add(asked)
        found: dict[str, dict[Path, int]] = {}
        for kind, folder in sorted(telling, key=lambda each: (-len(telling[each]), each)):
            many = len(telling[kind, folder])
            if many >= FEW_SERVED:
                found.setdefault(kind, {})[folder] = many
        return found

    @cached_property
    def _shown_from(self) -> frozenset[Path]:
        """The folders from which documents show a picture."""
        paths = (each.path for _, each in self._noted if each.code == "there")
        return frozenset(path.parent for path in paths if path is not None)

    @cached_property
    def _taken_as_links(self) -> frozenset[str]:
        """The templates and components to which a path is that of a file, as to a link."""
        there, missing = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for _, each in self._noted:
            if each.custom:
                (there if each.code == "there" else missing)[each.custom].add(each.link.target)
        return frozenset(
            custom
            for custom, targets in there.items()
            if len(targets) >= max(FEW_GIVEN, len(missing[custom]))
        )


def _placed(finding: Finding, path: Path, project: Project) -> Finding | None:
    """Return *finding* as one of the picture at *path*; ``None`` where a build makes that."""
    if is_made(path, project, convention_of(project).made):
        return None
    other = finding.elsewhere
    # Where it belongs is known: a file of its name is meant only in a folder of the same name.
    kept = other if other and other.parent.name == path.parent.name else None
    return _missing(replace(finding, path=path, elsewhere=kept, settled=True))


def _missing(finding: Finding) -> Finding:
    return replace(finding, code="elsewhere" if finding.elsewhere else "missing-image")


def _asked(noted: Noted) -> tuple[str, str]:
    """Return the kind of a link whose beginning is a custom, and the path behind it.

    ``""`` for any other link.
    """
    language, finding = noted
    target = plain_address(finding.link.target).partition("?")[0].partition("#")[0]
    if target.startswith("/"):
        return "/", target.lstrip("/")
    is_below = language == "asciidoc" and not target.startswith(".")
    return (language, target) if is_below else ("", "")
