"""Tools that draw nothing: prompts for words, what is missing, how a picture was made, alt text."""

import asyncio
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, MCPServer, Resolve
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from limner.actions import expanding, findings, written_prompts
from limner.actions.document_files import line_in_file
from limner.actions.document_search import search_documents
from limner.actions.effective_settings import check_settings, effective_settings
from limner.actions.outside_editors import picture_files
from limner.actions.outside_editors.json_rows import expansion_row
from limner.actions.outside_editors.word_pictures import folder_settings
from limner.errors import InputError, LimnerError
from limner.mcp.agent_server import AgentService, answer, picture_result, result
from limner.mcp.client_roots import Listed, Roots, roots_of
from limner.mcp.permission import Permission, Proposal, ask, check_permission, hosts_to_ask
from limner.project.roots import Project, project_of
from limner.services.backends import Consent
from limner.settings.declaration import Settings

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
ASKS = ToolAnnotations(read_only_hint=True, open_world_hint=True)

Words = Annotated[str, Field(description="What the picture should show, in the author's words")]
PicturePath = Annotated[str, Field(description="A PNG, JPEG or WebP file of the project")]
Paths = Annotated[
    list[str], Field(description="Documents, and folders of documents, from the first root")
]


def register(server: MCPServer, service: AgentService) -> None:
    """Add the tools to *server*."""

    async def expansion_proposal(dialect: str, listed: Listed) -> Proposal:
        try:
            roots = roots_of(listed, service.named)
            _, held = await asyncio.to_thread(_folder, roots, {"dialect": dialect or None})
            hosts = await hosts_to_ask(service.backends, held, expands=True, draws=False)
            return Proposal(hosts=hosts, held=held)
        except LimnerError as error:
            return Proposal(error=error)

    async def may_expand(
        proposal: Annotated[Proposal, Resolve(expansion_proposal)], ctx: Context
    ) -> Permission | Elicit[Permission]:
        return ask(proposal, service.session, ctx)

    @server.tool(annotations=ASKS)
    async def expand_description(
        words: Words,
        ctx: Context,
        proposal: Annotated[Proposal, Resolve(expansion_proposal)],
        permission: Annotated[ElicitationResult[Permission], Resolve(may_expand)],
        variations: Annotated[int, Field(ge=1, le=12)] = 1,
        dialect: Annotated[
            str, Field(description="Image generator, such as midjourney, sdxl, flux; else generic")
        ] = "",
    ) -> CallToolResult:
        """Turn a short description into full image prompts, each with a title and alt text.

        Nothing is drawn.
        """

        async def work() -> CallToolResult:
            check_permission(proposal, permission, service.session, ctx)
            agreed = agreed_hosts(proposal)
            expanded = await expanding.expand(
                words, proposal.held, service.backends, agreed, variations
            )
            row = expansion_row(words, proposal.held.dialect, expanded)
            return result("\n\n".join(written_prompts.prompts_of(expanded)), row)

        return await answer(work, source=words)

    @server.tool(annotations=READS)
    async def find_missing_pictures(listed: Listed, paths: Paths | None = None) -> CallToolResult:
        """List image links whose picture does not exist, and pictures without alternative text."""

        async def work() -> CallToolResult:
            roots = roots_of(listed, service.named)
            places = [roots.inside(path) for path in paths or ["."]]
            rows = await asyncio.to_thread(_missing, places, roots)
            told = "\n".join(f"{row['document']}:{row['line']}: {row['message']}" for row in rows)
            return result(told or "Nothing is missing.", {"findings": rows})

        return await answer(work)

    @server.tool(annotations=READS)
    async def show_picture(path: PicturePath, listed: Listed) -> CallToolResult:
        """Show a picture, the words and prompt it was made from, and by which model."""

        async def work() -> CallToolResult:
            roots = roots_of(listed, service.named)
            place = roots.inside(path)
            project = project_of(place, roots.folders)
            picture = await asyncio.to_thread(picture_files.read_picture, place, project)
            made = asdict(picture.record) if picture.record else None
            text = (
                f"words: {picture.record.words}\nprompt: {picture.record.prompt}"
                if picture.record
                else f"{picture.path.name} does not say how it was made."
            )
            row: dict[str, object] = {"picture": roots.shown(place), "made": made}
            return await picture_result(text, row, place, picture.data, roots)

        return await answer(work, picture=path)

    async def look_proposal(path: str, look: bool, listed: Listed) -> Proposal:
        try:
            roots = roots_of(listed, service.named)
            place = roots.inside(path)
            project = project_of(place, roots.folders)
            held = effective_settings(project, {}, os.environ).settings
            await asyncio.to_thread(picture_files.read_picture, place, project)
            if not look or held.alt_look == "never" or held.engine == "offline":
                return Proposal(held=held)
            hosts = await hosts_to_ask(service.backends, held, expands=True, draws=False)
            if not hosts and held.alt_look == "ask":
                model = await service.backends.vision_model(held, agreed_hosts(Proposal()))
                hosts = (model.host,) if model is not None else ()
            return Proposal(hosts=hosts, sent=f"the picture {place.name}", held=held)
        except LimnerError as error:
            return Proposal(error=error)

    async def may_look(
        proposal: Annotated[Proposal, Resolve(look_proposal)], ctx: Context
    ) -> Permission | Elicit[Permission]:
        return ask(proposal, service.session, ctx)

    @server.tool(annotations=ASKS)
    async def write_alt_text(
        path: PicturePath,
        ctx: Context,
        listed: Listed,
        proposal: Annotated[Proposal, Resolve(look_proposal)],
        permission: Annotated[ElicitationResult[Permission], Resolve(may_look)],
        look: Annotated[
            bool,
            Field(
                description="Let the person's chat model look at the picture; else its own words "
                "are used, and nothing is sent"
            ),
        ] = False,
    ) -> CallToolResult:
        """Return alternative text for a picture of the project; no document is changed."""

        async def work() -> CallToolResult:
            check_permission(proposal, permission, service.session, ctx)
            roots, held = roots_of(listed, service.named), proposal.held
            place = roots.inside(path)
            picture = await asyncio.to_thread(
                picture_files.read_picture, place, project_of(place, roots.folders)
            )
            sees = look and held.alt_look != "never"
            model = (
                await service.backends.vision_model(held, agreed_hosts(proposal)) if sees else None
            )
            text, note = await picture_files.described(picture, model, held.alt_length)
            row: dict[str, object] = {
                "picture": roots.shown(place),
                "alt": text,
                "notes": [note] if note else [],
            }
            return result(text, row)

        return await answer(work, picture=path)


def agreed_hosts(proposal: Proposal) -> Consent:
    """Return a consent to the hosts that the person was asked about, and to no other."""

    async def consent(host: str) -> bool:
        return host in proposal.hosts

    return consent


def _folder(roots: Roots, given: dict[str, object]) -> tuple[Project, Settings]:
    """Return what holds in the first root."""
    check_settings(given)
    folder = roots.inside(".")
    project, held, _ = folder_settings(folder, given, os.environ, roots.folders)
    return project, held


def _missing(places: list[Path], roots: Roots) -> list[dict[str, object]]:
    found = search_documents(
        places,
        lambda project: effective_settings(project, {}, os.environ).settings,
        within=roots.folders,
    )
    return [
        {
            "document": roots.shown(document.path or Path()),
            "line": line_in_file(document, finding.link.span.start)[0],
            "code": finding.code,
            "target": finding.link.target,
            "words": findings.words_of(finding),
            "message": finding.message,
        }
        for document, _, _, seen in found.documents
        for finding in seen
        if document.path is None or roots.holds(document.path.resolve())
    ]


def check_inside(roots: Roots, place: Path) -> None:
    """Make sure that *place* is where the client lets us write.

    Raises:
        InputError: it is not.
    """
    if not roots.holds(place.resolve()):
        raise InputError(f"{place} is outside of the folders that this client gives.")
