"""What the extension for Visual Studio Code brings along: pinned packages, and a small package."""

import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
CLIENT = ROOT / "client-vscode"
VSIX = CLIENT / "limner.vsix"
PARTS = CLIENT / "out" / "parts.json"


def pinned() -> dict[str, tuple[Requirement, list[str]]]:
    """The extension's packages by name, each with the hashes of its files."""
    text = (CLIENT / "server" / "requirements.txt").read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(None, (line.split("#")[0].strip() for line in text.split("\n"))):
        requirement, *hashes = line.split("--hash=")
        parsed = Requirement(requirement)
        found[canonicalize_name(parsed.name)] = (parsed, [each.strip() for each in hashes])
    return found


def test_every_package_is_pinned_by_version_and_hash():
    for requirement, hashes in pinned().values():
        assert [each.operator for each in requirement.specifier] == ["=="]
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)


def test_the_pinned_packages_are_what_limner_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    held = pinned()
    for wanted in map(Requirement, project["dependencies"]):
        (pin,) = held[canonicalize_name(wanted.name)][0].specifier
        assert wanted.specifier.contains(pin.version), wanted


@pytest.mark.skipif(not VSIX.exists(), reason="not packed: npm run package in client-vscode")
def test_the_package_holds_these_files_and_is_small():
    with zipfile.ZipFile(VSIX) as packed:
        names = sorted(name.removeprefix("extension/") for name in packed.namelist())
    wheels = [name for name in names if name.endswith(".whl")]

    assert len(wheels) == 1
    assert sorted(set(names) - set(wheels)) == [
        "LICENSE.txt",
        "[Content_Types].xml",
        "changelog.md",
        "extension.vsixmanifest",
        "media/first-prompt.md",
        "media/icon.png",
        "media/model.md",
        "media/set-up.md",
        "out/extension.js",
        "package.json",
        "readme.md",
        "server/requirements.txt",
    ]
    assert VSIX.stat().st_size < 5_000_000  # Of which the tables of words and figures take 3 MB.


@pytest.mark.skipif(not PARTS.exists(), reason="not built: npm run build in client-vscode")
def test_the_code_is_small_and_holds_no_other_package_than_the_language_client():
    parts = json.loads(PARTS.read_text("utf-8"))
    own, stand_in = parts.pop("own"), parts.pop("semver")

    assert (PARTS.parent / "extension.js").stat().st_size <= 400_000
    assert own <= 60_000
    assert stand_in <= 200  # Two functions in its place: the editor checks its own version.
    assert set(parts) == {
        "vscode-jsonrpc",
        "vscode-languageclient",
        "vscode-languageserver-protocol",
        "vscode-languageserver-textdocument",
        "vscode-languageserver-types",
    }
