"""Which tests run which line of the package: one run of the tests under coverage."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).parents[2]

Tests = tuple[str, ...]
"""Names of tests, as pytest takes them."""


def covering(tests: Sequence[str], package: Path, workers: int) -> dict[Path, dict[int, Tests]]:
    """Run *tests* and return, by file of *package* and by line, those that ran it.

    A line that runs while its module is imported belongs to no test and is left out; so is what
    only another process ran.

    Raises:
        SystemExit: a test fails as the package stands, and would seem to notice every fault.
    """
    with tempfile.TemporaryDirectory() as folder:
        data, settings = Path(folder, "coverage"), Path(folder, "coveragerc")
        settings.write_text(f"[run]\ndata_file = {data}\n", "utf-8")
        command = [
            *(sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"),
            *("-n", str(workers), f"--cov={package}", f"--cov-config={settings}"),
            *("--cov-context=test", "--cov-report=", *tests),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"Without any fault a test fails:\n{done.stdout[-2000:]}")
        measured = CoverageData(str(data))
        measured.read()
        return {
            Path(file): {
                line: found
                for line, contexts in measured.contexts_by_lineno(file).items()
                if (found := tuple(sorted({c.partition("|")[0] for c in contexts if c})))
            }
            for file in measured.measured_files()
        }
