"""Resources: the pictures of the project, and how each was made."""

import asyncio
import json
from dataclasses import asdict

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError

from limner.actions.linked_picture import LinkedPicture
from limner.actions.outside_editors.picture_files import read_picture
from limner.errors import LimnerError
from limner.mcp.agent_server import MIME_TYPES, AgentDoor
from limner.project.roots import project_of


def register(server: MCPServer, door: AgentDoor) -> None:
    """Add the resources to *server*; paths are those from the first root."""

    async def read(path: str) -> LinkedPicture:
        try:
            place = door.roots.inside(path)
            project = project_of(place, door.roots.folders)
            return await asyncio.to_thread(read_picture, place, project)
        except LimnerError as error:
            raise ResourceNotFoundError(str(error)) from None

    def add(ending: str, mime_type: str) -> None:
        @server.resource(f"limner://picture/{{+path}}.{ending}", mime_type=mime_type)
        async def picture(path: str) -> bytes:
            """A picture of the project, by its path from the first root."""
            return (await read(f"{path}.{ending}")).data

    for ending, mime_type in MIME_TYPES.items():
        add(ending, mime_type)

    @server.resource("limner://provenance/{+path}", mime_type="application/json")
    async def provenance(path: str) -> str:
        """How a picture of the project was made: words, prompt, model, parameters, date."""
        record = (await read(path)).record
        if record is None:
            raise ResourceNotFoundError(f"{path} does not say how it was made.")
        return json.dumps(asdict(record), ensure_ascii=False)
