"""The MCP server: its tools, its resources, and what they have in common."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import Image, MCPServer
from mcp_types import CallToolResult, ResourceLink, TextContent

from limner._version import __version__
from limner.actions.outside_editors import picture_files
from limner.actions.outside_editors.json_rows import refusal_row
from limner.errors import LimnerError
from limner.image.file_names import MIME_TYPES, READABLE
from limner.mcp.client_roots import Roots
from limner.mcp.permission import AgentSession
from limner.services.configured_backends import ConfiguredBackends

INSTRUCTIONS = """\
Limner turns a few words into an image prompt and a picture in the project, with alternative text.
Draw with draw_picture: name the document that will show the picture, then it goes where that \
project keeps pictures, and the answer holds the link as the document's own markup writes it: \
insert that link as it is, with its alternative text. Nothing is sent or paid without the person's \
yes or their own settings: when a call is refused with needs-consent, tell them the sentence and \
do not try another way.
"""


@dataclass
class AgentService:
    """What holds while the server runs.

    Attributes:
        named: the folders for a client that gives none itself.
        backends: who expands and draws.
        session: what the person has said.
    """

    named: tuple[Path, ...]
    backends: ConfiguredBackends
    session: AgentSession = field(default_factory=AgentSession)
    recovered: bool = False

    async def recover(self) -> None:
        """Finish once, free of charge, what earlier processes left paid for."""
        if not self.recovered:
            self.recovered = True
            await self.backends.waiting()


def create_server(folders: tuple[Path, ...] = ()) -> MCPServer:
    """Return the server; *folders* are where a client that gives none itself may write."""
    from limner.mcp import batch_tools, drawing_tools, picture_resources, word_tools

    server = MCPServer("limner", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR")
    service = AgentService(folders, ConfiguredBackends(os.environ))
    for tools in (word_tools, drawing_tools, batch_tools, picture_resources):
        tools.register(server, service)
    return server


async def answer(
    work: Callable[[], Coroutine[Any, Any, CallToolResult]], **known: object
) -> CallToolResult:
    """Return what *work* does; an error that is expected as its sentence with its stable code."""
    try:
        return await _apart(work())
    except LimnerError as error:
        row = refusal_row(error, **known)
        return CallToolResult(
            content=[TextContent(type="text", text=f"{error} [{error.code}]")],
            structured_content=row,
            is_error=True,
        )


async def _apart(work: Coroutine[Any, Any, CallToolResult]) -> CallToolResult:
    """Do *work* in a task of its own, which a call that is given up cancels once.

    The SDK cancels what it runs at every turn of the loop, so that nothing could be cleaned up
    there: a paid step must still be written down.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.cancel()
        raise


def result(text: str, row: dict[str, object]) -> CallToolResult:
    """Return an answer in words, and as data."""
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=row)


async def picture_result(
    text: str, row: dict[str, object], picture: Path, data: bytes, roots: Roots
) -> CallToolResult:
    """Return an answer with a small copy of *picture*, and a link to all of it."""
    answered = result(text, row)
    small = await picture_files.thumbnail(data)
    if small is not None:
        answered.content.append(Image(data=small, format="jpeg").to_image_content())
    if roots.holds(picture) and picture.suffix[1:].lower() in READABLE:
        answered.content.append(
            ResourceLink(
                type="resource_link",
                name=picture.name,
                uri=f"limner://picture/{roots.shown(picture)}",
                mime_type=MIME_TYPES[picture.suffix[1:].lower()],
            )
        )
    return answered
