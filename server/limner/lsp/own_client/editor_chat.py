"""``limner/chat``: a question to the editor's own language models, answered by the client.

The request is ``{model, messages: [{role, text, picture?}], stream}``, a picture as base64; while
the model writes, the client sends ``limner/chatText`` with ``{stream, text}``, each time what is
new. The answer is ``{text, whole}``, or ``{failure, reason}`` (see
`limner.services.editor_models.Failure`). Cancelling the request stops the model.
"""

import asyncio
import base64
import uuid
from collections.abc import Callable, Mapping
from typing import Any, get_args

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from limner.lsp.server import LimnerServer
from limner.prompt.chat.chat_model import Message, OnText
from limner.services.editor_models import EditorAnswer, Failure

CHAT = "limner/chat"

FAILURES: Mapping[object, Failure] = {name: name for name in get_args(Failure)}
"""What an answer may give as its failure."""

MOST_CHARACTERS = 200_000
"""Where a reply that does not end is cut off."""


class EditorModels:
    """Asks the models of the editor that *ls* serves."""

    def __init__(self, ls: LimnerServer) -> None:
        self._ls = ls
        self._streams: dict[str, Callable[[str], None]] = {}

    async def __call__(
        self,
        model: str,
        messages: tuple[Message, ...],
        on_text: OnText,
        is_enough: Callable[[str], bool],
    ) -> EditorAnswer:
        """Ask *model*; see `limner.services.editor_models.AskEditor`."""
        identifier = uuid.uuid4().hex
        arrived = ""
        enough: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def hear(text: str) -> None:
            nonlocal arrived
            arrived += text
            on_text(arrived)
            endless = len(arrived) > MOST_CHARACTERS
            if not enough.done() and (endless or is_enough(arrived)):
                enough.set_result(not endless)

        sent = [_sent(message) for message in messages]
        params = {"model": model, "messages": sent, "stream": identifier}
        protocol = self._ls.protocol
        request = asyncio.ensure_future(
            protocol.send_request_async(CHAT, params, msg_id=identifier)
        )
        request.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._streams[identifier] = hear
        try:
            await asyncio.wait({request, enough}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._streams[identifier]
            if not request.done():
                protocol.notify(types.CANCEL_REQUEST, types.CancelParams(id=identifier))
        if not request.done():
            return EditorAnswer(arrived, whole=enough.result())
        try:
            return _read(request.result())
        except JsonRpcException as error:
            return EditorAnswer(failure="failed", reason=str(error))

    def text_arrived(self, stream: object, text: object) -> None:
        """Hand on what a model has written."""
        hear = self._streams.get(str(stream))
        if hear is not None and isinstance(text, str):
            hear(text)


def connect(ls: LimnerServer) -> None:
    """Let chat models be asked through the client, where it says that it has some."""
    if ls.announced("chat"):
        ls.backends.editor = EditorModels(ls)


async def text_arrived(ls: LimnerServer, params: Any) -> None:
    """Take ``limner/chatText``."""
    editor = ls.backends.editor
    if isinstance(editor, EditorModels) and isinstance(params, Mapping):
        editor.text_arrived(params.get("stream"), params.get("text"))


def _sent(message: Message) -> dict[str, str]:
    sent = {"role": message.role, "text": message.content}
    if message.picture is not None:
        sent["picture"] = base64.b64encode(message.picture).decode("ascii")
    return sent


def _read(answer: object) -> EditorAnswer:
    said = answer if isinstance(answer, Mapping) else {}
    text, failure, reason = (said.get(name, "") for name in ("text", "failure", "reason"))
    is_one = isinstance(text, str) and isinstance(failure, str) and failure in FAILURES
    if not said or not is_one:
        return EditorAnswer(failure="failed", reason=str(reason))
    return EditorAnswer(text, said.get("whole") is True, FAILURES[failure], str(reason))
