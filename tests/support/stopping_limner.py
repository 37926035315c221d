"""``python -m tests.support.stopping_limner COUNT ARGUMENTS…``: Limner, which stops in the middle.

Its renderer draws COUNT pictures; whatever is asked for then never ends.
"""

import asyncio
import signal
import sys

from limner.__main__ import main
from limner.image.sketch.renderer import Sketch


def stop_after(count: int) -> None:
    """Let *count* pictures be drawn and no more."""
    generate = Sketch.generate

    async def limited(self, request, step, on_progress=lambda _: None):
        nonlocal count
        count -= 1
        if count < 0:
            await asyncio.Event().wait()
        return await generate(self, request, step, on_progress)

    Sketch.generate = limited


if __name__ == "__main__":
    # What is started by a process in the background ignores the signal.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    stop_after(int(sys.argv.pop(1)))
    sys.exit(main())
