"""Is everything there, who would be sent what, and which settings hold: a report for people."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass, fields
from importlib import metadata
from pathlib import Path

from limner import files
from limner._version import __version__
from limner.errors import LimnerError
from limner.markup import language_of
from limner.project import destinations, variables
from limner.project.markdown_dialect import dialect_of
from limner.project.roots import PROJECT_FILE, Project
from limner.services.standing import Standing
from limner.settings.cast_members import CastMember
from limner.settings.declaration import Settings
from limner.settings.layers import Resolved

PACKAGES = ("pygls", "lsprotocol", "openai", "pillow")


@dataclass(frozen=True)
class ReportRow:
    """One line of the report.

    Attributes:
        label: what it is about.
        text: what there is to say.
        setting: the setting that would change it, ``""`` where there is none.
    """

    label: str
    text: str
    setting: str = ""


@dataclass(frozen=True)
class SetupReport:
    """How Limner is set up.

    Attributes:
        title: Limner and its version.
        rows: what there is.
        settings: the settings that differ from their defaults: key, value, and who says so.
        problems: what will not work, a sentence each.
    """

    title: str
    rows: tuple[ReportRow, ...]
    settings: tuple[tuple[str, object, str], ...]
    problems: tuple[str, ...]


def setup_report(
    project: Project | None, found: Resolved, standings: Sequence[Standing], *, is_file: bool
) -> SetupReport:
    """Report on the settings *found* and the services that *standings* tell of.

    Args:
        project: where the document belongs that is asked about, if one is.
        found: the settings that hold there.
        standings: who writes, draws and uploads.
        is_file: whether the project's document is a file.
    """
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    rows = [
        ReportRow("runs on", f"Python {platform.python_version()} ({versions})"),
        ReportRow("your settings", _there(files.configuration_folder() / "config.toml")),
        ReportRow("state", str(files.state_folder())),
    ]
    problems = list(found.problems)
    if project is not None:
        rows.append(ReportRow("project", str(project.root)))
        rows.append(ReportRow("its settings", _there(project.root / PROJECT_FILE)))
    if project is not None and is_file:
        rows.append(ReportRow("language", dialect_of(project, language_of(project.document))))
        pictures = _pictures(project, found.settings, problems)
        rows.append(ReportRow("pictures", pictures, "image.destination"))
    names = {"chat": "chat", "image": "image", "upload": "uploads"}
    rows += [ReportRow(names[one.kind], one.says, one.setting) for one in standings]
    problems += [one.problem for one in standings if one.problem]
    differing = tuple(
        (key, _shown(getattr(found.settings, row.name)), found.origins[key].value)
        for row in fields(Settings)
        if (key := row.metadata["key"]) in found.origins
    )
    return SetupReport(f"Limner {__version__}", tuple(rows), differing, tuple(problems))


def _shown(value: object) -> object:
    """Return a setting as a report shows it: of a cast, the names."""
    if isinstance(value, tuple) and value and isinstance(value[0], CastMember):
        return tuple(member.name for member in value)
    return value


def _there(file: Path) -> str:
    """Name *file*, and say when it is one that could be made."""
    return str(file) if file.exists() else f"{file} (not there)"


def _pictures(project: Project, found: Settings, problems: list[str]) -> str:
    """Say where a picture of the document would go, what its link would say, and why."""
    try:
        folder = destinations.folder(project, found)
        link = destinations.target(project, found, project.root / folder / "fox.png")
    except LimnerError as error:
        problems.append(str(error))
        return "not usable"
    by_setting = variables.chosen(found.image_destination, project)
    why = "image.destination" if by_setting else destinations.convention_of(project).name
    beside = project.root / folder == project.document.parent
    where = "beside the document" if beside else folder or "the project's folder"
    return f"{where}, linked for example as {link}" + (f" ({why})" if why else "")
