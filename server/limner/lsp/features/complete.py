"""``textDocument/completion``: words for prompts, settings where they are stated, and drafts.

Nothing is offered in prose, but on a line that begins with the trigger its prompt; names of the
cast there, in prompts and in alternative texts. Every request looks at a bounded part of the
document; reading the lexicon happens in a thread, once. No character triggers it: JupyterLab would
ask its kernel as well, at every such character of a program.
"""

import asyncio
from functools import partial

from lsprotocol import types

from limner.completion import cast_names, drafts, items, places
from limner.completion.completion_entries import Entries, Entry, limited
from limner.completion.places import CompletionPlace as Spot
from limner.document import DATA
from limner.lsp.configuration import context_for, settings_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Position, units_of
from limner.lsp.documents.window import window_around
from limner.lsp.server import LimnerServer
from limner.markup.marked_prompts import LONGEST_BLOCK
from limner.project.roots import HEAD, PROJECT_FILE

HEAD_LINES = 400
"""Lines of a document in which it may state settings."""

DRAFT_TITLE = "Expand into an image prompt"

_KINDS = {
    "phrase": types.CompletionItemKind.Text,
    "parameter": types.CompletionItemKind.Keyword,
    "setting": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "name": types.CompletionItemKind.Reference,
}


async def complete(ls: LimnerServer, params: types.CompletionParams) -> types.CompletionList | None:
    """Offer what can be written at the cursor; mostly nothing."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not document.in_step:
        return None
    place = document.text.place(
        params.position.line, params.position.character, ls.documents.encoding
    )
    spot = _spot(document, place)
    if spot is not None:
        return await _offered(ls, document, place, spot)
    if document.language in DATA:
        return None
    named, draft = await _names(ls, document, place), await _draft(ls, document, place)
    if named is None or draft is None:
        return named or draft
    return types.CompletionList(is_incomplete=True, items=[*draft.items, *named.items])


def _spot(document: OpenDocument, place: Position) -> Spot | None:
    text = document.text
    line = text.line(place.line)[: place.column]
    if len(line) > drafts.LONGEST * 10:
        return None
    name = document.path.name if document.path else ""
    if document.language in DATA and name != PROJECT_FILE:
        return None
    above = [text.line(at) for at in range(max(place.line - LONGEST_BLOCK, 0), place.line)]
    found = places.prompt_at(above, line, document.language)
    if found is not None or place.line > HEAD_LINES:
        return found
    head = [text.line(at) for at in range(place.line)]
    if sum(map(len, head)) > HEAD:
        return None
    return places.setting_at(head, line, document.language, name)


async def _offered(
    ls: LimnerServer, document: OpenDocument, place: Position, spot: Spot
) -> types.CompletionList | None:
    version, dialect, cast = document.version, "", document.cast.members
    if spot.kind == "prompt":
        settings = await settings_for(ls, document)
        dialect, cast = settings.dialect, settings.cast
    offered = await asyncio.to_thread(items.entries_at, spot, dialect, cast)
    return _listed(ls, document, place, offered) if document.version == version else None


async def _names(
    ls: LimnerServer, document: OpenDocument, place: Position
) -> types.CompletionList | None:
    """Offer names of the cast in an alternative text, or on a line that begins with the trigger.

    Only a word that begins a name asks for the settings, which say what the trigger is.
    """
    before = document.text.line(place.line)[: place.column]
    if not document.cast.members or len(before) > drafts.LONGEST * 10:
        return None
    if not any(cast_names.begun(before, document.cast.members)):
        return None
    version, settings = document.version, await settings_for(ls, document)
    if not cast_names.IN_ALT.search(before) and not drafts.asks(before, settings.trigger):
        return None
    if document.version != version:
        return None
    typed = cast_names.typed(before)
    offered = limited(typed, cast_names.begun(before, settings.cast))
    return _listed(ls, document, place, offered) if offered.entries else None


def _listed(
    ls: LimnerServer, document: OpenDocument, place: Position, offered: Entries
) -> types.CompletionList:
    line = document.text.line(place.line)
    typed = line[place.column - offered.typed : place.column]
    range_ = _range(place, line, offered.typed, ls)
    bare = not ls.protocol.features.code_actions
    shown = [
        _item(entry, number, range_, typed, line[place.column :])
        for number, entry in enumerate(offered.entries)
        # A client that takes no edits can only go on with what is typed.
        if not bare or entry.text.lower().startswith(typed.lower())
    ]
    return types.CompletionList(is_incomplete=offered.more, items=shown)


def _item(
    entry: Entry, number: int, range_: types.Range, typed: str, after: str
) -> types.CompletionItem:
    text = entry.text
    if text.endswith('"') and after.startswith('"'):
        text = text[:-1]  # The editor has closed the quotation already.
    return types.CompletionItem(
        label=entry.label,
        kind=_KINDS[entry.kind],
        detail=entry.detail or None,
        documentation=entry.about or None,
        sort_text=f"{number:04}",
        filter_text=entry.key or entry.label,
        # JupyterLab reads only this, and writes it behind what is typed.
        insert_text=text[len(typed) :] if text.lower().startswith(typed.lower()) else text,
        text_edit=types.TextEdit(range_, text),
    )


async def _draft(
    ls: LimnerServer, document: OpenDocument, place: Position
) -> types.CompletionList | None:
    """Offer a draft's prompt: in place of its line, or below where a client takes no edits."""
    line = document.text.line(place.line)
    before, after = line[: place.column], line[place.column :]
    if not drafts.may_hold(before, after):
        return None
    version, bare = document.version, not ls.protocol.features.code_actions
    context = await context_for(ls, document)
    settings, project = context.settings, context.project
    draft = drafts.draft_in(before, after, settings.trigger)
    unwanted = draft is None or (draft.opens_image and (after or not bare))
    if draft is None or unwanted or document.version != version:
        return None
    window, cursor = window_around(document, place)
    if bare:
        write = partial(drafts.continuation, window, cursor, draft, settings, project)
    else:
        write = partial(drafts.in_place, window, cursor, draft, settings)
    text = await asyncio.to_thread(write)
    if text is None:
        return None
    replaced = "" if bare else before[draft.start :]
    item = types.CompletionItem(
        label=DRAFT_TITLE,
        kind=types.CompletionItemKind.Text,
        detail="Limner",
        documentation=text.strip(),
        filter_text=replaced or None,
        insert_text=text,
        text_edit=types.TextEdit(_range(place, line, len(replaced), ls), text),
    )
    # It is made for these very words.
    return types.CompletionList(is_incomplete=True, items=[item])


def _range(place: Position, line: str, typed: int, ls: LimnerServer) -> types.Range:
    """Return the range of the last *typed* code points before the cursor."""
    encoding = ls.documents.encoding
    ends = (
        types.Position(place.line, units_of(line[:column], encoding))
        for column in (place.column - typed, place.column)
    )
    return types.Range(*ends)
