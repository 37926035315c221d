"""Asking the client to tell when files of the project change."""

from lsprotocol import types

from limner.lsp.client_window import ANSWER_SECONDS
from limner.lsp.protocol.mended_protocol import ask
from limner.lsp.server import LimnerServer


async def ask_to_watch(ls: LimnerServer, name: str, pattern: str) -> None:
    """Register, under *name*, for changes of the files that the glob *pattern* matches."""
    options = types.DidChangeWatchedFilesRegistrationOptions(
        watchers=[types.FileSystemWatcher(glob_pattern=pattern)]
    )
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registration = types.Registration(id=name, method=method, register_options=options)
    params = types.RegistrationParams(registrations=[registration])
    await ask(ls.client_register_capability_async(params), ANSWER_SECONDS)
