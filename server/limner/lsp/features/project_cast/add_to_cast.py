"""The command ``limner.addToCast``: somebody in the text gets a look in the project's cast."""

import asyncio
from collections.abc import Sequence
from functools import partial

from limner.actions.appearances.cast_appearances import words_of_pictures
from limner.actions.appearances.look_reading import (
    asked_look,
    described_look,
    prose_of,
    sentences_about,
)
from limner.actions.appearances.name_reading import name_at, name_in
from limner.document import Span
from limner.errors import InputError, RequestRejected, ServiceUnavailable
from limner.lsp import from_proto
from limner.lsp.configuration import DocumentContext, context_for
from limner.lsp.features.command_job import CommandJob, run
from limner.lsp.features.project_cast.cast_writing import checked_project, write_member
from limner.lsp.server import LimnerServer
from limner.markup.interface import Intent
from limner.settings.cast_members import CastMember

SEND = "Send these sentences"
READ_HERE = "Read them here"


def add_to_cast(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Add the one whose name is at the place, with what the document says of the look.

    The option ``name`` says another name than stands there.
    """
    target = from_proto.target(ls.documents, arguments)
    intent = _named(target)
    checked_project(target.document.path)
    run(ls, target, "Adding", partial(_add, name=intent.subject), intent)


def _named(target: from_proto.Target) -> Intent:
    """Return the name at a place; a cursor is in it, or right beside it.

    Raises:
        InputError: there is none.
    """
    text, span = target.document.text, target.span
    start = text.place_at(span.start)
    found = name_at(text.line(start.line), start.column) if span.start == span.end else None
    if found is not None:
        first = span.start - start.column
        span = Span(first + found[0], first + found[1])
    asked = target.options.get("name")
    written = text.between(text.place_at(span.start), text.place_at(span.end))
    name = name_in(asked if isinstance(asked, str) else written)
    if not name:
        raise InputError("Select a name, such as “Mia” or “Captain Bruno”: one to four words.")
    return Intent(name, span)


async def _add(job: CommandJob, name: str) -> None:
    context = await context_for(job.ls, job.target.document)
    await write_member(job, context, name, partial(_proposed, job, context, name))


async def _proposed(job: CommandJob, context: DocumentContext, name: str) -> CastMember:
    """Return *name* with what the document and the words of its pictures say of the look."""
    document, settings = job.target.document.snapshot(), context.settings
    drawn = await asyncio.to_thread(words_of_pictures, document, context.saved_project, settings)
    text = "\n\n".join((await asyncio.to_thread(prose_of, document), *drawn))
    look = await _asked(job, context, name, text)
    return CastMember(name, look or await asyncio.to_thread(described_look, name, (), text))


async def _asked(job: CommandJob, context: DocumentContext, name: str, text: str) -> str:
    """Return the look as a chat model puts it, where there is one that may read of it."""
    ls, many = job.ls, len(list(sentences_about(name, (), text)))
    model = await ls.backends.vision_model(context.settings, ls.consent) if many else None
    if model is None:
        return ""
    sentences = "the sentence" if many == 1 else f"{many} sentences"
    question = (
        f"Send {sentences} about {name} to {model.host}, for {model.name} to say the look in one "
        "phrase?"
    )
    if await ls.choose(question, SEND, READ_HERE) != SEND:
        return ""
    job.report(f"{model.host} is reading")
    try:
        return await asked_look(model, name, (), text)
    except (RequestRejected, ServiceUnavailable) as error:
        ls.tell(f"{error} The author’s own words were used instead.")
        return ""
