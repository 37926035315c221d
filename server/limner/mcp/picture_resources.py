"""Resources: the pictures of the project, and how each was made."""

import asyncio
import json
from dataclasses import asdict

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp_types import InputRequiredResult

from limner.actions.linked_picture import LinkedPicture
from limner.actions.outside_editors.picture_files import read_picture
from limner.errors import LimnerError
from limner.image.file_names import MIME_TYPES, READABLE
from limner.mcp.agent_server import AgentService
from limner.mcp.client_roots import roots_of, roots_while_reading
from limner.project.roots import project_of


def register(server: MCPServer, service: AgentService) -> None:
    """Add the resources to *server*; paths are those from the first root."""

    async def read(path: str, context: Context) -> LinkedPicture | InputRequiredResult:
        listed = await roots_while_reading(context)
        if isinstance(listed, InputRequiredResult):
            return listed
        try:
            roots = roots_of(listed, service.named)
            place = roots.inside(path)
            project = project_of(place, roots.folders)
            return await asyncio.to_thread(read_picture, place, project)
        except LimnerError as error:
            raise ResourceNotFoundError(str(error)) from None

    def add(ending: str, mime_type: str) -> None:
        @server.resource(f"limner://picture/{{+path}}.{ending}", mime_type=mime_type)
        async def picture(path: str, ctx: Context) -> bytes | InputRequiredResult:
            """A picture of the project, by its path from the first root."""
            found = await read(f"{path}.{ending}", ctx)
            return found if isinstance(found, InputRequiredResult) else found.data

    for ending, mime_type in MIME_TYPES.items():
        if ending in READABLE:
            add(ending, mime_type)

    @server.resource("limner://provenance/{+path}", mime_type="application/json")
    async def provenance(path: str, ctx: Context) -> str | InputRequiredResult:
        """How a picture of the project was made: words, prompt, model, parameters, date."""
        found = await read(path, ctx)
        if isinstance(found, InputRequiredResult):
            return found
        if found.record is None:
            raise ResourceNotFoundError(f"{path} does not say how it was made.")
        return json.dumps(asdict(found.record), ensure_ascii=False)
