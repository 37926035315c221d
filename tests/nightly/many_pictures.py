"""``python -m tests.nightly.many_pictures [COUNT]``: pictures a second by ``--jobs``.

An image service on this machine takes 0.2 s for a picture; 1,000 pictures are missing, unless COUNT
says how many. Each is asked for once, stands where its link says, and its document is as it was.
"""

import asyncio
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.support.image_service import ImageService

SECONDS = 0.2
"""What the service takes for a picture."""

JOBS = (1, 3, 12)


def documents(folder: Path, pictures: int) -> None:
    """Write documents that link *pictures* missing pictures, twenty each."""
    for number in range(0, pictures, 20):
        links = (f"![a fox of size {n}](fox-{n}.png)\n\n" for n in range(number, number + 20))
        (folder / f"chapter-{number}.md").write_text("".join(links))


async def drawn(pictures: int, jobs: int) -> tuple[float, float]:
    """Draw them all by one command; return its seconds, and those of its processors."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "book"
        folder.mkdir()
        documents(folder, pictures)
        async with ImageService(seconds=SECONDS) as service:
            environment = {
                **os.environ,
                "LIMNER_IMAGE_BASE_URL": service.url,
                "LIMNER_ENGINE": "offline",
                "LIMNER_LIMITS_SESSION": str(pictures),
                "XDG_STATE_HOME": f"{name}/state",
                "XDG_CONFIG_HOME": f"{name}/config",
            }
            began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "limner", "illustrate", ".", "--missing", "--yes",
                "--jobs", str(jobs),
                cwd=folder, env=environment, stdout=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            assert await process.wait() == 0
            took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        assert len(service.prompts) == len(set(service.prompts)) == pictures
        assert len(list(folder.glob("*.png"))) == pictures
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


async def main(pictures: int) -> None:
    """Print a row for each number of jobs."""
    print("| `--jobs` | time | pictures a second | of the service's own | processor per picture |")
    print("|---|---|---|---|---|")
    for jobs in JOBS:
        took, processor = await drawn(pictures, jobs)
        rate, best = pictures / took, jobs / SECONDS
        share, each = f"{rate / best:.0%}", f"{1000 * processor / pictures:.0f} ms"
        print(f"| {jobs} | {took:.0f} s | {rate:.1f} | {share} | {each} |", flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
