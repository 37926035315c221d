"""A vision model that answers as a test says, and keeps what it was asked."""

import json

from limner.prompt.chat.chat_model import ChatReply

YES_SHAPES = ("Is the picture wider", "Is the picture about as wide", "Is the picture higher")


class ScriptedEyes:
    """Answers the questions that contain a word of *script* as told, and all others as they are.

    Args:
        script: ``{"boats red": "no two"}``: the answer, and what is seen behind it.
        raw: what is replied instead; exceptions are raised, one for each request.
        otherwise: the answer to the author's questions that no word of the script is in.
    """

    name, host = "eyes", "eyes.test"

    def __init__(self, script=None, raw=None, otherwise="yes") -> None:
        self.script, self.otherwise = script or {}, otherwise
        self.raw = list(raw) if isinstance(raw, list) else ([raw] if raw is not None else [])
        self.asked = []

    async def reply(self, request, on_text=lambda _: None):
        self.asked.append(request)
        if self.raw:
            said = self.raw.pop(0)
            if isinstance(said, Exception):
                raise said
            if said is not None:
                return ChatReply(said, whole=True)
        answers = [self.answer(n, text) for n, text in self.questions(request).items()]
        return ChatReply(json.dumps({"answers": answers}), whole=True)

    def questions(self, request) -> dict[int, str]:
        asked = json.loads(request.messages[-1].content)["questions"]
        return {int(number): text for number, text in asked.items()}

    def answer(self, number: int, text: str) -> dict[str, object]:
        for words, told in self.script.items():
            if words in text:
                said, _, seen = told.partition(" ")
                return {"number": number, "answer": said, "seen": seen}
        keeps_no = text.startswith(("Are there any", "Is there any", "Does the picture show any"))
        absent = any(word in text for word in ("octopus", "violin", "giraffe"))
        said = "no" if keeps_no or absent else self.otherwise
        said = "yes" if text.startswith(YES_SHAPES) else said
        return {"number": number, "answer": said, "seen": ""}
