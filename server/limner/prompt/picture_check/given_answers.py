"""A vision model's answers to numbered questions, read as data in whatever form they come."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from limner.patterns import lazy_regex
from limner.prompt.picture_check.question import Answer

YES = "yes y true ja oui sí si sim tak да はい 是 是的 예 네"
NO = "no n false nein non não nee nie net нет いいえ 不 不是 否 没有 아니요"
UNSURE = "uncertain unsure unclear unknown maybe unsicher incertain incierto incerto onzeker"
ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(YES.split(), "yes"),
    **dict.fromkeys(NO.split(), "no"),
    **dict.fromkeys(UNSURE.split(), "uncertain"),
}
"""What models call the three answers, some of them in a language of their own."""

LINE = lazy_regex(
    r"^[^\w\n]*+(?:answer|question|q|a)?[^\S\n]*+(\d{1,3})[^\w\n]++([^\W\d_]++)"
    r"[ \t|*,;:.–—-]*+(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
"""One answer of a list: "3. yes | two boats"; nothing in it is tried twice."""

LONGEST_REPLY = 20_000
"""Characters of a reply that are read: fifty answers and all lettering take less than half."""

PIECE = lazy_regex(r"\{[^{}]*\}")
"""One answer of a reply that was cut off."""


@dataclass(frozen=True)
class GivenAnswer:
    """One answer.

    Attributes:
        answer: yes, no or uncertain.
        seen: what is there, in the model's words; of lettering, what it reads.
    """

    answer: Answer
    seen: str = ""


def answers_of(reply: str) -> dict[int, GivenAnswer]:
    """Return the answers in *reply* by the number of their question; none where it has none.

    A number that is answered twice, in two ways, is uncertain.
    """
    reply = reply[:LONGEST_REPLY]
    found: dict[int, GivenAnswer] = {}
    for number, given in list(_in_json(reply)) or list(_in_lines(reply)):
        before = found.get(number)
        if before is not None and before.answer != given.answer:
            given = GivenAnswer("uncertain")
        found[number] = given
    return found


def _in_json(reply: str) -> Iterator[tuple[int, GivenAnswer]]:
    pieces = PIECE.findall(reply)
    for item in _items(_parsed(_whole(reply))) or [
        item for piece in pieces for item in _items(_parsed(piece))
    ]:
        number, said = _number(item.get("number")), _answer(item.get("answer"))
        if number and said:
            seen = item.get("seen")
            yield number, GivenAnswer(said, seen if isinstance(seen, str) else "")


def _whole(reply: str) -> str:
    """Return *reply* from its first bracket to its last."""
    begin = min((at for at in (reply.find("{"), reply.find("[")) if at >= 0), default=0)
    return reply[begin : max(reply.rfind("}"), reply.rfind("]")) + 1]


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _items(content: object) -> list[dict[str, Any]]:
    """Return the answers of a list, of the list in an object, or of an object that names them."""
    while isinstance(content, dict) and len(content) == 1 and "number" not in content:
        (inside,) = content.values()
        if not isinstance(inside, list | dict):
            break
        content = inside
    if isinstance(content, list):
        return [item for item in content if isinstance(item, dict)]
    if not isinstance(content, dict):
        return []
    if "number" in content:
        return [content]
    return [
        {"number": key, **(value if isinstance(value, dict) else {"answer": value})}
        for key, value in content.items()
    ]


def _in_lines(reply: str) -> Iterator[tuple[int, GivenAnswer]]:
    for number, said, seen in LINE.findall(reply):
        if answer := _answer(said):
            yield int(number), GivenAnswer(answer, seen.strip())


def _number(value: object) -> int:
    digits = re.sub(r"\D", "", str(value)) if isinstance(value, str | int) else ""
    return int(digits) if digits and len(digits) < 4 else 0


def _answer(value: object) -> Answer | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ANSWERS.get(value.strip().strip(".!").casefold()) if isinstance(value, str) else None
