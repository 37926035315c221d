"""``python -m tests.nightly``: every check that takes long, and a table of what came of each.

With names of checks, only those run. The rows that are printed last are for the section “Long
checks” in ``docs/measures.md``: put each in the place of its check's row there.
"""

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Check:
    """A long check.

    Attributes:
        name: what to call it on the command line.
        module: the module that is run.
        options: its arguments.
        about: what it shows.
        sums_up: its last line says what came of it; else its table does.
    """

    name: str
    module: str
    options: tuple[str, ...]
    about: str
    sums_up: bool


CHECKS = (
    Check("tests", "pytest", ("-q", "-m", "nightly"), "tests marked `nightly`", True),
    Check("jupyterlab", "tests.nightly.jupyterlab", (), "JupyterLab and Notebook 7", True),
    Check("mutants", "tests.nightly.mutants", (), "random faults that a test notices", True),
    Check("evaluation", "tests.evaluation", (), "the measures of prompts", False),
    Check("pictures", "tests.nightly.many_pictures", (), "1,000 pictures by --jobs", False),
    Check("bench", "tests.bench", (), "Limner beside a minimal server", False),
)


def run(check: Check) -> tuple[bool, str]:
    """Run *check*, its output going along; return whether it passed, and its row of the table."""
    print(f"\n== {check.name}: {check.about}", flush=True)
    start, last = time.monotonic(), ""
    command = [sys.executable, "-m", check.module, *check.options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    passed = process.returncode == 0
    figures = last if check.sums_up else "passed" if passed else "failed"
    cells = (check.name, f"{datetime.now(UTC):%Y-%m-%d}", _commit(), figures)
    return passed, f"| {' | '.join(cells)} | {time.monotonic() - start:.0f} s |"


def _commit() -> str:
    """Return the commit that was checked, with a mark when files differ from it."""
    command = ["git", "describe", "--always", "--dirty=, changed", "--exclude=*"]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def main() -> int:
    """Run the checks that are asked for, and print their rows; return 1 when one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.nightly", description=__doc__)
    names = [check.name for check in CHECKS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(names)}")
    wanted = parser.parse_args().names or names
    if unknown := set(wanted) - set(names):
        parser.error(f"there is no check {', '.join(sorted(unknown))}: choose of {names}")
    results = [run(check) for check in CHECKS if check.name in wanted]
    print("\nFor the section “Long checks” in docs/measures.md:\n")
    print("| check | date | commit | result | time |\n|---|---|---|---|---|")
    print(*(row for _, row in results), sep="\n")
    return int(not all(passed for passed, _ in results))


if __name__ == "__main__":
    sys.exit(main())
