"""``limner/history``: what was drawn and what it cost, for a page with thumbnails.

``{}`` asks for the rows, newest first. ``{number, save: FOLDER}`` writes what came for one row into
a folder, and ``{number, show: true}`` into one of Limner's own to look at; both answer with the
files. An answer with ``error`` says what went wrong.
"""

import asyncio
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from limner import files
from limner.actions.effective_settings import effective_settings
from limner.errors import InputError, LimnerError
from limner.image import file_names
from limner.image.journal.entries import Journal, open_journal
from limner.lsp.server import LimnerServer
from limner.services.answers.kept_pictures import history_row, kept, kept_pictures, says
from limner.services.configured_backends import ConfiguredBackends

MOST_ROWS = 200


async def history(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Answer ``limner/history``."""
    asked = params if isinstance(params, Mapping) else {}
    number, folder = asked.get("number"), asked.get("save")
    try:
        if not files.state_folder().is_dir():
            return {"rows": []}
        journal = await asyncio.to_thread(open_journal, files.state_folder())
        if not isinstance(number, int):
            return {"rows": await asyncio.to_thread(_rows, journal)}
        if isinstance(folder, str):
            return await _written(journal, number, Path(folder))
        return await _written(journal, number, None)
    except LimnerError as error:
        return {"error": str(error)}


def _rows(journal: Journal) -> list[dict[str, Any]]:
    rows = []
    for job in journal.history(MOST_ROWS):
        there = [path.as_uri() for path in job.pictures if path.is_file()]
        row = history_row(job, kept(journal, job))
        rows.append(row | {"says": says(job), "pictures": there})
    return rows


async def _written(journal: Journal, number: int, folder: Path | None) -> dict[str, Any]:
    """Write the whole pictures of a row into *folder*, or where they are only looked at."""
    job = await asyncio.to_thread(journal.job, number)
    raw = await asyncio.to_thread(journal.answer, number)
    if job is None or raw is None:
        raise InputError("The history keeps no pictures of this row any more.")
    settings = (await asyncio.to_thread(effective_settings, None, {}, os.environ)).settings
    found = await kept_pictures(raw, ConfiguredBackends(dict(os.environ)), settings)
    name = file_names.slug(job.details.get("title") or job.details.get("words", ""))

    def write() -> list[str]:
        if folder is not None:
            paths = [files.write_picture(folder, "", name, *part) for part in found.whole]
            return [path.as_uri() for path in paths]
        shown = []
        for ending, data in found.whole:
            path = files.state_folder() / "sheets" / f"choose-{uuid.uuid4().hex[:12]}.{ending}"
            files.write_private(path, data)
            shown.append(path.as_uri())
        return shown

    return {"pictures": await asyncio.to_thread(write), "problems": list(found.problems)}
