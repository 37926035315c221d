"""“What these actions do”: the page about Limner's actions, as it came with Limner.

It is shown from the menu of actions where a client takes such an entry (LSP 3.18), and by a command
everywhere. Nothing is fetched: the page is that of the version that runs.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types

from limner.lsp.client_window import ANSWER_SECONDS
from limner.lsp.protocol.mended_protocol import ask
from limner.lsp.server import LimnerServer

PACKAGE = Path(__file__).parents[2]

PAGE = "docs/actions.md"


def explain_actions(ls: LimnerServer, arguments: Sequence[object]) -> None:
    """Show the page; whatever a client sends along is not needed."""
    ls.start(_show(ls))


def page() -> Path:
    """Return the page: packed beside the code, or where a checkout of the repository has it."""
    packed = PACKAGE / PAGE
    return packed if packed.is_file() else PACKAGE.parents[1] / PAGE


async def _show(ls: LimnerServer) -> None:
    file = await asyncio.to_thread(page)
    if ls.protocol.features.show_document:
        shown = types.ShowDocumentParams(uri=file.as_uri(), take_focus=True)
        answer = await ask(ls.window_show_document_async(shown), ANSWER_SECONDS)
        if answer and answer.success:
            return
    ls.tell(f"What Limner's actions do: {file}")
