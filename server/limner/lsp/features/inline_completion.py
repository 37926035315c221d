"""``textDocument/inlineCompletion``: ghost text with the offline expansion of a draft.

Off by a setting, and offline always. A request that no person has made gets an answer only on a
line that begins with the trigger: whoever writes that has asked.
"""

import asyncio
from collections.abc import Sequence

from lsprotocol import types

from limner.completion import drafts
from limner.completion.drafts import Draft
from limner.document import DATA, Replacement, Span
from limner.lsp import from_proto, to_proto
from limner.lsp.client_window import ANSWER_SECONDS
from limner.lsp.configuration import context_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding, units_of
from limner.lsp.documents.window import window_around
from limner.lsp.protocol.mended_protocol import ask
from limner.lsp.server import LimnerServer


async def inline_completion(
    ls: LimnerServer, params: types.InlineCompletionParams
) -> list[types.InlineCompletionItem]:
    """Offer to continue a draft at the cursor with its prompt; mostly there is none."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not document.in_step or document.language in DATA:
        return []
    version, encoding = document.version, ls.documents.encoding
    place = document.text.place(params.position.line, params.position.character, encoding)
    line = document.text.line(place.line)
    before, after = line[: place.column], line[place.column :]
    if not drafts.may_hold(before, after):
        return []
    context = await context_for(ls, document)
    settings, project = context.settings, context.project
    if not settings.inline_completion or document.version != version:
        return []
    draft = drafts.draft_in(before, after, settings.trigger)
    invoked = params.context.trigger_kind == types.InlineCompletionTriggerKind.Invoked
    if draft is None or (draft.opens_image and not invoked):
        return []
    window, cursor = window_around(document, place)
    text = await asyncio.to_thread(drafts.continuation, window, cursor, draft, settings, project)
    if text is None:
        return []
    here = params.position
    # The closing bracket that an editor has written already is a part of the completed link.
    end = types.Position(here.line, here.character + len(after))
    # Editors put in their document's own line ends; Neovim would keep a carriage return.
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    range_ = types.Range(here, end)
    command = None if draft.opens_image else _dropping(document, here, (line, draft), encoding)
    return [types.InlineCompletionItem(insert_text=plain, range=range_, command=command)]


def drop_draft(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Take away the line that has asked for a prompt, once the prompt stands below it."""
    target = from_proto.target(ls.documents, arguments)
    ls.start(_drop(ls, target))


def _dropping(
    document: OpenDocument, here: types.Position, drafted: tuple[str, Draft], encoding: Encoding
) -> types.Command:
    line, draft = drafted
    start = types.Position(here.line, units_of(line[: draft.start], encoding))
    text = line[draft.start :].rstrip("\r\n")
    title = "Take the line away that has asked for it"
    range_ = types.Range(start, here)
    return to_proto.command("limner.dropDraft", title, document.uri, range_, text=text)


async def _drop(ls: LimnerServer, target: from_proto.Target) -> None:
    document, span = target.document, target.span
    text = str(document.text)
    end, start = span.end, text.rfind("\n", 0, span.start) + 1
    if not text[start : span.start].strip():
        # Nothing else stands in the line: it goes, with the empty one behind it.
        end += len(text[end:]) - len(text[end:].lstrip("\r\n"))
    edit = Replacement(Span(span.start, end), "")
    wanted = to_proto.workspace_edit(document, edit, ls.protocol.features, ls.documents.encoding)
    params = types.ApplyWorkspaceEditParams(edit=wanted)
    await ask(ls.protocol.send_request_async(types.WORKSPACE_APPLY_EDIT, params), ANSWER_SECONDS)
