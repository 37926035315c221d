"""What is published: one version, one history, links that lead somewhere, and how large it is."""

import io
import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

from limner._version import __version__

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "server" / "limner"

MOST_BYTES = 4_000_000
"""Of a wheel: as much as a few photographs."""

METADATA = 45_000
"""Roughly what a wheel holds beside the package: licences, and a digest of each file (37,300)."""


MOST_BINARY = 400_000
COMPILED = {"wordnet.bin", "figures.bin"}
"""Tables that a script makes of what somebody else publishes, whatever their size."""


def releases(changelog: Path) -> list[str]:
    return re.findall(r"^## \[?([\w.]+)", changelog.read_text("utf-8"), re.MULTILINE)


def test_the_wheel_is_small():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    target = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    left_out = target["exclude"]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file in PACKAGE.rglob("*"):
            name = file.relative_to(ROOT).as_posix()
            if any(fnmatch(name, pattern) for pattern in left_out):
                continue
            if file.is_file() and "__pycache__" not in file.parts:
                wheel.write(file, file.relative_to(PACKAGE.parent))
        for page in target["only-include"][1:]:
            wheel.write(ROOT / page, f"limner/{page}")

    assert len(packed.getvalue()) + METADATA <= MOST_BYTES


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_no_large_binary_is_kept():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("the tests do not stand in a clone")
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    large = [file for file in files if file.is_file() and file.stat().st_size > MOST_BINARY]

    assert [
        one.name for one in large if b"\0" in one.read_bytes() and one.name not in COMPILED
    ] == []


def test_the_extension_has_the_same_version_and_history():
    client = ROOT / "client-vscode"
    manifest = json.loads((client / "package.json").read_text("utf-8"))
    ours = releases(ROOT / "CHANGELOG.md")

    assert manifest["version"] == __version__
    assert releases(client / "CHANGELOG.md") == ours
    # Of a release, the version is the newest that has a section.
    assert ours[0] in ("Unreleased", __version__)


def test_the_readme_leads_somewhere_from_the_package_index_too():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    hook = project["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    text = (ROOT / "README.md").read_text("utf-8")
    for change in hook["substitutions"]:
        text = re.sub(change["pattern"], change["replacement"], text)
    targets = re.findall(r"\]\(([^)\s]*)\)", text)

    assert len(targets) > 20
    assert [target for target in targets if not target.startswith("https://")] == []
    assert "https://example.org/limner/raw/main/docs/images/first-minute.svg" in targets
