"""A real Visual Studio Code with the packed extension, used as a person would use it.

``tests/tools/vscode.sh FOLDER`` fetches the editor; it prints the variables to set. The extension
is packed with ``npm run package`` in ``client-vscode``. Chromium is looked for at
``/usr/bin/chromium``. ``LIMNER_SHOTS`` names a folder for screenshots to look at.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CLIENT = HERE.parent.parent / "client-vscode"
VSIX = CLIENT / "limner.vsix"

pytestmark = [
    pytest.mark.editor,
    pytest.mark.skipif(
        not os.environ.get("LIMNER_VSCODE") or not VSIX.exists(),
        reason="no VS Code: run tests/tools/vscode.sh, and pack the extension",
    ),
]

NOTE = "# Trip\n\nWe saw a beach sunset.\n\nThen home.\n"
FOUR = [
    "Expand into an image prompt",
    "Insert an image prompt below",
    "Draw this and insert the image",
    "Insert variations of this prompt",
]


def run(script: str, work: Path) -> list[dict]:
    """Let *script* drive the editor; return what it reports."""
    done = subprocess.run(
        [os.environ.get("LIMNER_NODE", "node"), str(HERE / "vscode" / script)],
        env={
            **os.environ,
            "LIMNER_COMMAND": shutil.which("limner", path=str(Path(sys.executable).parent)) or "",
            "LIMNER_VSIX": str(VSIX),
            "LIMNER_WORK": str(work),
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if shots := os.environ.get("LIMNER_SHOTS"):
        shutil.copytree(work / "shots", Path(shots), dirs_exist_ok=True)
    events = [json.loads(line) for line in done.stdout.split("\n") if line.startswith("{")]

    assert [event for event in events if "failed" in event] == [], done.stderr
    assert done.returncode == 0, done.stderr
    return events


def steps(script: str, work: Path) -> dict[str, dict]:
    """Return what *script* reports, by step."""
    return {event["step"]: event for event in run(script, work) if "step" in event}


def test_a_new_users_first_minute_and_a_hostile_folder(tmp_path):
    found = steps("first_minute.mjs", tmp_path)

    assert found["environment"]["seconds"] < 120
    assert found["expand"]["menu"][1:5] == FOUR
    assert "a beach sunset" in found["expand"]["text"]
    assert found["expand"]["undone"]
    assert found["draw"]["text"] == NOTE.replace(
        "sunset.\n", "sunset.\n\n![A beach sunset.](a-beach-sunset.png)\n"
    )
    assert found["draw"]["picture"]
    hostile = found["untrusted"]
    assert hostile["text"] == found["expand"]["text"]
    assert (hostile["captured"], hostile["marked"], hostile["environments"]) == (0, False, 1)
