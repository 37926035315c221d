"""Builds a server with all its features; tests build as many as they like."""

import functools
import gc
import importlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from limner.errors import LimnerError
from limner.lsp.documents import OpenDocument
from limner.lsp.features import code_action
from limner.lsp.server import LimnerServer

if TYPE_CHECKING:
    from limner.lsp.features.diagnostics import Diagnostics
    from limner.workflow import Studio

COMMANDS = {
    "limner.expand": ("expand", "expand"),
    "limner.insertPrompt": ("expand", "insert_prompt"),
    "limner.vary": ("expand", "vary"),
    "limner.shorten": ("expand", "shorten"),
    "limner.draw": ("draw", "draw"),
    "limner.drawMissing": ("missing", "draw_missing"),
    "limner.drawAgain": ("improve", "draw_again"),
    "limner.editImage": ("improve", "edit_image"),
    "limner.insertPromptOfImage": ("improve", "insert_prompt_of_image"),
    "limner.writeAlt": ("alt", "write_alt"),
    "limner.insertFinished": ("finished", "insert_finished"),
}
"""Each command's module and function in ``features``.

They are imported after ``initialized``: an editor waits for the server's first answer.
"""


def create_server(studio: "Studio") -> LimnerServer:
    """Return a server whose models come from *studio*."""
    server = LimnerServer(studio)
    _watch(server)
    server.documents.dialect = functools.partial(_dialect, server)
    offered = types.CodeActionOptions(code_action_kinds=code_action.KINDS)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, offered)(code_action.code_action)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(_code_lens)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions())(_completion)
    # Without options pygls would not announce it.
    ghost = types.InlineCompletionOptions()
    server.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION, ghost)(_inline_completion)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_files_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.SHUTDOWN)(_shutdown)
    for name in COMMANDS:
        server.command(name)(_Command(*COMMANDS[name]))
    return server


def _files_changed(ls: LimnerServer, params: object) -> None:
    ls.watch.files_changed()


def _watch(ls: LimnerServer) -> None:
    """Let documents be looked at after a pause; what looks is imported at the first one."""
    looking: list[Diagnostics] = []

    async def look(document: OpenDocument) -> None:
        from limner.lsp.features.diagnostics import Diagnostics
        from limner.lsp.features.price import note_price

        if not looking:
            looking.append(Diagnostics(ls))
            ls.watch.left = looking[0].left
        await looking[0].look(document)
        if document.priced != ls.watch.generation:
            # Settings change seldom: the price is looked at when a document is opened or saved.
            document.priced = ls.watch.generation
            await note_price(ls, document)

    ls.watch.look = look


def _dialect(ls: LimnerServer, path: Path | None, language: str) -> str:
    """Return a document's Markdown dialect; other documents do not wait for the import."""
    if language != "markdown":
        return language
    from limner.lsp.configuration import dialect

    return dialect(ls, path, language)


async def _hover(ls: LimnerServer, params: types.HoverParams) -> types.Hover | None:
    from limner.lsp.features.hover import hover

    return await hover(ls, params)


async def _code_lens(ls: LimnerServer, params: types.CodeLensParams) -> list[types.CodeLens]:
    from limner.lsp.features.code_lens import code_lens

    return await code_lens(ls, params)


async def _completion(
    ls: LimnerServer, params: types.CompletionParams
) -> types.CompletionList | None:
    from limner.lsp.features.completion import completion

    return await completion(ls, params)


async def _inline_completion(
    ls: LimnerServer, params: types.InlineCompletionParams
) -> list[types.InlineCompletionItem]:
    from limner.lsp.features.inline_completion import inline_completion

    return await inline_completion(ls, params)


class _Command:
    """A command, imported at its first use; what is wrong with its words is told the person."""

    def __init__(self, module: str, function: str) -> None:
        self._module, self.__name__ = module, function

    def __call__(self, ls: LimnerServer, arguments: Sequence[object]) -> None:
        module = importlib.import_module(f"limner.lsp.features.{self._module}")
        try:
            getattr(module, self.__name__)(ls, arguments)
        except LimnerError as error:
            ls.tell(str(error), types.MessageType.Error)


def _initialized(ls: LimnerServer, params: types.InitializedParams) -> None:
    """Import what the first command needs, in a thread that leaving does not wait for."""

    def prepare() -> None:
        others = ("link_actions", "completion", "inline_completion")
        for module in {*others, *(module for module, _ in COMMANDS.values())}:
            importlib.import_module(f"limner.lsp.features.{module}")
        ls.studio.prepare()
        gc.freeze()  # The SDK's half a million objects stay: looking through them takes 60 ms.

    threading.Thread(target=prepare, name="prepare", daemon=True).start()
    ls.start(_offer_earlier(ls))


async def _offer_earlier(ls: LimnerServer) -> None:
    from limner.lsp.features.earlier import offer_earlier  # After the first answer is out.

    await offer_earlier(ls)


async def _shutdown(ls: LimnerServer, params: None) -> None:
    await ls.stop()
