"""``python -m tests.nightly.mutants``: faults drawn at random, and whether a test notices each.

They are drawn from the files that guard money, trust and the project's boundary. Each is put into
a copy of the package, and the tests that run its line run against that copy. A fault that no
test notices is printed: it wants a test, or a row in ``docs/measures.md`` that says why it is none.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.nightly.covering import Tests, covering
from tests.nightly.mutations import Mutant, mutants

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "server" / "limner"
STARTING, PER_TEST = 120, 2
"""Seconds that pytest's start and each test may take; a fault that makes them hang is noticed."""

GUARDED = (
    "image/journal/*.py",
    "image/jobs/*.py",
    "image/pricing.py",
    "image/file_names.py",
    "services/hosts.py",
    "services/keys.py",
    "services/transport.py",
    "services/agreed_service.py",
    "services/configured_backends.py",
    "settings/layers.py",
    "project/roots.py",
    "project/destinations.py",
    "files/*.py",
    "actions/linked_picture.py",
    "actions/drawing.py",
    "actions/requests.py",
    "actions/batches/*.py",
)
"""The files faults are drawn from."""

TESTS = (
    *("tests/actions", "tests/cli", "tests/files", "tests/image", "tests/lsp", "tests/project"),
    *("tests/services", "tests/settings", "tests/test_canary.py", "tests/test_refusals.py"),
)
"""The tests that may notice one."""


@dataclass(frozen=True)
class Drawn:
    """A fault of one file."""

    file: Path
    mutant: Mutant

    def __str__(self) -> str:
        place = f"{self.file.relative_to(PACKAGE)}:{self.mutant.line}"
        return f"{place}: {self.mutant.old!r} → {self.mutant.new!r}"


def draw(count: int, seed: int) -> list[Drawn]:
    """Draw *count* faults at random, the same ones for the same *seed* and sources."""
    every = [
        Drawn(file, mutant)
        for pattern in GUARDED
        for file in sorted(PACKAGE.glob(pattern))
        for mutant in mutants(file.read_text("utf-8"))
    ]
    return random.Random(seed).sample(every, min(count, len(every)))


def survivors(drawn: list[Drawn], workers: int) -> Iterator[Drawn]:
    """Yield the faults that no test notices, as they are found.

    Raises:
        SystemExit: a test fails without any fault, and would seem to notice everything.
    """
    covered = covering(TESTS, PACKAGE, workers)
    with tempfile.TemporaryDirectory() as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            copy = Path(folder) / str(number)
            shutil.copytree(PACKAGE, copy / "limner", ignore=shutil.ignore_patterns("*.pyc"))
            copies.put(copy)

        def unnoticed(fault: Drawn) -> bool:
            copy = copies.get()
            file = copy / "limner" / fault.file.relative_to(PACKAGE)
            try:
                file.write_text(fault.mutant.text, "utf-8")
                return _pass(copy, watching(fault, covered))
            finally:
                shutil.copyfile(fault.file, file)
                copies.put(copy)

        with ThreadPoolExecutor(workers) as pool:
            for fault, alive in zip(drawn, pool.map(unnoticed, drawn), strict=True):
                if alive:
                    yield fault


def watching(fault: Drawn, covered: dict[Path, dict[int, Tests]]) -> Tests:
    """Return the tests that run the line of *fault*, or its file where none does.

    A module's own lines run when it is imported, before any test.
    """
    lines = covered.get(fault.file, {})
    return lines.get(fault.mutant.line) or tuple(sorted({t for of in lines.values() for t in of}))


def _pass(copy: Path, tests: Tests) -> bool:
    """Say whether *tests* pass with the package in *copy*, in the time they may take."""
    listed = copy / "tests.txt"
    listed.write_text("\n".join(tests), "utf-8")
    command = [*(sys.executable, "-m", "pytest", "-q", "-x"), *("-p", "no:cacheprovider", "-n0")]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, f"@{listed}"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            timeout=STARTING + PER_TEST * len(tests),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Run the faults, print those that survived, and return 1 when more than a tenth did."""
    parser = argparse.ArgumentParser(prog="python -m tests.nightly.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="faults to draw (100)")
    parser.add_argument("--seed", type=int, default=1, help="where the draw begins (1)")
    parser.add_argument("--workers", type=int, default=2, help="runs at the same time (2)")
    parser.add_argument("--list", action="store_true", help="print the faults, and run nothing")
    options = parser.parse_args()
    drawn = draw(options.count, options.seed)
    if options.list:
        print(*drawn, sep="\n")
        return 0
    start, alive = time.monotonic(), []
    for fault in survivors(drawn, options.workers):
        alive.append(fault)
        print(f"survived: {fault}", flush=True)
    seconds = time.monotonic() - start
    print(f"{len(drawn) - len(alive)} of {len(drawn)} faults noticed, in {seconds:.0f} s.")
    return int(len(alive) * 10 > len(drawn))


if __name__ == "__main__":
    sys.exit(main())
