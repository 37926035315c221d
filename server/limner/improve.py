"""Makes a picture that is there better: drawn again from its prompt, or changed as told.

The new picture gets a file of its own. The old one stays where it is, and the document shows it
until the person has chosen the new one.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from limner import missing
from limner.errors import InputError
from limner.existing import MOST_BYTES, Existing
from limner.image import file_names
from limner.image.formats import provenance
from limner.image.jobs.approval import approve_prompt
from limner.image.jobs.drawing_job import DrawingJob, Placed
from limner.image.jobs.session import Session
from limner.image.request import PictureRequest
from limner.painting import Painter, paint, request_of
from limner.project import destinations
from limner.project.roots import Project
from limner.prompt import naming
from limner.prompt.expansion import Expansion
from limner.settings.declaration import Settings

LONGEST_INSTRUCTION = 4_000
"""Characters of an instruction that is still taken for one."""


@dataclass(frozen=True)
class Studied:
    """What stands ready for one improvement.

    Attributes:
        old: the picture that is there.
        project: the project it belongs to.
        settings: those that hold for its document.
        painter: who draws.
        session: what the person has said, and how they are asked.
        report: told what is happening.
    """

    old: Existing
    project: Project
    settings: Settings
    painter: Painter
    session: Session
    report: Callable[[str], None] = lambda message: None


def prompt_of(old: Existing, below: str = "") -> Expansion | None:
    """Return the prompt a picture was drawn from, with what it was changed by since.

    A prompt that the author keeps *below* its link counts instead. ``None`` when neither is there.
    """
    record = old.record
    if below:
        return Expansion(below, None, naming.title(old.words), naming.alt(old.words))
    if record is None or not record.prompt:
        return None
    changes = [edit if edit[-1:] in ".!?" else f"{edit}." for edit in record.edits]
    prompt = " ".join((record.prompt, *changes))
    return Expansion(prompt, record.negative, naming.title(old.words), naming.alt(old.words))


async def draw_again(studied: Studied, expansion: Expansion) -> Placed:
    """Draw a picture once more, from *expansion*.

    Raises:
        ConsentNeeded: they do not want to send the prompt that the picture brings along.
        NotChosen: the person keeps the picture they have.
        LimnerError: see `limner.painting.paint`.
    """
    painter, old = studied.painter, studied.old
    if painter.payment is not None:
        if old.record is not None and expansion == prompt_of(old):
            await approve_prompt(
                expansion.prompt, old.record, old.path.name, painter.payment, studied.session
            )
        # Asking for the same once more is what this is.
        painter = replace(painter, payment=replace(painter.payment, again=True))
    return await _painted(
        replace(studied, painter=painter),
        request_of(expansion, studied.settings, old.path),
        old.record.dialect if old.record else studied.settings.dialect,
    )


async def edit(studied: Studied, instruction: str) -> Placed:
    """Change a picture as *instruction* says; all else in it should stay.

    Raises:
        InputError: there is no instruction, or no service that could follow it.
        NotChosen: the person keeps the picture they have.
        LimnerError: see `limner.painting.paint`.
    """
    old, instruction = studied.old, " ".join(instruction.split())
    if not instruction:
        raise InputError("Say what should change: select the words beside the link as well.")
    if len(instruction) > LONGEST_INSTRUCTION:
        raise InputError(
            f"This instruction has more than {LONGEST_INSTRUCTION:,} letters: say what should "
            "change in fewer words."
        )
    if studied.painter.payment is None:
        raise InputError(
            "The placeholder renderer cannot change pictures: set up an image service "
            "(image.baseUrl, or a key)."
        )
    record = old.record
    expansion = Expansion(instruction, None, naming.title(old.words), naming.alt(old.words))
    request = request_of(expansion, studied.settings, old.path)
    return await _painted(
        studied,
        replace(request, size="auto", inputs=(old.data, *request.inputs)),
        record.dialect if record else "",
        record.prompt if record else old.words,
        (*(record.edits if record else ()), instruction),
    )


def target_of(old: Existing, placed: Placed, project: Project, settings: Settings) -> str:
    """Return what the link must say to show the new picture: as before, but for the name."""
    if placed.address:
        return placed.address
    return destinations.renamed(project, settings, old.link.target, old.path, placed.picture)


async def _painted(
    studied: Studied,
    request: PictureRequest,
    dialect: str,
    prompt: str = "",
    edits: tuple[str, ...] = (),
) -> Placed:
    old, project, settings = studied.old, studied.project, studied.settings
    drawing_job = DrawingJob(
        request=request,
        words=old.words,
        root=project.root,
        folder=missing.place_of(project, old.path),
        dialect=dialect,
        document=str(project.document),
        provenance=settings.image_provenance,
        name=await asyncio.to_thread(_name_beside, old.path, old.words),
        prompt=prompt,
        edits=edits,
    )
    return await paint(
        drawing_job, project, settings, studied.painter, studied.session, studied.report, old.data
    )


def _name_beside(path: Path, words: str) -> str:
    """Return a name for a new version: ``fox.png`` and ``fox-3.png`` both ask for ``fox.png``.

    A number that belongs to the author's own name (``chapter-2.png``) stays.
    """
    plain = path.with_stem(re.sub(r"-\d+\Z", "", path.stem) or path.stem)
    slug = file_names.slug(naming.title(words)) if words else ""
    return plain.name if plain.stem == slug or _shows(plain, words) else path.name


def _shows(path: Path, words: str) -> bool:
    """Say whether there is a picture at *path* that was drawn from *words*."""
    try:
        record = provenance.read_file(path) if path.stat().st_size <= MOST_BYTES else None
    except OSError:
        return False
    return record is not None and record.words == words
