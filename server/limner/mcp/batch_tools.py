"""The tool that draws the pictures which documents miss."""

import asyncio
import os
from dataclasses import dataclass, replace
from typing import Annotated

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, MCPServer, Resolve
from mcp_types import CallToolResult

from limner.actions.batches import batch, batch_plan
from limner.actions.batches.batch import DrawingResult, MissingPicture
from limner.actions.document_search import search_documents
from limner.actions.effective_settings import effective_settings
from limner.actions.outside_editors.json_rows import KEYS, refusal_row
from limner.actions.outside_editors.relinking import show_drawn
from limner.errors import LimnerError
from limner.image.pricing import MICRO
from limner.mcp.agent_server import AgentService, answer, result
from limner.mcp.call_progress import reporting
from limner.mcp.client_roots import Listed, Roots, roots_of
from limner.mcp.drawing_terms import DRAWS, drawing_terms
from limner.mcp.permission import Permission, Proposal, ask, check_permission, check_unchanged
from limner.mcp.word_tools import Paths, agreed_hosts
from limner.project import destinations


@dataclass(frozen=True)
class _BatchProposal(Proposal):
    """Which missing pictures would be drawn; exactly these are, after a yes."""

    found: tuple[MissingPicture, ...] = ()


def register(server: MCPServer, service: AgentService) -> None:
    """Add the tool to *server*."""

    async def missing_proposal(paths: list[str] | None, listed: Listed) -> _BatchProposal:
        try:
            roots = roots_of(listed, service.named)
            found = await asyncio.to_thread(_missing, roots, paths)
            return _BatchProposal(**await drawing_terms(service, found), found=found)
        except LimnerError as error:
            return _BatchProposal(error=error)

    async def may_draw_missing(
        proposal: Annotated[_BatchProposal, Resolve(missing_proposal)], ctx: Context
    ) -> Permission | Elicit[Permission]:
        return ask(proposal, service.session, ctx)

    @server.tool(annotations=DRAWS)
    async def draw_missing_pictures(
        ctx: Context,
        listed: Listed,
        proposal: Annotated[_BatchProposal, Resolve(missing_proposal)],
        permission: Annotated[ElicitationResult[Permission], Resolve(may_draw_missing)],
        paths: Paths | None = None,
    ) -> CallToolResult:
        """Draw every picture that image links ask for and that does not exist, where they say."""

        async def work() -> CallToolResult:
            if check_permission(proposal, permission, service.session, ctx):
                check_unchanged(proposal, await missing_proposal(paths, listed))
            await service.recover()
            roots, found = roots_of(listed, service.named), proposal.found
            can, cannot = batch_plan.drawable(found)
            rows = [_missing_row(one, roots) for one in cannot]
            report = reporting(ctx)

            async def on_result(one: DrawingResult) -> None:
                try:
                    await asyncio.to_thread(show_drawn, one)
                except LimnerError as error:
                    one = replace(one, error=error)
                rows.append(_missing_row(one, roots))
                report(f"{len(rows)} of {len(found)}")

            await batch.draw_all(can, service.backends, agreed_hosts(proposal), on_result)
            drawn = sum(row["error"] is None for row in rows)
            told = [f"{drawn} of {len(rows)} missing pictures drawn."] if rows else []
            told += [
                f"{row['link']}: {row['error']} [{row['code']}]" for row in rows if row["error"]
            ]
            text = "\n".join(told) or "No picture is missing."
            answered = result(text, {"pictures": rows})
            answered.is_error = bool(rows) and not drawn
            return answered

        return await answer(work)


def _missing(roots: Roots, paths: list[str] | None) -> tuple[MissingPicture, ...]:
    """Return what documents miss, as far as it may be written there.

    Raises:
        InputError: a path is outside of the roots.
    """
    search = search_documents(
        [roots.inside(path) for path in paths or ["."]],
        lambda project: effective_settings(project, {}, os.environ).settings,
        lambda settings: ("missing-image",),
        within=roots.folders,
    )
    return batch.distinct(
        missing
        for document, project, held, seen in search.documents
        for missing in batch.missing_pictures_of(seen, document, project, held)
        if _may_be_written(missing, roots)
    )


def _may_be_written(missing: MissingPicture, roots: Roots) -> bool:
    project = missing.project
    folder = project.root / destinations.folder(project, missing.settings)
    place = missing.path or folder
    return roots.holds(place.resolve()) and roots.holds(project.document.resolve())


def _missing_row(done: DrawingResult, roots: Roots) -> dict[str, object]:
    missing, picture = done.missing, done.picture
    known: dict[str, object] = {
        "file": roots.shown(missing.project.document),
        "source": missing.words or None,
        "link": missing.link.target,
        "alt": missing.link.alt,
        "engine": done.engine,
    }
    row: dict[str, object] = {**dict.fromkeys(KEYS), **known}
    if picture is not None:
        placed = picture.placed
        row |= {
            "picture": roots.shown(placed.picture),
            "renderer": placed.renderer,
            "model": placed.model,
            "prompt": picture.expansion.prompt,
            "cost": None if placed.cost is None else placed.cost / MICRO,
        }
    return row if done.error is None else {**row, **_failure(done.error)}


def _failure(error: LimnerError) -> dict[str, object]:
    row = refusal_row(error)
    return {"error": row["error"], "code": row["code"]}
