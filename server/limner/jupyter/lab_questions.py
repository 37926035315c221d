"""What JupyterLab's commands ask the person, each on the page whose job it is."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from limner import files
from limner.actions import requests
from limner.actions.outside_editors import picture_files
from limner.errors import ConsentNeeded
from limner.image.formats import provenance
from limner.image.jobs.image_backend import Tariff
from limner.image.jobs.session import Candidates, Session
from limner.image.pricing import dollars
from limner.jupyter.lab_jobs import LabJob
from limner.prompt.chat.chat_model import ChatModel
from limner.settings.declaration import Settings


def consent(job: LabJob) -> Callable[[str], Awaitable[bool]]:
    """Return what asks whether words may go to a host."""

    async def agreed(host: str) -> bool:
        question = f"Limner would send your words to {host}. Do you agree to that host?"
        return await job.ask(question, ("Agree",)) == 0

    return agreed


def session_on(job: LabJob, session: Session) -> Session:
    """Return *session* with its questions asked on the page of *job*; what was said goes along."""

    async def ask(question: str, answers: tuple[str, ...]) -> str | None:
        number = await job.ask(question, answers)
        return None if number is None else answers[number]

    async def panel(candidates: Candidates) -> int | Literal["keep", "more"] | None:
        old = () if candidates.old is None else (candidates.old,)
        small = [await _thumbnail(path) for path in (*candidates.pictures, *old)]
        answers = [str(number) for number in range(1, len(candidates.pictures) + 1)]
        answers += ["as it is"] * len(old)
        chosen = await job.ask(candidates.question, tuple(answers), pictures=small)
        return "keep" if chosen is None or chosen == len(candidates.pictures) else chosen

    return replace(session, ask=ask, panel=panel)


async def agree_to_many(job: LabJob, many: int, settings: Settings, tariff: Tariff | None) -> None:
    """Ask once whether *many* missing pictures are drawn; raises ``ConsentNeeded`` at a no."""
    if tariff is None or tariff.free:
        cost = "free of charge"
    else:
        price = requests.price(settings, tariff)
        known = f"for about {dollars(many * price)}" if price is not None else ""
        cost = f"with {tariff.model}, {known or 'at a price that is not known'}"
    question = f"Draw {many} missing picture{'' if many == 1 else 's'}, {cost}?"
    if await job.ask(question, ("Draw",)) != 0:
        raise ConsentNeeded("Nothing was drawn and nothing was sent, because you did not agree.")


async def may_look(job: LabJob, name: str, model: ChatModel, settings: Settings) -> bool:
    """Say whether *model* may be sent the picture *name*, to describe it; `never` is not asked."""
    if settings.alt_look == "always":
        return True
    question = f"Send {name} to {model.host}, to be described by {model.name}?"
    return await job.ask(question, ("Send the picture", "Use the words only")) == 0


async def _thumbnail(path: Path) -> str:
    """Return a small copy of the picture at *path* in Base64; ``""`` when there can be none."""
    data = await asyncio.to_thread(files.read_regular, path, provenance.MOST_BYTES)
    return base64.b64encode(await picture_files.thumbnail(data) or b"").decode()
