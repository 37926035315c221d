"""JupyterLab and Notebook with Limner's extension: builds and installs them, and drives them.

With an empty cache ``tests/tools/jupyterlab.sh`` takes three to four minutes, too long for every
check; Chromium, Node and playwright-core are those of ``tests/tools/vscode.sh``.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Return the exit code of the tests."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    tools = Path(os.environ.get("LIMNER_TOOLS") or cache / "limner-tools")
    code = (
        f'. "{tools}/vscode/env.sh" && tests/tools/jupyterlab.sh "{tools}/jupyterlab" && '
        f'LIMNER_JUPYTER="{tools}/jupyterlab/venv/bin" exec "{sys.executable}" -m pytest -q '
        "-m nightly tests/e2e/test_jupyterlab.py"
    )
    return subprocess.run(["bash", "-c", code], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
