"""What is worth knowing of a job, told as one message when it is done.

Neovim and Vim hold up everything, also the edit, for two messages, and for one that has not enough
room.
"""

import contextvars
from collections.abc import Sequence
from dataclasses import dataclass

from lsprotocol import types

LONGEST_HINT = 60
"""Characters of a line that fits above the command line of an editor in 80 columns."""


@dataclass(frozen=True)
class Note:
    """One sentence, and whether it is a hint, which gives way to others."""

    message: str
    kind: types.MessageType
    is_hint: bool = False


notes_of_job: contextvars.ContextVar[list[Note]] = contextvars.ContextVar("notes_of_job")
"""What is told when the job that runs is done."""


def joined(notes: Sequence[Note], told: set[str]) -> tuple[str, types.MessageType] | None:
    """Return *notes* as one message of the most severe kind, or None.

    Hints that are in *told*, or that would make the line too long, are left out; those that are
    in the message are added to it.
    """
    text = " ".join(note.message for note in notes if not note.is_hint)
    for hint in dict.fromkeys(note.message for note in notes if note.is_hint):
        with_hint = f"{text} {hint}".strip()
        if hint not in told and len(with_hint) <= LONGEST_HINT:
            told.add(hint)
            text = with_hint
    # The most severe kind has the smallest number.
    return (text, min(note.kind for note in notes)) if text else None
