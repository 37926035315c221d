"""Programs that tests drive: each is asked once what it is and can do.

A program is looked for at ``LIMNER_<NAME>``, then on the path. A test of what is not there, or too
old, or cannot read a format, is skipped with the reason. ``LIMNER_<NAME>_URL`` names a server;
whoever sets that says it runs, so its tests fail when it does not.
"""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

_VERSION_OPTION = {"tmux": "-V", "openssl": "version", "hugo": "version"}


def path(name: str) -> str:
    """Return where a program is, or nothing."""
    command = {"helix": "hx", "sphinx": "sphinx-build"}.get(name, name)
    return os.environ.get(f"LIMNER_{name.upper()}") or shutil.which(command) or ""


@cache
def lack(name: str, *least: int, program: str = "") -> str:
    """Return why a program of version *least* cannot be driven; nothing when it can."""
    program, variable = program or path(name), f"LIMNER_{name.upper()}"
    if not program:
        return f"{name} is not installed: set {variable} to its path"
    said = _said([program, _VERSION_OPTION.get(name, "--version")])
    found = re.search(r"\d+(?:\.\d+)*", said or "")
    if said is None or not found:
        return f"{name} at {program} does not say its version"
    if tuple(map(int, found[0].split("."))) < least:
        wanted = ".".join(map(str, least))
        return f"{name} {found[0]} is older than {wanted}: set {variable} to a newer one"
    return ""


def needed(name: str, *least: int) -> str:
    """Return where a program of version *least* is; skip the test without it."""
    if reason := lack(name, *least):
        pytest.skip(reason)
    return path(name)


@cache
def pandoc_lack(reader: str, sample: str = "", shown: str = "") -> str:
    """Return why pandoc cannot read a format as the tests need it; nothing when it can.

    Args:
        reader: the format, with its extensions.
        sample: a document that older versions read differently.
        shown: what pandoc's JSON of *sample* holds in a version that is new enough.
    """
    if reason := lack("pandoc"):
        return reason
    formats = _said([path("pandoc"), "--list-input-formats"]) or ""
    name = re.split(r"[+-]", reader)[0]
    if name not in formats.split():
        return f"this pandoc does not read {name}: set LIMNER_PANDOC to a newer one"
    if shown not in (_said([path("pandoc"), "-f", reader, "-t", "json"], sample) or ""):
        return f"this pandoc reads {sample!r} otherwise: set LIMNER_PANDOC to a newer one"
    return ""


@cache
def npm_lack(packages: tuple[str, ...]) -> str:
    """Return why *packages* cannot be imported by Node below ``LIMNER_MDAST``, or nothing."""
    if reason := lack("node"):
        return reason
    folder = os.environ.get("LIMNER_MDAST")
    if not folder:
        return "set LIMNER_MDAST to a folder whose node_modules holds the npm parsers"
    modules = Path(folder) / "node_modules"
    missing = [package for package in packages if not (modules / package).is_dir()]
    return f"{modules} does not hold {', '.join(missing)}" if missing else ""


def server(name: str) -> str:
    """Return the address of a server that the tests may use, or nothing."""
    return os.environ.get(f"LIMNER_{name.upper()}_URL", "")


def server_marks(name: str, script: str) -> list[pytest.MarkDecorator]:
    """Mark tests of a server that *script* in ``tests/tools`` starts."""
    reason = f"LIMNER_{name.upper()}_URL names no running server (tests/tools/{script})"
    return [pytest.mark.service, pytest.mark.skipif(not server(name), reason=reason)]


def editor_marks(*reasons: str) -> list[pytest.MarkDecorator]:
    """Mark tests of an editor that lacks something for *reasons*; empty ones do not count."""
    skips = [pytest.mark.skipif(True, reason=reason) for reason in reasons if reason]
    return [pytest.mark.editor, *skips]


def _said(command: list[str], text: str = "") -> str | None:
    """Return what a program prints, ``None`` when it cannot be run."""
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout + done.stderr
