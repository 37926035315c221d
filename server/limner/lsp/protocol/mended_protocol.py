"""What pygls 2.1 gets wrong, mended in one place, with the reason beside each mend.

pygls keeps: structuring messages, running handlers, matching answers to requests. Replaced here:
reading and answering message bodies, the document mirror, life cycle, and what reaches the log.
"""

import asyncio
import contextvars
import json
import logging
import sys
import uuid
from collections.abc import Awaitable, Generator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeGuard

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol, lsp_method

from limner.lsp.documents.open_documents import OpenDocuments
from limner.lsp.documents.synchronisation import DocumentSync
from limner.lsp.event import Event
from limner.lsp.protocol.capabilities import ClientFeatures, client_features, encoding_of
from limner.lsp.protocol.pruning import PRUNED

if TYPE_CHECKING:
    from cattrs import Converter
    from pygls.lsp.server import LanguageServer

    from limner.lsp.protocol.framing import Outbox

log = logging.getLogger(__name__)


class LimnerProtocol(DocumentSync, LanguageServerProtocol):
    """The Language Server Protocol over whole message bodies.

    Attributes:
        documents: the open documents; pygls's own mirror is not used, because it splits lines at
            characters where documents do not, and costs time that grows with the document.
        features: what the client can do.
        options: the client's initialization options, settings for clients that have no others.
        pushed: the settings that a client which cannot be asked for them has sent last.
        exit_code: set once the client has said ``exit``.
    """

    def __init__(self, server: "LanguageServer", converter: "Converter") -> None:
        super().__init__(server, converter)
        self.documents = OpenDocuments()
        self.features = ClientFeatures()
        self.options: object = None
        self.pushed: object = None
        self.outbox: Outbox | None = None
        self.exit_code: int | None = None
        self._sent: dict[int | str, Future[Any]] = {}
        self.exited: Event[[]] = Event()
        self.cancelled: Event[int | str] = Event()

    @property
    def closing(self) -> bool:
        """Whether the client has asked for shutdown."""
        return self._shutdown

    # Messages in

    def receive(self, body: bytes) -> None:
        """Handle one message body; every request in it gets exactly one answer.

        pygls leaves requests unanswered that do not parse or have wrong parameters, and shows a
        pop-up for each. Whatever one message breaks, the next one is heard.
        """
        try:
            message = json.loads(body, parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            self._refuse(None, types.ErrorCodes.ParseError, "The message is not valid JSON.")
            return
        try:
            self._receive(message)
        except Exception as bug:
            self._server.report_server_error(bug, FeatureRequestError)

    def _receive(self, message: Any) -> None:
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            self._refuse(None, types.ErrorCodes.InvalidRequest, "Not a JSON-RPC 2.0 message.")
            return
        identifier, method = message.get("id"), message.get("method")
        if method is None:
            self._receive_answer(message)
        elif "id" not in message:
            if isinstance(method, str):
                self._receive_notification(method, message)
        elif not _is_id(identifier):
            self._refuse(None, types.ErrorCodes.InvalidRequest, "A request needs a usable id.")
        elif not isinstance(method, str):
            self._refuse(identifier, types.ErrorCodes.InvalidRequest, "A method is a text.")
        else:
            self._receive_request(identifier, method, message)

    def _receive_request(self, identifier: int | str, method: str, message: Any) -> None:
        if self._shutdown:
            self._refuse(identifier, types.ErrorCodes.InvalidRequest, "Limner is shutting down.")
        elif self._workspace is None and method != types.INITIALIZE:
            self._refuse(identifier, types.ErrorCodes.ServerNotInitialized, "Not initialized.")
        elif self._workspace is not None and method == types.INITIALIZE:
            # pygls would accept it and forget every open document.
            self._refuse(identifier, types.ErrorCodes.InvalidRequest, "Already initialized.")
        elif not self._handles(method):
            self._refuse(identifier, types.ErrorCodes.MethodNotFound, "Limner has no such method.")
        else:
            params = self._structured(message, method)
            if params is _UNUSABLE:
                self._refuse(
                    identifier, types.ErrorCodes.InvalidParams, f"Wrong parameters for {method}."
                )
                return
            context = contextvars.copy_context()
            context.run(self._handle_request, identifier, method, params)

    def _receive_notification(self, method: str, message: Any) -> None:
        if method == types.EXIT:
            self.exit_code = 0 if self._shutdown else 1
            self.exited()
            return
        if self._shutdown or self._workspace is None:
            return
        if not (self._handles(method) or method == types.CANCEL_REQUEST):
            return
        params = self._structured(message, method)
        if params is _UNUSABLE or (method == types.CANCEL_REQUEST and not _is_id(params.id)):
            log.warning("Ignored a notification %s with wrong parameters.", method)
            return
        contextvars.copy_context().run(self._handle_notification, method, params)

    def _receive_answer(self, message: dict[str, Any]) -> None:
        """Resolve the request this answers; an answer that fits nothing fails that request.

        pygls leaves the request waiting for ever when the answer does not structure, raises in its
        reader loop when the request was cancelled meanwhile, and takes an answer whose id is that
        of a request of the client's own for that one's.
        """
        identifier = message.get("id")
        if not _is_id(identifier):
            return
        future: Future[Any] | None = self._sent.pop(identifier, None)
        result_type = self._result_types.pop(identifier, None)
        if future is None or future.done():
            return
        error = message.get("error")
        if error is not None or result_type is None:
            said = error if isinstance(error, dict) else {}
            detail = str(said.get("message") or "The client answered an error.")
            future.set_exception(JsonRpcException(detail, said.get("code")))
            return
        if result_type is _PLAIN:
            future.set_result(message.get("result"))
            return
        try:
            answer = self._converter.structure({"result": None, **message}, result_type)
        except Exception:
            future.set_exception(JsonRpcException("The client's answer has the wrong shape."))
        else:
            future.set_result(answer.result)

    def _handles(self, method: str) -> bool:
        return method in self.fm.builtin_features or method in self.fm.features

    def _structured(self, message: Any, method: str) -> Any:
        message_type = self.get_message_type(method)
        if message_type is None:
            return message.get("params")
        if method in PRUNED:
            message = {**message, "params": PRUNED[method](message.get("params"))}
        try:
            return self._converter.structure(message, message_type).params
        except Exception as error:  # cattrs raises many kinds, RecursionError among them.
            log.debug("Parameters of %s do not structure: %s.", method, type(error).__name__)
            return _UNUSABLE

    def _handle_cancel_notification(self, msg_id: int | str) -> None:
        """Cancel the request, or the job it has started and that still runs.

        pygls cancels only the answer of a command: its coroutine runs to the end, and spends.
        """
        if msg_id in self._request_futures:
            super()._handle_cancel_notification(msg_id)
        self.cancelled(msg_id)

    def _execute_handler(
        self,
        msg_id: int | str,
        handler: Any,
        callback: Any,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        super()._execute_handler(msg_id, handler, callback, args, kwargs)
        # pygls never removes the futures of handlers that other handlers have called.
        inner = self._request_futures.get(msg_id)
        if inner is not None:
            inner.add_done_callback(lambda _: self._request_futures.pop(msg_id, None))

    # Messages out

    def send_request(
        self,
        method: str,
        params: Any | None = None,
        callback: Any = None,
        msg_id: int | str | None = None,
    ) -> Future[Any]:
        """Send a request, and keep its future apart from those of the client's own requests."""
        msg_id = str(uuid.uuid4()) if msg_id is None else msg_id
        future = super().send_request(method, params, callback, msg_id)
        if method.startswith("limner/"):
            # pygls knows no type for these, and would have no result for them.
            self._result_types[msg_id] = _PLAIN
        self._sent[msg_id] = self._request_futures.pop(msg_id, future)
        return future

    def _send_data(self, data: Any) -> None:
        """Send a message; its body never reaches the log, unlike in pygls."""
        if self.outbox is None or not data:
            return
        self.outbox.write(json.dumps(data, default=self._serialize_message).encode())

    def _send_response(
        self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None
    ) -> None:
        if error is not None and error.code == types.ErrorCodes.InternalError:
            # pygls sends the exception's text and a traceback with local paths; here it is being
            # handled still, and what it was is known only now.
            bug = sys.exc_info()[1]
            if isinstance(bug, Exception):
                self._server.report_server_error(bug, FeatureRequestError)
            error = types.ResponseError(
                code=types.ErrorCodes.InternalError,
                message="Limner has run into a bug; its log says more.",
            )
        super()._send_response(msg_id, result, error)

    def tell_client(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification of plain values, for long lists: pygls would unstructure each."""
        self._send_data({"jsonrpc": "2.0", "method": method, "params": params})

    def _refuse(self, identifier: int | str | None, code: types.ErrorCodes, why: str) -> None:
        error = {"code": code.value, "message": why}
        self._send_data({"jsonrpc": "2.0", "id": identifier, "error": error})

    # Life cycle

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(
        self, params: types.InitializeParams
    ) -> Generator[Any, Any, types.InitializeResult]:
        """Resolve what the client can do before any feature sees it."""
        self.features = client_features(params)
        self.options = params.initialization_options
        result = yield from super().lsp_initialize(params)
        encoding = encoding_of(params.capabilities)
        self.documents.encoding = encoding.value
        result.capabilities.position_encoding = encoding
        actions = result.capabilities.code_action_provider
        if isinstance(actions, types.CodeActionOptions) and not self.features.action_documentation:
            actions.documentation = None
        return result

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *args: Any) -> Generator[Any, Any, None]:
        """Cancel what runs, then answer.

        pygls iterates over a dictionary that the cancelled futures' callbacks change.
        """
        handler = self.fm.features.get(types.SHUTDOWN)
        if handler is not None:
            yield handler, args, None
        waiting = [*self._request_futures.items(), *self._sent.items()]
        for identifier, future in waiting:
            if identifier != self.msg_id and not future.done():
                future.cancel()
        self._shutdown = True

    # Commands

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    def lsp_workspace__execute_command(self, params: types.ExecuteCommandParams) -> Any:
        """Run a command handler, which checks its own arguments and answers at once.

        pygls awaits it under a second id, where it cannot be cancelled.
        """
        handler = self.fm.commands.get(params.command)
        if handler is None:
            raise JsonRpcInvalidParams(f"Limner has no command {params.command}.")
        return handler(params.arguments or ())


async def ask(request: Awaitable[Any], seconds: float | None) -> Any:
    """Wait for the client's answer; ``None`` when it is late, an error, or of the wrong shape.

    The request is shielded: cancelling it would make pygls trip over the late answer.
    """
    future = asyncio.ensure_future(request)
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
    try:
        return await asyncio.wait_for(asyncio.shield(future), seconds)
    except (TimeoutError, JsonRpcException):
        return None


def structuring() -> "Converter":
    """Return what turns plain JSON into the protocol's types.

    pygls's own collects every fault of a value; a text in place of a list is a fault a character
    then, and 300 KB of them take a gigabyte.
    """
    import cattrs
    from lsprotocol import converters

    return converters.get_converter(cattrs.Converter(detailed_validation=False))


def _is_id(value: object) -> TypeGuard[int | str]:
    return isinstance(value, int | str) and not isinstance(value, bool)


_UNUSABLE = object()

_PLAIN = object()
"""The type of answers that are taken as they come."""


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")
