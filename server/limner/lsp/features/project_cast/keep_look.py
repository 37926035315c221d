"""The command ``limner.keepLook``: how a picture shows somebody becomes their look in the cast."""

from collections.abc import Sequence
from functools import partial

from limner.actions.appearances.look_reading import described_look, seen_look
from limner.actions.appearances.name_reading import name_in, names_of
from limner.actions.context import section_before
from limner.actions.linked_picture import LinkedPicture
from limner.errors import InputError, NotChosen, RequestRejected, ServiceUnavailable
from limner.lsp import from_proto
from limner.lsp.configuration import DocumentContext, context_for
from limner.lsp.features.command_job import CommandJob, run
from limner.lsp.features.project_cast.cast_writing import CANCEL, checked_project, write_member
from limner.lsp.features.redraw import PictureOfJob, link_intent, picture_of_job
from limner.lsp.features.write_alt import looking_model
from limner.lsp.server import LimnerServer
from limner.settings.cast_members import CastMember, named_alike

MOST_NAMES = 5
"""Names that a person is asked about."""


def keep_look(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Keep the look that the picture of a link shows.

    The option ``name`` says whose; without it, the words of the picture do, or the person.
    """
    target = from_proto.target(ls.documents, arguments)
    checked_project(target.document.path)
    run(ls, target, "Keeping the look of", _keep_look, link_intent(target))


async def _keep_look(job: CommandJob) -> None:
    found = await picture_of_job(job)
    context = await context_for(job.ls, job.target.document)
    name = await _whose(job, found, context)
    await write_member(job, context, name, partial(_proposed, job, found, name))


async def _whose(job: CommandJob, found: PictureOfJob, context: DocumentContext) -> str:
    """Return whose look is kept.

    Raises:
        InputError: nothing says it.
        NotChosen: the person has changed their mind.
    """
    asked = job.target.options.get("name")
    if isinstance(asked, str):
        if not name_in(asked):
            raise InputError(f"“{asked[:80]}” is no name: one to four words with a capital each.")
        return name_in(asked)
    named = names_of(_words(found.picture))
    if len(named) == 1:
        _require_new(named[0], found, context)
        return named[0]
    document = job.target.document.snapshot()
    before = section_before(document, job.followed.anchor.span)
    others = named or tuple(reversed(names_of(before)))
    others = tuple(name for name in others if not named_alike(context.whole_cast, name))[
        :MOST_NAMES
    ]
    if others:
        answer = await job.ls.choose("Whose look does this picture show?", *others, CANCEL)
        if answer in others:
            return str(answer)
        if job.ls.can_ask:
            raise NotChosen("No look was kept, because nobody was chosen.")
    if named:
        _require_new(named[0], found, context)
    raise InputError(
        "Nothing says whose look this is: write one name into the picture’s alternative text."
    )


def _require_new(name: str, found: PictureOfJob, context: DocumentContext) -> None:
    """Refuse somebody of the cast: their look is the author's, whose file is not changed."""
    member = named_alike(context.whole_cast, name)
    if member:
        known = member.name
        raise InputError(
            f"{known} is in the cast already: add “{_reference(found)}” to the references of "
            f"{known} there, for pictures to follow this one."
        )


async def _proposed(job: CommandJob, found: PictureOfJob, name: str) -> CastMember:
    """Return *name* with the look that its picture shows or was drawn from, to follow it."""
    picture = found.picture
    recorded = dict(picture.record.looks).get(name, "") if picture.record else ""
    words = _words(picture)
    look = recorded or await _seen(job, found, name, words)
    return CastMember(
        name, look or described_look(name, (), words), references=(_reference(found),)
    )


async def _seen(job: CommandJob, found: PictureOfJob, name: str, words: str) -> str:
    model = await looking_model(job, found.picture, found.settings)
    if model is None:
        return ""
    try:
        return await seen_look(model, name, words, found.picture.data)
    except RequestRejected:
        why = f"{model.name} at {model.host} does not look at pictures."
    except ServiceUnavailable as error:
        why = str(error)
    job.ls.tell(f"{why} The words that are here were used instead.")
    return ""


def _words(picture: LinkedPicture) -> str:
    """Return what is said of *picture*: the words it was drawn from, and its link's."""
    link = picture.link
    said = (picture.record.words if picture.record else "", link.alt or "", link.caption or "")
    return "\n\n".join(dict.fromkeys(part.strip() for part in said if part.strip()))


def _reference(found: PictureOfJob) -> str:
    """Return the picture as settings name it: from the project's folder."""
    root = found.project.root.resolve()
    return f"/{found.picture.path.resolve().relative_to(root).as_posix()}"
