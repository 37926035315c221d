"""How far a call has come, as the client shows it."""

import asyncio
from collections.abc import Callable

from mcp.server.mcpserver import Context


def reporting(ctx: Context) -> Callable[[str], None]:
    """Return what tells the client how far a call has come."""
    told: list[str] = []
    running: set[asyncio.Task[None]] = set()

    def report(message: str) -> None:
        told.append(message)
        task = asyncio.ensure_future(ctx.report_progress(len(told), None, message))
        running.add(task)
        task.add_done_callback(running.discard)

    return report
