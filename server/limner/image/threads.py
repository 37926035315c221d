"""Work that a cancel must not leave half done: short, on disk, and in a thread."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


async def to_its_end(call: Callable[[], Result]) -> Result:
    """Run *call* in a thread; a cancel meanwhile counts when it has ended, some milliseconds later.

    Otherwise the thread could still write behind what the cancel writes, or a file would be there
    that no record knows of.
    """
    running = asyncio.get_running_loop().run_in_executor(None, call)
    cancelled = None
    while not running.done():
        try:
            await asyncio.wait([running])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        running.exception()
        raise cancelled
    return running.result()
