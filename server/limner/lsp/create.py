"""Builds a server with all its features; tests build as many as they like."""

import functools
import gc
import importlib
import os
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from limner.errors import LimnerError
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.features import code_action
from limner.lsp.server import LimnerServer

if TYPE_CHECKING:
    from limner.lsp.features.diagnostics import Diagnostics
    from limner.lsp.features.project_cast.cast_notes import CastNotes
    from limner.services.backends import Backends

REQUESTS: Mapping[str, tuple[str, str, Any]] = {
    types.TEXT_DOCUMENT_HOVER: ("hover", "hover", None),
    types.TEXT_DOCUMENT_CODE_LENS: ("code_lens", "code_lens", None),
    types.TEXT_DOCUMENT_COMPLETION: ("complete", "complete", types.CompletionOptions()),
    types.TEXT_DOCUMENT_INLINE_COMPLETION: (
        "inline_completion", "inline_completion", types.InlineCompletionOptions(),
    ),
}  # fmt: skip
"""Each request's module and function in ``features``, and the options it is announced with.

Without options pygls would not announce inline completion.
"""

OWN_REQUESTS = {
    "limner/status": ("status", "status"),
    "limner/forgetJob": ("status", "forget_job"),
    "limner/setup": ("service_trial", "setup"),
    "limner/history": ("picture_history", "history"),
    "limner/picture": ("picture_file", "picture"),
    "limner/insertPicture": ("picture_file", "insert_picture"),
    "limner/chatText": ("editor_chat", "text_arrived"),
}
"""What a client made for Limner asks and tells: module and function in ``own_client``."""

COMMANDS = {
    "limner.expand": ("prompts", "expand"),
    "limner.insertPrompt": ("prompts", "insert_prompt"),
    "limner.vary": ("prompts", "vary"),
    "limner.shorten": ("prompts", "shorten"),
    "limner.draw": ("draw", "draw"),
    "limner.drawMissing": ("draw_missing", "draw_missing"),
    "limner.drawAgain": ("redraw", "draw_again"),
    "limner.editImage": ("redraw", "edit_image"),
    "limner.insertPromptOfImage": ("redraw", "insert_prompt_of_image"),
    "limner.writeAlt": ("write_alt", "write_alt"),
    "limner.checkPicture": ("check_picture", "check_picture"),
    "limner.addToCast": ("project_cast.add_to_cast", "add_to_cast"),
    "limner.keepLook": ("project_cast.keep_look", "keep_look"),
    "limner.insertFinished": ("insert_finished", "insert_finished"),
    "limner.cancel": ("stop", "cancel"),
    "limner.dropDraft": ("inline_completion", "drop_draft"),
    "limner.explainActions": ("action_documentation", "explain_actions"),
}
"""Each command's module and function in ``features``.

They are imported after ``initialized``: an editor waits for the server's first answer.
"""


ASSEMBLED = ("limner.files", "limner.markup")
"""Packages that import modules of their own: loaded before a second thread loads parts of them.

Two threads, one of which begins with the package and the other with a module of it, would wait for
each other, and one of them get half of it.
"""


def create_server(backends: "Backends") -> LimnerServer:
    """Return a server whose models come from *backends*."""
    server = LimnerServer(backends)
    _watch(server)
    server.documents.opened.add(functools.partial(_find_dialect, server))
    offered = types.CodeActionOptions(
        code_action_kinds=code_action.KINDS, documentation=code_action.DOCUMENTATION
    )
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, offered)(code_action.code_action)
    for method, (module, function, options) in REQUESTS.items():
        server.feature(method, options)(_lazy(f"features.{module}", function))
    for method, (module, function) in OWN_REQUESTS.items():
        server.feature(method)(_lazy(f"own_client.{module}", function))
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_files_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(_settings_changed)
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.SHUTDOWN)(_shutdown)
    for name in COMMANDS:
        server.command(name)(_Command(name, *COMMANDS[name]))
    return server


def _files_changed(ls: LimnerServer, params: object) -> None:
    ls.watch.files_changed()


def _settings_changed(ls: LimnerServer, params: types.DidChangeConfigurationParams) -> None:
    """Keep pushed settings for a client that cannot be asked; one that can sends nothing useful."""
    if isinstance(params.settings, Mapping) and not ls.protocol.features.configuration:
        ls.protocol.pushed = params.settings
    ls.watch.files_changed()


def _watch(ls: LimnerServer) -> None:
    """Let documents be looked at after a pause; what looks is imported at the first one."""
    watching: list[tuple[Diagnostics, CastNotes]] = []

    async def refresh(document: OpenDocument) -> None:
        from limner.lsp.features.check_picture import note_missing
        from limner.lsp.features.diagnostics import Diagnostics
        from limner.lsp.features.price import note_price
        from limner.lsp.features.project_cast.cast_notes import CastNotes

        if not watching:
            watching.append((Diagnostics(ls), CastNotes(ls)))
            for each in watching[0]:
                ls.watch.left.add(each.left)
        for each in watching[0]:
            await each.refresh(document)
        if document.priced != ls.watch.generation:
            # Settings change seldom: the price is looked at when a document is opened or saved.
            document.priced = ls.watch.generation
            await note_price(ls, document)
            await note_missing(ls, document)

    ls.watch.refresh = refresh


def _find_dialect(ls: LimnerServer, document: OpenDocument) -> None:
    """Take what a document's ending says where the editor's name for it says little.

    Only Markdown has dialects, which its project's files tell; others do not wait for that import.
    """
    from limner.markup.registry import language_for

    document.language = language_for(document.language, document.path)
    if document.language != "markdown":
        return
    from limner.lsp.configuration import find_dialect

    ls.start(find_dialect(ls, document))


def _lazy(module: str, function: str) -> Callable[[LimnerServer, Any], Awaitable[Any]]:
    """Return a handler of a request that is imported at the first one."""

    async def handle(ls: LimnerServer, params: Any) -> Any:
        handler = getattr(importlib.import_module(f"limner.lsp.{module}"), function)
        return await handler(ls, params)

    return handle


class _Command:
    """A command, imported at its first use; what is wrong with its words is told the person."""

    def __init__(self, name: str, module: str, function: str) -> None:
        self._name, self._module, self.__name__ = name, module, function

    def __call__(self, ls: LimnerServer, arguments: Sequence[object]) -> None:
        module = importlib.import_module(f"limner.lsp.features.{self._module}")
        before = set(ls.jobs)
        try:
            getattr(module, self.__name__)(ls, arguments)
        except LimnerError as error:
            ls.tell(str(error), types.MessageType.Error)
        if ls.keeps_questions:
            from limner.lsp.own_client import unfinished_jobs  # Imports the journal.

            for job in set(ls.jobs) - before:
                ls.look_after(unfinished_jobs.remember(ls, job, self._name, arguments))


def _initialized(ls: LimnerServer, params: types.InitializedParams) -> None:
    """Import what the first command needs, in a thread that leaving does not wait for."""

    def prepare() -> None:
        others = ("link_actions", "complete", "inline_completion")
        for module in {*others, *(module for module, _ in COMMANDS.values())}:
            importlib.import_module(f"limner.lsp.features.{module}")
        ls.backends.prepare()
        gc.freeze()  # The SDK's half a million objects stay: looking through them takes 60 ms.

    for package in ASSEMBLED:
        importlib.import_module(package)
    from limner.project.own_markups import use_own_markups

    try:
        # Before a document is opened: what it is written in is looked up then.
        use_own_markups(os.environ)
    except LimnerError as error:
        ls.tell(str(error), types.MessageType.Error)
    from limner.lsp.own_client import candidates, editor_chat

    editor_chat.connect(ls)
    candidates.connect(ls)
    threading.Thread(target=prepare, name="prepare", daemon=True).start()
    ls.start(_offer_earlier(ls))


async def _offer_earlier(ls: LimnerServer) -> None:
    # Imported after the first answer is out.
    from limner.lsp.features.earlier_pictures import offer_earlier

    await offer_earlier(ls)


async def _shutdown(ls: LimnerServer, params: None) -> None:
    await ls.stop()
