"""What only fresh processes show: the same bytes under any hash seed, and the time of an import."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from tests.evaluation.measures import Row


def identical_across_processes(sources: Sequence[str], processes: int = 5) -> Row:
    """Expand in fresh processes with random hash seeds and compare every byte."""
    script = (
        "import sys, hashlib\n"
        "from limner.prompt.expansion import ExpansionRequest\n"
        "from limner.prompt.offline.offline_expander import expand\n"
        "digest = hashlib.sha256()\n"
        "for source in sys.stdin.read().split('\\0'):\n"
        "    for item in expand(ExpansionRequest(source, variations=3)).items:\n"
        "        digest.update(repr(item).encode())\n"
        "print(digest.hexdigest())\n"
    )
    text = "\0".join(sources[:: max(1, len(sources) // 60)])
    digests = set()
    for seed in range(processes):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed * 7919 + 1), "PYTHONUTF8": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        done = subprocess.run(
            [sys.executable, "-c", script],
            input=text.encode(), capture_output=True, check=True, env=environment,
        )  # fmt: skip
        digests.add(done.stdout)
    name = f"identical across {processes} processes"
    return Row(name, "yes" if len(digests) == 1 else "no", "yes", len(digests) == 1)


def import_time() -> Row:
    """Time the import of the offline expander in a fresh process."""
    script = (
        "import time; start = time.perf_counter(); import limner.prompt.offline;"
        "print(time.perf_counter() - start)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as cache:
        environment["PYTHONPYCACHEPREFIX"] = cache
        command = [sys.executable, "-c", script]
        seconds = min(
            float(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
            for _ in range(4)
        )
    return Row("import of the offline expander", f"{seconds * 1000:.0f} ms")
