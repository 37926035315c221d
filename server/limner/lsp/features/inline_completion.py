"""``textDocument/inlineCompletion``: ghost text with the offline expansion of a draft.

Off by a setting, and offline always. A request that no person has made gets an answer only on a
line that begins with the trigger: whoever writes that has asked.
"""

import asyncio

from lsprotocol import types

from limner.completion import drafts
from limner.document import DATA
from limner.lsp.configuration import context_for
from limner.lsp.documents.window import window_around
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
    return [types.InlineCompletionItem(insert_text=plain, range=types.Range(here, end))]
