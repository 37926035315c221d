"""What the links of many documents together tell of a project's customs, where nothing states them.

Which folder a leading ``/`` means, and what becomes of a path that a template or component of the
project is given: the pictures that are there tell it, of those that are not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from limner.actions.findings import Finding
from limner.project.destinations import convention_of
from limner.project.linked_files import is_made
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project

FEW_SERVED = 3
"""Pictures that make a folder the one which a leading ``/`` means."""
FEW_GIVEN = 2
"""Pictures that make what a template is given the path of a file."""


class Customs:
    """The customs of one project, as its links tell them.

    Args:
        noted: what documents link: what is there, what is missing, and what nobody knows.
    """

    def __init__(self, noted: Iterable[Finding], files: ProjectFiles) -> None:
        self._noted = tuple(noted)
        self._files = files
        self._counted: dict[Path, int] = {}

    def understood(self, finding: Finding, project: Project) -> Finding | None:
        """Return *finding* as the project's customs explain it; ``None`` where nothing is missing.

        What is unsure, and no custom explains, is not missing for certain.
        """
        if finding.code not in ("unsure", "missing-image", "elsewhere") or finding.path is None:
            return finding
        if finding.custom and finding.custom not in self._taken_as_links:
            return None
        asked = _inside(finding)
        if asked is not None and any(self._files.holds(each / asked) for each in self._served):
            return None
        is_sure = finding.code != "unsure"
        served = None
        if asked is not None and not (is_sure and finding.settled):
            served = next(self._folders_of(asked), None)
        if served is not None and asked is not None:
            return _placed(finding, served / asked, project)
        if is_sure:
            return finding
        # A template that takes paths as links do gets one that begins where links do.
        return _missing(finding) if finding.custom else None

    def _folders_of(self, asked: str) -> Iterator[Path]:
        """Yield the served folders in which a picture that is missing can be meant.

        Where more would be missing than are there, another custom is at work.
        """
        return (
            folder
            for folder, there in self._served.items()
            if self._files.is_folder((folder / asked).parent) and self._missing_in(folder) <= there
        )

    def _missing_in(self, folder: Path) -> int:
        """Return how many pictures are missing if a leading ``/`` means *folder*."""
        if folder not in self._counted:
            asked = {_inside(each) for each in self._noted if each.code != "there"} - {None}
            paths = (folder / each for each in asked if each)
            self._counted[folder] = sum(
                self._files.is_folder(path.parent) and not self._files.holds(path) for path in paths
            )
        return self._counted[folder]

    @cached_property
    def _served(self) -> dict[Path, int]:
        """The folders that a leading ``/`` means, and how many pictures say so, most first."""
        telling = defaultdict[Path, set[str]](set)
        for each in self._noted:
            asked = _inside(each)
            path = each.path if each.code == "there" else each.elsewhere
            if asked is not None and path is not None:
                parts = Path(asked).parts
                if path.parts[-len(parts) :] == parts:
                    telling[Path(*path.parts[: -len(parts)])].add(asked)
        ranked = sorted(telling, key=lambda folder: (-len(telling[folder]), folder))
        return {each: many for each in ranked if (many := len(telling[each])) >= FEW_SERVED}

    @cached_property
    def _taken_as_links(self) -> frozenset[str]:
        """The templates and components to which a path is that of a file, as to a link."""
        there, missing = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for each in self._noted:
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


def _inside(finding: Finding) -> str | None:
    """Return what a link says behind its leading ``/``; ``None`` of any other link."""
    target = finding.link.target.partition("?")[0].partition("#")[0]
    inside = target.lstrip("/")
    return inside if target.startswith("/") and inside else None
