"""One output of a cell that says what is happening, and is the picture in the end."""

import asyncio
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from limner.jupyter.interruptible import MainThread


class Progress:
    """One output that says what is happening, and is the picture in the end.

    A terminal would print each step on a line: there it shows the end alone.
    """

    def __init__(self, shell: InteractiveShell) -> None:
        self._quiet = not hasattr(shell, "kernel")
        self._handle: Any = None

    def __enter__(self) -> "Progress":
        """Show that work has begun."""
        self.say("Drawing …")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Say that nothing came of it, where that is so."""
        if kind is not None:
            self.say("Cancelled." if kind is KeyboardInterrupt else "Not drawn.")

    def say(self, message: str) -> None:
        """Show *message* in place of the last one."""
        if not self._quiet:
            self._put({"text/plain": message}, {})

    def end(self, data: dict[str, str], metadata: dict[str, dict[str, str]]) -> None:
        """Show the picture."""
        self._put(data, metadata)

    def reporting(self, main: MainThread) -> Any:
        """Return what shows a message from beside the cell."""
        running: set[asyncio.Task[None]] = set()

        def report(message: str) -> None:
            task = asyncio.ensure_future(main.do(lambda: self.say(message)))
            running.add(task)
            task.add_done_callback(running.discard)

        return report

    def _put(self, data: dict[str, str], metadata: dict[str, dict[str, str]]) -> None:
        if self._handle is None:
            self._handle = display(data, metadata=metadata, raw=True, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._handle.update(data, metadata=metadata, raw=True)
