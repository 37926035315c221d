"""``python -m tests.nightly.mutants``: faults drawn at random, and whether a test notices each.

They are drawn from the files that guard money, trust and the project's boundary. Each is put into
a copy of the package, and the tests that cover its file run against that copy. A fault that no
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

from tests.nightly.mutations import Mutant, mutants

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "server" / "limner"
TIMES = 5
"""How many times as long as without a fault tests may take; one that makes them hang is noticed."""

_JOURNAL = (
    "tests/image/test_journal.py",
    "tests/image/test_approval.py",
    "tests/image/test_choosing.py",
    "tests/cli/test_history.py",
    "tests/image/test_paid_jobs.py",
)
_PICTURES = ("tests/image", "tests/actions")
_SERVICES = ("tests/services", "tests/test_canary.py", "tests/test_refusals.py")
_PROJECT = ("tests/project", "tests/actions")
_ACTIONS = (
    "tests/actions",
    "tests/lsp/test_redrawing.py",
    "tests/lsp/test_draw_missing.py",
    "tests/lsp/test_drawing.py",
    "tests/lsp/test_own_panels.py",
    "tests/cli/test_illustrate_missing.py",
    "tests/cli/test_rehearse_missing.py",
)
COVERED = {
    "image/journal/*.py": _JOURNAL,
    "image/jobs/*.py": (
        *_JOURNAL,
        *_PICTURES,
        "tests/lsp/test_drawing.py",
        "tests/lsp/test_own_panels.py",
    ),
    "image/pricing.py": _PICTURES,
    "image/file_names.py": _PICTURES,
    "services/hosts.py": _SERVICES,
    "services/keys.py": _SERVICES,
    "services/transport.py": _SERVICES,
    "services/backends.py": _SERVICES,
    "settings/layers.py": ("tests/settings", "tests/lsp/test_own_settings.py"),
    "project/roots.py": _PROJECT,
    "project/destinations.py": _PROJECT,
    "files/*.py": ("tests/files", *_PICTURES),
    "actions/linked_picture.py": _ACTIONS,
    "actions/drawing.py": _ACTIONS,
    "actions/requests.py": (*_ACTIONS, "tests/services/test_backends.py"),
    "actions/batches/*.py": _ACTIONS,
}
"""The files faults are drawn from, and the tests that cover them."""


@dataclass(frozen=True)
class Drawn:
    """A fault of one file, and the tests that should notice it."""

    file: Path
    mutant: Mutant
    tests: tuple[str, ...]

    def __str__(self) -> str:
        place = f"{self.file.relative_to(PACKAGE)}:{self.mutant.line}"
        return f"{place}: {self.mutant.old!r} → {self.mutant.new!r}"


def draw(count: int, seed: int) -> list[Drawn]:
    """Draw *count* faults at random, the same ones for the same *seed* and sources."""
    every = [
        Drawn(file, mutant, tests)
        for pattern, tests in COVERED.items()
        for file in sorted(PACKAGE.glob(pattern))
        for mutant in mutants(file.read_text("utf-8"))
    ]
    return random.Random(seed).sample(every, min(count, len(every)))


def survivors(drawn: list[Drawn], workers: int) -> Iterator[Drawn]:
    """Yield the faults that no test notices, as they are found.

    Raises:
        SystemExit: tests fail without any fault, and would seem to notice everything.
    """
    with tempfile.TemporaryDirectory() as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            copy = Path(folder) / str(number)
            shutil.copytree(PACKAGE, copy / "limner", ignore=shutil.ignore_patterns("*.pyc"))
            copies.put(copy)

        def without(tests: tuple[str, ...]) -> float:
            copy, start = copies.get(), time.monotonic()
            passed = _pass(copy, tests, None)
            copies.put(copy)
            if not passed:
                raise SystemExit(f"Without any fault these tests fail: {' '.join(tests)}.")
            return time.monotonic() - start

        def unnoticed(fault: Drawn) -> bool:
            copy = copies.get()
            file = copy / "limner" / fault.file.relative_to(PACKAGE)
            try:
                file.write_text(fault.mutant.text, "utf-8")
                return _pass(copy, fault.tests, TIMES * usual[fault.tests])
            finally:
                shutil.copyfile(fault.file, file)
                copies.put(copy)

        with ThreadPoolExecutor(workers) as pool:
            every = sorted({fault.tests for fault in drawn})
            usual = dict(zip(every, pool.map(without, every), strict=True))
            for fault, alive in zip(drawn, pool.map(unnoticed, drawn), strict=True):
                if alive:
                    yield fault


def _pass(copy: Path, tests: tuple[str, ...], seconds: float | None) -> bool:
    """Say whether *tests* pass with the package in *copy*, in so many *seconds*."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-n0", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=seconds, check=False
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
