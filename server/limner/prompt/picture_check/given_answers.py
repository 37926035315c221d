"""A vision model's answers to numbered questions, read as data in whatever form they come."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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

LINE = re.compile(
    r"^[^\w\n]*(?:answer|question|q|a)?[^\S\n]*(\d{1,3})[^\w\n]+([^\W\d_]+)[ \t|*,;:.–—-]*(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
"""One answer of a list: "3. yes | two boats"."""

LONGEST_REPLY = 40_000

WHOLE = re.compile(r"[{\[].*[}\]]", re.DOTALL)
PIECE = re.compile(r"\{[^{}]*\}")
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
    for item in _items(_parsed(WHOLE, reply)) or [
        item for piece in PIECE.finditer(reply) for item in _items(_parsed(PIECE, piece.group()))
    ]:
        number, said = _number(item.get("number")), _answer(item.get("answer"))
        if number and said:
            seen = item.get("seen")
            yield number, GivenAnswer(said, seen if isinstance(seen, str) else "")


def _parsed(pattern: re.Pattern[str], text: str) -> object:
    found = pattern.search(text)
    try:
        return json.loads(found.group()) if found else None
    except (ValueError, RecursionError):
        return None


def _items(content: object) -> list[dict[str, Any]]:
    """Return the answers of a list, of the list in an object, or of an object that names them."""
    if isinstance(content, list):
        return [item for item in content if isinstance(item, dict)]
    if not isinstance(content, dict):
        return []
    if "number" in content:
        return [content]
    inside = [value for value in content.values() if isinstance(value, list | dict)]
    if len(inside) == len(content) == 1:
        return _items(inside[0])
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
