"""Tools that draw: one picture for words, or those that documents miss."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from mcp.server.mcpserver import Context, Elicit, ElicitationResult, MCPServer, Resolve
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from limner.actions import requests
from limner.actions.batches import batch, batch_estimate, batch_plan
from limner.actions.batches.batch import DrawingResult, MissingPicture
from limner.actions.document_files import look_into, read_document
from limner.actions.drawing_check import check_can_draw
from limner.actions.effective_settings import check_settings, effective_settings
from limner.actions.outside_editors import word_pictures
from limner.actions.outside_editors.json_rows import KEYS, refusal_row, word_picture_row
from limner.actions.outside_editors.picture_files import read_picture
from limner.actions.outside_editors.relinking import show_drawn
from limner.actions.outside_editors.word_pictures import DrawingConditions
from limner.errors import InputError, LimnerError
from limner.image.jobs.image_backend import Tariff
from limner.image.jobs.session import Session
from limner.image.pricing import MICRO
from limner.mcp.agent_server import AgentService, answer, picture_result, result
from limner.mcp.client_roots import Listed, Roots, roots_of
from limner.mcp.permission import (
    Permission,
    Proposal,
    ask,
    check_permission,
    check_unchanged,
    hosts_to_ask,
    is_dear,
)
from limner.mcp.word_tools import Paths, Words, agreed_hosts, check_inside
from limner.project import destinations
from limner.project.roots import Project, project_of
from limner.settings.declaration import Settings

DRAWS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=True)

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


@dataclass(frozen=True)
class _BatchProposal(Proposal):
    """Which missing pictures would be drawn; exactly these are, after a yes."""

    found: tuple[MissingPicture, ...] = ()


def register(server: MCPServer, service: AgentService) -> None:
    """Add the tools to *server*."""

    async def drawing_proposal(
        path: str, document: str, exact: str, style: str, listed: Listed
    ) -> _PictureProposal:
        try:
            roots = roots_of(listed, service.named)
            place = await asyncio.to_thread(_place, roots, path, document, exact, style)
            await check_can_draw(place.project, place.settings, service.backends, place.at)
            terms = await _terms(service, (place.settings,))
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
                _reporting(ctx),
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

    async def missing_proposal(paths: list[str] | None, listed: Listed) -> _BatchProposal:
        try:
            roots = roots_of(listed, service.named)
            found = await asyncio.to_thread(_missing, roots, paths)
            return _BatchProposal(**await _terms(service, found), found=found)
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
            report = _reporting(ctx)

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


async def _terms(
    service: AgentService, wanted: Sequence[Settings | MissingPicture]
) -> dict[str, Any]:
    """Return what drawing *wanted* would send and cost, by the attributes of a `Proposal`.

    Where they are under different settings, the strictest say what is asked.
    """
    if not wanted:
        return {}
    all_held = [each.settings if isinstance(each, MissingPicture) else each for each in wanted]
    hosts: dict[str, None] = {}
    for held in dict.fromkeys(all_held):
        hosts |= dict.fromkeys(await hosts_to_ask(service.backends, held, expands=True, draws=True))
    strict = replace(
        all_held[0],
        draw_unasked="ask" if any(held.draw_unasked == "ask" for held in all_held) else "allow",
        limits_ask=min(held.limits_ask for held in all_held),
    )
    paid = [
        (each, tariff)
        for each, held in zip(wanted, all_held, strict=True)
        if (tariff := service.backends.tariff(held)) is not None
    ]
    prices = [_price(each, tariff) for each, tariff in paid]
    known = [price for price in prices if price is not None]
    return {
        "hosts": tuple(hosts),
        "pictures": len(paid),
        "price": sum(known) if len(known) == len(prices) else None,
        "dear": any(is_dear(price, strict) for price in prices),
        "free": all(tariff.free for _, tariff in paid),
        "by": " and ".join(dict.fromkeys(tariff.model for _, tariff in paid)),
        "held": strict,
    }


def _price(wanted: Settings | MissingPicture, tariff: Tariff) -> int | None:
    if isinstance(wanted, MissingPicture):
        return batch_estimate.estimated_price(wanted, tariff)
    # An agent gets one of each: nobody chooses.
    return requests.price(replace(wanted, image_candidates=1), tariff)


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


def _missing(roots: Roots, paths: list[str] | None) -> tuple[MissingPicture, ...]:
    """Return what documents miss, as far as it may be written there.

    Raises:
        InputError: a path is outside of the roots.
    """
    search = look_into(
        [roots.inside(path) for path in paths or ["."]],
        lambda project: effective_settings(project, {}, os.environ).settings,
        lambda settings: ("missing-image",),
        within=roots.folders,
    )
    return batch.distinct(
        missing
        for document, project, held, seen in search.looks
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


def _bytes_of(file: Path, project: Project) -> bytes:
    """Return the picture that was drawn; nothing where it cannot be looked into."""
    try:
        return read_picture(file, project).data
    except LimnerError:
        return b""


def _reporting(ctx: Context) -> Callable[[str], None]:
    """Return what tells the client how far a call has come."""
    told: list[str] = []
    running: set[asyncio.Task[None]] = set()

    def report(message: str) -> None:
        told.append(message)
        task = asyncio.ensure_future(ctx.report_progress(len(told), None, message))
        running.add(task)
        task.add_done_callback(running.discard)

    return report
