"""A real Visual Studio Code with the packed extension, driven by scripts in ``tests/e2e/vscode``.

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

from tests.support import tools

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "tests" / "e2e" / "vscode"
CLIENT = ROOT / "client-vscode"
VSIX = CLIENT / "limner.vsix"

marks = tools.editor_marks(
    "" if os.environ.get("LIMNER_VSCODE") else "no VS Code: run tests/tools/vscode.sh",
    "" if VSIX.exists() else "the extension is not packed: npm run package in client-vscode",
    tools.lack("node"),
    tools.lack("chromium"),
)


def run(script: str, work: Path) -> list[dict]:
    """Let *script* drive the editor; return what it reports."""
    done = subprocess.run(
        [tools.path("node"), str(SCRIPTS / script)],
        env={
            **os.environ,
            "LIMNER_COMMAND": shutil.which("limner", path=str(Path(sys.executable).parent)) or "",
            "LIMNER_CHROMIUM": tools.path("chromium"),
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

    failed = [event for event in events if "failed" in event]
    assert failed == [], f"{failed} {done.stderr}"
    assert done.returncode == 0, done.stderr
    return events


def steps(script: str, work: Path) -> dict[str, dict]:
    """Return what *script* reports, by step."""
    return {event["step"]: event for event in run(script, work) if "step" in event}
