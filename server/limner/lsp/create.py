"""Builds a server with all its features; tests build as many as they like."""

from collections.abc import Callable, Sequence
from functools import wraps

from lsprotocol import types

from limner.errors import LimnerError
from limner.lsp.features import code_action, expand, finished
from limner.lsp.server import LimnerServer
from limner.workflow import Studio

Command = Callable[[LimnerServer, Sequence[object]], None]

COMMANDS: dict[str, Command] = {
    "limner.expand": expand.expand,
    "limner.insertPrompt": expand.insert_prompt,
    "limner.vary": expand.vary,
    "limner.insertFinished": finished.insert_finished,
}


def create_server(studio: Studio) -> LimnerServer:
    """Return a server whose models come from *studio*."""
    server = LimnerServer(studio)
    server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=code_action.KINDS),
    )(code_action.code_action)
    server.feature(types.SHUTDOWN)(_shutdown)
    for name, command in COMMANDS.items():
        server.command(name)(_telling(command))
    return server


async def _shutdown(ls: LimnerServer, params: None) -> None:
    await ls.stop()


def _telling(command: Command) -> Command:
    """Let the person read what is wrong with a command's words."""

    @wraps(command)
    def told(ls: LimnerServer, arguments: Sequence[object]) -> None:
        try:
            command(ls, arguments)
        except LimnerError as error:
            ls.tell(str(error), types.MessageType.Error)

    return told
