"""What is kept beside the text of an open document: jobs, hints, prices, who appears in it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from limner.settings.cast_members import Cast


@dataclass(frozen=True)
class Prices:
    """What pictures cost, in micro-dollars as far as they are known.

    Attributes:
        draw: one drawing, with as many candidates as the settings ask for.
        four: one drawing with four to choose from.
        edit: one change of a picture that is there.
    """

    draw: int | None = None
    four: int | None = None
    edit: int | None = None


@dataclass(frozen=True)
class FoundMissing:
    """What a check has found missing in a picture that a document links.

    Attributes:
        stamp: time and size of the file it was read from.
        mending: what to mind when it is drawn again, ``""`` where nothing is missing.
    """

    stamp: tuple[int, int]
    mending: str


@dataclass(frozen=True)
class KnownCast:
    """Who appears in a work, and what the pictures of a document say of them, as last looked at.

    Attributes:
        members: the whole cast of the project.
        pictures: the files that show each, by name, those that drawings follow first.
        changed: by the target of a link, whose look has changed since its picture was drawn.
    """

    members: "Cast" = ()
    pictures: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class WrittenPrompt:
    """A prompt that stands in place of the author's words.

    Attributes:
        words: what they were.
    """

    words: str


@dataclass(frozen=True)
class RunningJob:
    """A job that works on words of a document.

    Attributes:
        title: what it does, as its progress says: ``Drawing “a red fox”``.
        task: cancelling it ends the job.
    """

    title: str
    task: asyncio.Task[None]


@dataclass(frozen=True)
class Hint:
    """Something that was found in a document.

    Attributes:
        code: what, as in `limner.actions.findings`.
        range: the link, in the editor's units.
        text: the link as it was written then.
        missing: how many pictures could be drawn in the document in all, 0 where this cannot be.
        message: what the person is told.
        severity: how it is shown.
    """

    code: str
    range: types.Range
    text: str
    missing: int
    message: str
    severity: types.DiagnosticSeverity = types.DiagnosticSeverity.Hint
