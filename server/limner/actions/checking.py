"""Checks a picture that is there against its words, and keeps what was found out with it."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from limner import files
from limner.errors import ConsentNeeded, InputError, LimnerError, SaveError, ServiceError
from limner.image import ocr
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.image.formats.validation import check as decoded
from limner.image.jobs.inspection import Viewer, When, look_at, may_send
from limner.image.jobs.session import Session
from limner.image.journal.entries import open_journal
from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check.check_table import PictureCheck
from limner.prompt.picture_check.picture_questions import Looks, questions
from limner.services.backends import Backends, Consent
from limner.settings.declaration import Settings

NOBODY = (
    "Nobody is set up who could look at the picture: set chat.baseUrl and chat.model to a model "
    "that takes pictures, or install limner[ocr], which reads lettering on this machine."
)

EVERY_JOB = 1_000_000


@dataclass(frozen=True)
class CheckConditions:
    """What holds for a check, whatever is checked.

    Attributes:
        viewer: who looks; ``None`` where lettering is only read on this machine.
        when: what the person wants to be asked; ``never`` is about checks that nobody chose.
        session: what they have said, and how they are asked.
        report: told what is happening.
    """

    viewer: Viewer | None
    when: When
    session: Session
    report: Callable[[str], None] = lambda message: None


async def conditions_of(
    settings: Settings,
    backends: Backends,
    consent: Consent,
    session: Session,
    report: Callable[[str], None] = lambda message: None,
) -> CheckConditions:
    """Return what holds for a check that the person has chosen.

    Raises:
        InputError: nobody is set up who could look.
        LimnerError: a setting is wrong.
    """
    viewer = await backends.viewer(settings, consent)
    if viewer is None and not ocr.installed():
        raise InputError(NOBODY)
    when: When = "ask" if settings.image_check == "never" else settings.image_check
    return CheckConditions(viewer, when, session, report)


async def check(
    conditions: CheckConditions, path: Path, data: bytes, words: str, looks: Looks = ()
) -> PictureCheck:
    """Find out whether the picture *data*, the file at *path*, shows what *words* say.

    Raises:
        InputError: the words commit to nothing that can be seen, or it is no whole picture.
        ConsentNeeded: the person does not want to send it.
    """
    asked = questions(read(words), looks)
    if not asked:
        raise InputError("Nothing in these words can be looked for: describe what is to be seen.")
    try:
        picture = await decoded(data)
    except ServiceError as error:
        raise InputError(f"{path.name} is no whole picture: draw it again.") from error
    viewer, session = conditions.viewer, conditions.session
    if viewer is not None and not await may_send(viewer, asked, 1, conditions.when, session):
        host = viewer.model.host
        raise ConsentNeeded(f"{path.name} was not sent to {host}, because you did not agree.")
    found = await look_at(picture, asked, viewer, conditions.report)
    if found is None:
        raise InputError(NOBODY)
    return found


async def check_and_keep(
    conditions: CheckConditions, path: Path, data: bytes, record: Provenance | None, words: str = ""
) -> PictureCheck:
    """Check a picture against *words*, or those of its *record*, and keep what was found out.

    It is kept where the record is, and in the history, for the record's own words only.

    Raises:
        InputError: there are no words, or see `check`.
        ConsentNeeded: see `check`.
    """
    said = words.strip() or (record.words if record else "")
    if not said:
        raise InputError(f"{path.name} does not say what it should show: give the words.")
    own = record is not None and said == record.words
    found = await check(conditions, path, data, said, record.looks if record and own else ())
    if record is not None and own:
        await asyncio.to_thread(keep, path, data, replace(record, check=found))
    return found


def keep(path: Path, data: bytes, record: Provenance) -> bool:
    """Write *record* where the picture's own is, and its check into the history.

    Nothing is written where the file is no longer *data*, or cannot be written: the check is told
    all the same. Says whether the record was.
    """
    beside = path.with_name(path.name + provenance.SIDECAR)
    try:
        if files.read_regular(path, provenance.MOST_BYTES) != data:
            return False
        if provenance.read(data) is not None:
            files.replace_text(path, provenance.embed(data, record))
        elif beside.is_file() and not beside.is_symlink():
            files.replace_text(beside, provenance.write_beside(record))
        _note(path, record)
    except (OSError, LimnerError):
        return False
    return True


def _note(path: Path, record: Provenance) -> None:
    """Write the check into the row of the job that drew the picture, where there is one."""
    folder = files.state_folder()
    if not folder.is_dir() or record.check is None:
        return
    try:
        journal = open_journal(folder)
        for job in journal.history(EVERY_JOB):
            if path in job.pictures:
                journal.looked_at(job.id, asdict(record.check))
                return
    except SaveError:
        return
