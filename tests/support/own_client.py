"""An editor with a client made for Limner: it tells and asks things of its own."""

import asyncio
from typing import Any

from tests.support.fake_editor import Editor


class OwnClient(Editor):
    """An editor whose client announces what ours in Visual Studio Code does.

    Attributes:
        announced: its initialization options.
        notices: the notifications of our own that came.
        asked: the requests of our own that came.
        replies: what the next of them are answered, after the pieces of a model's text.
        open_questions: whether questions stay without an answer.
        cancelled: the requests that the server no longer waits for.
    """

    def __init__(self, *arguments: Any, announced: dict[str, bool] | None = None, **options: Any):
        super().__init__(*arguments, **options)
        self.announced = {"notices": True} if announced is None else announced
        self.notices: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.replies: list[tuple[list[str], Any]] = []
        self.open_questions = False
        self.waiting: list[Any] = []
        self.cancelled: list[Any] = []

    async def request(self, method: str, params: Any) -> Any:
        if method == "initialize":
            params = {**params, "initializationOptions": self.announced}
        return await super().request(method, params)

    def answer_now(self, title: str | None) -> None:
        """Answer the question that has waited longest."""
        self._send({"id": self.waiting.pop(0), "result": title and {"title": title}})

    def told(self, what: str) -> list[dict[str, Any]]:
        """The notifications of one kind."""
        return [notice for notice in self.notices if notice["method"] == f"limner/{what}"]

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method", "")
        if method == "$/cancelRequest":
            self.cancelled.append(message["params"]["id"])
        elif not method.startswith("limner/"):
            super()._take(message)
        elif "id" in message:
            self.asked.append(message)
            if self.replies:
                asyncio.get_running_loop().create_task(self._reply(message, *self.replies.pop(0)))
        else:
            self.notices.append(message)

    async def _reply(self, message: dict[str, Any], pieces: list[str], result: Any) -> None:
        for piece in pieces:
            stream = message["params"]["stream"]
            self.notify("limner/chatText", {"stream": stream, "text": piece})
            await asyncio.sleep(0)
        if result is not None:
            self._send({"id": message["id"], "result": result})

    def _answer(self, identifier: Any, method: str, params: Any) -> None:
        if method == "window/showMessageRequest" and self.open_questions:
            titles = [action["title"] for action in params["actions"]]
            self.questions.append((params["message"], titles))
            self.waiting.append(identifier)
        else:
            super()._answer(identifier, method, params)
