"""Makes a picture that is there better: drawn again from its prompt, or changed as told.

The new picture gets a file of its own. The old one stays where it is, and the document shows it
until the person has chosen the new one.
"""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

from limner.actions import minding
from limner.actions.drawing import DrawingContext, draw, with_references
from limner.actions.expanding import said_looks
from limner.actions.linked_picture import MOST_BYTES, LinkedPicture
from limner.actions.requests import finish_of, request_of
from limner.errors import InputError
from limner.image import file_names
from limner.image.formats import provenance
from limner.image.jobs.approval import approve_prompt
from limner.image.jobs.drawing_job import DrawingJob, Placed
from limner.image.jobs.inspection import When
from limner.image.request import PictureRequest
from limner.project import destinations
from limner.prompt import naming
from limner.prompt.expansion import Expansion
from limner.prompt.looks.binding import Look
from limner.prompt.looks.weaving import described
from limner.settings.cast_members import Cast, CastMember
from limner.settings.declaration import Settings

LONGEST_INSTRUCTION = 4_000
"""Characters of an instruction that is still taken for one."""


def prompt_of(old: LinkedPicture, below: str = "", cast: Cast = ()) -> Expansion | None:
    """Return the prompt a picture was drawn from, with what it was changed by since.

    A prompt that the author keeps *below* its link counts instead; it shows those of *cast* whose
    look stands in it. ``None`` when neither is there.
    """
    record = old.record
    title, alt = naming.title(old.words), naming.alt(old.words)
    if below:
        return Expansion(below, None, title, alt, looks=said_looks(below, cast))
    if record is None or not record.prompt:
        return None
    changes = [edit if edit[-1:] in ".!?" else f"{edit}." for edit in record.edits]
    prompt = " ".join((record.prompt, *changes))
    looks = tuple(Look(name, name, said) for name, said in record.looks)
    return Expansion(prompt, record.negative, title, alt, looks=looks)


async def draw_again(
    context: DrawingContext, old: LinkedPicture, expansion: Expansion, *, mind: bool = False
) -> Placed:
    """Draw the picture *old* once more, from *expansion*.

    Args:
        context: what holds for the drawing.
        old: the picture.
        expansion: the prompt.
        mind: what a check has found missing comes first, and the new picture is checked, too.

    Raises:
        ConsentNeeded: they do not want to send the prompt that the picture brings along.
        NotChosen: the person keeps the picture they have.
        LimnerError: see `limner.actions.drawing.draw`.
    """
    billing, original = context.backend.billing, expansion
    is_recorded = original == prompt_of(old)
    recorded = old.record if is_recorded else None
    dialect = recorded.dialect if recorded else context.settings.dialect
    check: When | None = None
    if mind:
        expansion = minding.prompt_minding(expansion, old, dialect)
        check = minding.when_checked(context, old)
    if billing is not None:
        if recorded is not None:
            await approve_prompt(
                expansion.prompt, recorded, old.path.name, billing, context.session
            )
        # Asking for the same once more is what this is.
        backend = replace(context.backend, billing=replace(billing, again=True))
        context = replace(context, backend=backend)
    looks = _looks(old, context.settings) if is_recorded else expansion.looks
    request = request_of(expansion, context.settings, old.path)
    if billing is None and old.record is not None and old.record.model is None:
        # A sketch is composed anew, and what it was changed by still holds.
        edits = old.record.edits
        request = replace(request, changes=edits, composition=old.record.composition + 1)
        prompt = recorded.prompt if recorded else expansion.prompt
        check = "never" if edits else check
        return await _drawn(context, old, request, dialect, prompt, edits, looks, check)
    # What it must mind is no part of what the picture was drawn from: the next one minds other.
    prompt = original.prompt if mind else ""
    return await _drawn(context, old, request, dialect, prompt, (), looks, check)


async def mend(context: DrawingContext, old: LinkedPicture) -> Placed:
    """Change in the picture *old* what a check has found missing; all else in it should stay.

    Raises:
        InputError: no check has found anything missing.
        ConsentNeeded: they do not want to send what the picture brings along.
        LimnerError: see `edit`.
    """
    instruction = minding.instruction(old)
    billing = context.backend.billing
    if billing is not None and old.record is not None:
        # What was seen is text of a file that may come from anyone.
        await approve_prompt(instruction, old.record, old.path.name, billing, context.session)
    return await edit(context, old, instruction, minding.when_checked(context, old))


async def edit(
    context: DrawingContext,
    old: LinkedPicture,
    instruction: str,
    check: When | None = "never",
) -> Placed:
    """Change the picture *old* as *instruction* says; all else in it should stay.

    Args:
        context: what holds for the drawing.
        old: the picture.
        instruction: what should change.
        check: whether the new one is checked; what an instruction of the author's has changed, the
            words do not say.

    Raises:
        InputError: there is no instruction, or no service that could follow it.
        NotChosen: the person keeps the picture they have.
        LimnerError: see `limner.actions.drawing.draw`.
    """
    instruction = " ".join(instruction.split())
    if not instruction:
        raise InputError("Say what should change: select the words beside the link as well.")
    if len(instruction) > LONGEST_INSTRUCTION:
        raise InputError(
            f"This instruction has more than {LONGEST_INSTRUCTION:,} characters: say what should "
            "change in fewer words."
        )
    record = old.record
    edits = (*(record.edits if record else ()), instruction)
    if context.backend.billing is None and (record is None or record.model is not None):
        raise InputError(
            "Only a sketch can be changed without an image service: set one up "
            "(image.baseUrl, or a key)."
        )
    expansion = Expansion(instruction, None, naming.title(old.words), naming.alt(old.words))
    request = request_of(expansion, context.settings, old.path)
    if context.backend.billing is None and record is not None:
        request = replace(request, changes=edits, composition=record.composition, candidates=1)
    else:
        request = replace(request, size="auto", inputs=(old.data, *request.inputs))
    return await _drawn(
        context,
        old,
        request,
        record.dialect if record else "",
        record.prompt if record else old.words,
        edits,
        _looks(old, context.settings),
        check,
    )


def target_of(context: DrawingContext, old: LinkedPicture, placed: Placed) -> str:
    """Return what the link must say to show the new picture: as before, but for the name."""
    if placed.address:
        return placed.address
    return destinations.renamed(
        context.project, context.settings, old.link.target, old.path, placed.picture
    )


def name_beside(path: Path, words: str) -> str:
    """Return a name for a new version: ``fox.png`` and ``fox-3.png`` both ask for ``fox.png``.

    A number that belongs to the author's own name (``chapter-2.png``) stays.
    """
    plain = path.with_stem(re.sub(r"-\d+\Z", "", path.stem) or path.stem)
    slug = file_names.slug(naming.title(words)) if words else ""
    return plain.name if plain.stem == slug or _shows(plain, words) else path.name


async def _drawn(
    context: DrawingContext,
    old: LinkedPicture,
    request: PictureRequest,
    dialect: str,
    prompt: str = "",
    edits: tuple[str, ...] = (),
    looks: tuple[Look, ...] = (),
    check: When | None = None,
) -> Placed:
    project = context.project
    context = with_references(context, looks)
    if looks:
        request = replace(request, words=described(old.words, looks))
    job = DrawingJob(
        request=request,
        words=old.words,
        root=project.root,
        folder=file_names.place_of(project.root, old.path),
        dialect=dialect,
        document=str(project.document),
        provenance=context.settings.image_provenance,
        name=await asyncio.to_thread(name_beside, old.path, old.words),
        prompt=prompt,
        edits=edits,
        finish=finish_of(context.settings, old.path),
        looks=tuple((look.name, look.whole) for look in looks),
    )
    before = old.record.check if old.record else None
    return await draw(context, job, old.data, before, check)


def _looks(old: LinkedPicture, settings: Settings) -> tuple[Look, ...]:
    """Return the looks that *old* was drawn with, with the pictures that the cast has of them."""
    members = {member.name: member for member in settings.cast}
    found = []
    for name, text in old.record.looks if old.record else ():
        member = members.get(name, CastMember(name))
        written = next((each for each in (name, *member.names) if each in old.words), name)
        found.append(Look(name, written, text, references=member.references))
    return tuple(found)


def _shows(path: Path, words: str) -> bool:
    """Say whether there is a picture at *path* that was drawn from *words*."""
    try:
        record = provenance.read_file(path) if path.stat().st_size <= MOST_BYTES else None
    except OSError:
        return False
    return record is not None and record.words == words
