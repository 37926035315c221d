"""What a link means that is written as the setting ``image.link`` says."""

import re
from datetime import UTC, datetime
from pathlib import Path

from limner.errors import InputError
from limner.project import destinations, variables
from limner.project.destinations import FILE_NAME
from limner.project.roots import Project
from limner.settings.declaration import Settings


def files_by_setting(project: Project, settings: Settings, asked: str, target: str) -> list[Path]:
    """Return the file that a link written as ``image.link`` says would mean."""
    if not asked or _is_timed(variables.chosen(settings.image_destination, project)):
        return []
    named = asked if FILE_NAME in asked else f"{asked.rstrip('/')}/{FILE_NAME}"
    try:
        marked = variables.of_document(project) | {"fileName": "\0"}
        written = variables.filled(named, "image.link", marked).replace("/./", "/")
        place = destinations.folder(project, settings)
    except InputError:
        return []
    found = re.fullmatch(re.escape(written).replace(re.escape("\0"), "(.+)", 1), target)
    return [project.root / place / found[1]] if found else []


def _is_timed(destination: str) -> bool:
    return any(f"${{{name}}}" in destination for name in variables.of_time(datetime.now(UTC)))
