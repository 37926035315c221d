"""Many linked pictures checked against the words they were drawn from."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from limner.actions import checking
from limner.actions.across_documents.explaining import DocumentFindings
from limner.actions.checking import CheckConditions
from limner.actions.linked_picture import read_picture
from limner.errors import InputError, LimnerError
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.image.jobs.inspection import Viewer
from limner.project.roots import Project
from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check.check_table import PictureCheck
from limner.prompt.picture_check.picture_questions import questions
from limner.settings.declaration import Settings


@dataclass(frozen=True)
class LinkedFile:
    """A picture that a document links, and that says what it was drawn from.

    Attributes:
        document: the document's file.
        target: what the link says.
        path: the picture.
        record: how it was made.
        project: where it belongs.
        settings: what holds there.
    """

    document: Path
    target: str
    path: Path
    record: Provenance
    project: Project
    settings: Settings


@dataclass(frozen=True)
class CheckedPictureFile:
    """What became of one.

    Attributes:
        file: the picture.
        check: what was found out; ``None`` where it could not be checked.
        error: why not.
    """

    file: LinkedFile
    check: PictureCheck | None
    error: str = ""


def linked_files_of(documents: Iterable[DocumentFindings]) -> tuple[tuple[LinkedFile, ...], int]:
    """Return each linked picture with a record once, and how many have none."""
    found: dict[Path, LinkedFile | None] = {}
    for _, project, settings, seen in documents:
        for finding in seen:
            if finding.path is None or finding.path in found:
                continue
            try:
                data = read_picture(finding.path, project)
                record = provenance.read_file(finding.path, data)
            except (InputError, OSError):
                continue  # A drawing in another format, or outside the project.
            found[finding.path] = (
                LinkedFile(
                    project.document, finding.link.target, finding.path, record, project, settings
                )
                if record is not None and record.words
                else None
            )
    said = tuple(one for one in found.values() if one is not None)
    return said, len(found) - len(said)


def price_of(pictures: Sequence[LinkedFile], viewer: Viewer) -> int | None:
    """Return the micro-dollars of looking at all of them; ``None`` when they are not known."""
    prices = [
        viewer.estimate(questions(read(one.record.words), one.record.looks)) for one in pictures
    ]
    known = [price for price in prices if price is not None]
    return sum(known) if len(known) == len(prices) else None


async def check_all(
    pictures: Sequence[LinkedFile],
    conditions: CheckConditions,
    at_once: int,
    on_result: Callable[[CheckedPictureFile], None],
) -> None:
    """Check *pictures*, so many *at_once*; the person has agreed to all of them."""
    turns = asyncio.Semaphore(at_once)

    async def one(file: LinkedFile) -> None:
        async with turns:
            try:
                data = await asyncio.to_thread(read_picture, file.path, file.project)
                root = file.project.root
                check = await checking.check_and_keep(
                    conditions, root, file.path, data, file.record
                )
            except LimnerError as error:
                on_result(CheckedPictureFile(file, None, str(error)))
            else:
                on_result(CheckedPictureFile(file, check))

    async with asyncio.TaskGroup() as group:
        for file in pictures:
            group.create_task(one(file))
