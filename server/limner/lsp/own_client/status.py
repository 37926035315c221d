"""``limner/status``: how things stand, for a status item; and a report on the set-up.

The client asks with ``{uri?, report?}`` about the document that is shown. It is told that it may
ask again by the notification ``limner/changed``.
"""

import asyncio
import json
import os
from collections.abc import Mapping
from typing import Any

from limner import files
from limner.actions.effective_settings import effective_settings
from limner.actions.setting_up.setup_report import setup_report
from limner.errors import LimnerError
from limner.image.journal.budget import beginnings
from limner.image.journal.entries import open_journal
from limner.image.pricing import MICRO
from limner.lsp.configuration import DocumentContext, context_for
from limner.lsp.own_client import unfinished_jobs
from limner.lsp.own_client.left_over import left_over
from limner.lsp.server import LimnerServer
from limner.settings.declaration import Settings
from limner.settings.layers import Resolved


async def status(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Answer ``limner/status``."""
    asked = params if isinstance(params, Mapping) else {}
    uri = asked.get("uri")
    document = ls.documents.get(uri) if isinstance(uri, str) else None
    context = await context_for(ls, document) if document else None
    resolved = context.resolved if context else await asyncio.to_thread(_personal)
    settings = resolved.settings
    standings = await asyncio.to_thread(ls.backends.standing, settings)
    left = await left_over(ls)
    answer: dict[str, Any] = {
        "engine": settings.engine,
        "services": {
            one.kind: {"model": one.model, "host": one.host, "says": one.says} for one in standings
        },
        **await asyncio.to_thread(_spending, settings),
        "working": [job.title for document in ls.documents for job in document.busy.values()],
        "pending": [
            {"uri": kept.uri, "key": kept.key, "title": kept.title} for kept in ls.pending.all()
        ],
        "earlier": [
            {"document": one.document.as_uri(), "picture": one.picture.name, "words": one.words}
            for one in ls.earlier
        ],
        **left,
    }
    if asked.get("report") is True:
        answer["report"] = await _report(context, resolved, standings)
    return answer


async def forget_job(ls: LimnerServer, params: Any) -> None:
    """Answer ``limner/forgetJob``: the person does not want an unfinished job again."""
    if isinstance(params, Mapping) and isinstance(params.get("key"), str):
        await asyncio.to_thread(unfinished_jobs.forget, params["key"])


async def _report(
    context: DocumentContext | None, resolved: Resolved, standings: Any
) -> dict[str, Any]:
    project = context.project if context else None
    is_file = bool(project and await asyncio.to_thread(project.document.is_file))
    made = await asyncio.to_thread(
        lambda: setup_report(project, resolved, standings, is_file=is_file)
    )
    return {
        "title": made.title,
        "rows": [
            {"label": row.label, "text": row.text, "setting": row.setting} for row in made.rows
        ],
        "settings": [
            {"key": key, "value": json.dumps(value, ensure_ascii=False), "origin": origin}
            for key, value, origin in made.settings
        ],
        "problems": list(made.problems),
    }


def _personal() -> Resolved:
    try:
        return effective_settings(None, {}, os.environ)
    except LimnerError as error:
        return Resolved(Settings(), {}, (str(error),))


def _spending(settings: Settings) -> dict[str, Any]:
    """Return what was spent and what may be, in dollars."""
    limits = {"day": settings.limits_day, "month": settings.limits_month}
    folder = files.state_folder()
    spent = {"day": 0.0, "month": 0.0}
    if folder.is_dir():
        try:
            journal = open_journal(folder)
            for name, start in zip(spent, beginnings(), strict=True):
                spent[name] = journal.spent(start) / MICRO
        except LimnerError:
            return {"spent": None, "limits": limits}
    return {"spent": spent, "limits": limits}
