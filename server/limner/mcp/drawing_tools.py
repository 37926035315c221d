"""The tool that draws one picture for words."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, MCPServer, Resolve
from mcp_types import CallToolResult
from pydantic import Field

from limner.actions.document_files import read_document
from limner.actions.drawing_check import check_can_draw
from limner.actions.effective_settings import check_settings, effective_settings
from limner.actions.outside_editors import word_pictures
from limner.actions.outside_editors.json_rows import word_picture_row
from limner.actions.outside_editors.picture_files import read_picture
from limner.actions.outside_editors.word_pictures import DrawingConditions
from limner.errors import InputError, LimnerError
from limner.image.jobs.session import Session
from limner.mcp.agent_server import AgentService, answer, picture_result
from limner.mcp.call_progress import reporting
from limner.mcp.client_roots import Listed, Roots, roots_of
from limner.mcp.drawing_terms import DRAWS, drawing_terms
from limner.mcp.permission import (
    Permission,
    Proposal,
    ask,
    check_permission,
    check_unchanged,
)
from limner.mcp.word_tools import Words, agreed_hosts, check_inside
from limner.project import destinations
from limner.project.roots import Project, project_of
from limner.settings.declaration import Settings

Output = Annotated[
    str,
    Field(
        description="The picture's file, such as img/fox.png; without it the words name one where "
        "the project keeps pictures. A file that is there is never written over."
    ),
]

ForDocument = Annotated[
    str, Field(description="The document that will show the picture: then its link is returned")
]

Exact = Annotated[
    str, Field(description="Size of the saved file in pixels, WIDTHxHEIGHT, such as 1200x630")
]

Style = Annotated[str, Field(description="Style, such as: watercolour, flat icon, pencil sketch")]

Again = Annotated[
    bool, Field(description="Draw once more what was drawn within the last ten minutes, and pay")
]


@dataclass(frozen=True)
class _Place:
    """Where one picture goes, and what holds there."""

    roots: Roots
    project: Project
    settings: Settings
    at: Path | None
    language: str


@dataclass(frozen=True)
class _PictureProposal(Proposal):
    """What one picture would be; exactly that is drawn after a yes."""

    places: tuple[_Place, ...] = ()


def register(server: MCPServer, service: AgentService) -> None:
    """Add the tool to *server*."""

    async def drawing_proposal(
        path: str, document: str, exact: str, style: str, listed: Listed
    ) -> _PictureProposal:
        try:
            roots = roots_of(listed, service.named)
            place = await asyncio.to_thread(_place, roots, path, document, exact, style)
            await check_can_draw(place.project, place.settings, service.backends, place.at)
            terms = await drawing_terms(service, (place.settings,))
            return _PictureProposal(**terms, places=(place,))
        except LimnerError as error:
            return _PictureProposal(error=error)

    async def may_draw(
        proposal: Annotated[_PictureProposal, Resolve(drawing_proposal)], ctx: Context
    ) -> Permission | Elicit[Permission]:
        return ask(proposal, service.session, ctx)

    @server.tool(annotations=DRAWS)
    async def draw_picture(
        words: Words,
        ctx: Context,
        listed: Listed,
        proposal: Annotated[_PictureProposal, Resolve(drawing_proposal)],
        permission: Annotated[ElicitationResult[Permission], Resolve(may_draw)],
        path: Output = "",
        document: ForDocument = "",
        exact: Exact = "",
        style: Style = "",
        again: Again = False,
    ) -> CallToolResult:
        """Draw a picture for words into the project; return its path, alt text, link and thumbnail.

        The link is written as the document's own markup wants it: insert it as it is.
        """

        async def work() -> CallToolResult:
            if check_permission(proposal, permission, service.session, ctx):
                now = await drawing_proposal(path, document, exact, style, listed)
                check_unchanged(proposal, now)
            (place,) = proposal.places
            await service.recover()
            roots = place.roots
            conditions = DrawingConditions(
                place.project,
                place.settings,
                service.backends,
                agreed_hosts(proposal),
                Session(ask=None),
                reporting(ctx),
            )
            made = await word_pictures.draw_words(words, conditions, place.at, again=again)
            figure, file = made.drawn.figure, made.drawn.placed.picture
            link = word_pictures.written(figure, place.language) if document else None
            row = word_picture_row(words, made, roots.shown, link)
            row |= {"file": document or None, "notes": list(made.notes)}
            told = [f"picture: {row['picture']}", f"alt: {row['alt']}"]
            if link:
                told.append(f"link: {link}")
            data = await asyncio.to_thread(_bytes_of, file, place.project)
            return await picture_result("\n".join((*told, *made.notes)), row, file, data, roots)

        return await answer(work, source=words)


def _place(roots: Roots, path: str, document: str, exact: str, style: str) -> _Place:
    """Find out where a picture goes.

    Raises:
        InputError: it or its document is outside of the roots, or a setting cannot be used.
    """
    given = {"image.exact": exact or None, "style": style or None}
    check_settings(given)
    at = roots.inside(path) if path else None
    if at is not None and at.exists():
        raise InputError(f"{roots.shown(at)} exists already: choose another name.")
    if not document:
        folder = at.parent if at else roots.inside(".")
        project, settings, _ = word_pictures.folder_settings(
            folder, given, os.environ, roots.folders
        )
        check_inside(roots, project.root / destinations.folder(project, settings))
        return _Place(roots, project, settings, at, "")
    file = roots.inside(document)
    read = read_document(file, roots.folders)
    project = project_of(file, roots.folders, read.text)
    settings = effective_settings(project, given, os.environ).settings
    check_inside(roots, project.root / destinations.folder(project, settings))
    return _Place(roots, project, settings, at, read.language)


def _bytes_of(file: Path, project: Project) -> bytes:
    """Return the picture that was drawn; nothing where it cannot be looked into."""
    try:
        return read_picture(file, project).data
    except LimnerError:
        return b""
