"""Runs a program of this folder on received bytes, in a process of its own with limits.

Decoders of pictures have flaws, and pictures are made to find them: what goes wrong there ends the
child and nothing else.
"""

import asyncio
import sys
from pathlib import Path

PROGRAMS = Path(__file__).parent
"""Where the programs are."""


async def run(program: Path, data: bytes, seconds: float) -> bytes | None:
    """Return what *program* writes when it is given *data*; ``None`` when it takes too long.

    Raises:
        OSError: it could not be started.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(program),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=str(program.parent),
    )
    try:
        async with asyncio.timeout(seconds):
            output, _ = await child.communicate(data)
    except TimeoutError:
        return None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return output
