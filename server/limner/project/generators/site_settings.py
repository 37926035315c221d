"""Reads what a site generator's configuration plainly says, whatever its language."""

import re
from pathlib import Path

from limner.project.roots import Project

_QUOTED = r"[\"'`]([^\"'`\n]+)[\"'`]"


def configs(tool: str) -> tuple[str, ...]:
    """Return the names that the configuration of a tool written in JavaScript may have."""
    return tuple(f"{tool}.config.{ending}" for ending in ("js", "ts", "mjs", "cjs", "mts"))


def read_first(project: Project, folder: Path, *names: str) -> str:
    """Return the beginning of the first of *names* that is there; ``""`` when none is."""
    return next((text for name in names if (text := project.files.text(folder / name))), "")


def value(text: str, key: str) -> str | None:
    """Return a plain value of *key* in YAML, TOML or JSON; ``None`` when it is no plain text."""
    found = re.search(rf"(?m)^[ \t]*\"?{key}\"?[ \t]*[:=]([^\n]*)$", text)
    if found is None:
        return None
    written = found[1].strip()
    quoted = re.match(r"\"([^\"]*)\"|'([^']*)'", written)
    if quoted:
        return quoted[1] or quoted[2] or None
    plain = written.split("#")[0].rstrip(" \t,")
    return None if plain.startswith(("[", "{")) else plain or None


def setting(text: str, key: str) -> str | None:
    """Return a plain text that a configuration in JavaScript gives *key*."""
    found = re.search(rf"\b{key}:\s*{_QUOTED}", text)
    return found[1] if found else None
