"""Pictures chosen among the files of an editor: how one was made, who shows it, and a link to it.

``limner/picture`` with ``{picture}`` answers ``{prompt, negative, words, alt, model, shown}``,
unknown values null; *shown* has the ``{uri, range}`` of each link to it in the open documents.
``limner/insertPicture`` with ``{picture, uri, range}`` writes a link below the words there.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from limner import markup
from limner.actions import figures, intents
from limner.actions.linked_picture import read_picture
from limner.document import Document, Replacement, Span
from limner.errors import InputError, LimnerError
from limner.image import file_names
from limner.image.formats import provenance
from limner.lsp import from_proto, to_proto
from limner.lsp.configuration import DocumentContext, context_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.uris import path_of
from limner.lsp.features.command_job import CommandJob, run
from limner.lsp.server import LimnerServer
from limner.markup.interface import Intent
from limner.project.links import linked_files
from limner.project.roots import Project
from limner.prompt import naming
from limner.prompt.expansion import Expansion


async def picture(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Answer ``limner/picture``."""
    path = _file(params)
    try:
        made = await asyncio.to_thread(_made, path)
    except LimnerError as error:
        return {"error": str(error)}
    shown = []
    for document in tuple(ls.documents):
        if document.path is not None:
            context = await context_for(ls, document)
            found = await asyncio.to_thread(_links, document.snapshot(), context, path)
            shown += [_place(ls, document, span) for span in found]
    return {**made, "shown": shown}


async def insert_picture(ls: LimnerServer, params: Any) -> dict[str, Any] | None:
    """Answer ``limner/insertPicture``; the link lands as every other result does."""
    path = _file(params)
    argument = {name: params[name] for name in ("uri", "range") if name in params}

    async def work(job: CommandJob) -> None:
        context = await context_for(ls, job.target.document)
        settings, project = context.settings, context.saved_project
        made = await asyncio.to_thread(_made, path, project)
        words = made["words"]
        expansion = Expansion(made["prompt"] or "", None, naming.title(words), naming.alt(words))
        figure = figures.figure(expansion, project, settings, path)

        def write(document: Document, span: Span, beside: bool) -> Replacement:
            place = intents.place(document, span)
            return figures.write_figure(document, place, figure, "below", settings.image_template)

        await job.land("link", write)

    try:
        target = from_proto.target(ls.documents, [argument])
        end = Span(target.span.end, target.span.end)
        run(ls, target, "Inserting", work, Intent(path.name, end))
    except InputError as error:
        return {"error": str(error)}
    return None


def _file(params: Any) -> Path:
    uri = params.get("picture") if isinstance(params, Mapping) else None
    path = path_of(uri) if isinstance(uri, str) else None
    if path is None:
        raise JsonRpcInvalidParams("picture is the address of a file.")
    return path


def _made(path: Path, project: Project | None = None) -> dict[str, Any]:
    """Say how a picture was made, and what it shows."""
    data = read_picture(path, project or Project(path.parent, path))
    record = provenance.read(data)
    words = (record.words if record else "") or file_names.name_words(path)
    return {
        "prompt": record.prompt if record else None,
        "negative": record.negative if record else None,
        "model": record.model if record else None,
        "words": words,
        "alt": naming.alt(words),
    }


def _links(document: Document, context: DocumentContext, path: Path) -> list[Span]:
    if context.project is None:
        return []
    find = linked_files.resolver(context.project, context.settings)
    links = markup.for_language(document.language).links(document)
    return [link.span for link in links if find(link.target).path == path]


def _place(ls: LimnerServer, document: OpenDocument, span: Span) -> dict[str, Any]:
    range_ = to_proto.range_of(document, span, ls.documents.encoding)

    def position(place: types.Position) -> dict[str, int]:
        return {"line": place.line, "character": place.character}

    edges = {"start": position(range_.start), "end": position(range_.end)}
    return {"uri": document.uri, "range": edges}
