"""What a person has said about paying for pictures since this process began.

A module of its own, because the server has a session from its start and the journal only later.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Ask = Callable[[str, tuple[str, ...]], Awaitable[str | None]]
"""Asks a question with answers to choose from; ``None`` is no answer."""

Show = Callable[[Path], Awaitable[bool]]
"""Shows a picture's file; ``False`` when that cannot be done."""


@dataclass(frozen=True)
class Candidates:
    """Pictures to choose from, as files.

    Attributes:
        question: what the person is asked.
        pictures: the new ones.
        old: the one that is there, if one is.
        prompt: what they were drawn from.
        more: what four more would cost in micro-dollars, ``None`` when that is unknown.
    """

    question: str
    pictures: tuple[Path, ...]
    old: Path | None
    prompt: str
    more: int | None = 0


Panel = Callable[[Candidates], Awaitable[int | Literal["keep", "more"] | None]]
"""Shows pictures side by side; returns which one is wanted, from 0, or what else: ``"keep"`` for
none of the new ones, ``"more"`` for others; ``None`` where it was closed."""


@dataclass
class Session:
    """What a person has said since this process began.

    Attributes:
        ask: asks them; ``None`` where nobody can be asked, and choosing "Draw" is the only yes.
        advice: how they can agree beforehand, where what would be asked about is not drawn unasked;
            ``""`` where choosing "Draw" is a yes to any price.
        quiet: they want to be asked no more.
        agreed: they have said yes to a picture.
        may_look: they let a model look at pictures; ``None`` while they have not been asked.
        may_check: the same of checking them against their words.
        show: shows them a picture; ``None`` where that cannot be done.
        batch: names the pictures that are drawn together; ``""`` for one alone.
        seen: hears that a picture which was shown is of no use any more.
        panel: shows candidates to choose from by a look; ``None`` where only a sheet can be shown.
    """

    ask: Ask | None = None
    advice: str = ""
    quiet: bool = False
    agreed: bool = False
    may_look: bool | None = None
    may_check: bool | None = None
    show: Show | None = None
    seen: Callable[[Path], None] | None = None
    batch: str = ""
    panel: Panel | None = None
