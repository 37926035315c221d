"""When a service may be asked again: a wait that it asks of one request holds for all of them."""

import asyncio
import time


class Pace:
    """The pace at which one service takes requests; its requests share it."""

    def __init__(self) -> None:
        self._until = 0.0

    @property
    def left(self) -> float:
        """Seconds before the next request may leave."""
        return max(0.0, self._until - time.monotonic())

    def hold(self, seconds: float) -> None:
        """Let no request leave before *seconds* have passed."""
        self._until = max(self._until, time.monotonic() + seconds)

    async def turn(self) -> float:
        """Wait until a request may leave; return how many seconds that took."""
        began = time.monotonic()
        # Another request may be told to wait longer meanwhile.
        while self.left:  # noqa: ASYNC110 (it ends at a time, not at an event)
            await asyncio.sleep(self.left)
        return time.monotonic() - began
