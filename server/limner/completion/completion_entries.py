"""What completion offers, before it is a protocol's."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

MOST = 60
"""Entries of one answer: nobody reads more."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be written.

    Attributes:
        label: what the author sees.
        text: what is written in place of what is typed.
        kind: what it is.
        detail: a word or two about it.
        about: its documentation, plain text.
        key: what typing is compared with; it begins with what is typed already.
    """

    label: str
    text: str
    kind: Literal["phrase", "parameter", "setting", "value", "name"]
    detail: str = ""
    about: str = ""
    key: str = ""


@dataclass(frozen=True)
class Entries:
    """What is offered.

    Attributes:
        typed: how many code points before the cursor an entry takes the place of.
        entries: the best first.
        more: whether there are others that further typing would bring up.
    """

    typed: int
    entries: tuple[Entry, ...]
    more: bool = False


def limited(typed: int, offered: Iterable[Entry]) -> Entries:
    """Return as many of *offered* as one answer has."""
    found = tuple(islice(offered, MOST + 1))
    return Entries(typed, found[:MOST], len(found) > MOST)
