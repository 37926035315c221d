"""The command ``limner.writeAlt``: alternative text for a picture, the first or a better one."""

import asyncio
from collections.abc import Sequence

from limner.actions import alt_text, linked_picture
from limner.actions.linked_picture import LinkedPicture, unchanged_link
from limner.document import Document, Replacement, Span
from limner.errors import InputError
from limner.lsp import from_proto
from limner.lsp.configuration import context_for
from limner.lsp.features.command_job import CommandJob, run
from limner.lsp.features.redraw import link_intent, link_of_job
from limner.lsp.server import LimnerServer
from limner.markup import amendment
from limner.project.links import linked_files
from limner.prompt.chat.chat_model import ChatModel
from limner.settings.declaration import Settings

LOOK = "Send the picture"
WORDS_ONLY = "Use the words only"


def write_alt(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Write the alternative text of the picture whose link is at the place."""
    target = from_proto.target(ls.documents, arguments)
    run(ls, target, "Describing", _write_alt, link_intent(target))


async def _write_alt(job: CommandJob) -> None:
    ls, document = job.ls, job.target.document
    context = await context_for(ls, document)
    settings, project = context.settings, context.saved_project
    link = link_of_job(job)
    picture = await asyncio.to_thread(linked_picture.find, link, project, settings)
    text = await _from_sight(job, picture, settings) if picture else ""
    if not text:
        path = picture.path if picture else linked_files.resolve(project, settings, link.target)
        here, longest = document.snapshot(), settings.alt_length
        text = await asyncio.to_thread(alt_text.from_words, here, link, path, longest)
    if not text:
        raise InputError("Nothing here says what this picture shows: please write it yourself.")
    if amendment.is_alt(link, text):
        raise InputError("The alternative text already says all that the words here say.")

    def write(document: Document, span: Span, beside: bool) -> Replacement | None:
        link = unchanged_link(document, span)
        return amendment.with_alt(document, link, text) if link and not beside else None

    if write(document.snapshot(), job.followed.anchor.span, beside=False) is None:
        raise InputError(f"This kind of link has no place for alternative text: “{text}”")
    await job.land("alternative text", write)


async def _from_sight(job: CommandJob, picture: LinkedPicture, settings: Settings) -> str:
    """Let the chat model look at the picture where the person agrees; ``""`` when it does not."""
    model = await looking_model(job, picture, settings)
    if model is None:
        return ""
    text, note = await alt_text.from_sight(model, picture, settings.alt_length)
    if note:
        job.ls.note(note)
    return text


async def looking_model(
    job: CommandJob, picture: LinkedPicture, settings: Settings
) -> ChatModel | None:
    """Return the chat model that may look at *picture*; ``None`` where it may not."""
    ls, session = job.ls, job.ls.session
    if settings.alt_look == "never":
        return None
    model = await ls.backends.vision_model(settings, ls.consent)
    if model is None:
        return None
    if settings.alt_look == "ask" and session.may_look is None:
        question = f"Send {picture.path.name} to {model.host}, to be described by {model.name}?"
        answer = await ls.choose(question, LOOK, WORDS_ONLY)
        session.may_look = answer == LOOK
    if settings.alt_look == "ask" and not session.may_look:
        return None
    job.report(f"{model.host} is looking at the picture")
    return model
