"""A real Visual Studio Code with the packed extension: light bulb, menu, palette, undo.

Set ``LIMNER_VSCODE`` to code-server's ``out/node/entry.js``, ``LIMNER_NODE`` to the Node it wants,
``LIMNER_PLAYWRIGHT`` to a file beside playwright-core's ``node_modules``, and pack the extension
(``npm run package`` in ``client-vscode``). Chromium is looked for at ``/usr/bin/chromium``.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
VSIX = HERE.parent.parent / "client-vscode" / "limner.vsix"

pytestmark = [
    pytest.mark.editor,
    pytest.mark.skipif(
        not os.environ.get("LIMNER_VSCODE") or not VSIX.exists(),
        reason="no VS Code: set LIMNER_VSCODE, and pack the extension",
    ),
]

NOTE = "# Trip\n\nWe saw a beach sunset.\n\nThen home.\n"
FOUR = [
    "Expand into an image prompt",
    "Insert an image prompt below",
    "Draw this and insert the image",
    "Insert variations of this prompt",
]


def test_light_bulb_palette_and_undo(tmp_path):
    done = subprocess.run(
        [os.environ.get("LIMNER_NODE", "node"), str(HERE / "vscode.mjs")],
        env={
            **os.environ,
            "LIMNER_COMMAND": shutil.which("limner", path=str(Path(sys.executable).parent)) or "",
            "LIMNER_VSIX": str(VSIX),
            "LIMNER_WORK": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    events = [json.loads(line) for line in done.stdout.split("\n") if line.startswith("{")]
    steps = {event["step"]: event for event in events if "step" in event}

    assert not [event for event in events if "failed" in event], done.stderr
    assert steps["expand"]["menu"][1:5] == FOUR
    assert "a beach sunset" in steps["expand"]["text"]
    assert steps["draw"]["text"] == NOTE.replace(
        "sunset.\n", "sunset.\n\n![A beach sunset.](a-beach-sunset.png)\n"
    )
    assert steps["palette"]["text"] == steps["expand"]["text"]
    assert all(step["undone"] for step in steps.values())
