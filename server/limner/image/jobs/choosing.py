"""Lets a person choose among pictures that have arrived, and keep the one they have.

They see a contact sheet and answer by its numbers. What is not chosen stays in the journal's
spool, and “limner history --save” brings it out.
"""

import asyncio
import json
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

from limner import files
from limner.errors import MoreWanted, SaveError
from limner.image.formats.validation import DecodedPicture
from limner.image.jobs.session import Ask, Candidates, Panel, Session
from limner.image.sandbox import isolation
from limner.prompt.picture_check.check_table import PictureCheck, ranking

SHEET_PROGRAM = isolation.PROGRAMS / "contact_sheet.py"

SHEET_SECONDS = 30.0
"""Longest time that laying out a sheet may take; without one the numbers are asked all the same."""

KEPT_SECONDS = 86_400.0
"""How long a sheet stays: an editor that shows it would complain if it went with the answer."""

KEEP = "Keep the picture as it is"
Choose = Callable[[Sequence[DecodedPicture]], Awaitable[int | None]]
"""Returns which picture is used, counted from 0; ``None`` for none of them."""


def forget_old_sheets() -> None:
    """Remove the sheets that nobody looks at any more."""
    with suppress(OSError):
        for sheet in list(_folder().iterdir()):
            if time.time() - sheet.stat().st_mtime > KEPT_SECONDS:
                files.remove(sheet)


async def first(pictures: Sequence[DecodedPicture]) -> int:
    """Choose the first picture without asking."""
    return 0


def chooser(
    session: Session,
    old: bytes | None = None,
    report: Callable[[str], None] = lambda _: None,
    prompt: str = "",
    more: int | None = 0,
    before: PictureCheck | None = None,
) -> Choose:
    """Return who chooses: the person, among several pictures or between *old* and a new one.

    What was found out about the pictures ranks them. Where nobody can be asked, or a lone picture
    has nothing to replace, the first one is used. A person who does not answer keeps what they
    have, and else gets the first. In a panel they may ask for more, for *more* micro-dollars: then
    ``MoreWanted`` is raised. *before* is what was found out about the old one.
    """

    async def choose(pictures: Sequence[DecodedPicture]) -> int | None:
        # The numbers that a person sees go by what was found out, the best one first.
        order = ranking(picture.check for picture in pictures)
        if session.ask is None or (len(pictures) == 1 and old is None):
            return order[0]
        report("Waiting for your choice")
        chosen = await by_look([pictures[place] for place in order], session.ask)
        return None if chosen is None else order[chosen]

    async def by_look(pictures: Sequence[DecodedPicture], ask: Ask) -> int | None:
        many, found = len(pictures), _found_out(pictures, before)
        if session.panel is not None:
            return await _in_panel(session.panel, pictures, old, (prompt, more), found)
        labels = ["new"] if many == 1 else [str(number + 1) for number in range(many)]
        # Editors cut long buttons when there are many: the numbers are the answers.
        answers = ["Use the new picture"] if many == 1 else labels
        shown = list(zip(labels, (picture.data for picture in pictures), strict=True))
        sheet = await _sheet([("as it is", old), *shown] if old is not None else shown)
        where = await _show(sheet, session)
        keep = () if old is None else (KEEP,)
        try:
            answer = await ask(_question(many, old) + found + where, (*answers, *keep))
        finally:
            if sheet is not None and session.seen is not None:
                session.seen(sheet)
        if answer in answers:
            return answers.index(answer)
        if session.ask is None:
            return 0  # It turned out just now that nobody can be asked.
        return None if old is not None else 0

    return choose


async def _in_panel(
    panel: Panel,
    pictures: Sequence[DecodedPicture],
    old: bytes | None,
    made: tuple[str, int | None],
    found: str,
) -> int | None:
    name = uuid.uuid4().hex[:12]
    files_ = [(f"choose-{name}-{n}.{one.extension}", one.data) for n, one in enumerate(pictures, 1)]
    files_ += [(f"choose-{name}-0", old)] if old is not None else []
    for file, data in files_:
        await asyncio.to_thread(files.write_private, _folder() / file, data)
    new = tuple(_folder() / file for file, _ in files_[: len(pictures)])
    there = None if old is None else _folder() / files_[-1][0]
    question = _question(len(pictures), old) + found
    answer = await panel(Candidates(question, new, there, *made))
    if answer == "more":
        raise MoreWanted("More pictures are drawn.")
    if answer == "keep":
        return None
    if isinstance(answer, int) and 0 <= answer < len(pictures):
        return answer
    return None if old is not None else 0


def _found_out(pictures: Sequence[DecodedPicture], before: PictureCheck | None) -> str:
    """Say what was found out about each picture, as more of the question."""
    label = "{}: " if len(pictures) > 1 else "new: " if before is not None else ""
    told = [
        label.format(number) + picture.check.summary
        for number, picture in enumerate(pictures, 1)
        if picture.check is not None
    ]
    told += [] if before is None else [f"as it is, as its file says: {before.summary}"]
    return f" Checked against the words: {'. '.join(told)}." if told else ""


def _question(many: int, old: bytes | None) -> str:
    if many == 1:
        return "The new picture is here. Use it in place of the old one?"
    instead = ", or none of them" if old is not None else ""
    return f"{many} pictures are here: which one do you want to use{instead}?"


async def _show(sheet: Path | None, session: Session) -> str:
    """Show the sheet; return where it is to be found when the client shows no files."""
    if sheet is None:
        return ""
    shown = session.show is not None and await session.show(sheet)
    return "" if shown else f" See {sheet}."


async def _sheet(shown: Sequence[tuple[str, bytes]]) -> Path | None:
    """Write a contact sheet into the state folder; ``None`` when that cannot be done."""
    head = json.dumps([(label, len(data)) for label, data in shown]).encode() + b"\n"
    try:
        sheet = await isolation.run(
            SHEET_PROGRAM, head + b"".join(data for _, data in shown), SHEET_SECONDS
        )
    except OSError:
        return None
    if not sheet:
        return None
    path = _folder() / f"choose-{uuid.uuid4().hex[:12]}.png"
    try:
        await asyncio.to_thread(files.write_private, path, sheet)
    except SaveError:
        return None
    return path


def _folder() -> Path:
    return files.state_folder() / "sheets"
