"""Has somebody look at pictures that were drawn, whether they show what their words say.

A picture is sent only after a yes that names the host and the model. Whatever goes wrong, the
picture that was drawn is used all the same.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from limner.image import ocr
from limner.image.formats.validation import DecodedPicture
from limner.image.jobs.session import Session
from limner.image.pricing import BYTES_PER_TOKEN, ChatPrices, dollars
from limner.prompt.chat.chat_model import ChatModel
from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check import vision
from limner.prompt.picture_check.check_table import PictureCheck
from limner.prompt.picture_check.picture_questions import Looks, questions
from limner.prompt.picture_check.question import Question

SEND = "Send it"
SEND_QUIETLY = "Send, and do not ask again in this session"
DO_NOT_SEND = "Do not send it"

When = Literal["never", "ask", "always"]
"""The values of the setting ``image.check``."""

TOKENS_OF_A_PICTURE = 1_700
"""Tokens of a picture that a chat model looks at: for one of 1024×1024, OpenAI's guide to vision
has from 765 (GPT-4o) to 1,659 (GPT-4.1 mini)."""

Inspect = Callable[[Sequence[DecodedPicture]], Awaitable[list[DecodedPicture]]]
"""Returns the pictures with what was found out about each."""


@dataclass(frozen=True)
class Viewer:
    """Who looks at pictures, and what that costs.

    Attributes:
        model: the chat model that the person has set up and agreed to.
        prices: what it costs, ``None`` when that is not known.
        free: it runs on this machine, wants no key and costs nothing.
    """

    model: ChatModel
    prices: ChatPrices | None = None
    free: bool = False

    @property
    def says_who(self) -> str:
        """The model and its host, as questions name them."""
        return f"{self.model.name} at {self.model.host}"

    def estimate(self, asked: Sequence[Question]) -> int | None:
        """Return the micro-dollars of one look, ``None`` when they are not known."""
        if self.free:
            return 0
        if self.prices is None:
            return None
        text = vision.RULES + "".join(question.text for question in asked)
        read_tokens = TOKENS_OF_A_PICTURE + len(text.encode()) / BYTES_PER_TOKEN
        written = vision.TOKENS_AN_ANSWER * (len(asked) + 2) + vision.TOKENS_OF_LETTERING
        return math.ceil(read_tokens * self.prices.input + written * self.prices.output)

    def cost(self, asked: Sequence[Question], pictures: int = 1) -> str:
        """Say what looking at so many pictures costs."""
        price = self.estimate(asked)
        if price is None:
            return "at a price that is not known"
        return f"for about {dollars(price * pictures)}" if price else "free of charge"


async def nobody(pictures: Sequence[DecodedPicture]) -> list[DecodedPicture]:
    """Look at no picture."""
    return list(pictures)


async def inspector(
    viewer: Viewer | None,
    when: When,
    words: str,
    session: Session,
    report: Callable[[str], None] = lambda _: None,
    looks: Looks = (),
    many: int = 1,
) -> Inspect:
    """Return who looks at pictures of *words* once they are drawn: the *viewer*, after a yes.

    That is asked now, where *when* wants it: a picture that has been paid for waits for no answer.
    Lettering is read on this machine, too, where that is installed; it needs no yes.
    """
    if when == "never":
        return nobody
    asked = questions(read(words), looks)
    if not asked or (viewer is None and not ocr.can_read(asked)):
        return nobody
    sent = viewer if await may_send(viewer, asked, many, when, session, " once drawn") else None

    async def inspected(one: DecodedPicture) -> DecodedPicture:
        return replace(one, check=await look_at(one, asked, sent, report))

    async def inspect(pictures: Sequence[DecodedPicture]) -> list[DecodedPicture]:
        return await asyncio.gather(*map(inspected, pictures))

    return inspect


async def look_at(
    picture: DecodedPicture,
    asked: tuple[Question, ...],
    viewer: Viewer | None,
    report: Callable[[str], None] = lambda _: None,
) -> PictureCheck | None:
    """Let the *viewer* look at a picture, and read on this machine what lettering can be read here.

    Without a viewer nothing is sent; ``None`` where nothing is read either.
    """
    check = None
    if viewer is not None:
        report(f"{viewer.model.host} is looking at the picture")
        size = (picture.width, picture.height)
        check = await vision.inspect_picture(viewer.model, picture.data, size, asked)
    return await ocr.with_lettering(check, picture.data, asked)


async def may_send(
    viewer: Viewer | None,
    asked: Sequence[Question],
    many: int,
    when: When,
    session: Session,
    later: str = "",
) -> bool:
    """Say whether the person lets so *many* pictures be sent, and ask them where that is due.

    *later* says in the question when they would be.
    """
    if viewer is None:
        return False
    if when == "always" or session.may_check is not None:
        return when == "always" or bool(session.may_check)
    if session.ask is None:
        return False
    what = "the picture" if many == 1 else f"the {many} pictures"
    question = (
        f"Send {what}{later} to {viewer.model.host}, for {viewer.model.name} to check against the "
        f"words, {viewer.cost(asked, many)}?"
    )
    answer = await session.ask(question, (SEND, SEND_QUIETLY, DO_NOT_SEND))
    if answer == SEND_QUIETLY:
        session.may_check = True
    return answer in (SEND, SEND_QUIETLY)


def afterwards(
    viewer: Viewer | None, when: When, words: str, pictures: int = 1, looks: Looks = ()
) -> str:
    """Say, to a person who is asked about drawing, that somebody will look, and for how much.

    ``""`` where nobody will, or where that is a question of its own.
    """
    asked = questions(read(words), looks) if viewer is not None and when == "always" else ()
    if viewer is None or not asked:
        return ""
    cost = viewer.cost(asked, pictures)
    return f" It is then sent to {viewer.says_who} to be checked against the words, {cost}."
