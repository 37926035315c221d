"""A real JupyterLab and Notebook with Limner's extension, driven in headless Chromium.

``tests/tools/jupyterlab.sh FOLDER`` builds and installs them; ``LIMNER_JUPYTER`` names its
``venv/bin``. ``LIMNER_SHOTS`` names a folder for screenshots to look at.
"""

import asyncio
import json
import os
import shutil
from pathlib import Path

from tests.support import tools

SCRIPT = Path(__file__).parents[1] / "e2e" / "jupyterlab" / "lab.mjs"

BIN = os.environ.get("LIMNER_JUPYTER", "")

marks = tools.editor_marks(
    "" if BIN else "no JupyterLab: run tests/tools/jupyterlab.sh",
    "" if os.environ.get("LIMNER_PLAYWRIGHT") else "no playwright-core: run tests/tools/vscode.sh",
    tools.lack("node"),
    tools.lack("chromium"),
)


async def steps(story: str, app: str, work: Path, **environ: str) -> dict[str, dict]:
    """Let a *story* of the script run in *app*; return what it reports, by step."""
    process = await asyncio.create_subprocess_exec(
        tools.path("node"),
        str(SCRIPT),
        env={
            **os.environ,
            **environ,
            "LIMNER_CHROMIUM": tools.path("chromium"),
            "LIMNER_JUPYTER": BIN,
            "LIMNER_WORK": str(work),
            "STORY": story,
            "APP": app,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 400)
    if shots := os.environ.get("LIMNER_SHOTS"):
        shutil.copytree(work / "shots", Path(shots) / f"{app}-{story}", dirs_exist_ok=True)
    events = [json.loads(line) for line in out.decode().split("\n") if line.startswith("{")]

    assert [event for event in events if "failed" in event] == [], err.decode()[-3000:]
    assert process.returncode == 0, err.decode()[-3000:]
    return {event["step"]: event for event in events}
